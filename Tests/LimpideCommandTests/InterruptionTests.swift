import Foundation
import Testing

@Suite("A stop in the middle leaves nothing half-written")
struct InterruptionTests {
    @Test("Ctrl-C while a lender is generated", arguments: [SIGINT, SIGTERM])
    func generating(signal: Int32) throws {
        let folder = try TemporaryFolder()
        let process = Limpide.process(["generate", "--clients", "5000000", "--out", folder["data"]])
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        try wait { folder.names.contains { $0.hasSuffix(".partial") } }
        kill(process.processIdentifier, signal)
        try end(process)
        #expect(process.terminationStatus == 128 + signal)
        #expect(folder.names.isEmpty)
    }

    @Test("Ctrl-C while features are computed keeps the features of before")
    func computing() throws {
        let lender = try Lender.shared.get()
        let copy = try lender.copy()
        let manifest = try Data(contentsOf: URL(filePath: copy["workspace/features/manifest.json"]))
        let process = Limpide.process(["train", "--data", lender.data, "--workspace", copy["workspace"]])
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let workspace = copy["workspace"]
        try wait {
            ((try? FileManager.default.contentsOfDirectory(atPath: workspace)) ?? []).contains {
                $0.hasSuffix(".partial")
            }
        }
        kill(process.processIdentifier, SIGINT)
        try end(process)
        #expect(process.terminationStatus == 130)
        #expect(try Data(contentsOf: URL(filePath: copy["workspace/features/manifest.json"])) == manifest)
        #expect(try !FileManager.default.contentsOfDirectory(atPath: workspace).contains { $0.hasSuffix(".partial") })
    }

    @Test("a full disk stops the scores with an error, and no file appears")
    func fullDisk() throws {
        let lender = try Lender.shared.get()
        let folder = try TemporaryFolder()
        // A limit on the size of files stands for a full disk: the system refuses the write in the same place.
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        let command = "ulimit -f 8; exec \"$0\" generate --clients 2000 --out \"$1\""
        process.arguments = ["-c", command, Limpide.binary.path(percentEncoded: false), folder["data"]]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 74)
        #expect(text.split(separator: "\n").last?.contains("cannot write") == true)
        #expect(folder.names.isEmpty)
        #expect(FileManager.default.fileExists(atPath: lender.data))
    }

    /// Waits for the end of a process that was asked to end; one that does not is killed.
    private func end(_ process: Process) throws {
        do {
            try wait { !process.isRunning }
        } catch {
            kill(process.processIdentifier, SIGKILL)
            throw error
        }
    }

    private func wait(until condition: () -> Bool) throws {
        for _ in 0..<4_000 {
            if condition() { return }
            Thread.sleep(forTimeInterval: 0.005)
        }
        throw Problem(what: "what was waited for did not come")
    }
}
