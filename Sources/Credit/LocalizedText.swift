/// A language that people read Limpide in.
public enum Language: String, Hashable, Sendable, CaseIterable {
    /// French.
    case fr
    /// English.
    case en
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
