/// A language that people read Limpide in.
public enum Language: String, Hashable, Sendable, CaseIterable {
    /// French.
    case fr
    /// English.
    case en

    /// A sentence with the spaces that its signs ask for: in French those before `: ; ? ! » %` and after `«` do not break.
    public func typeset(_ text: String) -> String {
        guard self == .fr else { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count + 8)
        var last: Character?
        for (index, character) in zip(text.indices, text) {
            let next = text.index(after: index)
            let isBound = character == " " && (last == "«" || next < text.endIndex && ":;?!»%".contains(text[next]))
            result.append(isBound ? "\u{A0}" : character)
            last = character
        }
        return result
    }
}

/// The same text in every language; none can be missing.
public struct LocalizedText: Hashable, Sendable {
    /// The French text.
    public let fr: String
    /// The English text.
    public let en: String

    /// Makes a text from its two languages.
    public init(fr: String, en: String) {
        self.fr = fr
        self.en = en
    }

    /// The text in a language.
    public subscript(language: Language) -> String {
        switch language {
        case .fr: fr
        case .en: en
        }
    }

    /// The same change made in each language.
    public func map(_ change: (String) -> String) -> LocalizedText { LocalizedText(fr: change(fr), en: change(en)) }
}

extension LocalizedText: Codable {}
