import HTTPTypes
import Hummingbird
import Logging

/// Logs each request by the template of its address, never the address itself, which holds a client's number.
struct RequestLog: RouterMiddleware {
    typealias Context = BasicRequestContext

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let length = (ContinuousClock.now - start) / .milliseconds(1)
        context.logger.info(
            "request",
            metadata: [
                "method": "\(request.method.rawValue.prefix(16))", "route": "\(context.endpointPath ?? "NotFound")",
                "status": "\(response.status.code)", "ms": "\((length * 10).rounded() / 10)",
            ]
        )
        return response
    }
}
