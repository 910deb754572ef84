import HTTPTypes
import Hummingbird

/// Tells browsers to run nothing but our own files, to frame us nowhere else and to keep no client's data.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = SiteContext

    static let policy = "default-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'self'"
    /// Whom the browser tells from where it comes.
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")
    /// Of a document that is whole: it runs and loads nothing, and only its own style sheet counts.
    static let documentPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; sandbox"

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if response.headers[.contentSecurityPolicy] != Self.documentPolicy {
            response.headers[.contentSecurityPolicy] = Self.policy
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        if let name = Self.referrerPolicy, !response.headers.contains(name) { response.headers[name] = "same-origin" }
        if !response.headers.contains(.cacheControl) { response.headers[.cacheControl] = "no-store" }
        return response
    }
}
