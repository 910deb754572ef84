import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// From where a request came, the word of trusted proxies taken into account.
struct Connection: Sendable {
    /// The caller's address, `-` where it is not known.
    let address: String
    /// Whether it came encrypted, here or to the proxy.
    let isSecure: Bool

    init(_ request: Request, from socket: SocketAddress?, settings: WebSettings) {
        let near = socket?.ipAddress ?? "-"
        guard settings.trustedProxies.contains(near) else {
            address = near
            isSecure = settings.encryption != nil
            return
        }
        // The last address that is not a proxy of ours: what stands before it anybody may have written.
        let hops = request.headers[values: .forwardedFor].flatMap { $0.split(separator: ",") }
            .map { $0.trimmingCharacters(in: .whitespaces) }
        address = hops.last { !settings.trustedProxies.contains($0) } ?? near
        isSecure = settings.encryption != nil || request.headers[.forwardedProtocol]?.lowercased() == "https"
    }
}

extension HTTPField.Name {
    /// The chain of addresses that a proxy writes.
    static var forwardedFor: HTTPField.Name { HTTPField.Name("X-Forwarded-For") ?? .from }
    /// The protocol that the caller spoke to a proxy.
    static var forwardedProtocol: HTTPField.Name { HTTPField.Name("X-Forwarded-Proto") ?? .from }
    /// Where a form's token stands when a script sends the request.
    static var formToken: HTTPField.Name { HTTPField.Name("X-Form-Token") ?? .from }
    /// Whether a browser sent the request from a page of ours.
    static var fetchSite: HTTPField.Name { HTTPField.Name("Sec-Fetch-Site") ?? .from }
    /// The address that htmx should go to.
    static var fragmentRedirect: HTTPField.Name { HTTPField.Name("HX-Redirect") ?? .from }
}
