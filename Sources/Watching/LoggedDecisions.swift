public import Credit
public import Drift
import Features
public import Foundation
public import Monitoring
public import Recording

/// The decisions that a log holds of a stretch of time, column by column.
///
/// Of a client or applicant who was decided on several times only the last decision counts: rows of one person are not
/// independent, and a page looked at twice is no second application.
public struct LoggedDecisions: Sendable {
    /// The entries' references, the newest first.
    public private(set) var references: [EntryID] = []
    /// Whom each is about.
    public private(set) var subjects: [Subject] = []
    /// When each was recorded.
    public private(set) var times: [Date] = []
    /// Calibrated probabilities of default.
    public private(set) var probabilities: [Double] = []
    /// The answers.
    public private(set) var outcomes: [Status] = []
    /// How often each reason code was given against a loan that was not granted.
    public private(set) var reasons: [String: Int] = [:]
    /// Decisions that a person changed in this time.
    public private(set) var overrides = 0
    /// Decisions of other models, which are left out.
    public private(set) var ofOtherModels = 0
    /// Decisions whose keys were destroyed.
    public private(set) var erased = 0
    /// Decisions on clients who were decided on again later in this time.
    public private(set) var repeated = 0
    /// Columns that some decisions hold as words and others as numbers, which are left out.
    public private(set) var unlike: Set<String> = []

    private var mainReasons: [String?] = []
    private var builders: [ColumnBuilder] = []
    private var places: [String: Int] = [:]

    /// The names of the columns that a log adds to the features.
    public enum AddedColumn: String, Sendable, CaseIterable {
        /// The probability of default.
        case probability
        /// The answer.
        case decision
        /// The first reason against the loan.
        case reason
    }

    /// Entries read at once.
    private static let batch = 1_000

    /// What decisions are read for.
    public enum Purpose: Sendable {
        /// To compare populations: the features too, and of each client the last decision alone.
        case comparing
        /// To meet them with their outcomes: every decision, without its features.
        case following
    }

    /// Reads the decisions of a window.
    ///
    /// - Parameters:
    ///   - model: Only those of the model with this digest; nil for any.
    ///   - purpose: What they are read for.
    /// - Throws: `LogError` when the log cannot be read.
    /// - Complexity: O(decisions · features).
    public init(
        in log: any DecisionLog, from start: Date, to end: Date, model: String?, for purpose: Purpose = .comparing
    ) async throws(LogError) {
        var seen: Set<Subject> = []
        var query = LogQuery(kinds: [.decision], from: start, to: end, limit: Self.batch)
        while true {
            let entries = try await log.entries(query)
            for entry in entries { take(entry, model, purpose, &seen) }
            guard entries.count == Self.batch, let last = entries.last else { break }
            query.before = last.receipt.sequence
        }
        var changes = LogQuery(kinds: [.override], from: start, to: end, limit: Self.batch)
        while true {
            let entries = try await log.entries(changes)
            overrides += entries.count
            guard entries.count == Self.batch, let last = entries.last else { break }
            changes.before = last.receipt.sequence
        }
    }

    /// Decisions.
    public var count: Int { references.count }

    /// The features, in the order in which the log's first decision names them.
    public var features: [DriftColumn] {
        builders.filter { !unlike.contains($0.name) }.map { $0.column(rows: count) }
    }

    /// The features with probability, decision and first reason: what a comparison of two stretches of time looks at.
    public var columns: [DriftColumn] {
        let answers = Self.levels(outcomes.map(\.rawValue))
        let first = Self.levels(mainReasons)
        return features + [
            DriftColumn(name: AddedColumn.probability.rawValue, values: .doubles(probabilities)),
            DriftColumn(name: AddedColumn.decision.rawValue, values: answers),
            DriftColumn(name: AddedColumn.reason.rawValue, values: first),
        ]
    }

    /// The same for the monitor.
    public var sample: DecisionSample {
        DecisionSample(
            probabilities: probabilities, granted: outcomes.map { $0 == .granted },
            refused: outcomes.map { $0 == .refused }, overrides: overrides, reasons: reasons, features: features,
            problems: problems)
    }

    /// What could not be read, as sentences.
    public var problems: [String] {
        var problems: [String] = []
        if ofOtherModels > 0 {
            problems.append("\(ofOtherModels) decisions of other models are left out.")
        }
        if erased > 0 {
            problems.append("\(erased) decisions can no longer be read: their keys were destroyed.")
        }
        if !unlike.isEmpty {
            problems.append(
                "\(unlike.count) columns are words in some decisions and numbers in others, and are left out: "
                    + unlike.sorted().prefix(3).joined(separator: ", ") + (unlike.count > 3 ? " …" : "") + ".")
        }
        return problems
    }

    private mutating func take(_ entry: LogEntry, _ model: String?, _ purpose: Purpose, _ seen: inout Set<Subject>) {
        guard let content = entry.content, case .decision(let record) = content.event else {
            erased += 1
            return
        }
        guard model == nil || record.modelDigest == model else {
            ofOtherModels += 1
            return
        }
        guard purpose == .following || content.subject == .lender || seen.insert(content.subject).inserted else {
            repeated += 1
            return
        }
        let row = count
        references.append(entry.receipt.id)
        subjects.append(content.subject)
        times.append(entry.receipt.time)
        probabilities.append(record.probability.value)
        outcomes.append(record.outcome)
        let against = record.reasons.filter { $0.direction != Direction.favourable.rawValue }
        mainReasons.append(against.first?.code)
        if record.outcome != .granted {
            for code in Set(against.map(\.code)) { reasons[code, default: 0] += 1 }
        }
        guard purpose == .comparing else { return }
        for (column, value) in zip(record.schema.columns, record.features.values) {
            let place = places[column.name] ?? builders.count
            if place == builders.count {
                places[column.name] = place
                builders.append(ColumnBuilder(name: column.name, isCategory: column.isCategory))
            }
            if builders[place].isCategory == column.isCategory {
                builders[place].set(value, at: row)
            } else {
                unlike.insert(column.name)
            }
        }
    }

    private static func levels(_ words: [String?]) -> DriftColumn.Values {
        let levels = Set(words.compactMap { $0 }).sorted()
        let codes = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, Int32($0)) })
        return .levels(codes: words.map { $0.flatMap { codes[$0] } ?? -1 }, levels: levels)
    }
}

/// One feature's values as they are met; rows that lack it are filled up.
private struct ColumnBuilder {
    let name: String
    let isCategory: Bool
    private var numbers: [Float] = []
    private var codes: [Int32] = []
    private var levels: [String] = []
    private var byLevel: [String: Int32] = [:]

    init(name: String, isCategory: Bool) {
        self.name = name
        self.isCategory = isCategory
    }

    mutating func set(_ value: FeatureValue, at row: Int) {
        if isCategory {
            while codes.count < row { codes.append(-1) }
            guard case .level(let word) = value else { return codes.append(-1) }
            let code = byLevel[word] ?? Int32(levels.count)
            if code == levels.count {
                byLevel[word] = code
                levels.append(word)
            }
            codes.append(code)
        } else {
            while numbers.count < row { numbers.append(.nan) }
            if case .number(let number) = value { numbers.append(number) } else { numbers.append(.nan) }
        }
    }

    func column(rows: Int) -> DriftColumn {
        DriftColumn(
            name: name,
            values: isCategory
                ? .levels(codes: codes + Array(repeating: -1, count: rows - codes.count), levels: levels)
                : .floats(numbers + Array(repeating: .nan, count: rows - numbers.count)))
    }
}
