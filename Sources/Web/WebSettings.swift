public import Access
public import Credit

/// Where the pages and routes are served, and how.
public struct WebSettings: Hashable, Sendable {
    /// The files of an encrypted connection.
    public struct Encryption: Hashable, Sendable {
        /// The certificate and those that vouch for it, in PEM.
        public var certificate: String
        /// The private key, in PEM.
        public var key: String

        /// Names the files.
        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// The address to listen at; loopback unless told otherwise, so that nothing is exposed by accident.
    public var host: String
    /// The port to listen at, 0…65535; 0 lets the system choose.
    public var port: Int
    /// The folder of style sheet, script and icon, with its `vendor` folder.
    public var staticFolder: String
    /// The language of a person who has chosen none.
    public var language: Language
    /// What the foot of every page says, as that clients are made up; nil for nothing.
    public var notice: LocalizedText?
    /// How the connection is encrypted; nil for not at all.
    public var encryption: Encryption?
    /// Addresses of the proxies whose word on callers is believed.
    public var trustedProxies: Set<String>
    /// Requests a second that one caller may make on average; nil for any number.
    public var requestsPerSecond: Double?
    /// What one guess of a password costs.
    public var passwordCost: PasswordHash.Cost
    /// How long the next piece of a body may take to arrive, and one that is not a stream as a whole.
    public var bodyTime: Duration
    /// The version that the server says it is.
    public var version: String

    /// Makes settings.
    public init(
        host: String = "127.0.0.1", port: Int = 8080, staticFolder: String, language: Language = .fr,
        notice: LocalizedText? = nil, encryption: Encryption? = nil, trustedProxies: Set<String> = [],
        requestsPerSecond: Double? = 200, passwordCost: PasswordHash.Cost = .standard,
        bodyTime: Duration = .seconds(20), version: String = "0"
    ) {
        self.host = host
        self.port = port
        self.staticFolder = staticFolder
        self.language = language
        self.notice = notice
        self.encryption = encryption
        self.trustedProxies = trustedProxies
        self.requestsPerSecond = requestsPerSecond
        self.passwordCost = passwordCost
        self.bodyTime = bodyTime
        self.version = version
    }

    /// Whether only this machine can reach the server.
    public var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}
