import AsyncHTTPClient
import Crypto
public import Foundation
import NIOCore
import NIOHTTP1

/// An address that messages are posted to.
public struct Webhook: Sendable {
    private let url: String
    private let host: String
    private let key: SymmetricKey?
    private let timeout: TimeAmount

    /// Names an address.
    ///
    /// - Parameters:
    ///   - url: `https://…`, or `http://…` inside a network that is trusted.
    ///   - secret: Signs every message (HMAC-SHA-256), so that the receiver knows who speaks; nil for no signature.
    ///   - timeout: Seconds that the receiver has to answer.
    /// - Throws: ``NotifyingError`` when the address is none.
    public init(url: String, secret: String? = nil, timeout: Double = 15) throws(NotifyingError) {
        guard let parts = URL(string: url), let host = parts.host(), !host.isEmpty,
            ["http", "https"].contains(parts.scheme?.lowercased())
        else {
            throw NotifyingError(
                .invalid, "the webhook’s address is written as https://example.org/…: correct the settings.")
        }
        self.url = url
        self.host = host
        key = secret.map { SymmetricKey(data: Data($0.utf8)) }
        self.timeout = .milliseconds(Int64(timeout * 1000))
    }

    /// Posts JSON; returns once the receiver has answered 2xx.
    ///
    /// - Parameter identifier: The same for the same message, in the header `X-Limpide-Delivery`.
    /// - Throws: ``NotifyingError``. The address is not in its sentence: it may be a secret.
    public func post(_ json: Data, identifier: String) async throws(NotifyingError) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: min(timeout, .seconds(10)), read: timeout)
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let result: Result<Int, NotifyingError>
        do {
            let response = try await client.execute(request(json, identifier), timeout: timeout)
            result = .success(Int(response.status.code))
        } catch {
            result = .failure(
                NotifyingError(.unreachable, "the webhook at \(host) does not answer: check that the receiver runs."))
        }
        try? await client.shutdown()
        let status = try result.get()
        guard (200..<300).contains(status) else {
            throw NotifyingError(.refused, "the webhook at \(host) refuses the message (status \(status)).")
        }
    }

    private func request(_ json: Data, _ identifier: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json; charset=utf-8")
        request.headers.add(name: "User-Agent", value: "limpide")
        request.headers.add(name: "X-Limpide-Delivery", value: identifier)
        if let key {
            let code = HMAC<SHA256>.authenticationCode(for: json, using: key)
            request.headers.add(name: "X-Limpide-Signature", value: "sha256=" + code.map(Self.hexadecimal).joined())
        }
        request.body = .bytes(ByteBuffer(bytes: json))
        return request
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16)
        return text.count == 1 ? "0" + text : text
    }
}
