public import Foundation
public import Monitoring
import Notifying

/// Somebody who hears of alerts.
public protocol Receiver: Sendable {
    /// What it is called in the store and in messages, as `webhook`.
    var channel: String { get }
    /// Hands a message over; returns once it was taken.
    ///
    /// - Throws: An error whose description is one sentence for the person.
    func deliver(_ message: AlertMessage, at moment: Date) async throws
}

/// Posts alerts as JSON.
struct WebhookReceiver: Receiver {
    let channel = "webhook"
    private let webhook: Webhook

    init(_ settings: WebhookSettings, secrets: Secrets) throws {
        let address = try settings.urlFrom.map { try secrets.read($0, for: "webhook.url_from") } ?? settings.url
        guard let address else {
            throw MonitoringError(
                .invalidSetting, "webhook needs url, or url_from when it is a secret: correct the settings.")
        }
        webhook = try Webhook(
            url: address, secret: settings.secretFrom.map { try secrets.read($0, for: "webhook.secret_from") })
    }

    func deliver(_ message: AlertMessage, at moment: Date) async throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        try await webhook.post(encoder.encode(message), identifier: message.identifier)
    }
}

/// Mails alerts.
struct MailReceiver: Receiver {
    let channel = "mail"
    private let server: MailServer
    private let from: String
    private let to: [String]

    init(_ settings: MailSettings, secrets: Secrets) throws {
        let credentials = try settings.user.map { user in
            guard let place = settings.passwordFrom else {
                throw MonitoringError(
                    .invalidSetting,
                    "mail.user needs mail.password_from, which says where the password is: correct the settings.")
            }
            return MailServer.Credentials(user: user, password: try secrets.read(place, for: "mail.password_from"))
        }
        let security: MailServer.Security =
            switch settings.security {
            case .starttls: .startTLS
            case .tls: .tls
            case .none: .none
            }
        server = MailServer(
            host: settings.host, port: settings.port, security: security, authority: settings.authority,
            credentials: credentials)
        from = settings.from
        to = settings.to
        _ = try Mail(from: from, to: to, subject: "", text: "", identifier: "")
    }

    func deliver(_ message: AlertMessage, at moment: Date) async throws {
        let mail = try Mail(
            from: from, to: to, subject: message.subject, text: message.text, identifier: message.identifier)
        try await server.send(mail, at: moment)
    }
}

/// Reads secrets from where they are kept.
public struct Secrets: Sendable {
    private let variables: [String: String]

    /// Takes the environment's variables.
    public init(variables: [String: String]) { self.variables = variables }

    /// A secret; white space at its end is not part of it.
    ///
    /// - Throws: `MonitoringError` that says where it was looked for, never what was found.
    func read(_ place: SecretPlace, for key: String) throws(MonitoringError) -> String {
        let found: String?
        let named: String
        switch (place.variable, place.file) {
        case (let variable?, nil):
            (found, named) = (variables[variable], "the variable \(variable)")
        case (nil, let file?):
            found = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) }
            named = "the file \(file)"
        default:
            throw MonitoringError(.invalidSetting, "\(key) names one variable or one file: correct the settings.")
        }
        let secret = found?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        guard !secret.isEmpty else {
            throw MonitoringError(.invalidSetting, "\(named) of \(key) is not there, or is empty.")
        }
        return secret
    }
}

/// The receivers that settings name.
///
/// - Throws: `MonitoringError` or `NotifyingError` when a receiver cannot be one.
public func receivers(of settings: MonitoringSettings, secrets: Secrets) throws -> [any Receiver] {
    var receivers: [any Receiver] = []
    if let webhook = settings.webhook { receivers.append(try WebhookReceiver(webhook, secrets: secrets)) }
    if let mail = settings.mail { receivers.append(try MailReceiver(mail, secrets: secrets)) }
    return receivers
}
