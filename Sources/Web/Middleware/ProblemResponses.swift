import HTTPTypes
import Hummingbird
import Logging
import Storage

/// Answers every failed request: a problem document under the routes of the API, a page for people elsewhere.
struct ProblemResponses: RouterMiddleware {
    typealias Context = BasicRequestContext

    let site: Site
    /// The templates of all addresses, as `/v1/clients/{id}`.
    let paths: [String]

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let response = try response(to: problem(of: error, request), for: request)
            return request.method == .head ? response.createHeadResponse() : response
        }
    }

    private func problem(of error: any Error, _ request: Request) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let error as HTTPError where error.status == .notFound:
            let isKnown = paths.contains { Self.matches($0, request.uri.path) }
            return isKnown && request.method != .get && request.method != .head ? .methodNotAllowed : .unknownPage
        case let error as StorageError:
            site.logger.error("the store failed", metadata: ["reason": "\(error.message)"])
            return .failure
        default:
            // The error's own words may hold a client's values: its type alone is logged.
            site.logger.error("a request failed", metadata: ["error": "\(String(reflecting: type(of: error)))"])
            return .failure
        }
    }

    private func response(to problem: Problem, for request: Request) throws -> Response {
        var response =
            Self.isForPrograms(request.uri.path)
            ? try Response.json(problem.document, status: problem.status, type: "application/problem+json")
            : errorPage(problem, visit: Visit(site: site, request: request, parameters: Parameters()))
        if problem == .methodNotAllowed { response.headers[.allow] = "GET, HEAD" }
        return response
    }

    /// Whether an address is read by programs rather than people.
    static func isForPrograms(_ path: String) -> Bool {
        path == "/v1" || path.hasPrefix("/v1/") || path == "/health" || path == "/openapi.json"
    }

    /// Whether an address fits a template, as `/clients/7` fits `/clients/{id}`.
    static func matches(_ template: String, _ path: String) -> Bool {
        let (names, parts) = (template.split(separator: "/"), path.split(separator: "/"))
        return names.count == parts.count && zip(names, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
