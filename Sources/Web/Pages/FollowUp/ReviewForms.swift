import Access
import Catalog
import Credit
import Explaining
import Foundation
import HTTPTypes
import Hummingbird
import Markup
import Recording

/// What a reviewer can do with a review now; nothing for others.
struct ReviewForms {
    private let visit: Visit
    private let review: Review
    /// What was sent before and not accepted.
    private let form: FollowUpForm
    private var voice: Voice { visit.voice }
    private var me: String { visit.principal?.account.rawValue ?? "" }

    init(_ visit: Visit, _ review: Review, _ form: FollowUpForm) {
        self.visit = visit
        self.review = review
        self.form = form
    }

    @HTMLBuilder var section: some HTML {
        if let token = visit.principal?.formToken, visit.principal?.may(.decideReviews) ?? false,
            review.state != .decided
        {
            Element("section", .class("card judging"), .id("judge"), .aria("labelledby", "judge-title")) {
                switch review.state {
                case .proposed where review.first == me: proposed
                case .proposed: judge(token, isSecond: true)
                case .assigned where review.assignee == me: judge(token, isSecond: false)
                default: take(token)
                }
            }
        }
    }

    private var proposed: some HTML {
        Group(
            Element("h2", .id("judge-title")) { voice(ReviewText.proposed) },
            Element("p") {
                voice(ReviewText.youProposed, ["answer": review.after.map { voice.answerWord($0) } ?? ""])
            })
    }

    private func take(_ token: String) -> some HTML {
        Group(
            Element("h2", .id("judge-title")) { voice(ReviewText.take) },
            Element("p", .class("lead")) {
                review.assignee.map { voice(ReviewText.withOther, ["name": $0]) } ?? voice(ReviewText.takeLead)
            },
            Element(
                "form", Attribute("action", "/reviews/\(review.id)/assignment"), Attribute("method", "post")
            ) {
                visit.formToken(token)
                version
                Element("button", .type("submit"), .class(review.assignee == nil ? nil : "quiet")) {
                    voice(review.assignee == nil ? ReviewText.take : ReviewText.takeOver)
                }
            })
    }

    /// The step that the person has seen: another one in the meantime is told and not overwritten.
    private var version: some HTML {
        VoidElement("input", .type("hidden"), Attribute("name", "version"), Attribute("value", "\(review.version)"))
    }

    private func judge(_ token: String, isSecond: Bool) -> some HTML {
        Group(
            Element("h2", .id("judge-title")) { voice(isSecond ? ReviewText.confirm : ReviewText.judge) },
            isSecond
                ? Element("p") {
                    voice(
                        ReviewText.proposedBy,
                        ["name": review.first ?? "", "answer": review.after.map { voice.answerWord($0) } ?? ""])
                } : nil,
            Element("p", .class("lead")) { voice(isSecond ? ReviewText.confirmLead : ReviewText.judgeLead) },
            Element(
                "form", Attribute("action", "/reviews/\(review.id)/judgement"), Attribute("method", "post"),
                .class("fields"), .data("judge", "")
            ) {
                visit.formToken(token)
                version
                Element("fieldset", .class("choices")) {
                    Element("legend") { voice(ReviewText.outcome) }
                    outcome(.granted, ReviewText.grants)
                    outcome(.refused, ReviewText.refuses)
                }
                codes
                wordsField(
                    "judge-text", name: "text", label: voice(ReviewText.words), hint: voice(ReviewText.wordsHint),
                    value: form["text"])
                Element("button", .type("submit")) { voice(isSecond ? ReviewText.sendConfirm : ReviewText.send) }
            })
    }

    private func outcome(_ status: Status, _ text: ReviewText) -> some HTML {
        Element("label", .class("choice")) {
            VoidElement(
                "input", .type("radio"), Attribute("name", "outcome"), Attribute("value", status.rawValue),
                Attribute("required", true), Attribute("checked", form["outcome"] == status.rawValue))
            icon(status)
            Element("span") { voice(text) }
        }
    }

