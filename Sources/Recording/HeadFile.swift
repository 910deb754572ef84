import Foundation

/// A file outside the store that notes the end of the chain after each write, so that a cut tail is found.
///
/// One line of fixed length: `limpide-log-head-1`, the log's origin, place and digest of the last entry, and a code that only the
/// log's key can compute. It is written in place and not forced to the disk: after a power cut it may be an older head, which is still
/// one that the chain must pass through.
public struct HeadFile: Sendable {
    /// Where it is.
    public let path: String

    /// Names the file; it need not exist.
    public init(path: String) { self.path = path }

    /// Notes a head, unless a later one is noted.
    ///
    /// What cannot be written is passed over: the log itself has the entry.
    func note(_ head: ChainHead, origin: ChainDigest, key: LogKey) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX) == 0 else { return }
        if let noted = Self.parse(Self.contents(descriptor), key: key), noted.origin == origin,
            noted.head.sequence >= head.sequence
        {
            return
        }
        let line = Array(Self.line(head, origin: origin, key: key).utf8)
        _ = line.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    /// The head that is noted; nil when there is no file.
    ///
    /// - Throws: ``LogError`` with code `corrupt` when the file was changed, or belongs to another log.
    public func read(origin: ChainDigest, key: LogKey) throws(LogError) -> ChainHead? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT else {
                throw LogError(.corrupt, "the head file \(path) cannot be read: check the file.")
            }
            return nil
        }
        defer { close(descriptor) }
        // A writer holds it for microseconds.
        _ = flock(descriptor, LOCK_SH)
        guard let noted = Self.parse(Self.contents(descriptor), key: key) else {
            throw LogError(.corrupt, "the head file \(path) was changed, or written with another key.")
        }
        guard noted.origin == origin else { throw LogError(.corrupt, "the head file \(path) belongs to another log.") }
        return noted.head
    }

    private static func contents(_ descriptor: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 512)
        let count = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        return String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
    }

    private static func line(_ head: ChainHead, origin: ChainDigest, key: LogKey) -> String {
        let place = String(head.sequence)
        let padded = String(repeating: "0", count: max(0, 19 - place.count)) + place
        let text = "limpide-log-head-1 \(origin) \(padded) \(head.digest)"
        return "\(text) \(key.code(ofHead: text)?.description ?? "")\n"
    }

    private static func parse(_ contents: String, key: LogKey) -> (origin: ChainDigest, head: ChainHead)? {
        let words = contents.split(whereSeparator: \.isWhitespace)
        guard words.count == 5, let origin = ChainDigest(words[1]), let place = Int64(words[2]),
            let digest = ChainDigest(words[3]), let code = ChainDigest(words[4]),
            key.code(ofHead: words[..<4].joined(separator: " ")) == code
        else { return nil }
        return (origin, ChainHead(sequence: place, digest: digest))
    }
}
