import Credit
import Features
import Foundation
import Recording

/// An entry as people and programs read it.
struct LogEntryOutput: Encodable {
    struct Decision: Encodable {
        let outcome: String
        let probability: Double
        let logOdds: Double
        let threshold: Double
        let referredFrom: Double
        let refusedFrom: Double
        let model: String
        let policy: String?
        let day: String
        let amount: Double?
        let baseline: Baseline?
        let reasons: [RecordedReason]
        let texts: [String: LocalizedText]
        let features: [String: Cell]
        let contributions: [String: Double]
        let inputType: String
        let input: String
    }

    struct Baseline: Encodable {
        let label: LocalizedText
        let logOdds: Double
    }

    enum Cell: Encodable {
        case missing
        case number(Float)
        case word(String)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .missing: try container.encodeNil()
            case .number(let number): try container.encode(number)
            case .word(let word): try container.encode(word)
            }
        }
    }

    let id: String
    let sequence: Int64
    let time: Date
    let kind: String
    let digest: String
    let isErased: Bool
    let subject: String?
    let author: Author?
    var decision: Decision?
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

    /// - Parameter isWhole: whether features, contributions and input are told too.
    init(_ entry: LogEntry, isWhole: Bool) {
        id = entry.receipt.id.description
        sequence = entry.receipt.sequence
        time = entry.receipt.time
        kind = entry.kind.rawValue
        digest = entry.receipt.digest
        isErased = entry.content == nil
        subject = (entry.content?.subject).map(Self.text)
        author = entry.content?.author
        switch entry.content?.event {
        case .decision(let record): decision = Decision(record, isWhole: isWhole)
        case .views(let value): views = value
        case .review(let value): review = value
        case .letter(let value): letter = value
        case .contest(let value): contest = value
        case .note(let value): note = value
        case .link(let value): link = value
        case .erasure(let value), .expiry(let value): destroyed = value
        case .promotion(let value): promotion = value
        case .access(let value): access = value
        case .scenario(let value): scenario = value
        case nil: break
        }
    }

    /// One line for a list.
    static func line(_ entry: LogEntry) -> String {
        let time = entry.receipt.time.formatted(.iso8601)
        let head = "\(entry.receipt.sequence)  \(entry.receipt.id)  \(time)  \(entry.kind)"
        guard let content = entry.content else { return head + "  (erased)" }
        var parts = [head, text(content.subject)]
        if case .decision(let record) = content.event { parts.append(record.outcome.rawValue) }
        parts.append("by \(content.author.name)")
        return parts.joined(separator: "  ")
    }

    private static func text(_ subject: Subject) -> String {
        switch subject {
        case .client(let id): "client \(id)"
        case .applicant(let reference): "applicant \(reference)"
        case .lender: "lender"
        }
    }
}

extension LogEntryOutput.Decision {
    init(_ record: DecisionRecord, isWhole: Bool) {
        outcome = record.outcome.rawValue
        probability = record.probability.value
        logOdds = record.logOdds.value
        threshold = record.threshold.probability.value
        referredFrom = record.band.low.value
        refusedFrom = record.band.high.value
        model = record.modelDigest
        policy = record.policyVersion
        day = record.day.description
        amount = record.amount
        baseline = record.baseline.map { .init(label: $0.label, logOdds: $0.logOdds.value) }
        reasons = record.reasons
        texts = record.texts
        inputType = record.inputType
        input = isWhole ? String(decoding: record.input, as: UTF8.self) : ""
        features =
            isWhole
            ? Dictionary(
                zip(record.schema.columns, record.features.values).map { column, value in
                    let cell: LogEntryOutput.Cell =
                        switch value {
                        case .missing: .missing
                        case .number(let number): .number(number)
                        case .level(let word): .word(word)
                        }
                    return (column.name, cell)
                }, uniquingKeysWith: { first, _ in first }) : [:]
        contributions =
            isWhole
            ? Dictionary(
                record.contributions.map { ($0.feature, $0.logOdds.value) }, uniquingKeysWith: { first, _ in first })
            : [:]
    }
}
