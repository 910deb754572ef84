import Foundation

/// Samples of the real tables, beside the checkout on the machines that have them.
enum RealSamples {
    private static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")

    static var exist: Bool { FileManager.default.fileExists(atPath: directory.path(percentEncoded: false)) }

    /// The header and first rows of a sample.
    static func head(_ table: String, in folder: String, lines: Int) throws -> CSVTable {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        let path = directory.appending(path: "\(folder)/\(table).csv.gz").path(percentEncoded: false)
        process.arguments = ["-c", "gzip -dc \"$0\" | head -n \(lines)", path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let content = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return CSVTable(content)
    }
}
