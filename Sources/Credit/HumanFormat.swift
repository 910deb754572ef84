/// Writes values as a person reads them; the one formatter of pages, letters, reasons and reports.
public struct HumanFormat: Hashable, Sendable {
    /// The language.
    public let language: Language
    /// The currency's symbol, as `€`.
    public let currency: String

    /// Makes a formatter.
    public init(language: Language, currency: String) {
        self.language = language
        self.currency = currency
    }

    /// What stands for a value that nobody knows.
    public var unknown: String { language == .fr ? "inconnu" : "unknown" }

    /// A number in its human unit; `unknown` when it is nil or not finite.
    ///
    /// Durations are rounded down as ages are (`-9461` days ago is *25 ans*, the age at the last birthday).
    public func text(_ value: Double?, as kind: ValueKind) -> String {
        guard let value, value.isFinite else { return unknown }
        return switch kind {
        case .money: money(value)
        case .ratio, .number: number(value, atMost: abs(value) >= 100 ? 0 : 2)
        case .score: number(value, decimals: 2)
        case .percent: percent(value)
        case .daysAgo: duration(days: abs(value))
        case .days: relative(days: value)
        case .duration: (value <= -1 ? "−" : "") + duration(days: value.magnitude)
        case .months: counted(value.magnitude, fr: ("mois", "mois"), en: ("month", "months"))
        case .years: counted(value, fr: ("an", "ans"), en: ("year", "years"))
        case .hour: language == .fr ? "\(number(value, decimals: 0))\u{A0}h" : "\(number(value, decimals: 0)):00"
        case .flag: value >= 0.5 ? (language == .fr ? "oui" : "yes") : (language == .fr ? "non" : "no")
        case .count, .rating: number(value, atMost: 1)
        case .id, .outcome, .category: plain(value)
        }
    }

    /// An amount without cents: `406 598 €`, `€406,598`.
    public func money(_ value: Double) -> String {
        let digits = number(value.magnitude, decimals: 0)
        let sign = value.rounded() < 0 ? "−" : ""
        return language == .fr ? "\(sign)\(digits)\u{A0}\(currency)" : "\(sign)\(currency)\(digits)"
    }

    /// A share as per cent: `12 %`, `12%`; at most one decimal under 10 %.
    public func percent(_ share: Double) -> String {
        let value = share * 100
        guard value.isFinite else { return unknown }
        let digits = number(value, atMost: value.magnitude < 9.95 ? 1 : 0)
        return language == .fr ? "\(digits)\u{A0}%" : "\(digits)%"
    }

    /// A probability in words: `18 sur 100`, `18 in 100`; at most one decimal under 10.
    ///
    /// Only 0 and 1 are written as such: what would round to them is `moins de 0,1` or `plus de 99`.
    public func outOfHundred(_ probability: Probability) -> String {
        let value = probability.value * 100
        let digits =
            switch (value, language) {
            case (0.0.nextUp..<0.05, .fr): "moins de 0,1"
            case (0.0.nextUp..<0.05, .en): "fewer than 0.1"
            case (99.5..<100, .fr): "plus de 99"
            case (99.5..<100, .en): "more than 99"
            default: number(value, atMost: value < 9.95 ? 1 : 0)
            }
        return language == .fr ? "\(digits) sur 100" : "\(digits) in 100"
    }

    /// A length of time from days: years from two years up, then months, then days.
    public func duration(days: Double) -> String {
        if days >= 730.5 { return counted((days / 365.25).rounded(.down), fr: ("an", "ans"), en: ("year", "years")) }
        if days >= 61 { return counted((days / 30.4375).rounded(.down), fr: ("mois", "mois"), en: ("month", "months")) }
        return counted(days.rounded(.down), fr: ("jour", "jours"), en: ("day", "days"))
    }

    /// A date relative to the application: `il y a 8 mois`, `dans 2 ans`.
    public func relative(days: Double) -> String {
        if days.magnitude < 1 { return language == .fr ? "le jour de la demande" : "on the day of application" }
        let length = duration(days: days.magnitude)
        return switch (language, days < 0) {
        case (.fr, true): "il y a \(length)"
        case (.fr, false): "dans \(length)"
        case (.en, true): "\(length) ago"
        case (.en, false): "in \(length)"
        }
    }

    /// A number with its noun in the right number; French keeps the singular below 2.
    public func counted(_ value: Double, fr: (String, String), en: (String, String)) -> String {
        let digits = number(value, atMost: 1)
        // The noun goes with the number as it is written: 1.97 is written 2.
        let shown = (value.magnitude * 10).rounded() / 10
        return switch language {
        case .fr: "\(digits)\u{A0}\(shown < 2 ? fr.0 : fr.1)"
        case .en: "\(digits)\u{A0}\(shown == 1 ? en.0 : en.1)"
        }
    }

    /// Digits in groups of three with the language's separators, rounded half away from zero.
    ///
    /// French: narrow no-break space and comma; English: comma and point. Values from 1e12 on have no decimals and from
    /// 1e15 on no groups.
    public func number(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return unknown }
        guard value.magnitude < 1e15 else { return plain(value) }
        let decimals = value.magnitude < 1e12 ? min(max(decimals, 0), 6) : 0
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int64((value.magnitude * scale).rounded())
        let whole = scaled / Int64(scale)
        var text = grouped(String(whole))
        if decimals > 0 {
            let fraction = String(scaled % Int64(scale))
            let padding = String(repeating: "0", count: max(0, decimals - fraction.count))
            text += (language == .fr ? "," : ".") + padding + fraction
        }
        return value < 0 && scaled != 0 ? "−" + text : text
    }

    /// As ``number(_:decimals:)``, without zeros at the end of the decimals: `9`, `1,5`.
    public func number(_ value: Double, atMost decimals: Int) -> String {
        let text = number(value, decimals: decimals)
        guard let separator = text.lastIndex(of: language == .fr ? "," : "."), decimals > 0 else { return text }
        var end = text.endIndex
        while end > text.index(after: separator), text[text.index(before: end)] == "0" { end = text.index(before: end) }
        if text.index(after: separator) == end { end = separator }
        return String(text[..<end])
    }

    private func grouped(_ digits: String) -> String {
        guard digits.count > 3 else { return digits }
        let separator = language == .fr ? "\u{202F}" : ","
        var parts: [Substring] = []
        var rest = Substring(digits)
        while rest.count > 3 {
            parts.append(rest.suffix(3))
            rest = rest.dropLast(3)
        }
        parts.append(rest)
        return parts.reversed().joined(separator: separator)
    }

    private func plain(_ value: Double) -> String {
        let isWhole = value == value.rounded() && value.magnitude < 9e18
        let digits = isWhole ? String(Int64(value.magnitude)) : String(value.magnitude)
        return value < 0 ? "−" + digits : digits
    }
}
