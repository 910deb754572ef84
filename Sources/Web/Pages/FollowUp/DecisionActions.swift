import Access
import Credit
import Foundation
import HTTPTypes
import Hummingbird
import Markup
import Recording

/// What can be done with a recorded decision: the letter, a review, a link for the client, a note.
struct DecisionActions {
    /// Why a review is asked for.
    static let why: [(code: String, text: FollowUpText)] = [
        ("wrong", .whyWrong), ("changed", .whyChanged), ("paper", .whyPaper), ("contested", .whyContested),
        ("referred", .whyReferred), ("other", .whyOther),
    ]
    /// Days until a review is expected.
    static let due = [7, 14, 30]
    /// Days for which a link is valid; thirty unless somebody chooses.
    static let linkDays = [7, 30, 90]

    private let visit: Visit
    private let decision: RecordedDecision
    private var voice: Voice { visit.voice }

    init(_ visit: Visit, _ decision: RecordedDecision) {
        self.visit = visit
        self.decision = decision
    }

    /// The ways to each, under the heading.
    var bar: some HTML {
        Element("nav", .class("actions"), .aria("label", voice(FollowUpText.actions))) {
            Element("a", .class("button"), .href("/decisions/\(decision.id)/letter")) { voice(FollowUpText.letter) }
            if visit.principal?.formToken != nil {
                if may(.requestReviews) {
                    Element("a", .class("button quiet"), .href("#review")) { voice(FollowUpText.askReview) }
                }
                if may(.writeDecisions), visit.site.links != nil {
                    Element("a", .class("button quiet"), .href("#link")) { voice(FollowUpText.link) }
                }
            }
        }
    }

    @HTMLBuilder var section: some HTML {
        if let token = visit.principal?.formToken {
            Element("div", .class("pair")) {
                if may(.requestReviews) { review(token) }
                if may(.writeDecisions), visit.site.links != nil { link(token) }
            }
        }
    }

    private func may(_ permission: Permission) -> Bool { visit.principal?.may(permission) ?? false }

    private func review(_ token: String) -> some HTML {
        Element("section", .class("card"), .id("review")) {
            Element("h2") { voice(FollowUpText.reviewTitle) }
            Element("p", .class("lead")) { voice(FollowUpText.reviewLead) }
            if let open = decision.openReview {
                Element("p") {
                    voice(FollowUpText.reviewUnderWay) + " "
                    Element("a", .href("/reviews/\(open.id)")) { voice(FollowUpText.see) }
                }
            } else {
                Element(
                    "form", Attribute("action", "/decisions/\(decision.id)/reviews"), Attribute("method", "post"),
                    .class("fields")
                ) {
                    visit.formToken(token)
                    choice(
                        "why", label: voice(FollowUpText.reviewReason),
                        Self.why.map { ($0.code, voice($0.text)) },
                        chosen: decision.decision.status == .referred ? "referred" : "wrong")
                    wordsField("review-text", name: "text", label: voice(FollowUpText.reviewWords))
                    choice(
                        "due", label: voice(FollowUpText.reviewDue),
                        Self.due.map { ("\($0)", voice(FollowUpText.days, ["count": "\($0)"])) }, chosen: "14")
                    Element("button", .type("submit")) { voice(FollowUpText.reviewSend) }
                }
            }
        }
    }

    private func link(_ token: String) -> some HTML {
        Element("section", .class("card"), .id("link")) {
            Element("h2") { voice(FollowUpText.link) }
            Element("p", .class("lead")) { voice(FollowUpText.linkLead) }
            Element(
                "form", Attribute("action", "/decisions/\(decision.id)/link"), Attribute("method", "post"),
                .class("fields")
            ) {
                visit.formToken(token)
                choice(
                    "days", label: voice(FollowUpText.linkDays),
                    Self.linkDays.map { ("\($0)", voice(FollowUpText.linkEnd, ["count": "\($0)"])) }, chosen: "30")
                Element("button", .type("submit"), .class("quiet")) { voice(FollowUpText.linkMake) }
            }
        }
    }
}

