import Foundation
import Synchronization

/// A real mail server and a real HTTP receiver of the test's own, on free ports of this machine.
public final class Receivers: Sendable {
    /// A mail as the server took it.
    public struct Mail: Decodable, Sendable {
        /// The sender.
        public let from: String
        /// The receivers.
        public let to: [String]
        /// Whether the connection was protected.
        public let tls: Bool
        /// Who signed in.
        public let user: String?
        /// The message, headers and all.
        public let content: String
    }

    /// A post as the receiver took it.
    public struct Post: Decodable, Sendable {
        /// Headers, names in lower case.
        public let headers: [String: String]
        /// The body.
        public let body: String
    }

    /// Everything received so far.
    public struct Received: Decodable, Sendable {
        /// The mails.
        public let mails: [Mail]
        /// The posts.
        public let posts: [Post]
    }

    private struct Ports: Decodable {
        let protected: Int
        let plain: Int
        let http: Int
        let certificate: String
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardizedFileURL
    private static let python = root.appending(path: ".native/python/bin/python")

    /// Whether this machine has what they need.
    public static let areThere: Bool = {
        let probe = Process()
        probe.executableURL = python
        probe.arguments = ["-c", "import aiosmtpd"]
        probe.standardError = FileHandle.nullDevice
        guard (try? probe.run()) != nil else { return false }
        probe.waitUntilExit()
        return probe.terminationStatus == 0
    }()

    /// The name and password that the protected mail server knows.
    public static let user = "limpide"
    /// Its password.
    public static let password = "correct horse"

    /// The port of the mail server that demands STARTTLS and a password.
    public let protectedMail: Int
    /// The port of the mail server that offers neither.
    public let plainMail: Int
    /// The port of the HTTP receiver.
    public let http: Int
    /// The certificate to trust.
    public let certificate: String
    private let process: Process
    private let pipes: Mutex<(input: FileHandle, output: FileHandle)>

    /// Starts both.
    public init() throws {
        process = Process()
        process.executableURL = Self.python
        process.arguments = [Self.root.appending(path: "Tests/Receivers/receivers.py").path(percentEncoded: false)]
        let input = Pipe(), output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let handles = (input: input.fileHandleForWriting, output: output.fileHandleForReading)
        let ports = try JSONDecoder().decode(Ports.self, from: Self.line(handles.output))
        pipes = Mutex(handles)
        (protectedMail, plainMail, http) = (ports.protected, ports.plain, ports.http)
        certificate = ports.certificate
    }

    deinit { process.terminate() }

    /// Both stop listening.
    public func down() throws { _ = try ask("down") }
    /// Both listen again, on the same ports.
    public func up() throws { _ = try ask("up") }
    /// The HTTP receiver answers so from now on, and keeps nothing from 300 up.
    public func answer(_ status: Int) throws { _ = try ask("status \(status)") }
    /// Everything received so far.
    public func received() throws -> Received { try JSONDecoder().decode(Received.self, from: ask("received")) }

    private func ask(_ line: String) throws -> Data {
        try pipes.withLock { pipes in
            try pipes.input.write(contentsOf: Data((line + "\n").utf8))
            return try Self.line(pipes.output)
        }
    }

    private static func line(_ output: FileHandle) throws -> Data {
        var line = Data()
        while let byte = try output.read(upToCount: 1), byte.first != 0x0A { line += byte }
        return line
    }
}

extension Receivers.Mail {
    /// The text, out of its base64.
    public var text: String {
        let body = content.replacing("\r\n", with: "\n").split(separator: "\n\n", maxSplits: 1).last ?? ""
        let data = Data(base64Encoded: String(body), options: .ignoreUnknownCharacters) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}
