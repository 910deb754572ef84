public import Credit

/// Why a text cannot be a column's value, and what can.
public struct EntryProblem: Error, Hashable, Sendable {
    /// The kinds of problem.
    public enum Kind: Hashable, Sendable {
        /// Nothing was filled in where something is needed.
        case needed
        /// Letters where a number is needed.
        case notANumber
        /// Decimals where a whole number is needed.
        case notWhole
        /// Outside of what can be.
        case outOfRange(low: LocalizedText, high: LocalizedText)
        /// No date.
        case notADate
        /// Neither a date nor a length of time.
        case notATime
        /// A day to come.
        case future
        /// Not among the choices.
        case notAChoice
        /// More than a field takes.
        case tooLong
    }

    /// What kind.
    public let kind: Kind

    /// Names a problem.
    public init(_ kind: Kind) { self.kind = kind }

    /// What is wrong and what is possible, without what was typed.
    public var text: LocalizedText {
        switch kind {
        case .needed: LocalizedText(fr: "Cette information est nécessaire.", en: "This is needed.")
        case .notANumber:
            LocalizedText(
                fr: "Il faut un nombre, en chiffres\u{A0}: par exemple 1\u{202F}500 ou 0,5.",
                en: "A number is needed, in digits: for example 1,500 or 0.5.")
        case .notWhole: LocalizedText(fr: "Il faut un nombre entier.", en: "A whole number is needed.")
        case .outOfRange(let low, let high):
            LocalizedText(
                fr: "Cette valeur est impossible\u{A0}: possible de \(low.fr) à \(high.fr).",
                en: "This value cannot be: possible from \(low.en) to \(high.en).")
        case .notADate:
            LocalizedText(
                fr: "Il faut une date, comme 31/12/1985.", en: "A date is needed, day first, as 31/12/1985.")
        case .notATime:
            LocalizedText(
                fr: "Il faut une date, comme 31/12/2015, ou une durée, comme 8 ans ou 6 mois.",
                en: "A date is needed, day first, as 31/12/2015, or a length of time, as 8 years or 6 months.")
        case .future:
            LocalizedText(
                fr: "Cette date est à venir\u{A0}: il faut une date passée.",
                en: "This date is to come: a past one is needed.")
        case .notAChoice:
            LocalizedText(fr: "Choisissez une réponse de la liste.", en: "Choose an answer from the list.")
        case .tooLong:
            LocalizedText(
                fr: "C'est trop long\u{A0}: \(HumanEntry.longest) signes au plus.",
                en: "This is too long: \(HumanEntry.longest) characters at most.")
        }
    }
}