    /// The lender's reasons, those of each answer together; a script leaves those of the answer chosen.
    private var codes: some HTML {
        let reasons = visit.site.engine.catalog.reviewReasons ?? []
        return Element("div", .class("field")) {
            Element("label", Attribute("for", "judge-code")) { voice(ReviewText.code) }
            Element("select", .id("judge-code"), Attribute("name", "code"), Attribute("required", true)) {
                Element("option", Attribute("value", "")) { "–" }
                each([Status.granted, .refused]) { status in
                    Element(
                        "optgroup", Attribute("label", voice(status == .granted ? ReviewText.grants : .refuses)),
                        .data("outcome", status.rawValue)
                    ) {
                        each(reasons.filter { $0.status == status }) { reason in
                            Element(
                                "option", Attribute("value", reason.code),
                                Attribute("selected", form["code"] == reason.code)
                            ) { voice.title(reason.label) }
                        }
                    }
                }
            }
        }
    }
}

/// Takes the review in the address.
func takeReview(_ visit: Visit) async throws -> Response {
    var page = try await ReviewPage(visit)
    let name = try visit.reviewer()
    if let notice = page.conflict(FollowUpForm(visit)) { return page.refused(notice) }
    do {
        _ = try await visit.site.assignReview(page.review.id, to: name, by: try visit.author(for: .decideReviews))
    } catch let refusal as Refusal {
        return try await visit.told(refusal)
    }
    return seeOther("/reviews/\(page.review.id)#judge")
}

/// Judges the review in the address.
func judgeReview(_ visit: Visit) async throws -> Response {
    var page = try await ReviewPage(visit)
    let form = FollowUpForm(visit)
    _ = try visit.reviewer()
    page.form = form
    if let notice = page.conflict(form) { return page.refused(notice) }
    let reasons = visit.site.engine.catalog.reviewReasons ?? []
    guard let outcome = Status(rawValue: form["outcome"]), outcome != .referred, let text = form.text("text"),
        reasons.contains(where: { $0.code == form["code"] && $0.status == outcome })
    else {
        page.notice = visit.voice(ReviewText.wrongCode)
        page.status = .unprocessableContent
        return page.response()
    }
    let judgement = Judgement(outcome: outcome, code: form["code"], text: text)
    do {
        _ = try await visit.site.judgeReview(
            page.review.id, judgement, by: try visit.author(for: .decideReviews))
    } catch let refusal as Refusal {
        return try await visit.told(refusal)
    }
    return seeOther("/reviews/\(page.review.id)")
}

extension Visit {
    fileprivate func reviewer() throws -> AccountName {
        guard let principal else { throw Problem.notSignedIn }
        return principal.account
    }

    /// Another person's step, told on the review as it stands now; other refusals are thrown again.
    fileprivate func told(_ refusal: Refusal) async throws -> Response {
        guard [.conflict, .secondPair].contains(refusal.problem) else { throw refusal }
        var page = try await ReviewPage(self)
        let text =
            refusal.problem == .secondPair ? voice(Problem.secondPair.advice) : voice(ReviewText.conflictMoved)
        return page.refused(text)
    }
}

extension ReviewPage {
    /// What another person did since the form was shown; nil when nobody did anything.
    fileprivate func conflict(_ form: FollowUpForm) -> String? {
        let voice = visit.voice
        guard Int(form["version"]) == review.version else {
            switch review.state {
            case .decided: return voice(ReviewText.conflictEnded)
            case .proposed: return voice(ReviewText.conflictJudged, ["name": review.first ?? ""])
            case .assigned: return voice(ReviewText.conflictTaken, ["name": review.assignee ?? ""])
            case .requested: return voice(ReviewText.conflictMoved)
            }
        }
        return review.state == .decided ? voice(ReviewText.conflictEnded) : nil
    }

    fileprivate mutating func refused(_ notice: String) -> Response {
        self.notice = notice
        status = .conflict
        return response()
    }
}
