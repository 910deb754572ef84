import Access
import Catalog
import Credit
import Explaining
import Features
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Monitoring
import NIOCore
import NIOEmbedded
import Recording
import Storage
import Synchronization

@testable import Web

/// What a request came back with.
struct Reply: Sendable {
    let status: Int
    let headers: HTTPFields
    let body: String

    func json<Answer: Decodable>(_ type: Answer.Type) throws -> Answer {
        try JSONDecoder().decode(type, from: Data(body.utf8))
    }
}

/// The real router, without a socket, over a transparent engine and clients made up here.
struct Server: Sendable {
    /// Everything at its centre: a probability of 0.1, exactly the limit.
    static let atTheLimit: Int64 = 100_001
    /// Both external scores high: granted.
    static let granted: Int64 = 100_002
    /// Both external scores low: refused.
    static let refused: Int64 = 100_003
    /// Nothing is known, not even the external scores.
    static let unknownEverything: Int64 = 100_004
    /// Words that would be markup.
    static let hostile: Int64 = 200_001
    static let hostileWord = "<script>alert(\"x\")</script>"
    /// A number that makes the store fail.
    static let failing: Int64 = 500_500

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path(percentEncoded: false)

    static let shared: Server = {
        do { return try Server() } catch { preconditionFailure("the fixture does not stand: \(error)") }
    }()

    /// When the tests take place.
    static let now = Date(timeIntervalSince1970: 1_700_000_000)
    static let password = "cinq mots bien choisis"

    let engine: LinearEngine
    let logs: CapturedLogs
    let accounts: MemoryAccounts
    let clock: TestClock
    private let respond: @Sendable (Request, SiteContext) async throws -> Response

    init(
        staticFolder: String = Server.root + "/Web/Static", notice: LocalizedText? = nil,
        log: (any DecisionLog)? = nil, monitoring: (any MonitoringStore)? = nil,
        shelf: (any ModelShelf)? = nil, links: LinkKey? = nil,
        print: (@Sendable ([UInt8]) async throws -> [UInt8])? = nil, others: [StoredClient] = [],
        portfolio: LinearEngine.Portfolio? = nil,
        changing change: (inout WebSettings) -> Void = { _ in }
    ) throws {
        engine = LinearEngine(
            catalog: try LenderCatalog(folder: Self.root + "/Catalogs/home-credit"), portfolio: portfolio)
        logs = CapturedLogs()
        accounts = try MemoryAccounts(now: Self.now)
        clock = TestClock(Self.now)
        let store = try MemoryStore(
            clients: Self.clients + others, engine: engine, hasColumns: !others.isEmpty)
        var settings = WebSettings(
            staticFolder: staticFolder, notice: notice, requestsPerSecond: nil, passwordCost: .quick, version: "9.9.9")
        change(&settings)
        let logger = logs.logger
        let services = Services(
            engine: engine, clients: store, accounts: accounts, log: log, monitoring: monitoring,
            shelf: shelf, links: links, print: print,
            clock: { [clock] in clock.now })
        let responder = buildRouter(settings: settings, services: services, logger: logger).buildResponder()
        respond = { try await responder.respond(to: $0, context: $1) }
    }

    /// Who asks, in a test.
    enum Caller {
        /// A program with every permission.
        case everybody
        /// A program whose account has one role.
        case role(Role)
        /// Nobody in particular.
        case stranger
    }

    func send(
        _ path: String, method: HTTPRequest.Method = .get, headers: HTTPFields = [:], as caller: Caller = .everybody,
        body: String = ""
    ) async throws -> Reply {
        var headers = headers
        switch caller {
        case .everybody: headers[.authorization] = "Bearer \(accounts.secret(of: nil).text)"
        case .role(let role): headers[.authorization] = "Bearer \(accounts.secret(of: role).text)"
        case .stranger: break
        }
        return try await send(
            path, method: method, headers: headers, body: RequestBody(buffer: ByteBuffer(string: body)))
    }

    func send(
        _ path: String, method: HTTPRequest.Method, headers: HTTPFields, body: RequestBody
    ) async throws -> Reply {
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "test", path: path, headerFields: headers),
            body: body)
        let source = ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: logs.logger)
        let response = try await respond(request, SiteContext(source: source))
        let writer = BodyCollector()
        try await response.body.write(writer)
        return Reply(
            status: response.status.code, headers: response.headers,
            body: writer.bytes.withLock { String(decoding: $0, as: UTF8.self) }
        )
    }

    static var clients: [StoredClient] {
        [
            MemoryStore.client(
                atTheLimit,
                ["EXT_SOURCE_2": .number(0.5), "EXT_SOURCE_3": .number(0.5), "AMT_CREDIT": .number(500_000)]
            ),
            MemoryStore.client(
                granted,
                [
                    "EXT_SOURCE_2": .number(0.9), "EXT_SOURCE_3": .number(0.75), "AMT_CREDIT": .number(500_000),
                    "DAYS_BIRTH": .number(-16_000), "NAME_CONTRACT_TYPE": .text("Cash loans"),
                    "DAYS_EMPLOYED": .number(365_243), "FLAG_OWN_CAR": .text("Y"), "CNT_CHILDREN": .number(2),
                ]
            ),
            MemoryStore.client(
                refused,
                [
                    "EXT_SOURCE_2": .number(0.1), "EXT_SOURCE_3": .number(0.25), "AMT_CREDIT": .number(1_500_000),
                    "NAME_HOUSING_TYPE": .text("With parents"), "DAYS_BIRTH": .number(-9_461),
                    "AMT_ANNUITY": .number(24_700.5),
                ]
            ),
            MemoryStore.client(unknownEverything, [:]),
            MemoryStore.client(
                hostile, ["NAME_HOUSING_TYPE": .text(hostileWord), "NAME_CONTRACT_TYPE": .text(hostileWord)]
            ),
        ]
    }
}
