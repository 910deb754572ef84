import Foundation

/// A lock that this process holds on a file; gone with the process, however it ends.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock at once, making the file when it is not there.
    ///
    /// - Throws: `busy` when another holds it, `unwritable` when the file cannot be made.
    init(_ path: String, busy message: String) throws(TrackingError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unwritable(path, errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            throw code == EWOULDBLOCK ? TrackingError(.busy, message) : .unwritable(path, code)
        }
    }

    /// True when someone holds the lock of a file.
    static func isHeld(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    deinit { close(descriptor) }
}

extension TrackingError {
    /// A file that could not be written, by the system's error number.
    static func unwritable(_ path: String, _ code: Int32) -> TrackingError {
        switch code {
        case ENOSPC, EDQUOT, EFBIG:
            TrackingError(.unwritable, "no space is left to write \(path): free some, then run the command again.")
        default:
            TrackingError(.unwritable, "cannot write \(path): \(String(cString: strerror(code)).lowercased()).")
        }
    }
}
