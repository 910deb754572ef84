import Access
import Catalog
import Credit
import Explaining
import HTTPTypes
import Hummingbird
import Storage

/// A person's request for a page: the site, what they ask for, who they are and the language that they read.
struct Visit: Sendable {
    let site: Site
    let request: Request
    let parameters: Parameters
    let connection: Connection
    /// Who they are; nil where anybody may look.
    let principal: Principal?
    /// The form that they sent; nil when there was none.
    let form: Form?
    /// What they typed on this page before their session ended.
    let keptForm: KeptForm?
    /// Whether the page fills in itself what was kept.
    let fillsForms: Bool
    let voice: Voice

    init(site: Site, request: Request, context: SiteContext) {
        self.init(site: site, admission: Admission(principal: nil, request: request, form: nil), context: context)
    }

    init(site: Site, admission: Admission, context: SiteContext, fillsForms: Bool = false) {
        self.site = site
        self.fillsForms = fillsForms
        if let session = admission.principal?.formToken, admission.request.method == .get,
            admission.request.headers[.fragment] == nil
        {
            keptForm = site.kept.take(for: session, path: admission.request.uri.path, at: site.gate.now)
        } else {
            keptForm = nil
        }
        request = admission.request
        parameters = context.parameters
        connection = Connection(request, from: context.remoteAddress, settings: site.settings)
        principal = admission.principal
        form = admission.form
        voice = Voice(
            language: Self.chosen(request) ?? Self.remembered(request) ?? site.settings.language,
            currency: site.engine.catalog.currency
        )
    }

    /// The same request as a route of the API sees it.
    var call: Call { Call(site: site, request: request, parameters: parameters, principal: principal) }

    /// A client by the number in the address; that somebody looks is recorded.
    func client(showing what: String) async throws -> StoredClient {
        try await site.client(parameters.get("id"), showing: what, to: principal)
    }

    /// What they typed on this page before their session ended, as a form.
    var kept: Form? { keptForm?.form }

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
    let method: HTTPRequest.Method
    let path: String
    let access: RouteAccess
    /// Whether the page fills in itself what was typed before a session ended.
    let fillsForms: Bool
    /// Whether a form's script asks it about one field, while the person goes on filling the form in.
    let isAside: Bool
    let answer: @Sendable (Visit) async throws -> Response

    init(
        _ path: String, method: HTTPRequest.Method = .get, access: RouteAccess, fillsForms: Bool = false,
        isAside: Bool = false, answer: @escaping @Sendable (Visit) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.fillsForms = fillsForms
        self.isAside = isAside
        self.answer = answer
    }
}

/// Every page for people.
let sitePages: [SitePage] = corePages + comparisonPages + simulationPages + followUpPages + teamPages

/// Finding, one client, how the lender decides, and the way in and out.
private let corePages: [SitePage] = [
    SitePage("/", access: .known) { try await homePage($0) },
    SitePage("/clients", access: .permitted(.readClients)) { try await resultsPage($0) },
    SitePage("/clients/{id}", access: .permitted(.readClients)) { try await clientPage($0) },
    SitePage("/model", access: .permitted(.readModel)) { modelPage($0) },
    SitePage("/monitoring", access: .permitted(.readMetrics)) { try await monitoringPage($0) },
    SitePage("/monitoring/alerts/{id}", method: .post, access: .permitted(.handleAlerts)) { try await changeAlert($0) },
    SitePage("/reference", access: .anybody) { try referencePage($0) },
    SitePage("/sign-in", access: .anybody) { signInPage($0) },
    SitePage("/sign-in", method: .post, access: .anybody) { try await signIn($0) },
    SitePage("/sign-out", method: .post, access: .known) { try await signOut($0) },
]
