import Catalog
import Credit
import Explaining
import Hummingbird
import Storage

/// A person's request for a page: the site, what they ask for and the language that they read.
struct Visit: Sendable {
    let site: Site
    let request: Request
    let parameters: Parameters
    let voice: Voice

    init(site: Site, request: Request, parameters: Parameters) {
        self.site = site
        self.request = request
        self.parameters = parameters
        voice = Voice(
            language: Self.chosen(request) ?? Self.remembered(request) ?? site.settings.language,
            currency: site.engine.catalog.currency
        )
    }

    /// The same request as a route of the API sees it.
    var call: Call { Call(site: site, request: request, parameters: parameters) }

    /// Whether only the part that changes is wanted.
    var isFragment: Bool { request.headers[.fragment] == "true" }

    /// The language that the address asks for.
    static func chosen(_ request: Request) -> Language? {
        request.uri.queryParameters["lang"].flatMap { Language(rawValue: String($0)) }
    }

    /// The language chosen before, from the cookie.
    private static func remembered(_ request: Request) -> Language? {
        request.cookies["lang"].flatMap { Language(rawValue: $0.value) }
    }

    /// This page's address in the other language, the rest of its query kept.
    var otherLanguageAddress: String {
        let other: Language = voice.language == .fr ? .en : .fr
        let kept = (request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("lang=") }
        // A path that starts with two slashes would be read as the address of another site.
        let path = request.uri.path.drop { $0 == "/" || $0 == "\\" }
        return "/" + path + "?" + (kept.map(String.init) + ["lang=\(other.rawValue)"]).joined(separator: "&")
    }
}

/// A page of the site.
struct SitePage: Sendable {
    let path: String
    let answer: @Sendable (Visit) async throws -> Response
}

/// Every page for people.
let sitePages: [SitePage] = [
    SitePage(path: "/") { try await homePage($0) },
    SitePage(path: "/clients") { try await resultsPage($0) },
    SitePage(path: "/clients/{id}") { try await clientPage($0) },
    SitePage(path: "/model") { modelPage($0) },
]
