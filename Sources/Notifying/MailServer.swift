public import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// A mail server and how to talk to it.
public struct MailServer: Sendable {
    /// How the connection is protected.
    public enum Security: Sendable, Hashable {
        /// Protected after the greeting, before anything else is said; required.
        case startTLS
        /// Protected from the first byte.
        case tls
        /// In clear.
        case none
    }

    /// A name and its password.
    public struct Credentials: Sendable {
        let user: String
        let password: String

        /// A name and its password.
        public init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    let host: String
    let port: Int
    let security: Security
    let credentials: Credentials?
    private let authority: String?
    private let timeout: TimeAmount

    /// Names a server.
    ///
    /// - Parameters:
    ///   - authority: A file of certificates to trust instead of the system's; nil for those.
    ///   - timeout: Seconds for the whole conversation.
    public init(
        host: String, port: Int, security: Security = .startTLS, authority: String? = nil,
        credentials: Credentials? = nil, timeout: Double = 30
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.authority = authority
        self.credentials = credentials
        self.timeout = .milliseconds(Int64(timeout * 1000))
    }

    /// Hands a message over; returns once the server has taken it for every receiver.
    ///
    /// - Throws: ``NotifyingError``; then the server has not taken it, as far as can be known.
    public func send(_ mail: Mail, at moment: Date) async throws(NotifyingError) {
        do {
            let tls = security == .none ? nil : try protection()
            let name = isNumeric ? nil : host
            let dialogue = SMTPDialogue(mail, to: self, at: moment)
            let (security, timeout) = (security, timeout)
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(min(timeout, .seconds(10)))
                // The greeting waits until there is somebody to hear it.
                .channelOption(.autoRead, value: false)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        if security == .tls, let tls {
                            try channel.pipeline.syncOperations.addHandler(
                                NIOSSLClientHandler(context: tls, serverHostname: name))
                        }
                    }
                }
                .connect(host: host, port: port).get()
            let taken = channel.eventLoop.makePromise(of: Void.self)
            let deadline = channel.eventLoop.scheduleTask(in: timeout) {
                taken.fail(NotifyingError(.unreachable, "the mail server is too slow: it did not answer in time."))
                channel.close(promise: nil)
            }
            try await channel.eventLoop.submit {
                try channel.pipeline.syncOperations.addHandler(
                    SMTPHandler(dialogue, tls: tls, serverName: name, taken: taken))
            }.get()
            try await channel.setOption(.autoRead, value: true).get()
            defer {
                deadline.cancel()
                channel.close(promise: nil)
            }
            try await taken.futureResult.get()
        } catch {
            throw explained(error)
        }
    }

    private var isNumeric: Bool { (try? SocketAddress(ipAddress: host, port: port)) != nil }

    private func protection() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let authority {
            guard FileManager.default.isReadableFile(atPath: authority) else {
                throw NotifyingError(.invalid, "the file of certificates \(authority) cannot be read.")
            }
            configuration.trustRoots = .file(authority)
        }
        return try NIOSSLContext(configuration: configuration)
    }

    private func explained(_ error: any Error) -> NotifyingError {
        switch error {
        case let error as NotifyingError: error
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            NotifyingError(
                .insecure,
                "the connection to \(host) cannot be protected: its certificate or its version is not accepted.")
        default:
            NotifyingError(
                .unreachable, "the mail server \(host) does not answer: check the host, the port and the network.")
        }
    }
}
