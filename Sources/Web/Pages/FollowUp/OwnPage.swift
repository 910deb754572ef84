import Catalog
import Credit
import Explaining
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Markup
import Recording

/// The decision that a link opens.
struct OwnDecision: Sendable {
    let token: String
    let link: ClientLink
    let decision: RecordedDecision
}

extension Visit {
    /// The decision that the link in the address opens.
    ///
    /// - Throws: `Problem.unknownPage` for whatever link opens none: wrong, ended, or of a client who was erased.
    func ownDecision() async throws -> OwnDecision {
        guard let key = site.links, let token = parameters.get("token"), let link = key.link(of: token),
            link.isLive(at: site.clock()),
            case .readable(let decision) = try await site.recordedDecision(link.decision)
        else { throw Problem.unknownPage }
        try site.noteView(ClientView(of: decision.subject, what: "own page", by: .clientByLink))
        return OwnDecision(token: token, link: link, decision: decision)
    }

    /// Answers who has nothing but a link; whatever goes wrong is told on a page that knows no other.
    func mine(_ answer: () async throws -> Response) async -> Response {
        var response: Response
        if let seconds = site.gate.wait(forVisitorFrom: connection.address) {
            response = closed(.tooMany, .tooManyLead, .tooManyRequests)
            response.headers[.retryAfter] = "\(max(1, Int(seconds.rounded(.up))))"
        } else {
            do {
                response = try await answer()
            } catch {
                response = refusal(of: error)
            }
        }
        response.headers[.cacheControl] = "no-store"
        if let name = SecurityHeaders.referrerPolicy { response.headers[name] = "no-referrer" }
        if let name = HTTPField.Name("X-Robots-Tag") { response.headers[name] = "noindex, nofollow" }
        return response
    }

    private func refusal(of error: any Error) -> Response {
        let problem = (error as? Refusal)?.problem ?? error as? Problem
        switch problem {
        case .unknownPage, .unknownEntry: return closed(.invalid, .invalidLead, .notFound)
        case .forgedForm, .tooLarge, .slowBody, .unsupportedType:
            return closed(.invalid, .invalidLead, problem?.status ?? .badRequest)
        default:
            site.logger.error(
                "a client’s page cannot be shown", metadata: ["error": "\(String(reflecting: type(of: error)))"])
            return closed(.unavailable, .unavailableLead, .serviceUnavailable)
        }
    }

    private func closed(_ title: MineText, _ lead: MineText, _ status: HTTPResponse.Status) -> Response {
        ownPage(voice(title), status: status, isOpen: false) {
            Element("section", .class("card")) {
                Element("h1") { voice(title) }
                Element("p", .class("lead")) { voice(lead) }
            }
        }
    }

    /// A page without a way to any other, without scripts, that no search engine keeps.
    ///
    /// - Parameter isOpen: whether the address is one that the other language can be shown at.
    func ownPage(
        _ title: String, status: HTTPResponse.Status = .ok, isOpen: Bool = true,
        @HTMLBuilder content: () -> some HTML
    ) -> Response {
        let lender = voice(site.engine.catalog.title)
        let other = voice.language == .fr ? "en" : "fr"
        let body = content()
        return html(
            Document(language: voice.language.rawValue) {
                VoidElement("meta", Attribute("charset", "utf-8"))
                VoidElement(
                    "meta", Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1"))
                VoidElement("meta", Attribute("name", "color-scheme"), Attribute("content", "light dark"))
                VoidElement("meta", Attribute("name", "robots"), Attribute("content", "noindex, nofollow"))
                VoidElement("meta", Attribute("name", "referrer"), Attribute("content", "no-referrer"))
                Element("title") { "\(title) – \(lender)" }
                VoidElement(
                    "link", Attribute("rel", "icon"), .type("image/svg+xml"), .href(site.files.address(of: "icon.svg")))
                VoidElement("link", Attribute("rel", "stylesheet"), .href(site.files.address(of: "app.css")))
            } body: {
                Element("a", .class("skip"), .href("#content")) { voice(.skipToContent) }
                Element("header", .class("top")) {
                    Element("div", .class("column")) {
                        Element("span", .class("lender")) { lender }
                        if isOpen {
                            Element(
                                "a", .href("?lang=\(other)"), Attribute("lang", other), Attribute("hreflang", other)
                            ) { voice(MineText.otherLanguage) }
                        }
                    }
                }
                Element("main", .id("content"), Attribute("tabindex", "-1"), .class("mine")) { body }
                if let notice = site.settings.notice {
                    Element("footer", .class("bottom")) {
                        Element("div", .class("column")) { Element("p") { voice(notice) } }
                    }
                }
            }, status: status)
    }
}
