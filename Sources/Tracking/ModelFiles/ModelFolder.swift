public import Foundation
import StagedFiles

/// The files of a model, by path below its folder.
public struct ModelFolder: Sendable {
    /// Where a file's content comes from.
    public enum Content: Sendable {
        /// Bytes in memory.
        case bytes(Data)
        /// A file, copied.
        case file(String)
    }

    /// The files, by path; parts between `/`.
    public private(set) var files: [String: Content] = [:]

    /// An empty folder.
    public init() {}

    /// Adds a file.
    ///
    /// - Throws: `invalid` for a path that leaves the folder, `taken` when the path has a file already.
    public mutating func add(_ content: Content, at path: String) throws(TrackingError) {
        try FilePath.check(path)
        guard files[path] == nil else { throw TrackingError(.taken, "the model has two files named \(path).") }
        files[path] = content
    }

    /// Writes the whole folder, or nothing.
    ///
    /// - Returns: The files in order of their paths.
    @discardableResult
    public func write(to place: String) throws(TrackingError) -> [StoredFile] {
        let staged = try TrackingError.of { () throws(StagedFileError) in try StagedPath(.directory, at: place) }
        var stored: [StoredFile] = []
        for (path, content) in files.sorted(by: { $0.key < $1.key }) {
            let target = "\(staged.path)/\(path)"
            switch content {
            case .bytes(let bytes):
                try TrackingError.of { () throws(StagedFileError) in try StagedPath.write(bytes, to: target) }
                stored.append(StoredFile(path: path, digest: FileDigest.of(bytes), size: bytes.count))
            case .file(let source):
                let (digest, size) = try FileDigest.copy(source, to: target)
                stored.append(StoredFile(path: path, digest: digest, size: size))
            }
        }
        do throws(StagedFileError) { try staged.commit() } catch { throw TrackingError(error) }
        return stored
    }
}
