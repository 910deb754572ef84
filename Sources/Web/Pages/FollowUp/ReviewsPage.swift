import Access
import Credit
import Foundation
import Hummingbird
import Markup
import Recording

/// The queue of reviews for those who decide them; for advisers, what became of their requests.
func reviewsPage(_ visit: Visit) async throws -> Response {
    let me = visit.principal?.account.rawValue ?? ""
    let voice = visit.voice
    let decides = visit.principal?.may(.decideReviews) ?? false
    let limit = 30
    var lists: [ReviewList] = []
    if decides {
        let open = try await visit.reviews(ReviewQuery(states: [.requested, .assigned, .proposed], limit: 200))
        let mine = open.filter { $0.review.assignee == me }
        // A proposal waits for anybody but who made it.
        let waiting = open.filter {
            $0.review.assignee == nil && !($0.review.state == .proposed && $0.review.first == me)
        }
        let others = open.filter { one in
            one.review.assignee.map { $0 != me } ?? (one.review.state == .proposed && one.review.first == me)
        }
        lists = [
            ReviewList(id: "waiting", title: .waiting, empty: .nobodyWaits, reviews: Array(waiting.prefix(limit))),
            ReviewList(id: "mine", title: .mine, empty: .nothing, reviews: mine),
            ReviewList(id: "others", title: .allOthers, empty: nil, reviews: Array(others.prefix(limit))),
        ]
    }
    let asked = try await visit.reviews(ReviewQuery(requester: me, limit: limit, isLatestFirst: true))
    lists.append(ReviewList(id: "asked", title: .asked, empty: decides ? nil : ReviewText.nothing, reviews: asked))
    if decides {
        let ended = try await visit.reviews(ReviewQuery(states: [.decided], limit: limit, isLatestFirst: true))
        lists.append(ReviewList(id: "ended", title: .decided, empty: ReviewText.nothing, reviews: ended))
    }
    return visit.page(
        voice(ReviewText.reviews),
        content: Group(
            Element("header", .class("client")) {
                Element("h1") { voice(ReviewText.reviews) }
                Element("p", .class("lead")) { voice(decides ? ReviewText.reviewsLead : ReviewText.advisersLead) }
            },
            each(lists) { list in section(visit, list) }))
}

/// A review with what its request says; the request is nil once the client is erased.
struct ListedReview: Sendable {
    let review: Review
    let subject: Subject?
    let reason: String?
}

/// Reviews under one title.
private struct ReviewList {
    let id: String
    let title: ReviewText
    /// What to say of none; nil for a list that is left out then.
    let empty: ReviewText?
    let reviews: [ListedReview]
}

extension Visit {
    /// Reviews with their requests; that somebody reads them is recorded.
    fileprivate func reviews(_ query: ReviewQuery) async throws -> [ListedReview] {
        let listed = try await site.reading { log throws(LogError) in
            var listed: [ListedReview] = []
            for review in try await log.reviews(query) {
                let content = try await log.entry(review.id)?.content
                var reason: String?
                if case .review(let step)? = content?.event { reason = step.request?.reason }
                listed.append(ListedReview(review: review, subject: content?.subject, reason: reason))
            }
            return listed
        }
        for subject in listed.compactMap(\.subject) { try site.note(subject, "review list", principal) }
        return listed
    }
}

@HTMLBuilder private func section(_ visit: Visit, _ list: ReviewList) -> some HTML {
    if !list.reviews.isEmpty || list.empty != nil {
        let voice = visit.voice
        Element("section", .class("reviews"), .aria("labelledby", list.id)) {
            Element("h2", .id(list.id)) {
                voice(list.title)
                if !list.reviews.isEmpty { Element("span", .class("count")) { " \(list.reviews.count)" } }
            }
            if list.reviews.isEmpty {
                Element("p", .class("soft")) { voice(list.empty ?? .nothing) }
            } else {
                table(visit, list.reviews)
            }
        }
    }
}

private func table(_ visit: Visit, _ reviews: [ListedReview]) -> some HTML {
    let voice = visit.voice
    return Element("table", .class("data wide stacked")) {
        Element("thead") {
            Element("tr") {
                each([ReviewText.person, .reason, .due, .amount, .state]) { title in
                    Element("th", Attribute("scope", "col")) { voice(title) }
                }
            }
        }
        Element("tbody") {
            each(reviews) { one in
                Element("tr") {
                    Element("th", Attribute("scope", "row")) {
                        Element("a", .href("/reviews/\(one.review.id)")) {
                            one.subject.map { subjectName(voice, $0) } ?? voice(FollowUpText.erasedEntry)
                        }
                    }
                    Element("td") {
                        Element("span", .class("reason")) { one.reason.map(shortened) ?? "–" }
                        Element("span", .class("small")) {
                            voice(ReviewText.askedBy, ["name": voice.requester(one.review.requester)])
                        }
                    }
                    Element("td", .class("due")) { due(visit, one.review) }
                    Element("td", .class("amount")) {
                        one.review.amount.map { voice.format.money($0) } ?? voice(ReviewText.unknownAmount)
                        Element("span", .class("small")) {
                            voice(one.review.needsSecond ? ReviewText.secondNeeded : ReviewText.secondNot)
                        }
                    }
                    Element("td") {
                        if one.review.state == .decided, let after = one.review.after { badge(voice, after) }
                        Element("span", .class("small")) { reviewState(voice, one.review) }
                    }
                }
            }
        }
    }
}

/// The start of a reason, cut at a word.
private func shortened(_ text: String) -> String {
    guard text.count > 140 else { return text }
    let start = text.prefix(140)
    return (start.lastIndex(of: " ").map { start[..<$0] } ?? start) + " …"
}

/// Until when, and whether that has passed: by a word, not by a colour.
@HTMLBuilder func due(_ visit: Visit, _ review: Review) -> some HTML {
    let voice = visit.voice
    if let due = review.due {
        voice.longDay(due)
        if review.state != .decided, due < visit.site.clock() {
            Element("strong", .class("late")) { " – " + voice(ReviewText.dueLate) }
        }
    } else {
        voice(ReviewText.dueNone)
    }
}

/// Where a review stands, in words.
func reviewState(_ voice: Voice, _ review: Review) -> String {
    switch review.state {
    case .requested: voice(ReviewText.requested)
    case .assigned:
        review.assignee.map { voice(ReviewText.assignedTo, ["name": $0]) } ?? voice(ReviewText.assigned)
    case .proposed: voice(ReviewText.proposed)
    case .decided: voice(ReviewText.decidedState)
    }
}
