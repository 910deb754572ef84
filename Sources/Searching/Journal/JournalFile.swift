internal import Foundation

/// The open end of a journal: each line is added whole, or not at all; nobody else adds to it meanwhile.
final class JournalFile {
    let path: String
    private let descriptor: Int32
    private var length = 0

    /// Makes a new journal.
    convenience init(creating path: String) throws(SearchError) {
        try self.init(path, flags: O_RDWR | O_CREAT | O_CLOEXEC)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size == 0 else {
            throw SearchError(.taken, "\(path) already exists: go on with that search, or choose another name.")
        }
    }

    /// Opens a journal to add to it.
    convenience init(resuming path: String) throws(SearchError) {
        try self.init(path, flags: O_RDWR | O_CLOEXEC)
    }

    private init(_ path: String, flags: Int32) throws(SearchError) {
        self.path = path
        descriptor = Foundation.open(path, flags, 0o644)
        guard descriptor >= 0 else {
            let code = errno
            guard code == ENOENT, flags & O_CREAT == 0 else { throw Self.unwritable(path, code) }
            throw SearchError(.notFound, "there is no search to go on with at \(path): begin one there.")
        }
        // A child that a killed writer had just started holds its lock for an instant more.
        var tries = 20
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            tries -= 1
            guard tries > 0 else {
                throw SearchError(.busy, "another program is searching with \(path): wait until it has ended.")
            }
            usleep(5000)
        }
    }

    /// Every whole line, without its end, and what follows the last of them.
    func lines() throws(SearchError) -> (whole: [Data], rest: Data) {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw SearchError(.damaged, "\(path) cannot be read: choose another journal.")
        }
        guard let end = data.lastIndex(of: UInt8(ascii: "\n")) else { return ([], data) }
        let whole = data[..<end].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return (whole.map { Data($0) }, Data(data[(end + 1)...]))
    }

    /// Cuts the file to this many bytes, after which lines are added.
    func cut(to length: Int) throws(SearchError) {
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw Self.unwritable(path, errno) }
        self.length = length
    }

    /// Adds a line.
    ///
    /// - Parameter isLasting: Whether it must outlive the machine's failure, not only the program's.
    /// - Throws: `unwritable`, as on a full disk; the file is then as it was.
    func append(_ line: JournalLine, isLasting: Bool) throws(SearchError) {
        guard let bytes = try? line.bytes() else {
            throw SearchError(.unwritable, "a value of this search cannot be written as JSON.")
        }
        var start = 0
        while start < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                pwrite(
                    descriptor, buffer.baseAddress?.advanced(by: start), bytes.count - start, off_t(length + start))
            }
            if written > 0 {
                start += written
            } else if errno != EINTR {
                let code = errno
                _ = ftruncate(descriptor, off_t(length))
                throw Self.unwritable(path, code)
            }
        }
        guard !isLasting || fsync(descriptor) == 0 || errno == EINVAL else {
            let code = errno
            _ = ftruncate(descriptor, off_t(length))
            throw Self.unwritable(path, code)
        }
        length += bytes.count
    }

    private static func unwritable(_ path: String, _ code: Int32) -> SearchError {
        SearchError(
            .unwritable,
            "cannot write \(path) (\(String(cString: strerror(code)).lowercased())): make room or choose another place."
        )
    }

    deinit {
        guard descriptor >= 0 else { return }
        // Closing frees the lock only with the last copy, and a child that is just starting has one.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
