import Access
import Catalog
import Credit
import Explaining
import HTTPTypes
import Hummingbird
import Markup
import NIOCore

extension Visit {
    /// A whole page as a response; it remembers the language that its address asks for.
    ///
    /// - Parameters:
    ///   - hasSearch: whether the content has the search, which the header then leaves out.
    ///   - isBare: whether the header has neither search nor ways to other pages.
    func page(
        _ title: String, status: HTTPResponse.Status = .ok, hasSearch: Bool = false, isBare: Bool = false,
        content: some HTML
    ) -> Response {
        var response = html(
            document(title, hasSearch: hasSearch || isBare, isBare: isBare, content: content), status: status)
        if let language = Self.chosen(request) {
            response.setCookie(
                Cookie(
                    name: "lang", value: language.rawValue, maxAge: 31_536_000, path: "/", httpOnly: true,
                    sameSite: .lax
                )
            )
        }
        return response
    }

    /// A part of a page as a response.
    func html(_ content: some HTML, status: HTTPResponse.Status = .ok) -> Response {
        var page = Page()
        content.write(to: &page)
        return .sending(
            page.bytes, to: request, status: status,
            headers: [.contentType: "text/html; charset=utf-8", .contentLanguage: voice.language.rawValue])
    }

    private var lender: String { voice(site.engine.catalog.title) }

    private func document(_ title: String, hasSearch: Bool, isBare: Bool, content: some HTML) -> some HTML {
        Document(language: voice.language.rawValue) {
            VoidElement("meta", Attribute("charset", "utf-8"))
            VoidElement(
                "meta", Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1"))
            VoidElement("meta", Attribute("name", "color-scheme"), Attribute("content", "light dark"))
            VoidElement("meta", Attribute("name", "htmx-config"), Attribute("content", Self.htmxSettings))
            Element("title") { title.isEmpty ? lender : "\(title) – \(lender)" }
            VoidElement(
                "link", Attribute("rel", "icon"), .type("image/svg+xml"), .href(site.files.address(of: "icon.svg")))
            VoidElement("link", Attribute("rel", "stylesheet"), .href(site.files.address(of: "app.css")))
            scripts
        } body: {
            Element("a", .class("skip"), .href("#content")) { voice(.skipToContent) }
            header(hasSearch: hasSearch, isBare: isBare)
            Element("p", .id("away"), .class("notice away"), .role("alert"), Attribute("hidden", true)) {
                voice(LayoutText.away)
            }
            Element("main", .id("content"), Attribute("tabindex", "-1")) {
                keptNotice
                content
            }
            footer
        }
    }

    private static let htmxSettings =
        #"{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true,"historyCacheSize":0,"#
        + #""responseHandling":[{"code":"204","swap":false},{"code":"[23]..|401|422","swap":true},"#
        + #"{"code":"[45]..","swap":false,"error":true}]}"#

    @HTMLBuilder private var scripts: some HTML {
        if site.files.has("vendor/htmx.min.js") {
            Element("script", Attribute("src", site.files.address(of: "vendor/htmx.min.js")), Attribute("defer", true))
        }
        Element(
            "script", .type("module"), Attribute("src", site.files.address(of: "app.js")),
            .data("vega", site.files.has("vendor/vega.js") ? site.files.address(of: "vendor/vega.js") : nil), .id("app")
        )
    }

    private func header(hasSearch: Bool, isBare: Bool) -> some HTML {
        Element("header", .class("top")) {
            Element("div", .class("column")) {
                Element("a", .class("lender"), .href("/")) {
                    mark
                    Element("span") { lender }
                }
                Element("nav", .aria("label", voice(.navigation))) {
                    if !isBare {
                        each(ways) { way in
                            Element("a", .href(way.path), .aria("current", request.uri.path == way.path ? "page" : nil))
                            {
                                way.name
                            }
                        }
                    }
                    Element(
                        "a", .href(otherLanguageAddress), Attribute("lang", voice.language == .fr ? "en" : "fr"),
                        Attribute("hreflang", voice.language == .fr ? "en" : "fr"), Attribute("rel", "nofollow")
                    ) { voice(.otherLanguage) }
                }
                if !hasSearch { quickSearch }
                account
            }
        }
    }

    /// The pages that this person may open, in the order of their day.
    private var ways: [(path: String, name: String)] {
        let all: [(path: String, permission: Permission, name: String)] = [
            ("/", .readClients, voice(LayoutText.find)),
            ("/applications/new", .writeDecisions, voice(LayoutText.newFile)),
            ("/reviews", .requestReviews, voice(LayoutText.reviews)),
            ("/portfolio", .readModel, voice(LayoutText.portfolio)),
            ("/importance", .readModel, voice(LayoutText.importance)),
            ("/models", .readModel, voice(LayoutText.models)),
            ("/fairness", .readModel, voice(LayoutText.fairness)),
            ("/monitoring", .readMetrics, voice(LayoutText.monitoring)),
            ("/model", .readModel, voice(.modelLink)),
        ]
        let pages = Set(sitePages.map(\.path))
        return all.compactMap { way in
            guard principal?.may(way.permission) ?? false, pages.contains(way.path) else { return nil }
            return way.path == "/monitoring" && site.monitoring == nil ? nil : (way.path, way.name)
        }
    }

    /// Who has signed in, and the way out.
    @HTMLBuilder private var account: some HTML {
        if let principal, let token = principal.formToken {
            Element("form", .class("account"), Attribute("action", "/sign-out"), Attribute("method", "post")) {
                formToken(token)
                Element("span") {
                    voice(AccessText.signedInAs).replacing("{name}", with: principal.account.rawValue)
                }
                Element("button", .class("plain"), .type("submit")) { voice(AccessText.signOut) }
            }
        }
    }

    /// The hidden field without which a form of this session is refused.
    func formToken(_ token: String) -> some HTML {
        var generator = SystemRandomNumberGenerator()
        return Group(
            VoidElement(
                "input", .type("hidden"), Attribute("name", Form.tokenField),
                Attribute("value", MaskedToken.mask(token, using: &generator))),
            VoidElement(
                "input", .type("hidden"), Attribute("name", Form.accountField),
                Attribute("value", principal?.account.rawValue)))
    }

    private var mark: some HTML {
        Verbatim(
            """
            <svg class="mark" width="28" height="28" viewBox="0 0 28 28" aria-hidden="true"><circle cx="14" cy="14" \
            r="12"></circle><path d="M8 14.5l4.2 4.2L20 10.5"></path></svg>
            """
        )
    }

    private var quickSearch: some HTML {
        Element("form", .class("quick"), Attribute("action", "/clients"), .role("search")) {
            Element("label", .class("hidden"), Attribute("for", "quick-q")) { voice(.clientNumber) }
            VoidElement(
                "input", .id("quick-q"), Attribute("name", "q"), .type("search"), Attribute("inputmode", "numeric"),
                Attribute("autocomplete", "off"), Attribute("placeholder", voice(.clientNumber))
            )
            Element("button", .type("submit")) { voice(.search) }
        }
    }

    @HTMLBuilder private var footer: some HTML {
        if let notice = site.settings.notice {
            Element("footer", .class("bottom")) {
                Element("div", .class("column")) { Element("p") { voice(notice) } }
            }
        }
    }
}

extension HTTPField.Name {
    /// Set to `true` on requests for a part of a page.
    static var fragment: HTTPField.Name { HTTPField.Name("HX-Request") ?? .from }
}
