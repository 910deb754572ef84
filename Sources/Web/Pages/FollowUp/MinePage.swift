import Catalog
import Credit
import Explaining
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Markup
import NIOCore
import Recording

/// The client's own page: one decision, its reasons and their data, and a way to contest it.
///
/// It knows no other page.
func minePage(_ visit: Visit) async -> Response {
    await visit.mine { try await MinePage(visit, try await visit.ownDecision()).response() }
}

/// Records that the client contests, and asks for the review that the law promises.
func contestPage(_ visit: Visit) async -> Response {
    await visit.mine {
        let own = try await visit.ownDecision()
        // A browser that is told to name no page sends no origin with a form: what it says of the site is what there is.
        if let site = visit.request.headers[.fetchSite], site != "same-origin", site != "none" {
            throw Problem.forgedForm
        }
        let (_, form) = try await visit.site.form(of: visit.request)
        var page = try await MinePage(visit, own)
        guard let statement = FollowUpForm(form).text("statement") else {
            page.notice = visit.voice(MineText.contestEmpty)
            page.status = .unprocessableContent
            return page.response()
        }
        guard page.contests.count < MinePage.mostContests else {
            page.notice = visit.voice(MineText.contestMany)
            page.status = .tooManyRequests
            return page.response()
        }
        try await visit.site.contest(own.decision, statement)
        return seeOther("/mine/\(own.token)?lang=\(visit.voice.language.rawValue)")
    }
}

extension Site {
    /// Keeps a client's point of view, and asks for a review unless one is under way.
    fileprivate func contest(_ decision: RecordedDecision, _ statement: String) async throws {
        let record = ContestRecord(decision: decision.id, statement: statement)
        _ = try await reading { log throws(LogError) in
            try await log.append(.contest(record), about: decision.subject, by: .clientByLink)
        }
        guard decision.openReview == nil else { return }
        let words = FollowUpText.contested.text[settings.language]
        do {
            _ = try await requestReview(
                of: decision.id, because: "\(words)\u{A0}: \(statement)",
                due: clock().addingTimeInterval(MinePage.answerWithin), by: .clientByLink)
        } catch let refusal as Refusal where refusal.problem == .conflict {
            // Somebody asked for one at the same moment: it will see this statement too.
        }
    }
}

/// The parts of the client's own page.
struct MinePage {
    /// How often a client may state their view of one decision here.
    static let mostContests = 5
    /// Seconds in which a person answers a contest: a month (GDPR, article 12(3)).
    static let answerWithin: TimeInterval = 30 * 86_400

    private let visit: Visit
    private let own: OwnDecision
    private let words: ClientWords
    /// What the client has said before, the latest first.
    let contests: [LogEntry]
    var notice: String?
    var status = HTTPResponse.Status.ok
    private var voice: Voice { visit.voice }

    init(_ visit: Visit, _ own: OwnDecision) async throws {
        self.visit = visit
        self.own = own
        words = ClientWords(
            own.decision, try await visit.site.changes(for: own.decision), catalog: visit.site.engine.catalog,
            voice: visit.voice)
        contests = try await visit.site.reading { log throws(LogError) in
            try await log.entries(LogQuery(kinds: [.contest], subject: own.decision.subject, limit: 20))
        }.filter { entry in
            if case .contest(let contest)? = entry.content?.event { contest.decision == own.decision.id } else { false }
        }
    }

    func response() -> Response {
        let standing = own.decision.standing
        let title = voice(standing == .granted ? MineText.granted : standing == .referred ? .referred : .refused)
        return visit.ownPage(title, status: status) {
            Element("header", .class("client")) {
                Element("p", .class("soft")) {
                    voice(MineText.title) + " – "
                        + voice(LetterText.reference, ["reference": own.decision.id.description])
                }
                Element("h1", .class("badge \(standing.rawValue)")) {
                    icon(standing)
                    title
                }
                if let notice { Element("p", .class("notice"), .role("alert")) { notice } }
                if let contest = contests.first { kept(contest) }
            }
            Element("section", .class("card")) {
                each(words.answer + [words.automatic]) { line in Element("p") { line } }
            }
            reasons
            couldChange
            data
            rights
            contestForm
            Element("p", .class("small")) { voice(MineText.until, ["day": voice.longDay(own.link.expires)]) }
        }
    }

    private func kept(_ contest: LogEntry) -> some HTML {
        Element("p", .class("notice"), .role("status")) {
            voice(
                MineText.contestKept,
                ["day": voice.longDay(contest.receipt.time), "reference": contest.receipt.id.description])
        }
    }

    private var reasons: some HTML {
        let reasons = words.reasons(facts: 2)
        return Element("section", .class("card"), .aria("labelledby", "reasons")) {
            Element("h2", .id("reasons")) { words.reasonsTitle }
            if reasons.isEmpty { Element("p") { voice(LetterText.noReason) } }
            Element("ol") {
                each(reasons) { reason in
                    Element("li") {
                        reason.sentence
                        each(reason.facts) { fact in Element("p", .class("small")) { fact } }
                    }
                }
            }
        }
    }

    @HTMLBuilder private var couldChange: some HTML {
        if let could = words.couldChange {
            Element("section", .class("card"), .aria("labelledby", "could-change")) {
                Element("h2", .id("could-change")) { voice(LetterText.couldChange) }
                Element("p") { could.lead }
                if !could.sentences.isEmpty {
                    Element("ul", .class("plain-list")) {
                        each(could.sentences) { sentence in Element("li") { sentence } }
                    }
                }
                Element("p", .class("small")) { voice(LetterText.fixed) }
            }
        }
    }

    private var data: some HTML {
        Element("section", .aria("labelledby", "your-data")) {
            Element("h2", .id("your-data")) { voice(MineText.yourData) }
            Element("p", .class("lead")) { voice(MineText.yourDataLead) }
            Element("p") { words.data.joined(separator: " ") }
            Element("details") {
                Element("summary") { voice(MineText.moreFacts) }
                recordedData(visit, own.decision)
            }
        }
    }

    private var rights: some HTML {
        Element("section", .class("card"), .aria("labelledby", "rights")) {
            Element("h2", .id("rights")) { voice(LetterText.rights) }
            each(words.rights) { line in Element("p") { line } }
        }
    }

    private var contestForm: some HTML {
        Element("section", .class("card"), .id("contest"), .aria("labelledby", "contest-title")) {
            Element("h2", .id("contest-title")) { voice(MineText.contest) }
            Element("p", .class("lead")) { voice(MineText.contestLead) }
            Element(
                "form", Attribute("action", "/mine/\(own.token)?lang=\(voice.language.rawValue)"),
                Attribute("method", "post"), .class("fields")
            ) {
                wordsField(
                    "statement", name: "statement", label: voice(MineText.contestLabel),
                    hint: voice(MineText.contestHint))
                Element("button", .type("submit")) { voice(MineText.contestSend) }
            }
        }
    }
}
