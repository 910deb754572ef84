import Foundation
import Synchronization

/// A file or folder that is written beside its final place and moved there only when whole.
///
/// Until ``commit()`` the final place is untouched, so a crash, a full disk or Ctrl-C leaves what was there before. A path
/// that goes out of scope without a commit is removed; ``discardAll()`` removes every open one, for signal handlers.
public struct StagedPath: ~Copyable {
    /// What is being written.
    public enum Kind: Sendable {
        /// One file, created by the writer.
        case file
        /// A folder, created empty here.
        case directory
    }

    /// Where to write until the commit; same folder as the final place, so that the move is one rename.
    public let path: String
    /// Where the result appears on commit.
    public let finalPath: String
    private let kind: Kind
    private var isOpen = true

    /// Prepares a temporary place beside `finalPath`, creating the parent folders.
    ///
    /// - Throws: ``StagedFileError`` when the parent cannot be made or written, or when `finalPath` is taken and
    ///   `replacing` is false (an empty folder is not "taken").
    public init(_ kind: Kind, at finalPath: String, replacing: Bool = true) throws(StagedFileError) {
        let finalPath =
            kind == .directory
            ? URL(filePath: finalPath).resolvingSymlinksInPath().path(percentEncoded: false) : finalPath
        let url = URL(filePath: finalPath)
        let parent = url.deletingLastPathComponent()
        let manager = FileManager.default
        // The type of the name itself: an alias that points at a folder is replaced like a file.
        if let type = (try? manager.attributesOfItem(atPath: finalPath))?[.type] as? FileAttributeType {
            let isDirectory = type == .typeDirectory
            if isDirectory != (kind == .directory) {
                throw StagedFileError(
                    .taken, "\(finalPath) is a \(isDirectory ? "folder" : "file"): choose another name.")
            }
            let isEmpty = isDirectory && (try? manager.contentsOfDirectory(atPath: finalPath))?.isEmpty == true
            if !replacing && !isEmpty {
                throw StagedFileError(.taken, "\(finalPath) already exists: choose another name or remove it first.")
            }
        }
        let name = ".\(url.lastPathComponent).\(getpid())-\(UInt32.random(in: .min ... .max)).partial"
        let path = parent.appending(path: name).path(percentEncoded: false)
        do {
            try manager.createDirectory(at: parent, withIntermediateDirectories: true)
            if kind == .directory { try manager.createDirectory(atPath: path, withIntermediateDirectories: false) }
        } catch {
            throw StagedFileError(
                .cannotCreate, "cannot write in \(parent.path(percentEncoded: false)): \(reason(error)).")
        }
        guard access(parent.path(percentEncoded: false), W_OK) == 0 else {
            throw StagedFileError(
                .cannotCreate, "cannot write in \(parent.path(percentEncoded: false)): \(describe(errno)).")
        }
        self.path = path
        self.finalPath = finalPath
        self.kind = kind
        OpenPaths.insert(path)
    }

    /// Moves the result to its final place in one step; what was there before is removed after.
    public consuming func commit() throws(StagedFileError) {
        isOpen = false
        OpenPaths.remove(path)
        if kind == .directory, FileManager.default.fileExists(atPath: finalPath) {
            // A folder cannot be renamed onto another: swap both, then remove the old one.
            let code = exchangeFolders(path, finalPath)
            guard code == 0 else { throw failed(code) }
            try? FileManager.default.removeItem(atPath: path)
        } else {
            guard rename(path, finalPath) == 0 else { throw failed(errno) }
        }
    }

    /// Removes every path that is staged and not yet committed, in this process; safe to call from any thread.
    public static func discardAll() {
        for path in OpenPaths.takeAll() { try? FileManager.default.removeItem(atPath: path) }
    }

    deinit {
        guard isOpen else { return }
        OpenPaths.remove(path)
        try? FileManager.default.removeItem(atPath: path)
    }

    private borrowing func failed(_ code: Int32) -> StagedFileError {
        try? FileManager.default.removeItem(atPath: path)
        return StagedFileError(.cannotCreate, "cannot write \(finalPath): \(describe(code)).")
    }
}

/// The staged paths of this process that are not committed yet.
private enum OpenPaths {
    private static let paths = Mutex<Set<String>>([])

    static func insert(_ path: String) { paths.withLock { _ = $0.insert(path) } }
    static func remove(_ path: String) { paths.withLock { _ = $0.remove(path) } }
    static func takeAll() -> Set<String> {
        paths.withLock { open in
            defer { open = [] }
            return open
        }
    }
}
