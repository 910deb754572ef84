import Credit
import Features
import Foundation

/// What an entry says, before it is encrypted.
///
/// The length of a JSON object as four bytes, highest first; the object; then the parts whose lengths the object gives, in the order
/// features, contributions, input. `Documentation/decision-log.md` describes each.
struct PayloadCoding {
    /// Lists that entries refer to by their digest.
    typealias Lists = [ChainDigest: [UInt8]]

    private struct Payload: Codable {
        var subject: String
        var author: Author
        var decision: DecisionHeader?
        var views: [RecordedView]?
        var review: ReviewStep?
        var letter: LetterRecord?
        var contest: ContestRecord?
        var note: NoteRecord?
        var link: ClientLink?
        var destroyed: DestroyedKeys?
        var promotion: PromotionRecord?
        var access: AccessRecord?
        var scenario: ScenarioRecord?
    }

    private struct DecisionHeader: Codable {
        struct Lengths: Codable {
            var features: Int
            var contributions: Int
            var input: Int
        }
        struct Base: Codable {
            var label: LocalizedText
            var logOdds: Double
        }
        var inputType: String
        var columns: String
        var words: [String]
        var model: String
        var day: Day
        var policy: String?
        var logOdds: Double
        var probability: Double
        var threshold: Double
        var referredFrom: Double
        var refusedFrom: Double
        var outcome: Status
        var baseline: Base?
        var contributors: String?
        var reasons: [RecordedReason]
        var texts: [String: LocalizedText]
        var amount: Double?
        var parts: Lengths
    }

    /// The kind under which an event stands.
    static func kind(of event: LogEvent) -> EntryKind {
        switch event {
        case .decision: .decision
        case .views: .views
        case .review(let step): step.kind
        case .letter: .letter
        case .contest: .contest
        case .note: .note
        case .link: .link
        case .erasure: .erasure
        case .expiry: .expiry
        case .promotion: .promotion
        case .access: .access
        case .scenario: .scenario
        }
    }

