import Access
import Catalog
import Credit
import Explaining
import Foundation
import Hummingbird
import Logging
import Recording

/// A decision as the log keeps it, with what a person has made of it since.
struct RecordedDecision: Sendable {
    let receipt: LogReceipt
    let subject: Subject
    let author: Author
    let record: DecisionRecord
    /// The decision as it was taken.
    let decision: Decision
    /// Why; nil when it was recorded without reasons.
    let explanation: Explanation?
    /// The review that is under way; nil when none is.
    let openReview: Review?
    /// What a person decided last; nil when nobody has.
    let human: HumanDecision?

    var id: EntryID { receipt.id }
    /// The client's number; nil for an applicant who has none.
    var client: ClientID? { if case .client(let id) = subject { id } else { nil } }
    /// The answer that stands: a person's where there is one.
    var standing: Status { human?.outcome ?? decision.status }
    /// Rules that stood against the loan or asked for a person.
    var rules: [PolicyReason] { decision.policy.reasons }
}

/// What a person decided after looking again.
struct HumanDecision: Hashable, Sendable {
    let review: EntryID
    let outcome: Status
    /// Whether the answer changed.
    let isOverride: Bool
    /// The lender's reason; nil for a code that its catalog does not have.
    let reason: ReviewReason?
    let code: String
    /// The ground in words, for the file.
    let text: String
    let author: Author
    let time: Date

    /// Nil for an entry that ends no review.
    init?(_ entry: LogEntry, catalog: LenderCatalog) {
        guard entry.kind == .override || entry.kind == .reviewUpheld, let content = entry.content,
            case .review(let step) = content.event, let review = step.review, let judgement = step.judgement
        else { return nil }
        self.review = review
        outcome = judgement.outcome
        isOverride = entry.kind == .override
        reason = catalog.reviewReasons?.first { $0.code == judgement.code }
        code = judgement.code
        text = judgement.text
        author = content.author
        time = entry.receipt.time
    }

    /// The reason as a letter states it; nil without one of the catalog.
    var stated: StatedReason? {
        reason.map { StatedReason(source: .human, code: $0.code, sentence: $0.sentence) }
    }
}

/// What became of a reference.
enum FoundDecision: Sendable {
    case readable(RecordedDecision)
    /// The client was erased, or the time of the entry has passed.
    case erased(LogReceipt)
}

extension Site {
    /// A decision by its reference.
    ///
    /// - Throws: `Problem.unknownEntry` when there is none.
    func recordedDecision(_ id: EntryID) async throws -> FoundDecision {
        guard let entry = try await reading({ log throws(LogError) in try await log.entry(id) }),
            entry.kind == .decision
        else { throw Problem.unknownEntry }
        guard let content = entry.content, case .decision(let record) = content.event else {
            return .erased(entry.receipt)
        }
        let catalog = engine.catalog
        let (reviews, endings) = try await reading { log throws(LogError) in
            let reviews = try await log.reviews(ReviewQuery(decision: id, limit: 200))
            guard reviews.contains(where: { $0.state == .decided }) else { return (reviews, [LogEntry]()) }
            return (
                reviews,
                try await log.entries(
                    LogQuery(kinds: [.override, .reviewUpheld], subject: content.subject, limit: 200))
            )
        }
        let human = endings.lazy.filter { entry in
            if case .review(let step)? = entry.content?.event { step.decision == id } else { false }
        }.compactMap { HumanDecision($0, catalog: catalog) }.first
        let decision = record.decision(catalog: catalog)
        return .readable(
            RecordedDecision(
                receipt: entry.receipt, subject: content.subject, author: content.author, record: record,
                decision: decision, explanation: record.explanation(of: decision),
                openReview: reviews.first { $0.state != .decided }, human: human))
    }

    /// Records that somebody looks at what is kept of a client or an applicant.
    func note(_ subject: Subject, _ what: String, _ principal: Principal?) throws {
        if case .client(let id) = subject { return try note(id, what, principal) }
        guard let principal else { return }
        try noteView(ClientView(of: subject, what: what, by: principal.author(for: .readClients)))
    }

