import Credit
import Foundation
import Logging
import Markup
import Recording

/// What has happened with a client or applicant, the latest first.
struct History: Sendable {
    /// How many entries a compact list has.
    static let compact = 6
    /// How many a page has.
    static let page = 40

    let entries: [LogEntry]

    /// The decision recorded last among them.
    var latestDecision: EntryID? { entries.first { $0.kind == .decision && $0.content != nil }?.receipt.id }
}

extension Site {
    /// What is recorded about a client or applicant, but for looks at them.
    func history(of subject: Subject, before: Int64? = nil, limit: Int) async throws -> History {
        History(
            entries: try await reading { log throws(LogError) in
                try await log.entries(LogQuery(subject: subject, before: before, limit: limit))
            })
    }
}

/// A list of what has happened, each with its time and who did it.
func timeline(_ voice: Voice, _ entries: [LogEntry]) -> some HTML {
    Element("ol", .class("timeline")) {
        each(entries) { entry in
            Element("li", .class("is-\(entry.kind.rawValue)")) {
                Element("p", .class("when")) {
                    Element("time", Attribute("datetime", entry.receipt.time.formatted(.iso8601))) {
                        voice.longMoment(entry.receipt.time)
                    }
                    if let author = entry.content?.author {
                        Element("span") { voice(FollowUpText.by, ["name": voice.name(of: author)]) }
                    }
                }
                happened(voice, entry)
            }
        }
    }
}

/// One thing that happened: what it was, the words that came with it, and where to see it.
@HTMLBuilder private func happened(_ voice: Voice, _ entry: LogEntry) -> some HTML {
    let item = HistoryItem(voice, entry)
    Element("p", .class("what")) {
        if let place = item.place {
            Element("a", .href(place)) { item.title }
        } else {
            item.title
        }
    }
    if let words = item.words { Element("p", .class("words")) { words } }
}

/// An entry in words.
private struct HistoryItem {
    var title: String
    var words: String?
    var place: String?

    init(_ voice: Voice, _ entry: LogEntry) {
        title = voice(FollowUpText.erasedEntry)
        switch entry.content?.event {
        case .decision(let record):
            title = voice(FollowUpText.decided, ["answer": voice.answerWord(record.outcome)])
            place = "/decisions/\(entry.receipt.id)"
        case .review(let step):
            title = Self.title(voice, step)
            words = step.request?.reason ?? step.judgement?.text
            place = "/reviews/\(step.review ?? entry.receipt.id)"
        case .letter(let letter):
            title = voice(FollowUpText.letterSent, ["medium": voice.medium(letter.medium)])
            place = "/decisions/\(letter.decision)/letter?lang=\(letter.language)"
        case .contest(let contest):
            title = voice(FollowUpText.contested)
            words = contest.statement
            place = "/decisions/\(contest.decision)"
        case .note(let note):
            title = voice(FollowUpText.noted)
            words = note.text
        case .link(let link):
            title = voice(FollowUpText.linked, ["day": voice.longDay(link.expires)])
            place = "/decisions/\(link.decision)"
        case .scenario(let scenario):
            title = voice(FollowUpText.scenarioKept, ["answer": voice.answerWord(scenario.after.status)])
            words = scenario.name
            if case .client(let id)? = entry.content?.subject { place = "/clients/\(id)/simulation" }
        case nil: break
        default: title = entry.kind.rawValue
        }
    }

    private static func title(_ voice: Voice, _ step: ReviewStep) -> String {
        let answer = ["answer": voice.answerWord(step.judgement?.outcome ?? .referred)] as KeyValuePairs
        return switch step.kind {
        case .reviewRequested: voice(FollowUpText.reviewAsked)
        case .reviewAssigned: voice(FollowUpText.reviewGiven, ["name": step.assignee ?? ""])
        case .reviewProposed: voice(FollowUpText.reviewProposed, answer)
        case .reviewReturned: voice(FollowUpText.reviewReturned)
        case .override: voice(FollowUpText.reviewOverride, answer)
        default: voice(FollowUpText.reviewUpheld, answer)
        }
    }
}

extension Author {
    /// A client who acts by their link: a name that no account can have.
    static let clientByLink = Author(name: "client by link", channel: "link")
}

extension Voice {
    /// The word for an answer within a sentence.
    func answerWord(_ status: Status) -> String { self(status.label) }

    /// A person as others know them: their account, and in which role they acted.
    func name(of author: Author) -> String {
        guard author.channel != Author.clientByLink.channel else { return self(FollowUpText.theClient) }
        let role: FollowUpText? =
            switch author.role {
            case "adviser": .adviser
            case "reviewer": .reviewer
            case "data-scientist": .dataScientist
            case "operations": .operations
            case "auditor": .auditor
            default: nil
            }
        return author.name + (role.map { " (\(self($0)))" } ?? "")
    }

    /// Who asked for a review.
    func requester(_ name: String) -> String {
        name == Author.clientByLink.name ? self(FollowUpText.theClient) : name
    }

    /// The way by which a letter went.
    func medium(_ word: String) -> String {
        switch word {
        case "print": self(LetterText.byHand)
        case "post": self(LetterText.byPost)
        case "e-mail": self(LetterText.byMail)
        default: word
        }
    }
}
