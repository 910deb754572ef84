import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Storage

/// Answers every failed request: a problem document under the routes of the API, a page for people elsewhere.
struct ProblemResponses: RouterMiddleware {
    typealias Context = SiteContext

    let site: Site
    /// The methods of every address, by its template, as `/v1/clients/{id}`.
    let methods: [(path: String, methods: [HTTPRequest.Method])]

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let stale as StaleForm {
            guard request.headers[.fragment] == "true" else {
                return Response(status: .seeOther, headers: [.location: stale.place])
            }
            return Response(status: .forbidden, headers: [.fragmentRedirect: stale.place])
        } catch {
            let response = try await response(to: refusal(of: error, request), for: request, context)
            return request.method == .head ? response.createHeadResponse() : response
        }
    }

    private func refusal(of error: any Error, _ request: Request) -> Refusal {
        switch error {
        case let refusal as Refusal: return refusal
        case let problem as Problem: return Refusal(problem)
        case let error as HTTPError where error.status == .notFound:
            return Refusal(allowed(at: request.uri.path).isEmpty ? .unknownPage : .methodNotAllowed)
        case let error as HTTPError where error.status == .contentTooLarge: return Refusal(.tooLarge)
        case let error as HTTPError where error.status.kind == .clientError: return Refusal(.malformedBody)
        case let error as StorageError:
            site.logger.error("the store failed", metadata: ["reason": "\(error.message)"])
            return Refusal(error.code == .full || error.code == .outdated ? .unavailable : .failure)
        default:
            // The error's own words may hold a client's values: its type alone is logged.
            site.logger.error("a request failed", metadata: ["error": "\(String(reflecting: type(of: error)))"])
            return Refusal(.failure)
        }
    }

    private func response(
        to refusal: Refusal, for request: Request, _ context: Context
    ) async throws -> Response {
        var response: Response
        let problem = refusal.problem
        if Self.isForPrograms(request.uri.path) {
            response = try Response.json(
                refusal.document, status: problem.status, type: "application/problem+json")
        } else if problem == .notSignedIn, Self.isAside(request) {
            // Leading away for one field's sake would lose the others: the form itself, once it is sent, keeps them all.
            return Response(status: .noContent)
        } else if problem == .notSignedIn {
            response = await keeping(request, context) ?? Self.signInFirst(request)
        } else {
            let visit = Visit(site: site, request: request, context: context)
            response = errorPage(problem, detail: refusal.detail, visit: visit)
        }
        switch problem {
        case .methodNotAllowed:
            response.headers[.allow] = allowed(at: request.uri.path).map(\.rawValue).joined(separator: ", ")
        case .notSignedIn, .unknownToken: response.headers[.wwwAuthenticate] = #"Bearer realm="limpide""#
        default: break
        }
        if let seconds = refusal.retryAfter { response.headers[.retryAfter] = "\(seconds)" }
        return response
    }

    /// The sign-in page with what was typed sealed in it; nil when the request carries no form of ours.
    private func keeping(_ request: Request, _ context: Context) async -> Response? {
        guard request.method == .post, let form = try? await site.form(of: request).1,
            let kept = KeptForm(request, form, pages: site.hasPage), let closed = site.kept.closed(kept)
        else { return nil }
        let visit = Visit(site: site, request: request, context: context)
        var response = signInAgain(visit, kept, closed)
        if visit.isFragment {
            response.headers[.fragmentTarget] = "body"
            response.headers[.fragmentSwap] = "innerHTML"
        }
        return response
    }

    /// Whether a form's script asks about one of its fields.
    private static func isAside(_ request: Request) -> Bool {
        request.headers[.fragment] == "true"
            && sitePages.contains { $0.isAside && $0.method == request.method && matches($0.path, request.uri.path) }
    }

    /// Leads a person to the sign-in page and back.
    private static func signInFirst(_ request: Request) -> Response {
        let place = request.method == .get ? request.uri.path + (request.uri.query.map { "?\($0)" } ?? "") : "/"
        let address = "/sign-in?to=\(place.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "%2F")"
        guard request.headers[.fragment] == "true" else {
            return Response(status: .seeOther, headers: [.location: address])
        }
        return Response(status: .unauthorized, headers: [.fragmentRedirect: address])
    }

    /// The methods that an address knows; empty for one that is not there.
    private func allowed(at path: String) -> [HTTPRequest.Method] {
        methods.filter { Self.matches($0.path, path) }.flatMap(\.methods)
            .reduce(into: []) { all, method in if !all.contains(method) { all.append(method) } }
    }

    /// Whether an address is read by programs rather than people.
    static func isForPrograms(_ path: String) -> Bool {
        path == "/v1" || path.hasPrefix("/v1/")
            || ["/health", "/ping", "/version", "/ready", "/metrics", "/invocations", "/openapi.json"].contains(path)
    }

    /// Whether an address fits a template, as `/clients/7` fits `/clients/{id}`.
    static func matches(_ template: String, _ path: String) -> Bool {
        let (names, parts) = (template.split(separator: "/"), path.split(separator: "/"))
        return names.count == parts.count && zip(names, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
