import Crypto
import Foundation
import StagedFiles

/// SHA-256 in hexadecimal.
enum FileDigest {
    static func of(_ bytes: some DataProtocol) -> String { text(SHA256.hash(data: bytes)) }

    /// The digest and length of a file.
    static func of(file path: String) throws(TrackingError) -> (digest: String, size: Int) {
        try read(path) { (_: Data) throws(TrackingError) in }
    }

    /// Copies a file in pieces.
    ///
    /// - Throws: `notFound` when there is none, `unwritable` as on a full disk.
    static func copy(_ source: String, to target: String) throws(TrackingError) -> (digest: String, size: Int) {
        let staged = try TrackingError.of { () throws(StagedFileError) in try StagedPath(.file, at: target) }
        let writer = try TrackingError.of { () throws(StagedFileError) in try FileWriter(creating: staged.path) }
        let result = try read(source) { (piece: Data) throws(TrackingError) in
            try TrackingError.of { () throws(StagedFileError) in try writer.write(piece) }
        }
        try TrackingError.of { () throws(StagedFileError) in try writer.close() }
        do throws(StagedFileError) { try staged.commit() } catch { throw TrackingError(error) }
        return result
    }

    private static func read(
        _ path: String,
        _ body: (Data) throws(TrackingError) -> Void
    ) throws(TrackingError) -> (digest: String, size: Int) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
            let file = FileHandle(forReadingAtPath: path)
        else { throw TrackingError(.notFound, "there is no file \(path) that can be read.") }
        defer { try? file.close() }
        var hash = SHA256()
        var size = 0
        while true {
            let piece: Data?
            do { piece = try file.read(upToCount: 1 << 20) } catch {
                throw TrackingError(.damaged, "the file \(path) cannot be read: check the disk.")
            }
            guard let piece, !piece.isEmpty else { return (text(hash.finalize()), size) }
            hash.update(data: piece)
            size += piece.count
            try body(piece)
        }
    }

    private static func text(_ digest: SHA256.Digest) -> String {
        digest.map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }
}

extension TrackingError {
    /// Says in this module's words why a file could not be written.
    static func of<Result: ~Copyable>(
        _ body: () throws(StagedFileError) -> Result
    ) throws(TrackingError) -> Result {
        do throws(StagedFileError) { return try body() } catch { throw TrackingError(error) }
    }

    /// What became of a staged file.
    init(_ error: StagedFileError) {
        if error.message.hasSuffix(": no space left on device.") {
            let place = error.message.dropFirst("cannot write ".count).dropLast(": no space left on device.".count)
            self.init(.unwritable, "no space is left to write \(place): free some, then run the command again.")
        } else {
            self.init(.unwritable, error.message)
        }
    }
}
