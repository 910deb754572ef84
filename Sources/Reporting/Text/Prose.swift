import Credit
import Modeling
import Statistics

/// Writes a document's sentences in one language.
struct Prose: Sendable {
    let language: Language
    let format: HumanFormat

    init(language: Language, currency: String) {
        self.language = language
        format = HumanFormat(language: language, currency: currency)
    }

    /// One of two sentences.
    func callAsFunction(_ fr: Sentence, _ en: Sentence) -> Typeset {
        Typeset(sentence: language == .fr ? fr : en, format: format)
    }

    /// A sentence that is the same in both.
    func callAsFunction(_ sentence: Sentence) -> Typeset { Typeset(sentence: sentence, format: format) }

    /// A text that the bundle brings in both languages.
    func callAsFunction(_ text: LocalizedText) -> Typeset { self("\(name: text)") }

    /// A label at the start of a line.
    func title(_ text: LocalizedText) -> Typeset {
        self("\(name: text.map { $0.prefix(1).uppercased() + $0.dropFirst() })")
    }

    /// A figure with its 95 % interval in brackets.
    func estimate(_ value: Estimate, decimals: Int) -> Sentence {
        "\(value.estimate, decimals: decimals) \(interval(value.low, value.high, decimals: decimals))"
    }

    /// An interval in brackets.
    func interval(_ low: Double, _ high: Double, decimals: Int) -> Sentence {
        language == .fr
            ? "[\(low, decimals: decimals) ; \(high, decimals: decimals)]"
            : "[\(low, decimals: decimals), \(high, decimals: decimals)]"
    }

    /// An interval of shares in brackets.
    func interval(percent interval: Interval) -> Sentence {
        language == .fr
            ? "[\(percent: interval.low) ; \(percent: interval.high)]"
            : "[\(percent: interval.low), \(percent: interval.high)]"
    }

    /// A difference with its interval, in units of a factor.
    func difference(_ value: Double, _ interval: Interval, times factor: Double = 1, decimals: Int) -> Sentence {
        "\(.signed(value * factor, decimals: decimals)) \(self.interval(interval.low * factor, interval.high * factor, decimals: decimals))"
    }

    /// A learner's name in words.
    func learner(_ name: String) -> LocalizedText {
        let words: [(String, LocalizedText)] = [
            ("majority", LocalizedText(fr: "taux moyen", en: "base rate")),
            ("scorecard", LocalizedText(fr: "grille de score", en: "scorecard")),
            ("logistic", LocalizedText(fr: "régression logistique", en: "logistic regression")),
            ("forest", LocalizedText(fr: "forêt aléatoire", en: "random forest")),
            ("boosting", LocalizedText(fr: "gradient boosting", en: "gradient boosting")),
            ("blend", LocalizedText(fr: "mélange", en: "blend")),
        ]
        guard let (word, text) = words.first(where: { name.hasPrefix($0.0) }) else {
            return LocalizedText(fr: name, en: name)
        }
        let rest = String(name.dropFirst(word.count))
        let treatments = [
            (", class weights", ", poids des classes"), (", undersampling", ", sous-échantillonnage"),
            (", oversampling", ", suréchantillonnage"),
        ]
        let french = treatments.first { rest.hasPrefix($0.0) }.map { $0.1 + rest.dropFirst($0.0.count) } ?? rest
        return LocalizedText(fr: text.fr + french, en: text.en + rest)
    }

    /// A calibration's name in words.
    func calibration(_ name: String) -> LocalizedText {
        switch name.lowercased() {
        case "none": LocalizedText(fr: "aucune", en: "none")
        case "isotonic": LocalizedText(fr: "isotonique", en: "isotonic")
        default: LocalizedText(fr: name, en: name)
        }
    }

    /// What a search seeks, in words.
    func objective(_ name: String) -> LocalizedText {
        switch name {
        case "cost": LocalizedText(fr: "coût", en: "cost")
        case "auc": LocalizedText(fr: "AUC", en: "AUC")
        case "log-loss": LocalizedText(fr: "log-perte", en: "log-loss")
        default: LocalizedText(fr: name, en: name)
        }
    }

    /// How a search chooses its trials, in words.
    func method(_ name: String) -> LocalizedText {
        switch name {
        case "grid": LocalizedText(fr: "par grille", en: "by grid")
        case "random": LocalizedText(fr: "au hasard", en: "at random")
        case "sequential": LocalizedText(fr: "séquentielle", en: "sequential")
        default: LocalizedText(fr: name, en: name)
        }
    }
}
