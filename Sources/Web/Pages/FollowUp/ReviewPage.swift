import Access
import Catalog
import Credit
import Explaining
import Foundation
import HTTPTypes
import Hummingbird
import Markup
import Recording

/// One review: who asked and why, the file, what score and rules say, and what to do.
func reviewPage(_ visit: Visit) async throws -> Response {
    try await ReviewPage(visit).response()
}

/// The page's parts.
struct ReviewPage {
    let visit: Visit
    let review: Review
    /// Nil once the client is erased.
    let decision: RecordedDecision?
    private let steps: [LogEntry]
    /// What went wrong with a form, what it held, and the status to answer with.
    var notice: String?
    var form = FollowUpForm(Form?.none)
    var status = HTTPResponse.Status.ok

    private var voice: Voice { visit.voice }
    private var me: String { visit.principal?.account.rawValue ?? "" }

    init(_ visit: Visit) async throws {
        self.visit = visit
        let review = try await visit.site.review(try visit.reference())
        self.review = review
        guard case .readable(let found) = try await visit.site.recordedDecision(review.decision) else {
            decision = nil
            steps = []
            return
        }
        decision = found
        try visit.site.note(found.subject, "review", visit.principal)
        steps = try await visit.site.reading { log throws(LogError) in
            try await log.entries(LogQuery(kinds: EntryKind.reviewing, subject: found.subject, limit: 200))
        }.filter { entry in
            guard case .review(let step)? = entry.content?.event else { return false }
            return entry.receipt.id == review.id || step.review == review.id
        }
    }

    func response() -> Response {
        let name = decision.map { subjectName(voice, $0.subject) } ?? voice(FollowUpText.erasedEntry)
        let title = voice(ReviewText.reviewOf, ["person": name])
        return visit.page(title, status: status, content: content(title))
    }

    private func content(_ title: String) -> some HTML {
        Group(
            Element("header", .class("client")) {
                Element("p", .class("soft")) { Element("a", .href("/reviews")) { voice(ReviewText.reviews) } }
                Element("h1") { title }
                Element("p", .class("lead")) { reviewState(voice, review) }
                if let notice { Element("p", .class("notice"), .role("alert")) { notice } }
            },
            request,
            result,
            decision.map { file($0) },
            decision.map { model($0) },
            decision == nil ? nil : ReviewForms(visit, review, form).section,
            decision == nil ? Element("p", .class("card")) { voice(ReviewText.erased) } : nil,
            steps.isEmpty
                ? nil
                : Element("section", .class("card"), .aria("labelledby", "steps")) {
                    Element("h2", .id("steps")) { voice(ReviewText.steps) }
                    timeline(voice, steps)
                })
    }

    private var request: some HTML {
        Element("section", .class("card"), .aria("labelledby", "request")) {
            Element("h2", .id("request")) { voice(ReviewText.whoAsked) }
            if let reason { Element("p", .class("words")) { reason } }
            Element("dl", .class("facts")) {
                fact(
                    ReviewText.askedBy.text[voice.language].replacing("{name}", with: ""),
                    voice.requester(review.requester))
                Element("div") {
                    Element("dt") { voice(ReviewText.due) }
                    Element("dd") { due(visit, review) }
                }
                fact(
                    voice(ReviewText.amount),
                    review.amount.map { voice.format.money($0) } ?? voice(ReviewText.unknownAmount))
                fact(
                    voice(ReviewText.second),
                    voice(review.needsSecond ? ReviewText.secondNeeded : ReviewText.secondNot))
            }
        }
    }

    private var reason: String? {
        for entry in steps {
            if case .review(let step)? = entry.content?.event, let request = step.request { return request.reason }
        }
        return nil
    }

    private func fact(_ name: String, _ value: String) -> some HTML {
        Element("div") {
            Element("dt") { name.prefix(1).uppercased() + name.dropFirst() }
            Element("dd") { value }
        }
    }

    @HTMLBuilder private var result: some HTML {
        if review.state == .decided, let after = review.after {
            Element("section", .class("card standing \(after.rawValue)"), .aria("labelledby", "result")) {
                Element("h2", .id("result")) {
                    voice(
                        review.isOverride ? ReviewText.endedOverride : ReviewText.ended,
                        ["answer": voice.answerWord(after)])
                }
                if let code = review.code,
                    let reason = visit.site.engine.catalog.reviewReasons?.first(where: { $0.code == code })
                {
                    Element("p") { voice(reason.sentence) }
                }
            }
        }
    }

    private func file(_ decision: RecordedDecision) -> some HTML {
        Element("section", .aria("labelledby", "the-file")) {
            Element("h2", .id("the-file")) { voice(ReviewText.theFile) }
            Element("p", .class("lead")) { voice(ReviewText.theFileLead) + " " + unknowns(decision) }
            recordedData(visit, decision)
            Element("p") {
                if let id = decision.client {
                    Element("a", .href("/clients/\(id)")) { voice(ReviewText.seeClient) }
                    " · "
                }
                Element("a", .href("/decisions/\(decision.id)")) { voice(ReviewText.seeDecision) }
            }
        }
    }

    /// How much of the file nobody knows.
    private func unknowns(_ decision: RecordedDecision) -> String {
        let items = visit.site.recordedSections(of: decision).flatMap(\.items)
        return voice(
            ReviewText.unknowns, ["count": "\(items.count { !$0.isKnown })", "all": "\(items.count)"])
    }

    /// Behind a summary: whoever looks again forms a view of the file before a figure sways them.
    private func model(_ decision: RecordedDecision) -> some HTML {
        Element("details", .class("model-said"), Attribute("open", review.state == .decided)) {
            Element("summary") { voice(ReviewText.theModel) }
            Element("p", .class("lead")) { voice(ReviewText.theModelLead) }
            verdict(voice, decision.decision)
            if let explanation = decision.explanation { why(voice, explanation) }
        }
    }
}

extension EntryKind {
    /// The kinds of a review's steps.
    fileprivate static let reviewing: Set<EntryKind> = [
        .reviewRequested, .reviewAssigned, .reviewProposed, .reviewReturned, .reviewUpheld, .override,
    ]
}

/// The application's fields as they served to decide, by section.
func recordedData(_ visit: Visit, _ decision: RecordedDecision) -> some HTML {
    let voice = visit.voice
    return Element("div", .class("sections recorded")) {
        each(visit.site.recordedSections(of: decision)) { section in
            Element("section", .class("card")) {
                Element("h3") { voice.title(section.label) }
                Element("dl") {
                    each(section.items) { item in
                        Element("div", .class("entry")) {
                            Element("dt") { voice.title(item.label) }
                            Element("dd", .class(item.isKnown ? nil : "unknown")) { voice(item.text) }
                        }
                    }
                }
            }
        }
    }
}
