import Foundation

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
        place = folder.path("")
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
