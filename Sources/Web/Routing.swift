public import Explaining
import HTTPTypes
public import Hummingbird
public import Logging
public import Storage

/// Builds every page and route; tests send requests to it without a socket.
public func buildRouter(
    settings: WebSettings, engine: any DecisionEngine, store: any ClientStore, logger: Logger
) -> Router<BasicRequestContext> {
    let site = Site(settings: settings, engine: engine, store: store, logger: logger)
    let routes = apiRoutes
    let pages = sitePages
    let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RequestLog())
    router.add(middleware: SecurityHeaders())
    router.add(middleware: ProblemResponses(site: site, paths: routes.map(\.path) + pages.map(\.path)))
    for route in routes {
        router.get(RouterPath(stringLiteral: route.path)) { request, context in
            try await route.answer(Call(site: site, request: request, parameters: context.parameters))
        }
    }
    for page in pages {
        router.get(RouterPath(stringLiteral: page.path)) { request, context in
            try await page.answer(Visit(site: site, request: request, parameters: context.parameters))
        }
    }
    router.get("/static/**") { request, context in
        try site.files.response(to: request, path: context.parameters.getCatchAll().joined(separator: "/"))
    }
    return router
}

/// A request to a route, with what answers it.
struct Call: Sendable {
    let site: Site
    let request: Request
    let parameters: Parameters

    /// One parameter of the query, nil when it is absent or empty.
    func query(_ name: Substring) -> Substring? {
        request.uri.queryParameters[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
