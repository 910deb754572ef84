import Foundation

/// A buffered writer that checks every write, so that a full disk is an error and never a shorter file.
public final class FileWriter {
    private let descriptor: Int32
    private let path: String
    private var buffer: [UInt8] = []
    private let capacity: Int
    private var isClosed = false

    /// Creates the file, or empties it.
    ///
    /// - Parameter capacity: bytes kept in memory before a write.
    public init(creating path: String, capacity: Int = 1 << 18) throws(StagedFileError) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        self.path = path
        self.capacity = capacity
        buffer.reserveCapacity(capacity + 4096)
        guard descriptor >= 0 else {
            isClosed = true
            throw StagedFileError(.cannotCreate, "cannot create \(shown(path)): \(describe(errno)).")
        }
    }

    /// Adds bytes.
    public func write(_ bytes: some Sequence<UInt8>) throws(StagedFileError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= capacity { try flush() }
    }

    /// Adds text in UTF-8.
    public func write(_ text: String) throws(StagedFileError) { try write(text.utf8) }

    /// Lets `body` append to the buffer itself; the cheapest way for many small pieces.
    public func append(_ body: (inout [UInt8]) -> Void) throws(StagedFileError) {
        body(&buffer)
        if buffer.count >= capacity { try flush() }
    }

    /// Writes what is left, puts it on the disk and closes the file.
    public func close() throws(StagedFileError) {
        guard !isClosed else { return }
        try flush()
        isClosed = true
        let synced = fsync(descriptor) == 0 || errno == EINVAL
        let code = errno
        guard Foundation.close(descriptor) == 0, synced else { throw failed(code) }
    }

    private func flush() throws(StagedFileError) {
        var start = 0
        while start < buffer.count {
            let written = buffer.withUnsafeBytes { bytes in
                Foundation.write(descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
            }
            if written > 0 { start += written } else if errno != EINTR { throw failed(errno) }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private func failed(_ code: Int32) -> StagedFileError {
        StagedFileError(.writeFailed, "cannot write \(shown(path)): \(describe(code)).")
    }

    deinit {
        if !isClosed { _ = Foundation.close(descriptor) }
    }
}

/// The path as the person named it: the staging name is nobody's business.
private func shown(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).map { part in
        guard part.hasSuffix(".partial"), part.hasPrefix("."), let dot = part.dropLast(8).lastIndex(of: ".") else {
            return String(part)
        }
        return String(part[part.index(after: part.startIndex)..<dot])
    }.joined(separator: "/")
}

extension StagedPath {
    /// Writes a whole small file beside its place, then renames.
    public static func write(_ bytes: some Sequence<UInt8>, to finalPath: String) throws(StagedFileError) {
        let staged = try StagedPath(.file, at: finalPath)
        let writer = try FileWriter(creating: staged.path)
        try writer.write(bytes)
        try writer.close()
        try staged.commit()
    }
}
