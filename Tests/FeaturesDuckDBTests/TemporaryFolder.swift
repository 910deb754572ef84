import Foundation

/// The catalog that ships with Limpide.
let homeCreditFolder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Catalogs/home-credit")
    .standardizedFileURL.path(percentEncoded: false)

/// A folder that goes away with the test.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "limpide-\(UUID().uuidString)").path(percentEncoded: false)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path).appending(path: name))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
