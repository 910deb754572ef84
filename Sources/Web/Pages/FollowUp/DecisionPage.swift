import Access
import Catalog
import Credit
import Explaining
import HTTPTypes
import Hummingbird
import Markup
import Recording

/// A recorded decision as it was taken.
func decisionPage(_ visit: Visit) async throws -> Response {
    switch try await visit.decision(showing: "decision page") {
    case .erased(let receipt): return erasedPage(visit, receipt)
    case .readable(let decision): return try await DecisionPage(visit, decision).response()
    }
}

/// What would change the answer: a part of the page for who asks by script, the page with it for who follows the link.
func changesPage(_ visit: Visit) async throws -> Response {
    switch try await visit.decision(showing: "decision page") {
    case .erased(let receipt): return erasedPage(visit, receipt)
    case .readable(let decision):
        let changes = try await visit.site.changes(for: decision)
        if visit.isFragment { return visit.html(changesList(visit.voice, changes)) }
        return try await DecisionPage(visit, decision, changes: changes).response()
    }
}

/// The decision computed again: a part of the page, or the page with it.
func replayPage(_ visit: Visit) async throws -> Response {
    switch try await visit.decision(showing: "decision page") {
    case .erased(let receipt): return erasedPage(visit, receipt)
    case .readable(let decision):
        let replay = try await visit.site.replay(of: decision)
        if visit.isFragment { return visit.html(replayResult(visit.voice, decision, replay)) }
        return try await DecisionPage(visit, decision, replay: replay).response()
    }
}

/// That a decision can be read no more.
func erasedPage(_ visit: Visit, _ receipt: LogReceipt) -> Response {
    let voice = visit.voice
    return visit.page(
        voice(FollowUpText.erased), status: .gone,
        content: Element("section", .class("card")) {
            Element("h1") { voice(FollowUpText.erased) }
            Element("p") { voice(Visit.erasedText(receipt)) }
            Element("p") { Element("a", .href("/")) { voice(.backToSearch) } }
        })
}

/// The page's parts.
struct DecisionPage {
    let visit: Visit
    let decision: RecordedDecision
    /// What would change the answer; nil until somebody asks.
    var changes: Changes?
    /// The decision computed again; nil until somebody asks.
    var replay: ReplayOutcome?
    /// What to say first, as that something was missing in a form.
    var notice: String?
    var status = HTTPResponse.Status.ok

    private var voice: Voice { visit.voice }

    init(
        _ visit: Visit, _ decision: RecordedDecision, changes: Changes? = nil, replay: ReplayOutcome? = nil
    ) {
        self.visit = visit
        self.decision = decision
        self.changes = changes
        self.replay = replay
    }

    func response() async throws -> Response {
        let history = try await visit.site.history(of: decision.subject, limit: History.compact)
        let title = "\(subjectName(voice, decision.subject)) – \(voice.answer(decision.standing))"
        return visit.page(title, status: status, content: content(history))
    }

    private func content(_ history: History) -> some HTML {
        Group(
            heading,
            DecisionActions(visit, decision).bar,
            standing(visit, decision),
            verdict(voice, decision.decision),
            rules,
            reasons,
            changesSection,
            DecisionActions(visit, decision).section,
            Element("div", .class("pair")) {
                Element("section", .class("card"), .aria("labelledby", "history-title")) {
                    Element("h2", .id("history-title")) { voice(FollowUpText.history) }
                    timeline(voice, history.entries)
                }
                if visit.canNote { noteForm(visit, at: "/decisions/\(decision.id)/notes") }
            },
            expert)
    }

    private var heading: some HTML {
        Element("header", .class("client decision")) {
            Element("p", .class("soft")) { voice(FollowUpText.decisionOf, ["reference": decision.id.description]) }
            Element("div", .class("line")) {
                Element("h1") {
                    if let id = decision.client {
                        Element("a", .href("/clients/\(id)")) { subjectName(voice, decision.subject) }
                    } else {
                        subjectName(voice, decision.subject)
                    }
                }
                Element("button", .type("button"), .class("quiet"), .data("print", ""), Attribute("hidden", true)) {
                    voice(.print)
                }
            }
            Element("p", .class("lead")) {
                voice(
                    FollowUpText.recordedAt,
                    ["moment": voice.longMoment(decision.receipt.time), "name": voice.name(of: decision.author)])
            }
            if let notice { Element("p", .class("notice"), .role("alert")) { notice } }
        }
    }

