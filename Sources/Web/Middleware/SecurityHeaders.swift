import HTTPTypes
import Hummingbird

/// Tells browsers to run nothing but our own files, to frame us nowhere else and to keep no client's data.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = SiteContext

    static let policy = "default-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'self'"
    /// Whom the browser tells from where it comes.
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        if let name = Self.referrerPolicy, !response.headers.contains(name) { response.headers[name] = "same-origin" }
        if !response.headers.contains(.cacheControl) { response.headers[.cacheControl] = "no-store" }
        return response
    }
}
