import Access
import Credit
import HTTPTypes
import Hummingbird
import Logging
import Markup
import Recording
import Storage

/// What is done with a client's answer: what to do next, and what has happened so far.
struct ClientFollowUp: Sendable {
    let client: ClientID
    /// Nil while the log cannot be read: the rest of the page does not depend on it.
    let history: History?
    /// The decision recorded last, with what a person made of it.
    let latest: RecordedDecision?

    /// Nil where no log is kept.
    init?(_ visit: Visit, _ client: ClientID) async {
        guard visit.site.log != nil else { return nil }
        self.client = client
        var history: History?
        var latest: RecordedDecision?
        do {
            let found = try await visit.site.history(of: .client(client), limit: History.compact + 1)
            var decision = found.latestDecision
            if decision == nil, found.entries.count > History.compact {
                decision = try await visit.site.reading { log throws(LogError) in
                    try await log.entries(LogQuery(kinds: [.decision], subject: .client(client), limit: 1))
                }.first?.receipt.id
            }
            if let decision, case .readable(let read) = try await visit.site.recordedDecision(decision) {
                latest = read
            }
            history = found
        } catch {
            visit.site.logger.error("a client’s history cannot be read")
        }
        self.history = history
        self.latest = latest
    }
}

/// What to do with the answer; under the client's name.
@HTMLBuilder func clientActions(_ visit: Visit, _ followUp: ClientFollowUp?) -> some HTML {
    if let followUp {
        let voice = visit.voice
        Element("nav", .class("actions"), .aria("label", voice(FollowUpText.actions))) {
            if let token = visit.principal?.formToken, visit.principal?.may(.writeDecisions) ?? false {
                Element(
                    "form", Attribute("action", "/clients/\(followUp.client)/decisions"), Attribute("method", "post")
                ) {
                    visit.formToken(token)
                    Element("button", .type("submit")) { voice(FollowUpText.record) }
                }
            }
            if let decision = followUp.latest?.id {
                Element("a", .class("button quiet"), .href("/decisions/\(decision)/letter")) {
                    voice(FollowUpText.letter)
                }
                if visit.principal?.may(.requestReviews) ?? false {
                    Element("a", .class("button quiet"), .href("/decisions/\(decision)#review")) {
                        voice(FollowUpText.askReview)
                    }
                }
            }
            if visit.canNote {
                Element("a", .class("button quiet"), .href("#note")) { voice(FollowUpText.takeNote) }
            }
        }
    }
}

/// A person's decision beside the model's, the last things that happened, and a note to take.
@HTMLBuilder func clientFollowUp(_ visit: Visit, _ followUp: ClientFollowUp?) -> some HTML {
    if let followUp {
        let voice = visit.voice
        Element("section", .class("follow-up"), .id("follow-up"), .aria("labelledby", "follow-up-title")) {
            Element("h2", .id("follow-up-title")) { voice(FollowUpText.followUp) }
            Element("div", .class("pair")) {
                Element("section", .class("card")) {
                    Element("h3") { voice(FollowUpText.history) }
                    compactHistory(voice, followUp)
                }
                if visit.canNote { noteForm(visit, at: "/clients/\(followUp.client)/notes") }
            }
        }
    }
}

/// What a person has decided on a client, close to the answer that it stands beside.
@HTMLBuilder func clientStanding(_ visit: Visit, _ followUp: ClientFollowUp?) -> some HTML {
    if let latest = followUp?.latest { standing(visit, latest) }
}

@HTMLBuilder private func compactHistory(_ voice: Voice, _ followUp: ClientFollowUp) -> some HTML {
    if let history = followUp.history {
        if followUp.latest == nil {
            Element("p") { voice(FollowUpText.noDecisionYet) + " " + voice(FollowUpText.recordLead) }
        }
        if !history.entries.isEmpty {
            timeline(voice, Array(history.entries.prefix(History.compact)))
            Element("p") {
                Element("a", .href("/clients/\(followUp.client)/history")) { voice(FollowUpText.wholeHistory) }
            }
        }
    } else {
        Element("p", .class("notice"), .role("status")) { voice(FollowUpText.historyUnread) }
    }
}