    @HTMLBuilder private var rules: some HTML {
        if !decision.rules.isEmpty {
            Element("section", .class("card"), .aria("labelledby", "rules")) {
                Element("h2", .id("rules")) { voice(FollowUpText.rules) }
                Element("p", .class("lead")) { voice(FollowUpText.rulesLead) }
                Element("ul", .class("plain-list")) {
                    each(decision.rules) { rule in
                        Element("li") {
                            Element("strong") { voice.title(rule.label) }
                            " – " + voice.answerWord(rule.status) + ". " + voice(rule.sentence)
                        }
                    }
                }
            }
        }
    }

    @HTMLBuilder private var reasons: some HTML {
        if let explanation = decision.explanation {
            why(voice, explanation)
        } else {
            Element("p", .class("soft")) { voice(FollowUpText.notExplained) }
        }
    }

    private var changesSection: some HTML {
        Element("section", .class("card"), .id("changes"), .aria("labelledby", "changes-title")) {
            Element("h2", .id("changes-title")) { voice(FollowUpText.changes) }
            Element("div", .id("changes-list")) {
                if let changes {
                    changesList(voice, changes)
                } else if decision.decision.status == .granted {
                    changesList(voice, .granted)
                } else {
                    let place = "/decisions/\(decision.id)/changes"
                    Element(
                        "a", .class("button quiet"), .href(place + "#changes"), Attribute("hx-get", place),
                        Attribute("hx-trigger", "load, click"), Attribute("hx-target", "#changes-list")
                    ) { voice(FollowUpText.changesCompute) }
                }
            }
        }
    }

    @HTMLBuilder private var expert: some HTML {
        if let explanation = decision.explanation {
            calculation(
                visit, explanation, FamilyWeight.all(of: explanation, catalog: visit.site.engine.catalog),
                digest: decision.record.modelDigest)
        }
        proof(visit, decision, replay)
    }
}

/// How a client or applicant is called.
func subjectName(_ voice: Voice, _ subject: Subject) -> String {
    if case .client(let id) = subject { return voice(.client, ["number": voice.number(id)]) }
    return voice(FollowUpText.applicant)
}

/// What a person decided, beside what score and rules said; or that somebody is looking.
@HTMLBuilder func standing(_ visit: Visit, _ decision: RecordedDecision) -> some HTML {
    let voice = visit.voice
    if let human = decision.human {
        Element("section", .class("card standing \(human.outcome.rawValue)"), .aria("labelledby", "standing")) {
            Element("h2", .id("standing")) { voice(FollowUpText.standing) }
            Element("dl", .class("beside")) {
                Element("div") {
                    Element("dt") { voice(FollowUpText.modelSaid) }
                    Element("dd") { badge(voice, decision.decision.status) }
                }
                Element("div") {
                    Element("dt") { voice(FollowUpText.personSaid) }
                    Element("dd") { badge(voice, human.outcome) }
                }
            }
            Element("p") {
                voice(human.isOverride ? FollowUpText.standingOverride : FollowUpText.standingUpheld)
                if let reason = human.reason { " " + voice.title(reason.label) + ". " + voice(reason.sentence) }
            }
            Element("p", .class("words")) { human.text }
            Element("p", .class("small")) {
                Element("a", .href("/reviews/\(human.review)")) { voice(ReviewText.review) }
                " "
                voice(
                    FollowUpText.ofPerson,
                    ["name": voice.name(of: human.author), "moment": voice.longMoment(human.time)])
            }
        }
    }
    if let review = decision.openReview {
        Element("p", .class("notice"), .role("status")) {
            Element("a", .href("/reviews/\(review.id)")) { voice(FollowUpText.openReview) }
            " – " + reviewState(voice, review)
        }
    }
}
