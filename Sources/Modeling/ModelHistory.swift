public import Foundation
import StagedFiles

/// A change of the model that an alias points at.
public struct AliasChange: Hashable, Sendable, Codable {
    /// When.
    public let time: Date
    /// The alias, as `champion`.
    public let alias: String
    /// The digest before; nil when the alias was new.
    public let from: String?
    /// The digest since.
    public let to: String
}

/// Which models aliases pointed at, one JSON line per change, the oldest first; never rewritten.
struct ModelHistory {
    let path: String

    /// The changes, the oldest first; a line that a crash has cut short is passed over.
    var changes: [AliasChange] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return data.split(separator: UInt8(ascii: "\n")).compactMap {
            try? decoder.decode(AliasChange.self, from: Data($0))
        }
    }

    /// Adds a change and puts it on the disk.
    func append(_ change: AliasChange) throws {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys]
        var line = try encoder.encode(change)
        line.append(UInt8(ascii: "\n"))
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o644)
        guard file >= 0 else { throw Self.refused(path) }
        defer { close(file) }
        // A line cut short by a crash must not swallow this one.
        if let last = FileManager.default.contents(atPath: path)?.last, last != UInt8(ascii: "\n") {
            line.insert(UInt8(ascii: "\n"), at: 0)
        }
        let written = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        guard written == line.count, fsync(file) == 0 else { throw Self.refused(path) }
    }

    private static func refused(_ path: String) -> StagedFileError {
        StagedFileError(.writeFailed, "cannot write \(path): \(String(cString: strerror(errno)).lowercased()).")
    }
}