    /// The bytes of an event, and the lists that they refer to.
    static func encode(
        _ event: LogEvent, subject: Subject, author: Author, layouts: ListLayouts
    ) throws(LogError) -> (bytes: [UInt8], lists: Lists) {
        var payload = Payload(subject: subject.name, author: author)
        var parts: [UInt8] = []
        var lists: Lists = [:]
        switch event {
        case .decision(let record):
            let (header, bytes, used) = try encode(record, layouts: layouts)
            payload.decision = header
            parts = bytes
            lists = used
        case .views(let views): payload.views = views
        case .review(let step): payload.review = step
        case .letter(let letter): payload.letter = letter
        case .contest(let contest): payload.contest = contest
        case .note(let note): payload.note = note
        case .link(let link): payload.link = link
        case .erasure(let keys), .expiry(let keys): payload.destroyed = keys
        case .promotion(let promotion): payload.promotion = promotion
        case .access(let access): payload.access = access
        case .scenario(let scenario): payload.scenario = scenario
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.milliseconds)
        }
        guard let json = try? encoder.encode(payload) else {
            throw LogError(.invalid, "an entry holds a number that is not finite: it cannot be recorded.")
        }
        return (UInt32(json.count).bytes + json + parts, lists)
    }

    private static func encode(
        _ record: DecisionRecord, layouts: ListLayouts
    ) throws(LogError) -> (DecisionHeader, [UInt8], Lists) {
        let columns = layouts.columns(record.schema)
        var words: [String] = []
        let features = try RowBytes.encode(record.features, schema: record.schema, words: &words)
        var lists = [columns.digest: columns.content]
        var contributors: ChainDigest?
        var contributions: [UInt8] = []
        if !record.contributions.isEmpty {
            let layout = try layouts.contributors(record.contributions)
            lists[layout.digest] = layout.content
            contributors = layout.digest
            contributions = layout.bytes(of: record.contributions)
        }
        let header = DecisionHeader(
            inputType: record.inputType, columns: columns.digest.description, words: words, model: record.modelDigest,
            day: record.day, policy: record.policyVersion, logOdds: record.logOdds.value,
            probability: record.probability.value, threshold: record.threshold.probability.value,
            referredFrom: record.band.low.value, refusedFrom: record.band.high.value, outcome: record.outcome,
            baseline: record.baseline.map { .init(label: $0.label, logOdds: $0.logOdds.value) },
            contributors: contributors?.description, reasons: record.reasons, texts: record.texts,
            amount: record.amount,
            parts: .init(features: features.count, contributions: contributions.count, input: record.input.count))
        return (header, features + contributions + record.input, lists)
    }

    /// What some bytes say; nil when they make no sense.
    ///
    /// - Parameter list: finds a list by its digest.
    static func decode(
        _ bytes: [UInt8], kind: EntryKind, list: (ChainDigest) async throws(LogError) -> ListContent?
    ) async throws(LogError) -> LogEntry.Content? {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            Date(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
        }
        guard bytes.count >= 4 else { return nil }
        let end = 4 + Int(UInt32(bytes: bytes[0..<4]))
        guard end <= bytes.count, let payload = try? decoder.decode(Payload.self, from: Data(bytes[4..<end])),
            let subject = Subject(name: payload.subject)
        else { return nil }
        let event: LogEvent?
        switch kind {
        case .decision:
            guard let header = payload.decision else { return nil }
            event = try await decision(header, bytes[end...], list: list).map(LogEvent.decision)
        case .views: event = payload.views.map(LogEvent.views)
        case .letter: event = payload.letter.map(LogEvent.letter)
        case .contest: event = payload.contest.map(LogEvent.contest)
        case .note: event = payload.note.map(LogEvent.note)
        case .link: event = payload.link.map(LogEvent.link)
        case .erasure: event = payload.destroyed.map(LogEvent.erasure)
        case .expiry: event = payload.destroyed.map(LogEvent.expiry)
        case .promotion: event = payload.promotion.map(LogEvent.promotion)
        case .access: event = payload.access.map(LogEvent.access)
        case .scenario: event = payload.scenario.map(LogEvent.scenario)
        default: event = payload.review.flatMap { $0.kind == kind ? .review($0) : nil }
        }
        return event.map { LogEntry.Content(subject: subject, author: payload.author, event: $0) }
    }

    private static func decision(
        _ header: DecisionHeader, _ parts: ArraySlice<UInt8>, list: (ChainDigest) async throws(LogError) -> ListContent?
    ) async throws(LogError) -> DecisionRecord? {
        let lengths = header.parts
        guard lengths.features >= 0, lengths.contributions >= 0, lengths.input >= 0,
            parts.count == lengths.features + lengths.contributions + lengths.input,
            let probability = Probability(header.probability), let threshold = Probability(header.threshold),
            let low = Probability(header.referredFrom), let high = Probability(header.refusedFrom),
            let band = ReviewBand(low: low, high: high),
            let digest = ChainDigest(header.columns), let columns = try await list(digest)?.schema
        else { return nil }
        let middle = parts.startIndex + lengths.features
        let last = middle + lengths.contributions
        guard let features = RowBytes.decode(Array(parts[..<middle]), schema: columns, words: header.words) else {
            return nil
        }
        var record = DecisionRecord(
            schema: columns, features: features, modelDigest: header.model, logOdds: LogOdds(header.logOdds),
            decision: Decision(probability: probability, threshold: Threshold(threshold), band: band), on: header.day)
        record.outcome = header.outcome
        if let text = header.contributors {
            guard let digest = ChainDigest(text),
                let contributions = try await list(digest)?.contributors?.contributions(of: Array(parts[middle..<last]))
            else { return nil }
            record.contributions = contributions
        }
        record.input = Array(parts[last...])
        record.inputType = header.inputType
        record.policyVersion = header.policy
        record.baseline = header.baseline.map { Baseline(label: $0.label, logOdds: LogOdds($0.logOdds)) }
        record.reasons = header.reasons
        record.texts = header.texts
        record.amount = header.amount
        return record
    }
}
