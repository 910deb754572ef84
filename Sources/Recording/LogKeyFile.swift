import Foundation

/// The file of a log's key: one line, `limpide-log-key-1` and 64 hexadecimal digits, readable by its owner alone.
///
/// Whoever has it can read what is recorded of every client; without it nobody can, ever. Keep a copy in a safe place apart from the
/// copies of the log.
public enum LogKeyFile {
    private static let mark = "limpide-log-key-1 "

    /// Reads the key, or makes it when there is no file.
    ///
    /// - Parameter makes: whether a missing file is made; false for a log that has entries.
    /// - Throws: ``LogError`` with code `key` when the file is missing, can be read by others, or is no key.
    public static func read(_ path: String, orMake makes: Bool) throws(LogError) -> LogKey {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            guard errno == ENOENT else {
                throw LogError(
                    .key, "the log's key \(path) cannot be read: \(String(cString: strerror(errno)).lowercased()).")
            }
            guard makes else {
                throw LogError(
                    .key,
                    "the log's key \(path) is missing: restore it from its backup, without it the log cannot be read.")
            }
            return try make(path)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw LogError(.key, "the log's key \(path) is not a file.")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw LogError(.key, "the log's key \(path) can be read by others: run chmod 600 on it.")
        }
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = buffer.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
        let line = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self).trimmingCharacters(in: .newlines)
        guard line.hasPrefix(mark), let bytes = [UInt8](hexadecimal: String(line.dropFirst(mark.count))),
            let key = LogKey(bytes: bytes)
        else { throw LogError(.key, "\(path) is not a key of a log: restore it from its backup.") }
        return key
    }

    private static func make(_ path: String) throws(LogError) -> LogKey {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        guard let key = LogKey(bytes: bytes) else { throw LogError(.failed, "a key could not be made: try again.") }
        // Whole or not at all: a link to the finished file is made only where no file is, by whoever comes first.
        let staged = "\(path).\(getpid()).partial"
        let descriptor = open(staged, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw refused(path) }
        defer { unlink(staged) }
        let line = Array((mark + bytes.hexadecimal + "\n").utf8)
        let isWritten =
            line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == line.count && fsync(descriptor) == 0
        let code = errno
        close(descriptor)
        guard isWritten else {
            throw LogError(
                code == ENOSPC ? .full : .key,
                "cannot write the log's key \(path): \(String(cString: strerror(code)).lowercased()).")
        }
        guard link(staged, path) == 0 else {
            guard errno == EEXIST else { throw refused(path) }
            return try read(path, orMake: false)
        }
        let folder = open(
            URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false), O_RDONLY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
        return key
    }

    private static func refused(_ path: String) -> LogError {
        LogError(.key, "cannot write the log's key \(path): \(String(cString: strerror(errno)).lowercased()).")
    }
}
