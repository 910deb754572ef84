import Catalog
import Credit
import Explaining
import Storage

/// What a person wants to try on a client: the texts of a form or an address, read and checked.
struct ScenarioEntry: Sendable {
    /// One field that may change, as it was typed.
    struct Field: Sendable {
        let column: ColumnDefinition
        let name: String
        /// The value of today; nil when it is not known.
        let today: Double?
        let typed: String
        var problem: LocalizedText?
    }

    private(set) var fields: [Field] = []
    /// The term, where there is one: typed in months.
    private(set) var term: Field?
    /// The values to try, as a file would hold them; empty while something is wrong.
    private(set) var changes: [String: RawValue] = [:]
    /// Whether the form or address named something that is no field here.
    let hasStrangers: Bool

    /// All of them, the term last.
    var all: [Field] { term.map { fields + [$0] } ?? fields }
    /// Those in which something was typed.
    var filled: [Field] { all.filter { !$0.typed.allSatisfy(\.isWhitespace) } }
    /// Whether something cannot be tried.
    var isWrong: Bool { all.contains { $0.problem != nil } }

    /// - Parameter form: the texts by the names of ``ApplicationForms/names``.
    init(_ form: Form, forms: ApplicationForms, client: StoredClient, on today: Day, format: HumanFormat) {
        let known = ApplicationForms.reserved.union(forms.levers.map { forms.names[$0] })
        hasStrangers = form.single.contains { !known.contains($0.key) && !$0.value.isEmpty }
        for column in forms.levers {
            let name = forms.names[column]
            var field = Field(
                column: column, name: name, today: Self.number(client, column),
                typed: String((form[name] ?? "").prefix(2 * HumanEntry.longest)))
            do {
                if case .number(let value) = try HumanEntry(column, on: today, format: format).value(of: field.typed) {
                    field.problem = Self.offered(column, value, format)
                    changes[column.name] = .number(value)
                }
            } catch {
                if case .outOfRange = error.kind {
                    field.problem = Self.offered(column, nil, format) ?? error.text
                } else {
                    field.problem = error.text
                }
            }
            fields.append(field)
        }
        if let term = forms.term { read(term, form[ApplicationForms.term] ?? "", format) }
        if isWrong { changes = [:] }
    }

    /// What the engine says against fields.
    mutating func add(_ invalid: InvalidRecords) {
        for message in invalid.messages where message.isProblem {
            let place = fields.firstIndex { $0.column.name == message.field } ?? fields.indices.first
            guard let place else { continue }
            fields[place].problem = message.text
        }
        changes = [:]
    }

    /// The term sets the instalment.
    private mutating func read(_ term: LoanTerm, _ typed: String, _ format: HumanFormat) {
        func field(_ column: ColumnDefinition) -> Field? { fields.first { $0.column == column } }
        var asked: Double?
        if case .number(let number)? = changes[term.amount.name] { asked = number }
        let amount = asked ?? field(term.amount)?.today
        var own = Field(
            column: term.instalment, name: ApplicationForms.term,
            today: LoanTerm.months(
                amount: field(term.amount)?.today, instalment: field(term.instalment)?.today),
            typed: String(typed.prefix(2 * HumanEntry.longest)))
        defer { self.term = own }
        guard !typed.allSatisfy(\.isWhitespace) else { return }
        guard let months = format.number(typed: Self.withoutMonths(typed)) else {
            own.problem = EntryProblem(.notANumber).text
            return
        }
        guard changes[term.instalment.name] == nil, field(term.instalment)?.typed.allSatisfy(\.isWhitespace) ?? true
        else {
            own.problem = SimulationText.termOrInstalment.text
            return
        }
        guard let amount else {
            own.problem = SimulationText.termNeedsAmount.text
            return
        }
        if let range = term.range(amount: amount), !range.contains(months) {
            own.problem = Self.sentence(.termOffered, range.lowerBound, range.upperBound, as: .months, format)
            return
        }
        changes[term.instalment.name] = .number(LoanTerm.instalment(amount: amount, months: months))
    }

    private static func withoutMonths(_ text: String) -> String {
        let lower = text.lowercased()
        for word in ["mois", "months", "month"] where lower.contains(word) { return lower.replacing(word, with: "") }
        return lower
    }

    /// What the lender offers of a column, where a value is not offered.
    private static func offered(_ column: ColumnDefinition, _ value: Double?, _ format: HumanFormat) -> LocalizedText? {
        guard let range = column.actionability?.range else { return nil }
        if let value, (range.low...range.high).contains(value) { return nil }
        return sentence(.notOffered, range.low, range.high, as: column.kind, format)
    }

    private static func sentence(
        _ entry: SimulationText, _ low: Double, _ high: Double, as kind: ValueKind, _ format: HumanFormat
    ) -> LocalizedText {
        func text(_ language: Language) -> String {
            let voice = Voice(language: language, currency: format.currency)
            return voice(
                entry, ["low": voice.format.text(low, as: kind), "high": voice.format.text(high, as: kind)])
        }
        return LocalizedText(fr: text(.fr), en: text(.en))
    }

    /// A column's value of today.
    static func number(_ client: StoredClient, _ column: ColumnDefinition) -> Double? {
        switch ClientInformation.meaning(of: client.information[column.name] ?? .missing, in: column) {
        case .number(let number): number
        case .text(let text): Double(text)
        case .missing: nil
        }
    }
}
