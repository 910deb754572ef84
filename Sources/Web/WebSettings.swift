public import Credit

/// Where the pages and routes are served, and how.
public struct WebSettings: Hashable, Sendable {
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

    /// Makes settings.
    public init(
        host: String = "127.0.0.1", port: Int = 8080, staticFolder: String, language: Language = .fr,
        notice: LocalizedText? = nil
    ) {
        self.host = host
        self.port = port
        self.staticFolder = staticFolder
        self.language = language
        self.notice = notice
    }
}
