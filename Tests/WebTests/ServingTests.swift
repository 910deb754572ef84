import Access
import Credit
import Foundation
import Glibc
import Logging
import Storage
import Synchronization
import Testing

@testable import Web

@Suite("The server starts, answers over a socket, and keeps clients out of its log")
struct ServingTests {
    @Test("no log line holds a client's number, a search or a value")
    func logs() async throws {
        let server = try Server()
        for path in ["/clients/100003", "/v1/clients/100003/explanation", "/clients?q=100003", "/clients/500500"] {
            _ = try await server.send(path)
        }
        let lines = server.logs.lines
        #expect(lines.count { $0.contains("route") } == 4)
        #expect(lines.contains { $0.contains("/v1/clients/{id}/explanation") && $0.contains("\"status\": 200") })
        #expect(lines.allSatisfy { !$0.contains("100003") && !$0.contains("500500") })
        #expect(lines.contains { $0.contains("the store failed") })
    }

    @Test("a port in use is said in a sentence with what to do", .timeLimit(.minutes(15)))
    func portInUse() async throws {
        let (descriptor, port) = try Self.listeningSocket()
        defer { close(descriptor) }
        let parts = try Self.parts(port: port)
        let error = await #expect(throws: WebError.self) {
            try await serve(
                settings: parts.settings, services: parts.services, logger: CapturedLogs().logger
            ) { _ in }
        }
        #expect(error?.code == .portInUse)
        #expect(
            error?.message
                == "port \(port) is already in use: stop the other program or choose another with --port."
        )
    }

    @Test(
        "an address that is not ours is said too", .timeLimit(.minutes(15)), arguments: ["192.0.2.1", "not a host"]
    )
    func unknownAddress(host: String) async throws {
        var parts = try Self.parts(port: 0)
        parts.settings.host = host
        parts.settings.trustedProxies = ["10.0.0.1"]
        let error = await #expect(throws: WebError.self) {
            try await serve(
                settings: parts.settings, services: parts.services, logger: CapturedLogs().logger
            ) { _ in }
        }
        #expect(error?.code == .addressUnknown)
    }

    @Test("where others could reach it, it starts neither unencrypted nor beside an account for demonstrations")
    func unsafe() async throws {
        var parts = try Self.parts(port: 0)
        parts.settings.host = "0.0.0.0"
        func refusal() async -> WebError? {
            await #expect(throws: WebError.self) {
                try await serve(
                    settings: parts.settings, services: parts.services, logger: CapturedLogs().logger
                ) { _ in }
            }
        }
        let plain = await refusal()
        #expect(plain?.code == .unsafe && plain?.message.contains("--tls-certificate") == true)
        parts.settings.trustedProxies = ["10.0.0.1"]
        let demo = Account(
            name: try AccountName(typed: "demo"), roles: [.adviser], password: nil, isDemo: true, created: Date())
        #expect(try await parts.services.accounts.insert(demo))
        let demonstration = await refusal()
        #expect(demonstration?.code == .unsafe && demonstration?.message.contains("account demo") == true)
    }

    @Test("a certificate that cannot be used is said, with the files' names")
    func certificate() async throws {
        var parts = try Self.parts(port: 0)
        parts.settings.encryption = WebSettings.Encryption(certificate: "/nowhere/c.pem", key: "/nowhere/k.pem")
        let error = await #expect(throws: WebError.self) {
            try await serve(settings: parts.settings, services: parts.services, logger: CapturedLogs().logger) { _ in }
        }
        #expect(error?.code == .encryption && error?.message.contains("/nowhere/k.pem") == true)
    }

    @Test("once ready it answers at the address it gives, and ends when it is told", .timeLimit(.minutes(15)))
    func live() async throws {
        let parts = try Self.parts(port: 0)
        let (addresses, given) = AsyncStream.makeStream(of: String.self)
        let serving = Task {
            try await serve(
                settings: parts.settings, services: parts.services, logger: CapturedLogs().logger
            ) { given.yield($0) }
        }
        var iterator = addresses.makeAsyncIterator()
        let address = try #require(await iterator.next())
        #expect(address.hasPrefix("http://127.0.0.1:"))
        let port = try #require(address.split(separator: ":").last.flatMap { UInt16($0) })
        let answer = try Self.get("/health", port: port)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.contains("\"status\":\"ok\""))
        serving.cancel()
        _ = await serving.result
    }

    private static func parts(
        port: UInt16
    ) throws -> (settings: WebSettings, services: Services) {
        let engine = Server.shared.engine
        let store = try MemoryStore(clients: [], engine: engine)
        let services = Services(engine: engine, clients: store, accounts: try MemoryAccounts(now: Date()))
        let settings = WebSettings(
            port: Int(port), staticFolder: Server.root + "/Web/Static", requestsPerSecond: nil, passwordCost: .quick)
        return (settings, services)
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }

    private static func listeningSocket() throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, 1) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        try #require(status)
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    private static func get(_ path: String, port: UInt16) throws -> String {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(port)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(status == 0)
        let request = "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        try #require(send(descriptor, request, request.utf8.count, 0) == request.utf8.count)
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 { answer += buffer[..<count] }
        return String(decoding: answer, as: UTF8.self)
    }
}
