import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL

/// One call to a server, ready to be sent as often as needed.
struct HTTPCall: Sendable {
    enum Body: Sendable {
        case none
        case bytes(Data)
        /// A file's bytes from `start`, `count` of them.
        case file(String, start: Int, count: Int)
    }

    var method: HTTPMethod
    /// What the person may read about the call: the path without its values.
    var title: String
    var url: String
    var headers: [(name: String, value: String)] = []
    var body: Body = .none
    /// How much of an answer is read, in bytes.
    var answerLimit = 64 << 20
}

struct HTTPAnswer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: Data
}

/// Sends calls: tries again when the server is down or overwhelmed, never when it says no.
final class HTTPSession: Sendable {
    private let settings: MLflowSettings
    private let client: HTTPClient

    init(_ settings: MLflowSettings) throws(TrackingError) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .seconds(10), read: .milliseconds(Int64(settings.timeout * 1000)))
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        // Servers close idle connections after 5 seconds or more: reuse only younger ones.
        configuration.connectionPool.idleTimeout = .seconds(3)
        var tls = TLSConfiguration.makeClientConfiguration()
        if settings.trustsAnyCertificate { tls.certificateVerification = .none }
        if let certificates = settings.certificates {
            guard FileManager.default.isReadableFile(atPath: certificates) else {
                throw TrackingError(
                    .invalid,
                    "the file of certificates \(certificates) of MLFLOW_TRACKING_SERVER_CERT_PATH cannot be read.")
            }
            tls.trustRoots = .file(certificates)
        }
        configuration.tlsConfiguration = tls
        self.settings = settings
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    deinit { client.shutdown(queue: .global()) { _ in } }

    /// Sends a call until it is answered.
    ///
    /// - Parameters:
    ///   - attempts: How often at most; nil for what the settings say.
    ///   - isOurs: True for a call to the MLflow server itself, which is told who asks.
    /// - Throws: `unreachable`, `failing`, `refused`, `notFound`, `taken`, `rejected`.
    func send(_ call: HTTPCall, attempts: Int? = nil, isOurs: Bool = true) async throws(TrackingError) -> HTTPAnswer {
        let attempts = attempts ?? settings.retries + 1
        var failure = TrackingError(.unreachable, "the MLflow server at \(settings.address) was not asked.")
        for attempt in 0..<max(attempts, 1) {
            var wait: Double?
            do {
                let answer = try await once(call, isOurs: isOurs)
                if (200..<300).contains(answer.status) { return answer }
                failure = ServerRefusal.error(answer, call: call, settings: settings)
                guard [408, 429].contains(answer.status) || answer.status >= 500, answer.status != 501 else {
                    throw failure
                }
                wait = answer.headers.first(name: "retry-after").flatMap(Double.init).map { min(max($0, 0), 60) }
            } catch let error as TrackingError {
                throw error
            } catch is CancellationError {
                throw TrackingError(.unreachable, "the sending was stopped.")
            } catch {
                failure = ConnectionFailure.error(error, settings: settings)
                guard failure.code == .unreachable else { throw failure }
            }
            if attempt + 1 < attempts { try await pause(wait ?? backOff(attempt)) }
        }
        throw failure
    }

    /// Twice as long each time, at most 20 seconds, a little at random so that many clients do not come at once.
    private func backOff(_ attempt: Int) -> Double {
        min(settings.pause * pow(2, Double(attempt)), 20) * Double.random(in: 0.75...1.25)
    }

    func pause(_ seconds: Double) async throws(TrackingError) {
        do { try await Task.sleep(for: .seconds(seconds)) } catch {
            throw TrackingError(.unreachable, "the sending was stopped.")
        }
    }

    /// The pause before a call is tried again.
    func pause(afterAttempt attempt: Int) async throws(TrackingError) { try await pause(backOff(attempt)) }

    private func once(_ call: HTTPCall, isOurs: Bool) async throws -> HTTPAnswer {
        var request = HTTPClientRequest(url: call.url)
        request.method = call.method
        for (name, value) in call.headers { request.headers.add(name: name, value: value) }
        if isOurs {
            request.headers.add(name: "User-Agent", value: "limpide")
            switch settings.credentials {
            case .password(let user, let password):
                let secret = Data("\(user):\(password)".utf8).base64EncodedString()
                request.headers.add(name: "Authorization", value: "Basic \(secret)")
            case .token(let token): request.headers.add(name: "Authorization", value: "Bearer \(token)")
            case nil: break
            }
            if let workspace = settings.workspace { request.headers.add(name: "X-MLFLOW-WORKSPACE", value: workspace) }
        }
        var limit = settings.timeout
        switch call.body {
        case .none: break
        case .bytes(let data): request.body = .bytes(ByteBuffer(bytes: data))
        case .file(let path, let start, let count):
            // A long file takes its time: a megabyte a second is the least that is waited for.
            limit += Double(count) / 1e6
            request.body = .stream(try FilePieces(path: path, start: start, count: count), length: .known(Int64(count)))
        }
        let response = try await client.execute(request, timeout: .milliseconds(Int64(limit * 1000)))
        let body = try await response.body.collect(upTo: call.answerLimit)
        return HTTPAnswer(
            status: Int(response.status.code), headers: response.headers, body: Data(body.readableBytesView))
    }
}

/// A file's bytes, a megabyte at a time.
private struct FilePieces: AsyncSequence, Sendable {
    let path: String
    let start: Int
    let count: Int

    init(path: String, start: Int, count: Int) throws(TrackingError) {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw TrackingError(.damaged, "the file \(path) that is to be sent cannot be read.")
        }
        self.path = path
        self.start = start
        self.count = count
    }

    struct Iterator: AsyncIteratorProtocol {
        let file: FileHandle?
        var left: Int

        mutating func next() async throws -> ByteBuffer? {
            guard left > 0 else { return nil }
            guard let data = try file?.read(upToCount: Swift.min(left, 1 << 20)), !data.isEmpty else {
                throw TrackingError(.damaged, "a file became shorter while it was sent.")
            }
            left -= data.count
            return ByteBuffer(bytes: data)
        }
    }

    func makeAsyncIterator() -> Iterator {
        let file = FileHandle(forReadingAtPath: path)
        try? file?.seek(toOffset: UInt64(start))
        return Iterator(file: file, left: count)
    }
}
