public import Foundation

/// How a lender watches its decisions; what is not written has its usual value.
public struct MonitoringSettings: Sendable, Hashable {
    /// How long windows are.
    public var window: WindowLength
    /// Windows looked back at, at most, when nothing is recorded yet.
    public var lookBack = 30
    /// From where an indicator is past its limit.
    public var limits = Limits()
    /// Windows past the limit that open an alert.
    public var breaches = 2
    /// The last windows among which they are counted.
    public var windows = 3
    /// Who sees to new alerts.
    public var owner: String?
    /// When nobody is told anything.
    public var quiet: QuietHours?
    /// The dashboard's address, for messages.
    public var dashboard: String?
    /// Where alerts are posted.
    public var webhook: WebhookSettings?
    /// Where alerts are mailed.
    public var mail: MailSettings?

    /// The usual settings: days, two of the last three.
    ///
    /// - Throws: ``MonitoringError`` never with the usual length.
    public init(window: WindowLength) { self.window = window }

    /// The alert rules that these settings ask for.
    ///
    /// - Throws: ``MonitoringError`` when they are out of range.
    public var rules: AlertRules {
        get throws(MonitoringError) { try AlertRules(breaches: breaches, of: windows, owner: owner) }
    }
}

/// Where a secret is kept: never in the settings themselves.
public struct SecretPlace: Sendable, Hashable, Decodable {
    /// The environment variable that holds it.
    public let variable: String?
    /// The file that holds it.
    public let file: String?

    /// Names a variable or a file.
    public init(variable: String? = nil, file: String? = nil) {
        self.variable = variable
        self.file = file
    }
}

/// Where alerts are posted.
public struct WebhookSettings: Sendable, Hashable, Decodable {
    /// The address, unless it is a secret itself.
    public let url: String?
    /// Where the address is kept when it is a secret.
    public let urlFrom: SecretPlace?
    /// Where the key is kept by which messages are signed.
    public let secretFrom: SecretPlace?

    private enum CodingKeys: String, CodingKey {
        case url
        case urlFrom = "url_from"
        case secretFrom = "secret_from"
    }
}

/// Where alerts are mailed.
public struct MailSettings: Sendable, Hashable, Decodable {
    /// How the connection is protected.
    public enum Security: String, Sendable, Hashable, Decodable {
        /// In clear first, then protected before anything is said (STARTTLS); required, never skipped.
        case starttls
        /// Protected from the first byte.
        case tls
        /// In clear: no name and no password are sent.
        case none
    }

    /// The mail server.
    public let host: String
    /// Its port.
    public let port: Int
    /// How the connection is protected.
    public let security: Security
    /// A file of certificates to trust besides the system's.
    public let authority: String?
    /// The sender's address.
    public let from: String
    /// The receivers' addresses.
    public let to: [String]
    /// The name to sign in with; nil to send without.
    public let user: String?
    /// Where the password is kept.
    public let passwordFrom: SecretPlace?

    private enum CodingKeys: String, CodingKey {
        case host, port, security, authority, from, to, user
        case passwordFrom = "password_from"
    }

    /// Reads the settings; the port is 587, or 465 with TLS from the first byte.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        host = try container.decode(String.self, forKey: .host)
        security = try container.decodeIfPresent(Security.self, forKey: .security) ?? .starttls
        port = try container.decodeIfPresent(Int.self, forKey: .port) ?? (security == .tls ? 465 : 587)
        authority = try container.decodeIfPresent(String.self, forKey: .authority)
        from = try container.decode(String.self, forKey: .from)
        to = try container.decode([String].self, forKey: .to)
        user = try container.decodeIfPresent(String.self, forKey: .user)
        passwordFrom = try container.decodeIfPresent(SecretPlace.self, forKey: .passwordFrom)
    }
}

extension MonitoringSettings {
    /// Reads settings from JSON.
    ///
    /// - Parameter fallback: How long windows are when the settings do not say.
    /// - Throws: ``MonitoringError`` that names the key at fault.
    public init(json: Data, window fallback: WindowLength) throws(MonitoringError) {
        self.init(window: fallback)
        do {
            let file = try JSONDecoder().decode(File.self, from: json)
            let unknown = try Set(JSONDecoder().decode([String: Ignored].self, from: json).keys)
                .subtracting(File.keys).sorted()
            guard unknown.isEmpty else {
                throw MonitoringError(
                    .invalidSetting,
                    "the settings know no \(unknown[0]); they know \(File.keys.sorted().joined(separator: ", ")).")
            }
            try take(file)
        } catch let error as MonitoringError {
            throw error
        } catch let error as DecodingError {
            throw MonitoringError(
                .invalidSetting, "the settings are not as they should be\(error.place): correct the file.")
        } catch {
            throw MonitoringError(.invalidSetting, "the settings cannot be read: correct the file.")
        }
        try limits.check()
        _ = try rules
    }

    private mutating func take(_ file: File) throws(MonitoringError) {
        if let text = file.window {
            guard let length = WindowLength(text) else {
                throw MonitoringError(.invalidSetting, "window is written as 30m, 12h, 1d or 1w: correct the settings.")
            }
            window = length
        }
        lookBack = file.lookBack ?? lookBack
        guard (1...10_000).contains(lookBack) else {
            throw MonitoringError(
                .invalidSetting, "look_back must be between 1 and 10000 windows: correct the settings.")
        }
        limits = file.limits ?? limits
        breaches = file.breaches ?? breaches
        windows = file.windows ?? windows
        owner = file.owner
        dashboard = file.dashboard
        webhook = file.webhook
        mail = file.mail
        if let mail, mail.to.isEmpty {
            throw MonitoringError(.invalidSetting, "mail.to names nobody: give an address or remove mail.")
        }
        if let texts = file.quiet {
            let stretches = try texts.map { text throws(MonitoringError) in try QuietHours.Stretch(text) }
            guard let zone = TimeZone(identifier: file.timeZone ?? "UTC") else {
                throw MonitoringError(
                    .invalidSetting, "time_zone is written as Europe/Paris: correct the settings.")
            }
            quiet = QuietHours(stretches, zone: zone)
        }
    }

    private struct Ignored: Decodable { init(from decoder: any Decoder) throws {} }

    private struct File: Decodable {
        let window: String?
        let lookBack: Int?
        let limits: Limits?
        let breaches: Int?
        let windows: Int?
        let owner: String?
        let quiet: [String]?
        let timeZone: String?
        let dashboard: String?
        let webhook: WebhookSettings?
        let mail: MailSettings?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case window, limits, breaches, windows, owner, quiet, dashboard, webhook, mail
            case lookBack = "look_back"
            case timeZone = "time_zone"
        }

        static var keys: Set<String> { Set(CodingKeys.allCases.map(\.rawValue)) }
    }
}

extension DecodingError {
    /// Where in the file, without what is written there.
    fileprivate var place: String {
        let path: [any CodingKey] =
            switch self {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                context.codingPath
            case .keyNotFound(let key, let context): context.codingPath + [key]
            @unknown default: []
            }
        return path.isEmpty ? "" : " at " + path.map(\.stringValue).joined(separator: ".")
    }
}