    /// Records a look; what cannot be recorded is not shown.
    func noteView(_ view: ClientView) throws {
        guard let log else { return }
        do {
            try log.noteView(view)
        } catch {
            logger.error("a view could not be recorded", metadata: ["reason": "\(error.message)"])
            throw Problem.unavailable
        }
    }
}

extension DecisionRecord {
    /// The decision as it was taken, from what is recorded of it.
    ///
    /// The log keeps what a rule was called and not what it said; the catalog knows, and where it does not any more, a rule counts
    /// as refusing only when nothing else can have refused.
    func decision(catalog: LenderCatalog) -> Decision {
        let known = (catalog.policies ?? []).first { $0.version == policyVersion }?.rules ?? []
        let byScore = band.status(of: probability)
        let rules = reasons.filter { $0.source == .policy }.map { reason in
            PolicyReason(
                code: reason.code,
                status: known.first { $0.code == reason.code }?.status ?? (outcome > byScore ? outcome : .referred),
                label: reason.label, sentence: reason.sentence)
        }
        return Decision(
            probability: probability, threshold: threshold, band: band,
            policy: PolicyOutcome(version: policyVersion, reasons: rules))
    }

    /// The reasons and parts as they were recorded; nil for a decision that was not explained.
    func explanation(of decision: Decision) -> Explanation? {
        guard let baseline else { return nil }
        return Explanation(
            decision: decision, logOdds: logOdds, baseline: baseline, contributions: contributions,
            reasons: reasons.filter { $0.source == .score }.compactMap(Reason.init))
    }
}

extension Reason {
    /// A reason of the score as it was recorded; nil for one without direction.
    fileprivate init?(_ recorded: RecordedReason) {
        guard let direction = recorded.direction.flatMap(Direction.init(rawValue:)) else { return nil }
        let family = recorded.code.split(separator: ".").dropLast().joined(separator: ".")
        self.init(
            family: FamilyID(rawValue: family), label: recorded.label, direction: direction,
            contribution: LogOdds(recorded.contribution ?? 0), sentence: recorded.sentence,
            evidence: recorded.facts.map {
                Evidence(
                    feature: $0.feature, label: $0.label, value: $0.value, usual: $0.usual,
                    contribution: LogOdds($0.contribution ?? 0))
            })
    }
}

extension Visit {
    /// The reference in the address.
    func reference() throws -> EntryID {
        guard let text = parameters.get("reference"), let id = EntryID(text) else { throw Problem.unknownEntry }
        return id
    }

    /// The decision in the address, if it can still be read; that somebody looks is recorded.
    func decision(showing what: String) async throws -> FoundDecision {
        let found = try await site.recordedDecision(try reference())
        if case .readable(let decision) = found { try site.note(decision.subject, what, principal) }
        return found
    }

    /// The decision in the address for what changes something.
    ///
    /// - Throws: `Refusal` when it can be read no more.
    func readableDecision(showing what: String) async throws -> RecordedDecision {
        switch try await decision(showing: what) {
        case .readable(let decision): return decision
        case .erased(let receipt): throw Refusal(.unknownEntry, detail: Self.erasedText(receipt))
        }
    }

    /// That a decision can be read no more, in both languages.
    static func erasedText(_ receipt: LogReceipt) -> LocalizedText {
        let text = FollowUpText.erasedLead.text
        func filled(_ language: Language) -> String {
            let voice = Voice(language: language, currency: "")
            return text[language].replacing("{reference}", with: receipt.id.description)
                .replacing("{moment}", with: voice.longMoment(receipt.time))
        }
        return LocalizedText(fr: filled(.fr), en: filled(.en))
    }

    /// How the log calls this person when they use a permission.
    func author(for permission: Permission) throws -> Author {
        guard let principal else { throw Problem.notSignedIn }
        return principal.author(for: permission)
    }
}
