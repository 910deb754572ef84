import Credit

/// Speaks one language: phrases, labels, numbers.
struct Voice: Sendable {
    let language: Language
    let format: HumanFormat

    init(language: Language, currency: String) {
        self.language = language
        format = HumanFormat(language: language, currency: currency)
    }

    /// A phrase, its places filled in.
    func callAsFunction(_ phrase: Phrase, _ values: KeyValuePairs<String, String> = [:]) -> String {
        var text = phrase.text[language]
        for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
        return text
    }

    /// A text of one of the tables, its places filled in.
    func callAsFunction(_ entry: some TextTable, _ values: KeyValuePairs<String, String> = [:]) -> String {
        var text = entry.text[language]
        for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
        return text
    }

    /// A text of the catalog.
    func callAsFunction(_ text: LocalizedText) -> String { text[language] }

    /// A text of the catalog at the start of a line: its first letter a capital.
    func title(_ text: LocalizedText) -> String { title(text[language]) }

    /// Words at the start of a line: their first letter a capital.
    func title(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }

    /// The word for an answer, at the start of a line.
    func answer(_ status: Status) -> String {
        switch status {
        case .granted: self(.granted)
        case .referred: self(.referred)
        case .refused: self(.refused)
        }
    }

    /// A client's number as it is read aloud: `100 002`.
    func number(_ id: ClientID) -> String {
        let digits = Array(id.description)
        var text = ""
        for (position, digit) in digits.enumerated() {
            if position > 0, (digits.count - position).isMultiple(of: 3) { text.append("\u{202F}") }
            text.append(digit)
        }
        return text
    }
}
