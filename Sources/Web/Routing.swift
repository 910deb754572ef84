import HTTPTypes
public import Hummingbird
public import Logging

/// Builds every page and route; tests send requests to it without a socket.
public func buildRouter(settings: WebSettings, services: Services, logger: Logger) -> Router<SiteContext> {
    let site = Site(settings: settings, services: services, logger: logger)
    let pages = sitePages
    let router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RequestLog(metrics: site.metrics))
    router.add(middleware: SecurityHeaders())
    router.add(middleware: ProblemResponses(site: site, methods: methods(of: pages)))
    for route in apiRoutes {
        router.on(RouterPath(stringLiteral: route.path), method: route.method) { request, context in
            guard route.access != .anybody else {
                return try await route.answer(
                    Call(site: site, request: request, parameters: context.parameters, principal: nil))
            }
            let admission = try await site.admit(request, context, to: route.access.permission)
            return try await route.answer(
                Call(
                    site: site, request: admission.request, parameters: context.parameters,
                    principal: admission.principal))
        }
    }
    for page in pages {
        router.on(RouterPath(stringLiteral: page.path), method: page.method) { request, context in
            guard page.access != .anybody else {
                return try await page.answer(Visit(site: site, request: request, context: context))
            }
            let admission = try await site.admit(request, context, to: page.access.permission)
            return try await page.answer(
                Visit(site: site, admission: admission, context: context, fillsForms: page.fillsForms))
        }
    }
    router.get("/static/**") { request, context in
        try site.files.response(to: request, path: context.parameters.getCatchAll().joined(separator: "/"))
    }
    return router
}

/// The methods of every address, for the answer to another one.
private func methods(of pages: [SitePage]) -> [(path: String, methods: [HTTPRequest.Method])] {
    let all = apiRoutes.map { ($0.path, $0.method) } + pages.map { ($0.path, $0.method) }
    return all.map { path, method in (path, method == .get ? [.get, .head] : [method]) }
}

/// A request to a route, with what answers it.
struct Call: Sendable {
    let site: Site
    let request: Request
    let parameters: Parameters
    /// Who asks; nil where anybody may.
    let principal: Principal?

    /// One parameter of the query, nil when it is absent or empty.
    func query(_ name: Substring) -> Substring? {
        request.uri.queryParameters[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
