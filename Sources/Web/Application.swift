public import Explaining
import Glibc
public import Hummingbird
public import Logging
import NIOCore
public import Storage

/// Builds the server of pages and routes; what `main` runs.
///
/// - Parameter onReady: called once the server accepts requests, with its address, as `http://127.0.0.1:8080`.
public func buildApplication(
    settings: WebSettings, engine: any DecisionEngine, store: any ClientStore, logger: Logger,
    onReady: @escaping @Sendable (_ address: String) async -> Void = { _ in }
) -> some ApplicationProtocol {
    Application(
        router: buildRouter(settings: settings, engine: engine, store: store, logger: logger),
        configuration: ApplicationConfiguration(address: .hostname(settings.host, port: settings.port)),
        onServerRunning: { channel in
            let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
            await onReady("http://\(host):\(channel.localAddress?.port ?? settings.port)")
        },
        logger: logger
    )
}

/// Serves until the process is asked to end (SIGTERM or SIGINT), then finishes the requests under way.
///
/// - Throws: `WebError` when the address or port cannot be had.
public func serve(
    settings: WebSettings, engine: any DecisionEngine, store: any ClientStore, logger: Logger,
    onReady: @escaping @Sendable (_ address: String) async -> Void
) async throws {
    let application = buildApplication(
        settings: settings, engine: engine, store: store, logger: logger, onReady: onReady
    )
    do {
        try await application.runService()
    } catch let error as IOError {
        throw startError(error, settings: settings) ?? error
    } catch is SocketAddressError, is SocketAddressError.UnknownHost {
        throw unknownAddress(settings)
    }
}

private func startError(_ error: IOError, settings: WebSettings) -> WebError? {
    switch error.errnoCode {
    case EADDRINUSE:
        WebError(
            .portInUse, "port \(settings.port) is already in use: stop the other program or choose another with --port."
        )
    case EACCES:
        WebError(
            .portForbidden, "the system keeps port \(settings.port) for itself: choose one above 1023 with --port.")
    case EADDRNOTAVAIL: unknownAddress(settings)
    default: nil
    }
}

private func unknownAddress(_ settings: WebSettings) -> WebError {
    WebError(.addressUnknown, "this machine has no address \(settings.host): choose another with --host.")
}
