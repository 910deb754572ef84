public import Catalog
public import Credit
import Foundation

/// How a person fills in a column, and back: the text of a field on one side, the value that a file would hold on the other.
///
/// Money is typed in the currency, a share in per cent, a time in the past as its date or as years, a category as one of its levels.
/// Whatever ``text(of:)`` writes, ``value(of:)`` reads as the same value, days whole, numbers to six decimals.
public struct HumanEntry: Sendable {
    /// Ways to fill in a column.
    public enum Shape: Hashable, Sendable {
        /// One of a list.
        case choice
        /// A past day, as a date.
        case birth
        /// A past day, as a date or as how long ago it is.
        case since
        /// A number.
        case number
        /// A whole number.
        case whole
        /// Free words.
        case word
    }

    /// One of a list.
    public struct Choice: Hashable, Sendable {
        /// What the field sends.
        public let value: String
        /// What the person reads.
        public let label: LocalizedText
    }

    /// The column.
    public let column: ColumnDefinition
    /// How it is filled in.
    public let shape: Shape
    private let today: Day
    private let format: HumanFormat

    /// The longest text of a field.
    public static let longest = 100
    static let yes = "yes", no = "no"

    /// Prepares the entry of a column.
    ///
    /// - Parameters:
    ///   - today: the day of the application, from which the past is counted.
    ///   - format: how numbers are written and read.
    public init(_ column: ColumnDefinition, on today: Day, format: HumanFormat) {
        self.column = column
        self.today = today
        self.format = format
        shape =
            switch column.kind {
            case .flag: .choice
            case .category: column.levels.isEmpty ? .word : .choice
            case .daysAgo: column.protection == nil ? .since : .birth
            case .count, .hour, .rating: .whole
            default: .number
            }
    }

    /// What may be chosen, in the order in which it is read; empty where nothing is.
    public var choices: [Choice] {
        if column.kind == .flag {
            return [(Self.yes, 1.0), (Self.no, 0.0)].map { value, number in
                Choice(value: value, label: Self.inEachLanguage(format) { $0.text(number, as: .flag) })
            }
        }
        let levels = column.levels.map { level in
            let label = level.value[format.language]
            return (order: label.folding(options: .diacriticInsensitive, locale: nil).lowercased(), level: level)
        }
        return levels.sorted { ($0.order, $0.level.key) < ($1.order, $1.level.key) }
            .map { Choice(value: $0.level.key, label: $0.level.value) }
    }

    // MARK: From a person

    /// The value that a text stands for; missing when nothing was typed.
    public func value(of text: String) throws(EntryProblem) -> RawValue {
        let text = text.trimming
        guard !text.isEmpty else { return .missing }
        guard text.count <= Self.longest else { throw EntryProblem(.tooLong) }
        switch shape {
        case .choice: return try chosen(text)
        case .word: return .text(text)
        case .birth, .since: return .number(try checked(days(text)))
        case .number, .whole: return .number(try checked(number(text)))
        }
    }

    private func chosen(_ text: String) throws(EntryProblem) -> RawValue {
        // A level that the catalog does not name is the engine's to judge.
        guard column.kind == .flag else { return .text(text) }
        guard text == Self.yes || text == Self.no else { throw EntryProblem(.notAChoice) }
        if let words = column.flagWords { return .text(text == Self.yes ? words.yes : words.no) }
        return .number(text == Self.yes ? 1 : 0)
    }

    private func number(_ text: String) throws(EntryProblem) -> Double {
        var plain = Substring(text)
        if column.kind == .percent, plain.hasSuffix("%") { plain = plain.dropLast() }
        guard let typed = format.number(typed: String(plain)) else { throw EntryProblem(.notANumber) }
        if shape == .whole, typed != typed.rounded() { throw EntryProblem(.notWhole) }
        return column.kind == .percent ? typed / 100 : typed
    }

    /// Days before the application, 0 or negative.
    private func days(_ text: String) throws(EntryProblem) -> Double {
        if let day = Self.day(text) {
            let distance = day.daysSince1970 - today.daysSince1970
            guard distance <= 0 else { throw EntryProblem(.future) }
            return Double(distance)
        }
        guard shape == .since, let length = length(text) else {
            throw EntryProblem(shape == .since ? .notATime : .notADate)
        }
        guard length >= 0 else { throw EntryProblem(.notATime) }
        return length == 0 ? 0 : -length.rounded()
    }

    /// A length of time in days: years unless months or days are named.
    private func length(_ text: String) -> Double? {
        let lower = text.lowercased()
        let units: [(names: [String], days: Double)] = [
            (["mois", "months", "month"], 30.4375), (["jours", "jour", "days", "day"], 1),
            (["années", "année", "ans", "an", "years", "year"], 365.25),
        ]
        for unit in units {
            for name in unit.names where lower.hasSuffix(name) {
                return format.number(typed: String(lower.dropLast(name.count))).map { $0 * unit.days }
            }
        }
        return format.number(typed: lower).map { $0 * 365.25 }
    }

    /// `31/12/1990`, with `.` or `-` too, or `1990-12-31`.
    static func day(_ text: String) -> Day? {
        if let day = Day(text) { return day }
        let parts = text.split(omittingEmptySubsequences: false) { "/.-".contains($0) }
        guard parts.count == 3, parts[2].count == 4, parts.allSatisfy({ !$0.isEmpty && $0.count <= 4 }) else {
            return nil
        }
        let numbers = parts.compactMap { part in part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil }
        guard numbers.count == 3 else { return nil }
        return Day(year: numbers[2], month: numbers[1], day: numbers[0])
    }

    private func checked(_ value: Double) throws(EntryProblem) -> Double {
        guard let valid = column.valid, !(valid.low...valid.high).contains(value) else { return value }
        // What the catalog reads as "unknown" cannot be meant by who fills it in.
        throw EntryProblem(.outOfRange(low: bound(valid.low), high: bound(valid.high)))
    }

    // MARK: For a person

    /// The text that a field shows for a value.
    public func text(of value: RawValue) -> String {
        switch value {
        case .missing: return ""
        case .text(let word):
            if let words = column.flagWords { return word == words.yes ? Self.yes : word == words.no ? Self.no : "" }
            return word
        case .number(let number):
            guard number.isFinite else { return "" }
            if column.kind == .flag { return number >= 0.5 ? Self.yes : Self.no }
            if shape == .birth || shape == .since { return day(number).dayFirst }
            return format.number(column.kind == .percent ? number * 100 : number, atMost: 6)
        }
    }

    /// A limit in words.
    private func bound(_ value: Double) -> LocalizedText {
        if shape == .birth || shape == .since {
            let text = day(value).dayFirst
            return LocalizedText(fr: text, en: text)
        }
        return Self.inEachLanguage(format) { $0.text(value, as: column.kind) }
    }

    private func day(_ days: Double) -> Day { today.adding(days: Int(min(max(days.rounded(), -1e6), 1e6))) }

    private static func inEachLanguage(_ format: HumanFormat, _ text: (HumanFormat) -> String) -> LocalizedText {
        LocalizedText(
            fr: text(HumanFormat(language: .fr, currency: format.currency)),
            en: text(HumanFormat(language: .en, currency: format.currency)))
    }
}

extension String {
    /// Without the spaces around it.
    fileprivate var trimming: String {
        guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace })
        else {
            return ""
        }
        return String(self[start...end])
    }
}
