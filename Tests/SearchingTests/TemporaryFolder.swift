import Foundation

/// A folder of its own for one test, removed at the end.
final class TemporaryFolder: Sendable {
    let url: URL

    /// - Parameter isInMemory: Whether to prefer a place where a write need not wait for a disk.
    init(isInMemory: Bool = false) throws {
        let memory = URL(filePath: "/dev/shm")
        let parent =
            isInMemory && FileManager.default.isWritableFile(atPath: "/dev/shm")
            ? memory : FileManager.default.temporaryDirectory
        url = parent.appending(path: "limpide-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }

    func read(_ name: String) throws -> Data { try Data(contentsOf: url.appending(path: name)) }

    func write(_ bytes: Data, to name: String) throws { try bytes.write(to: url.appending(path: name)) }

    deinit { try? FileManager.default.removeItem(at: url) }
}

/// A disk of one megabyte in memory, mounted over a folder; only an administrator may.
struct SmallDisk {
    static let isPermitted: Bool = {
        guard let folder = try? TemporaryFolder(), let disk = try? SmallDisk(folder: folder) else { return false }
        disk.remove()
        return true
    }()

    private struct Refused: Error {}
    private let place: String

    init(folder: TemporaryFolder) throws {
        place = folder.url.path(percentEncoded: false)
        try Self.run("mount", ["-t", "tmpfs", "-o", "size=1m", "none", place])
    }

    func remove() { try? Self.run("umount", [place]) }

    private static func run(_ command: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [command] + arguments
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Refused() }
    }
}
