internal import Foundation

/// One line of a journal: the search it is of, a trial that begins, one that ends, or one that was put off.
struct JournalLine: Codable {
    var search: JournalStart?
    var started: Int?
    var parameters: [String: JournalValue]?
    var ended: Int?
    var steps: [Int]?
    var values: [Double]?
    var outcome: String?
    var value: Double?
    var reason: String?
    var cancelled: Int?

    init(start: JournalStart) { search = start }

    init(_ trial: OpenTrial) {
        started = trial.number
        parameters = trial.parameters.mapValues(JournalValue.init)
    }

    init(cancelled number: Int) { cancelled = number }

    init(_ trial: FinishedTrial) {
        ended = trial.number
        steps = trial.reports.map(\.step)
        values = trial.reports.map(\.value)
        switch trial.outcome {
        case .completed(let value): (outcome, self.value) = ("completed", value)
        case .pruned: outcome = "pruned"
        case .failed(let reason): (outcome, self.reason) = ("failed", reason)
        }
    }

    /// The line with its end.
    func bytes() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + [UInt8(ascii: "\n")]
    }

    /// What a line without its end says; nil when it makes no sense.
    static func reading(_ line: Data) -> JournalLine? { try? JSONDecoder().decode(JournalLine.self, from: line) }

    /// The trial that ended; nil when this says nothing of the kind.
    func finished(_ begun: OpenTrial) -> FinishedTrial? {
        guard let ended, ended == begun.number, let steps, let values, steps.count == values.count,
            let outcome = finishedOutcome
        else { return nil }
        return FinishedTrial(
            number: ended, parameters: begun.parameters,
            reports: zip(steps, values).map { TrialReport(step: $0, value: $1) }, outcome: outcome)
    }

    private var finishedOutcome: FinishedTrial.Outcome? {
        switch (outcome, value, reason) {
        case ("completed", let value?, nil): .completed(value)
        case ("pruned", nil, nil): .pruned
        case ("failed", nil, let reason?): .failed(reason)
        default: nil
        }
    }
}

/// A parameter's value as a bare number or word; the space knows its kind.
enum JournalValue: Codable, Hashable {
    case number(Double)
    case word(String)

    init(_ value: ParameterValue) {
        switch value {
        case .real(let value): self = .number(value)
        case .integer(let value): self = .number(Double(value))
        case .choice(let value): self = .word(value)
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let word = try? container.decode(String.self) {
            self = .word(word)
        } else {
            self = .number(try container.decode(Double.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let value): try container.encode(value)
        case .word(let value): try container.encode(value)
        }
    }

    /// The value, of the kind that its dimension has; nil when it cannot be.
    func value(in domain: ParameterDomain) -> ParameterValue? {
        switch (domain, self) {
        case (.real, .number(let value)): .real(value)
        case (.integer, .number(let value)): Int(exactly: value).map { .integer($0) }
        case (.choice, .word(let value)): .choice(value)
        default: nil
        }
    }
}
