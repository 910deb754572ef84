import Foundation
import NIOHTTP1

/// Speaks to an MLflow server of version 3 by its REST interface (`/api/2.0`).
///
/// Calls are tried again when the server is down or overwhelmed (408, 429, 5xx, no connection), never when it says no. Creations
/// are not: a lost answer could make two; ``create(orFind:make:)`` looks first. Every call throws ``TrackingError``.
public struct MLflowClient: Sendable {
    /// Where the server is.
    public let settings: MLflowSettings
    let session: HTTPSession

    /// Prepares a client; nothing is asked yet.
    ///
    /// - Throws: `invalid` when a file of certificates cannot be read.
    public init(_ settings: MLflowSettings) throws(TrackingError) {
        self.settings = settings
        session = try HTTPSession(settings)
    }

    /// The server's version, such as `3.18.0`.
    public func version() async throws(TrackingError) -> String {
        let answer = try await session.send(
            HTTPCall(method: .GET, title: "version", url: settings.address + "/version"))
        let text = String(decoding: answer.body.prefix(40), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines.union(["\""]))
        guard text.first?.isNumber == true, text.contains(".") else { throw notMLflow }
        return text
    }

    /// Makes sure that the server is one that models can be sent to.
    ///
    /// - Throws: `unsupported` when it is older than version 3.
    public func checkVersion() async throws(TrackingError) {
        let version = try await version()
        guard let major = version.split(separator: ".").first.flatMap({ Int($0) }), major >= 3 else {
            throw TrackingError(
                .unsupported,
                "the MLflow server at \(settings.address) is of version \(version): version 3 or later is needed.")
        }
    }

    /// The page of a run for a person's browser.
    public func page(ofRun run: String, experiment: String) -> String {
        "\(settings.address)/#/experiments/\(experiment)/runs/\(run)"
    }

    /// What is there already, or else what `make` makes: one of it, whatever becomes of the answers.
    ///
    /// - Parameters:
    ///   - isKnownAbsent: True when it was looked for a moment ago: the first attempt does not look again.
    ///   - find: Looks for it; asked before each attempt.
    ///   - make: Makes it, in one attempt.
    func create<Made: Sendable>(
        isKnownAbsent: Bool = false,
        orFind find: () async throws(TrackingError) -> Made?,
        make: () async throws(TrackingError) -> Made
    ) async throws(TrackingError) -> Made {
        var attempt = 0
        while true {
            if attempt > 0 || !isKnownAbsent, let found = try await find() { return found }
            do { return try await make() } catch {
                guard error.isTemporary, attempt < settings.retries else { throw error }
            }
            try await session.pause(afterAttempt: attempt)
            attempt += 1
        }
    }

    /// The same where others may make it at the same moment: all keep the one that the server made first.
    ///
    /// - Parameters:
    ///   - list: All that are there, in the order in which the server made them.
    ///   - remove: Takes back one that was made too much.
    func createFirst<Made: Sendable>(
        among list: () async throws(TrackingError) -> [Made],
        make: () async throws(TrackingError) -> Made,
        remove: (Made) async throws(TrackingError) -> Void,
        isSame: (Made, Made) -> Bool
    ) async throws(TrackingError) -> Made {
        var made: Made?
        let one = try await create { () async throws(TrackingError) -> Made? in
            try await list().first
        } make: { () async throws(TrackingError) -> Made in
            let new = try await make()
            made = new
            return new
        }
        guard let made, let first = try await list().first, !isSame(first, made) else { return one }
        try await remove(made)
        return first
    }

    func get<Answer: Decodable>(
        _ path: String,
        _ query: KeyValuePairs<String, String> = [:],
        as _: Answer.Type = Answer.self
    ) async throws(TrackingError) -> Answer {
        try await decoded(try await session.send(call(.GET, path, query)))
    }

    func send<Answer: Decodable>(
        _ path: String,
        _ body: some Encodable,
        attempts: Int? = nil,
        as _: Answer.Type = Answer.self
    ) async throws(TrackingError) -> Answer {
        try await decoded(try await session.send(call(.POST, path, body), attempts: attempts))
    }

    /// Sends what has no answer but its success.
    func tell(_ path: String, _ body: some Encodable, by method: HTTPMethod = .POST) async throws(TrackingError) {
        _ = try await session.send(call(method, path, body))
    }

    func call(_ method: HTTPMethod, _ path: String, _ query: KeyValuePairs<String, String>) -> HTTPCall {
        let items = query.map { "\($0.key.percentEncoded)=\($0.value.percentEncoded)" }
        let tail = items.isEmpty ? "" : "?" + items.joined(separator: "&")
        return HTTPCall(method: method, title: Self.title(path), url: "\(settings.address)/api/2.0/\(path)\(tail)")
    }

    private func call(_ method: HTTPMethod, _ path: String, _ body: some Encodable) throws(TrackingError) -> HTTPCall {
        var call = call(method, path, [:])
        call.body = .bytes(try Self.json(body))
        call.headers.append(("Content-Type", "application/json"))
        return call
    }

    static func json(_ body: some Encodable) throws(TrackingError) -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        do { return try encoder.encode(body) } catch {
            throw TrackingError(.invalid, "a value for the MLflow server cannot be written as JSON.")
        }
    }

    /// The call without its values: what comes after the interface's own words.
    private static func title(_ path: String) -> String {
        path.split(separator: "/").prefix(3).filter { !$0.hasPrefix("m-") }.joined(separator: "/")
    }

    private func decoded<Answer: Decodable>(_ answer: HTTPAnswer) async throws(TrackingError) -> Answer {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        do { return try decoder.decode(Answer.self, from: answer.body) } catch { throw notMLflow }
    }

    private var notMLflow: TrackingError {
        TrackingError(
            .unsupported,
            "\(settings.address) answers, but not as an MLflow server does: check MLFLOW_TRACKING_URI and any log-in page "
                + "before it.")
    }
}

/// A name and a text, as the server writes them.
struct Entry: Codable, Hashable, Sendable {
    let key: String
    let value: String

    static func list(_ texts: [String: String]) -> [Entry] {
        texts.sorted { $0.key < $1.key }.map { Entry(key: $0.key, value: $0.value) }
    }
}

extension [Entry] {
    var dictionary: [String: String] { Dictionary(map { ($0.key, $0.value) }, uniquingKeysWith: { _, new in new }) }
}

struct Nothing: Codable, Sendable {}

extension String {
    /// Safe as one part of a path or a query.
    var percentEncoded: String {
        var allowed = CharacterSet(charactersIn: "-._~")
        allowed.insert(charactersIn: "a"..."z")
        allowed.insert(charactersIn: "A"..."Z")
        allowed.insert(charactersIn: "0"..."9")
        return addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
    }

    /// Between quotes for a search, whose grammar has no escape for a quote of the same kind.
    var quoted: String { contains("'") ? "\"\(self)\"" : "'\(self)'" }
}
