import Catalog
import Credit
import Explaining

/// The form for a new applicant: what was typed in it, and what it makes of it.
struct ApplicationForm: Sendable {
    /// The hidden fields: the reference under which the applicant is known, and the notices that were read.
    static let reference = "dossier", seen = "lu"

    /// One question with what was typed.
    struct Question: Sendable {
        let column: ColumnDefinition
        let entry: HumanEntry
        let name: String
        let isNeeded: Bool
        var typed = ""
        /// The value; missing while nothing, or something wrong, was typed.
        var value = RawValue.missing
        var problem: LocalizedText?
        var notice: LocalizedText?
    }

    /// The questions of one section.
    struct Part: Sendable {
        let label: LocalizedText
        var first: [Question]
        var more: [Question]
    }

    private(set) var parts: [Part]

    var questions: [Question] { parts.flatMap { $0.first + $0.more } }
    var isWrong: Bool { questions.contains { $0.problem != nil } }

    /// - Parameter form: what was typed, to be judged; nil for an empty form.
    init(_ form: Form?, forms: ApplicationForms, on today: Day, format: HumanFormat, isJudged: Bool) {
        func question(_ column: ColumnDefinition) -> Question {
            var question = Question(
                column: column, entry: HumanEntry(column, on: today, format: format), name: forms.names[column],
                isNeeded: column.ask == .needed)
            question.typed = String((form?[question.name] ?? "").prefix(2 * HumanEntry.longest))
            if isJudged { question.judge() }
            return question
        }
        parts = forms.questions.map { group in
            Part(
                label: group.section.label, first: group.first.map(question), more: group.more.map(question))
        }
    }

    /// The records of the applicant, as a program would send them; unknown values are left out.
    func records(root: String) -> [UInt8] {
        var application: [String: JSON] = [:]
        for question in questions {
            switch question.value {
            case .missing: break
            case .number(let number): application[question.column.name] = .number(number)
            case .text(let text): application[question.column.name] = .text(text)
            }
        }
        return JSONWriter.bytes(of: .object([root: .object(application)]))
    }

    /// Puts what the engine says to its fields; what belongs to none goes to the first.
    mutating func add(_ messages: [FieldMessage]) {
        for message in messages {
            change(message.field) { question in
                if message.isProblem { question.problem = message.text } else { question.notice = message.text }
            }
        }
    }

    private mutating func change(_ column: String?, _ body: (inout Question) -> Void) {
        for part in parts.indices {
            if let place = parts[part].first.firstIndex(where: { $0.column.name == column }) {
                return body(&parts[part].first[place])
            }
            if let place = parts[part].more.firstIndex(where: { $0.column.name == column }) {
                return body(&parts[part].more[place])
            }
        }
        guard let part = parts.firstIndex(where: { !$0.first.isEmpty }) else { return }
        body(&parts[part].first[0])
    }

    /// The names of the fields that have a notice.
    var noticed: Set<String> { Set(questions.filter { $0.notice != nil }.map(\.name)) }
}

extension ApplicationForm.Question {
    /// Reads what was typed.
    mutating func judge() {
        do {
            value = try entry.value(of: typed)
            if value == .missing, isNeeded { problem = EntryProblem(.needed).text }
        } catch {
            problem = error.text
        }
    }

    /// The field of a page.
    func field(_ voice: Voice, check: String?) -> FormField {
        var field = FormField(name: name, label: label(voice), hint: hint(voice))
        field.unit = unit(voice)
        if entry.shape == .choice { field.choices = entry.choices.map { ($0.value, voice.title($0.label)) } }
        field.keyboard =
            switch entry.shape {
            case .whole: "numeric"
            case .number: "decimal"
            default: "text"
            }
        field.typed = typed
        field.problem = problem.map { voice($0) }
        field.notice = notice.map { voice($0) }
        field.isNeeded = isNeeded
        field.nothing = voice(ApplicationText.notKnown)
        field.check = check
        return field
    }

    private func label(_ voice: Voice) -> String {
        entry.shape == .birth ? voice.title(ApplicationText.birthLabel.text) : voice.title(column.label)
    }

    private func unit(_ voice: Voice) -> String? {
        switch column.kind {
        case .money: voice.format.currency
        case .percent: "%"
        case .months: voice(SimulationText.termUnit)
        case .years: voice.language == .fr ? "ans" : "years"
        case .hour: "h"
        default: nil
        }
    }

    private func hint(_ voice: Voice) -> String {
        var parts: [String] = []
        switch entry.shape {
        case .birth: parts.append(voice(ApplicationText.birthHint))
        case .since: parts.append(voice(ApplicationText.sinceHint))
        case .number, .whole:
            if column.kind == .percent { parts.append(voice(ApplicationText.percentHint)) }
            // A range that says something: an upper limit of millions does not.
            if let valid = column.valid, valid.high <= 1000 {
                parts.append(
                    voice(
                        ApplicationText.range,
                        [
                            "low": voice.format.text(valid.low, as: column.kind),
                            "high": voice.format.text(valid.high, as: column.kind),
                        ]))
            }
        case .choice, .word: break
        }
        if let help = column.help { parts.append(voice(help)) }
        if let meaning = column.missingLabel, entry.shape != .choice {
            parts.append(voice(ApplicationText.blank, ["meaning": voice(meaning)]))
        }
        return parts.joined(separator: " ")
    }
}
