import Credit

/// The texts of one area of the pages: every case a text in every language, so that none can be missing.
///
/// `{name}` marks what is filled in. Apostrophes are typed `’`; a space before `: ; ? » %` is typed plain.
protocol TextTable: CaseIterable, Sendable {
    /// The text as it is typed.
    var wording: LocalizedText { get }
}

extension TextTable {
    /// The text in both languages, set as each language sets its signs.
    var text: LocalizedText {
        let text = wording
        return LocalizedText(fr: frenchSpaces(text.fr), en: text.en)
    }
}

/// Every table of texts; a test reads them all.
let textTables: [any TextTable.Type] = [
    Phrase.self, LayoutText.self,
    ComparisonText.self, ImportanceText.self,
    FollowUpText.self, ReviewText.self, LetterText.self, MineText.self,
    FindingText.self, WhyText.self, HistoryText.self, PortfolioText.self, ModelsText.self,
    FairnessText.self,
    SimulationText.self, ApplicationText.self,
]

/// French puts a space that does not break before `: ; ? ! » %` and after `«`.
private func frenchSpaces(_ text: String) -> String {
    var result = ""
    var previous: Character?
    for (character, next) in zip(text, Array(text.dropFirst()).map(Optional.some) + [nil]) {
        let isBefore = next.map { ":;?!»%".contains($0) } ?? false
        result.append(character == " " && (isBefore || previous == "«") ? "\u{A0}" : character)
        previous = character
    }
    return result
}