/// A list to choose one of.
func choice(
    _ name: String, label: String, _ options: [(value: String, text: String)], chosen: String
) -> some HTML {
    Element("div", .class("field")) {
        Element("label", Attribute("for", "choose-\(name)")) { label }
        Element("select", .id("choose-\(name)"), Attribute("name", name)) {
            each(options) { option in
                Element(
                    "option", Attribute("value", option.value), Attribute("selected", option.value == chosen)
                ) { option.text }
            }
        }
    }
}

/// Asks for a review of the decision in the address.
func askReview(_ visit: Visit) async throws -> Response {
    let decision = try await visit.readableDecision(showing: "decision page")
    let form = FollowUpForm(visit)
    guard let why = DecisionActions.why.first(where: { $0.code == form["why"] }), let text = form.text("text") else {
        var page = DecisionPage(visit, decision)
        page.notice = visit.voice(FollowUpText.missingWords)
        page.status = .unprocessableContent
        return try await page.response()
    }
    let days = Int(form["due"]).flatMap { DecisionActions.due.contains($0) ? $0 : nil } ?? 14
    do {
        _ = try await visit.site.requestReview(
            of: decision.id,
            because: visit.voice(why.text) + visit.voice(LocalizedText(fr: "\u{A0}: ", en: ": ")) + text,
            due: visit.site.clock().addingTimeInterval(Double(days) * 86_400),
            by: try visit.author(for: .requestReviews))
    } catch let refusal as Refusal where refusal.problem == .conflict {
        // Somebody else asked in the meantime: the page shows their review.
        var page = DecisionPage(visit, try await visit.readableDecision(showing: "decision page"))
        page.notice = visit.voice(FollowUpText.reviewUnderWay)
        page.status = .conflict
        return try await page.response()
    }
    return seeOther("/decisions/\(decision.id)#review")
}

/// Makes the client's link, and shows it once.
func makeLink(_ visit: Visit) async throws -> Response {
    let decision = try await visit.readableDecision(showing: "decision page")
    guard let key = visit.site.links else { throw Problem.cannotRecord }
    let days = Int(FollowUpForm(visit)["days"]).flatMap { DecisionActions.linkDays.contains($0) ? $0 : nil } ?? 30
    let link = ClientLink(
        decision: decision.id, expires: visit.site.clock().addingTimeInterval(Double(days) * 86_400))
    let author = try visit.author(for: .writeDecisions)
    _ = try await visit.site.reading { log throws(LogError) in
        try await log.append(.link(link), about: decision.subject, by: author)
    }
    let host = visit.request.head.authority ?? ""
    let address = "\(visit.connection.isSecure ? "https" : "http")://\(host)/mine/\(key.token(of: link))"
    let voice = visit.voice
    return visit.page(
        voice(FollowUpText.linkMade),
        content: Element("section", .class("card")) {
            Element("h1") { voice(FollowUpText.linkMade) }
            Element("p", .class("lead")) {
                voice(FollowUpText.linkMadeLead, ["day": voice.longDay(link.expires)])
            }
            Element("div", .class("field")) {
                Element("label", Attribute("for", "client-link")) { voice(FollowUpText.linkAddress) }
                VoidElement(
                    "input", .id("client-link"), .type("text"), Attribute("readonly", true),
                    Attribute("value", address), Attribute("autocomplete", "off"))
            }
            Element("p", .class("actions")) {
                Element(
                    "button", .type("button"), .data("copy", "client-link"),
                    .data("copied", voice(FollowUpText.linkCopied)), Attribute("hidden", true)
                ) { voice(FollowUpText.linkCopy) }
                Element("a", .class("button quiet"), .href("/decisions/\(decision.id)")) {
                    voice(FollowUpText.backToDecision)
                }
            }
        })
}