extension Visit {
    /// Whether this person may write down what was said.
    var canNote: Bool { principal?.formToken != nil && (principal?.may(.requestReviews) ?? false) }
}

/// Words about the conversation, kept with the file.
func noteForm(_ visit: Visit, at place: String) -> some HTML {
    let voice = visit.voice
    return Element("section", .class("card"), .id("note")) {
        Element("h3") { voice(FollowUpText.note) }
        Element("form", Attribute("action", place), Attribute("method", "post"), .class("fields")) {
            visit.principal?.formToken.map { visit.formToken($0) }
            wordsField(
                "note-text", name: "text", label: voice(FollowUpText.noteLabel), hint: voice(FollowUpText.noteHint))
            Element("button", .type("submit")) { voice(FollowUpText.keepNote) }
        }
    }
}

/// A field for words, with its hint.
func wordsField(
    _ id: String, name: String, label: String, hint: String? = nil, value: String = "", isWrong: Bool = false
) -> some HTML {
    Element("div", .class("field")) {
        Element("label", Attribute("for", id)) { label }
        if let hint { Element("p", .class("small"), .id("\(id)-hint")) { hint } }
        Element(
            "textarea", .id(id), Attribute("name", name), Attribute("rows", 4),
            Attribute("maxlength", FollowUpForm.longestText), Attribute("required", true),
            .aria("describedby", hint == nil ? nil : "\(id)-hint"), .aria("invalid", isWrong ? "true" : nil)
        ) { value }
    }
}

/// Records the decision on a client and leads to it.
func recordDecision(_ visit: Visit) async throws -> Response {
    let client = try await visit.client(showing: "decision")
    let (receipt, _) = try await visit.site.decide(client, by: visit.principal)
    return seeOther("/decisions/\(receipt.id)")
}

/// Keeps a note on a client, and comes back to what has happened.
func keepNote(_ visit: Visit) async throws -> Response {
    let client = try await visit.client(showing: "note")
    let text = try FollowUpForm(visit).words("text")
    let author = try visit.author(for: .requestReviews)
    let note = LogEvent.note(NoteRecord(text: text))
    _ = try await visit.site.reading { log throws(LogError) in
        try await log.append(note, about: .client(client.id), by: author)
    }
    return seeOther("/clients/\(client.id)#follow-up")
}

/// Keeps a note on a decision, of a client or of an applicant who has no page yet.
func keepDecisionNote(_ visit: Visit) async throws -> Response {
    let decision = try await visit.readableDecision(showing: "note")
    let text = try FollowUpForm(visit).words("text")
    let author = try visit.author(for: .requestReviews)
    let note = LogEvent.note(NoteRecord(text: text, decision: decision.id))
    _ = try await visit.site.reading { log throws(LogError) in
        try await log.append(note, about: decision.subject, by: author)
    }
    return seeOther("/decisions/\(decision.id)#history-title")
}

/// All that has happened with a client, page by page.
func historyPage(_ visit: Visit) async throws -> Response {
    let client = try await visit.client(showing: "history")
    let before = visit.request.uri.queryParameters["before"].flatMap { Int64($0) }
    let history = try await visit.site.history(of: .client(client.id), before: before, limit: History.page + 1)
    let voice = visit.voice
    let title = voice(FollowUpText.historyOf, ["number": voice.number(client.id)])
    let shown = Array(history.entries.prefix(History.page))
    return visit.page(
        title,
        content: Group(
            Element("header", .class("client")) {
                Element("h1") { title }
                Element("p", .class("lead")) { voice(FollowUpText.historyLead) }
                Element("p") { Element("a", .href("/clients/\(client.id)")) { voice(ReviewText.seeClient) } }
            },
            Element("section", .class("card")) {
                if shown.isEmpty {
                    Element("p") { voice(FollowUpText.historyEmpty) }
                } else {
                    timeline(voice, shown)
                }
                if history.entries.count > shown.count, let last = shown.last {
                    Element("p") {
                        Element(
                            "a", .class("button quiet"),
                            .href("/clients/\(client.id)/history?before=\(last.receipt.sequence)")
                        ) { voice(FollowUpText.older) }
                    }
                }
            }))
}

/// Where a form leads once what it asked for is done.
func seeOther(_ place: String) -> Response { Response(status: .seeOther, headers: [.location: place]) }
