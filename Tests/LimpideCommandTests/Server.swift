import Foundation
import Testing

/// `limpide serve` on a free port, asked over a real socket.
final class Server {
    struct Answer {
        let status: Int
        let headers: String
        let body: String
    }

    let port: UInt16
    /// A token with every permission.
    let token: String
    private let process: Process

    init(workspace: String, options: [String] = []) throws {
        token = try Self.token(workspace)
        process = Limpide.process(["serve", "--workspace", workspace, "--port", "0"] + options)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var line = ""
        while !line.contains("\n") {
            let data = output.fileHandleForReading.availableData
            if data.isEmpty { break }
            line += String(decoding: data, as: UTF8.self)
        }
        let digits = line.split(separator: "127.0.0.1:").dropFirst().first?.prefix { $0.isNumber } ?? ""
        guard let port = UInt16(digits) else {
            process.terminate()
            throw Problem(what: "the server did not say where it is: \(line)")
        }
        self.port = port
    }

    /// A fresh token of an account with every role, which is made when it is not there.
    private static func token(_ workspace: String) throws -> String {
        let roles = ["adviser", "reviewer", "data-scientist", "operations", "auditor"].flatMap { ["--role", $0] }
        _ = try Limpide.run(["users", "add", "tests", "--no-password", "--workspace", workspace] + roles)
        let made = try Limpide.run(["users", "token", "tests", "--workspace", workspace])
        try succeed(made)
        return made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Asks it to end; its exit code.
    @discardableResult
    func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    func json(_ path: String) throws -> [String: Any] {
        let answer = try get(path)
        try #require(answer.status == 200, "\(path) answered \(answer.status)")
        return try #require(try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any])
    }

    func get(_ path: String) throws -> Answer { try send("GET", path) }

    func post(_ path: String, _ body: String, type: String = "application/json") throws -> Answer {
        try send("POST", path, fields: "Content-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n", body: body)
    }

    private func send(_ method: String, _ path: String, fields: String = "", body: String = "") throws -> Answer {
        let text = try exchange(
            "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \(token)\r\n\(fields)"
                + "Connection: close\r\n\r\n\(body)")
        guard let end = text.range(of: "\r\n\r\n") else { throw Problem(what: "no answer to \(path)") }
        let headers = String(text[..<end.lowerBound])
        let status = Int(headers.split(separator: " ").dropFirst().first ?? "") ?? 0
        return Answer(status: status, headers: headers, body: String(text[end.upperBound...]))
    }

    private func exchange(_ request: String) throws -> String {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Problem(what: "cannot connect") }
        let bytes = Array(request.utf8)
        guard write(socket, bytes, bytes.count) == bytes.count else { throw Problem(what: "cannot send") }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(socket, &buffer, buffer.count), count > 0 { answer += buffer[..<count] }
        return String(decoding: answer, as: UTF8.self)
    }
}

struct Problem: Error, CustomStringConvertible {
    let what: String
    var description: String { what }
}
