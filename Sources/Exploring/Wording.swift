import Credit

/// Writes the reports' sentences and figures in one language.
struct Wording: Sendable {
    let language: Language
    let format: HumanFormat

    init(language: Language, currency: String) {
        self.language = language
        format = HumanFormat(language: language, currency: currency)
    }

    /// One of two texts; French signs get the spaces that do not break.
    func callAsFunction(_ fr: String, _ en: String) -> String {
        language.typeset(language == .fr ? fr : en)
    }

    /// A text at the start of a line: its first letter a capital.
    func title(_ text: LocalizedText) -> String { title(text[language]) }

    /// A text at the start of a line: its first letter a capital.
    func title(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// A whole number.
    func count(_ value: Int) -> String { format.number(Double(value), decimals: 0) }

    /// A number of clients with its noun.
    func clients(_ value: Int) -> String {
        format.counted(Double(value), fr: ("client", "clients"), en: ("client", "clients"))
    }

    /// A number of features with its noun.
    func features(_ value: Int) -> String {
        format.counted(Double(value), fr: ("variable", "variables"), en: ("feature", "features"))
    }

    /// A share in per cent that never rounds something to nothing or a part to all.
    func share(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return format.percent(0) }
        let share = Double(part) / Double(whole)
        if part > 0, share < 0.0005 { return (language == .fr ? "< " : "<") + format.percent(0.001) }
        if part < whole, share > 0.995 { return (language == .fr ? "> " : ">") + format.percent(0.99) }
        return format.percent(share)
    }

    /// A rate as so many in a hundred, one decimal.
    func inHundred(_ rate: Double?) -> String { rate.map { format.number($0 * 100, decimals: 1) } ?? "–" }

    /// A number with three decimals.
    func fine(_ value: Double?) -> String { value.map { format.number($0, decimals: 3) } ?? "–" }

    /// The two ends of an interval.
    func range(_ low: String, _ high: String) -> String { self("\(low) à \(high)", "\(low) to \(high)") }
}
