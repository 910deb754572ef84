public import Foundation

/// A folder that goes away with the test.
public final class TemporaryFolder {
    /// Where it is.
    public let path: String

    /// Makes an empty folder.
    public init() throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "limpide-\(UUID().uuidString)")
        path = place.path(percentEncoded: false)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// The path of a file inside.
    public func file(_ name: String) -> String { path + "/" + name }

    /// Writes a text in UTF-8, making folders on the way.
    public func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

    /// Writes bytes, making folders on the way.
    public func write(_ data: Data, to name: String) throws {
        let place = URL(filePath: file(name))
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: place)
    }

    /// The bytes of a file inside.
    public func read(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: file(name))) }

    /// The names inside, hidden ones too, sorted.
    public func names(in folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? path : file(folder)).sorted()
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
