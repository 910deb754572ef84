import Access
import Glibc
public import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
import NIOSSL
import Storage

/// Builds the server of pages and routes; what `main` runs.
///
/// - Parameter onReady: called once the server accepts requests, with its address, as `http://127.0.0.1:8080`.
/// - Throws: `WebError` when the files of the encryption cannot be used.
public func buildApplication(
    settings: WebSettings, services: Services, logger: Logger,
    onReady: @escaping @Sendable (_ address: String) async -> Void = { _ in }
) throws -> some ApplicationProtocol {
    // A connection on which nothing happens goes after a minute, so that idle ones cannot fill the server.
    let plain = HTTPServerBuilder.http1(configuration: HTTP1Channel.Configuration(idleTimeout: .seconds(60)))
    let server = try settings.encryption.map { try encrypted(plain, $0) } ?? plain
    return Application(
        router: buildRouter(settings: settings, services: services, logger: logger), server: server,
        configuration: ApplicationConfiguration(address: .hostname(settings.host, port: settings.port)),
        onServerRunning: { channel in
            let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
            let scheme = settings.encryption == nil ? "http" : "https"
            await onReady("\(scheme)://\(host):\(channel.localAddress?.port ?? settings.port)")
        },
        logger: logger
    )
}

private func encrypted(
    _ server: HTTPServerBuilder, _ encryption: WebSettings.Encryption
) throws -> HTTPServerBuilder {
    do {
        let chain = try NIOSSLCertificate.fromPEMFile(encryption.certificate).map(NIOSSLCertificateSource.certificate)
        let key = try NIOSSLPrivateKey(file: encryption.key, format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        // Loaded once here, so that a file that does not fit stops the start and not the first visitor.
        _ = try NIOSSLContext(configuration: configuration)
        return try .tls(server, tlsConfiguration: configuration)
    } catch {
        throw WebError(
            .encryption,
            "the files \(encryption.certificate) and \(encryption.key) are not a certificate and its key in PEM: check "
                + "--tls-certificate and --tls-key.")
    }
}

/// Serves until the process is asked to end (SIGTERM or SIGINT), then finishes the requests under way.
///
/// - Throws: `WebError` when the address or port cannot be had, when others could reach a server that is not safe for them, and
///   when the files of the encryption cannot be used.
public func serve(
    settings: WebSettings, services: Services, logger: Logger,
    onReady: @escaping @Sendable (_ address: String) async -> Void
) async throws {
    try await checkSafety(of: settings, services)
    let application = try buildApplication(settings: settings, services: services, logger: logger, onReady: onReady)
    do {
        try await application.runService()
    } catch let error as IOError {
        throw startError(error, settings: settings) ?? error
    } catch is SocketAddressError, is SocketAddressError.UnknownHost {
        throw unknownAddress(settings)
    }
}

/// Refuses to let others in by a door that cannot be locked.
private func checkSafety(of settings: WebSettings, _ services: Services) async throws {
    guard !settings.isLoopback else { return }
    guard settings.encryption != nil || !settings.trustedProxies.isEmpty else {
        throw WebError(
            .unsafe,
            "others can reach \(settings.host), and passwords would cross the network unencrypted: give --tls-certificate and "
                + "--tls-key, or the address of the proxy that encrypts with --trusted-proxy.")
    }
    let demos = try await services.accounts.accounts().filter { $0.isDemo && !$0.isDisabled }
    guard demos.isEmpty else {
        throw WebError(
            .unsafe,
            "others can reach \(settings.host), and the account \(demos.map(\.name.rawValue).joined(separator: ", ")) is for "
                + "demonstrations: disable it with `limpide users disable`.")
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
