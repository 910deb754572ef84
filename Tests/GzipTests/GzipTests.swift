import Foundation
import Testing

@testable import Gzip

@Suite("What is compressed can be read by gzip itself")
struct GzipTests {
    /// Runs the system's gzip on bytes.
    private func gunzip(_ bytes: [UInt8]) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(path: "limpide-\(UUID().uuidString).gz")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process(), output = Pipe()
        process.executableURL = URL(filePath: "/bin/gzip")
        process.arguments = ["-dc", file.path(percentEncoded: false)]
        process.standardOutput = output
        try process.run()
        let read = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return [UInt8](read)
    }

    @Test("nothing, one byte, text, noise and a megabyte come back as they were", arguments: 0..<5, [1, 6, 9])
    func roundTrip(which: Int, level: Int) throws {
        var generator = SystemRandomNumberGenerator()
        let bytes: [UInt8] =
            switch which {
            case 0: []
            case 1: [7]
            case 2: Array(String(repeating: "Un prêt à dépenser. ", count: 500).utf8)
            case 3: (0..<5_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
            default: (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
            }
        let compressed = try #require(gzipped(bytes, level: level))
        #expect(try gunzip(compressed) == bytes)
        if which == 2 { #expect(compressed.count < bytes.count / 20) }
    }

    @Test("the same bytes give the same result, so that a tag of them is one")
    func deterministic() {
        let bytes = Array("once more, once more, once more".utf8)
        #expect(gzipped(bytes) == gzipped(bytes))
        // No time and no name stand in the head.
        #expect(gzipped(bytes)?[4..<8].allSatisfy { $0 == 0 } == true)
    }
}
