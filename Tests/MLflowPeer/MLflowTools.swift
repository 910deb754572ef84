package import Foundation
import Synchronization
package import Testing

/// MLflow as scripts/setup --peers installs it.
package enum MLflowTools {
    package static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    package static let python = root.appending(path: ".native/mlflow/bin/python")

    /// True where peers are asked for: then a missing tool is a failure and not a reason to skip.
    package static let isRequired = !["", "0", "false"].contains(
        ProcessInfo.processInfo.environment["LIMPIDE_PEERS"]?.lowercased() ?? "")
    package static let isThere =
        isRequired || FileManager.default.isExecutableFile(atPath: python.path(percentEncoded: false))

    /// Runs one of the scripts of `Tests/MLflow` to its end.
    package static func run(_ script: String, _ arguments: [String], server: String) async throws -> Data {
        let tool = try Tool(script, arguments, server: server)
        return try await tool.wholeAnswer()
    }
}

extension Trait where Self == ConditionTrait {
    /// For tests that need a real MLflow server.
    package static var needsMLflow: Self {
        .enabled(
            if: MLflowTools.isThere,
            "MLflow is not in .native/mlflow: run scripts/setup --peers to test with a real server.")
    }
}

/// A script of `Tests/MLflow` that runs beside the test; it ends when it is let go.
package final class Tool: Sendable {
    package struct Failure: Error { let text: String }

    private let process: Mutex<Process>
    private let input: FileHandle
    private let output: FileHandle
    private let errors: FileHandle

    package init(_ script: String, _ arguments: [String], server: String? = nil) throws {
        let process = Process()
        process.executableURL = MLflowTools.python
        process.arguments =
            [MLflowTools.root.appending(path: "Tests/MLflow/\(script)").path(percentEncoded: false)] + arguments
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("MLFLOW_") }
        environment["MLFLOW_TRACKING_URI"] = server
        environment["MLFLOW_DISABLE_TELEMETRY"] = "true"
        environment["MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR"] = "false"
        environment["PATH"] =
            MLflowTools.python.deletingLastPathComponent().path(percentEncoded: false) + ":"
            + (environment["PATH"] ?? "/usr/bin:/bin")
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        process.environment = environment
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        // A file without a name: it goes with the last who has it open.
        let place = FileManager.default.temporaryDirectory.appending(path: "limpide-tool-\(UUID().uuidString).txt")
        _ = FileManager.default.createFile(atPath: place.path(percentEncoded: false), contents: nil)
        errors = try FileHandle(forUpdating: place)
        try FileManager.default.removeItem(at: place)
        process.standardError = errors
        self.input = input.fileHandleForWriting
        self.output = output.fileHandleForReading
        // No program started later may hold this end open: the script would never see it close.
        _ = fcntl(self.input.fileDescriptor, F_SETFD, FD_CLOEXEC)
        try process.run()
        self.process = Mutex(process)
    }

    package var isRunning: Bool { process.withLock { $0.isRunning } }

    package func say(_ order: String) throws { try input.write(contentsOf: Data((order + "\n").utf8)) }

    /// The next line that the script prints; the thread waits.
    package func line() throws -> [String: Int] {
        var bytes: [UInt8] = []
        while let byte = try output.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") { bytes.append(byte) }
        guard let line = try? JSONDecoder().decode([String: Int].self, from: Data(bytes)) else {
            throw Failure(text: errorText)
        }
        return line
    }

    /// Lets the script come to its end and gives all that it printed since.
    package func wholeAnswer() async throws -> Data {
        try input.close()
        let output = output
        let data = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: (try? output.readToEnd()) ?? Data())
            }
        }
        let status = process.withLock { process in
            process.waitUntilExit()
            return process.terminationStatus
        }
        guard status == 0 else { throw Failure(text: errorText) }
        return data
    }

    private var errorText: String {
        try? errors.seek(toOffset: 0)
        return (try? errors.readToEnd()).map { String(decoding: $0, as: UTF8.self) } ?? "no words"
    }

    deinit { try? input.close() }
}
