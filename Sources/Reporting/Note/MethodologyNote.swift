public import Credit
public import Markup
import Modeling

/// The methodology note: how the model was trained, what its errors cost, how it explains itself, what its limits are.
///
/// At most two pages for training and one for each other part, on A4; every figure is the bundle's. The same record gives the same
/// bytes.
public struct MethodologyNote: HTML, Sendable {
    private let record: ModelRecord
    private let prose: Prose

    /// Writes of a model in a language.
    public init(_ record: ModelRecord, language: Language) {
        self.record = record
        prose = Prose(language: language, currency: record.currency)
    }

    /// Writes the note.
    public func write(to page: inout Page) {
        Paper(
            title: prose(
                "Note méthodologique – \(name: record.lender)", "Methodology note – \(name: record.lender)"),
            record: record, prose: prose
        ) {
            TrainingPart(record: record, prose: prose)
            CostPart(record: record, prose: prose)
            InterpretationPart(record: record, prose: prose)
            LimitsPart(record: record, prose: prose)
        }
        .write(to: &page)
    }
}

/// What is said where the bundle does not know how its model was chosen.
struct NoSelection: HTML {
    let prose: Prose
    let what: Typeset

    func write(to page: inout Page) {
        Element("p", .class("missing")) {
            prose(
                "Ce modèle ne garde pas de rapport de sélection : \(what.sentence) Entraînez-le de nouveau pour que cette partie soit écrite.",
                "This model keeps no report on its selection: \(what.sentence) Train it again to have this part written."
            )
        }
        .write(to: &page)
    }
}
