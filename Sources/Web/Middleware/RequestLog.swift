import HTTPTypes
import Hummingbird
import Logging

/// Counts each request and logs it by the template of its address, never the address itself, which holds a client's number.
struct RequestLog: RouterMiddleware {
    typealias Context = SiteContext

    let metrics: Metrics

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let length = (ContinuousClock.now - start) / .milliseconds(1)
        let route = context.endpointPath ?? "NotFound"
        metrics.count(
            method: String(request.method.rawValue.prefix(16)), path: route, status: response.status.code,
            seconds: length / 1000)
        context.logger.info(
            "request",
            metadata: [
                "method": "\(request.method.rawValue.prefix(16))", "route": "\(route)",
                "status": "\(response.status.code)", "ms": "\((length * 10).rounded() / 10)",
            ]
        )
        return response
    }
}
