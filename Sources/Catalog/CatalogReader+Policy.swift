import Credit
import Spelling

extension CatalogReader {
    /// Reads the versions of the policy, by date; nil without any.
    func readPolicies(_ entry: YAMLEntry?) -> [PolicyVersion]? {
        guard let entry else { return nil }
        var versions: [PolicyVersion] = []
        for element in entry.elements() {
            let fields = element.fields(
                "a policy", allowed: ["version", "from", "cutoff", "review", "rules"], required: ["version", "from"])
            let version = fields["version"]?.string("version of the policy") ?? "?"
            guard let start = fields["from"], let day = Day(start.text) else {
                fields["from"]?.report("from must be a day, as 2026-11-30")
                continue
            }
            if versions.contains(where: { $0.version == version }) {
                fields["version"]?.report("there is already a policy \(version)")
            }
            if let last = versions.last, last.from >= day {
                start.report("policies stand in order of their first days: \(last.version) starts on \(last.from)")
            }
            let cutoff = fields["cutoff"]?.number("cutoff")
            if let cutoff, !(cutoff > 0 && cutoff < 1) { fields["cutoff"]?.report("cutoff must lie between 0 and 1") }
            let review = fields["review"]?.range("review")
            if let review, !(0...1).contains(review.low) || review.high < 1 {
                fields["review"]?.report("review must be [low, high], low from 0 to 1 and high from 1 up")
            }
            versions.append(
                PolicyVersion(
                    version: version, from: day, cutoff: cutoff, review: review,
                    rules: (fields["rules"]?.pairs("rules") ?? []).compactMap { readRule($0.key, $0.value) }))
        }
        return versions
    }

    private func readRule(_ key: YAMLEntry, _ entry: YAMLEntry) -> PolicyRule? {
        let name = key.text, keys = ["when", "then", "label", "text"]
        let fields = entry.fields("rule \(name)", allowed: keys, required: keys)
        let status: Status? = fields["then"]?.choice("then of \(name)")
        if status == .granted {
            fields["then"]?.report("a rule refuses or refers: it cannot grant what the score refuses")
        }
        let label = fields["label"]?.localized("label of \(name)")
        let sentence = fields["text"]?.localized("text of \(name)")
        guard let when = fields["when"] else { return nil }
        let expression = SQLExpression(when.text)
        for violation in expression.violations { when.report(violation) }
        let names = features.map(\.name)
        for input in expression.names where !names.contains(input) {
            when.report("there is no feature \(input)" + suggestion(for: input, among: names))
        }
        guard let status, let label, let sentence else { return nil }
        return PolicyRule(
            name: name, condition: expression.sql, inputs: expression.names, status: status, label: label,
            sentence: sentence)
    }

    /// Reads the reasons that a person may give; nil without any.
    func readReviewReasons(_ entry: YAMLEntry?) -> [ReviewReason]? {
        entry?.pairs("review_reasons").compactMap { key, value in
            let name = key.text, keys = ["for", "label", "text"]
            let fields = value.fields("review reason \(name)", allowed: keys, required: keys)
            let status: Status? = fields["for"]?.choice("for of \(name)")
            if status == .referred { fields["for"]?.report("a person grants or refuses") }
            guard let status, let label = fields["label"]?.localized("label of \(name)"),
                let sentence = fields["text"]?.localized("text of \(name)")
            else { return nil }
            return ReviewReason(name: name, status: status, label: label, sentence: sentence)
        }
    }

    /// Checks what columns say about changes, once all columns of a table are known.
    func checkActionability(_ entry: YAMLEntry?, _ columns: [ColumnDefinition]) {
        let lines = Dictionary(
            (entry?.pairs("columns") ?? []).map { ($0.key.text, $0.value) }, uniquingKeysWith: { $1 })
        for column in columns {
            guard let line = lines[column.name] else { continue }
            if let leader = column.follows {
                guard let leading = columns.first(where: { $0.name == leader }), leader != column.name else {
                    line.report(
                        "\(column.name) cannot follow \(leader)" + suggestion(for: leader, among: columns.map(\.name)))
                    continue
                }
                if leading.follows != nil { line.report("\(column.name) follows \(leader), which follows another") }
                if !column.kind.isAmount || !leading.kind.isAmount {
                    line.report("\(column.name) follows \(leader) in proportion: both must be numbers above 0")
                }
            }
            guard let action = column.actionability, action.way != .no else { continue }
            if column.kind == .id || column.kind == .outcome || column.kind.isCategory || column.flagWords != nil {
                line.report("\(column.name) is no number: it cannot be actionable")
            }
            if let step = action.step, let range = action.range {
                if step <= 0 { line.report("the step of \(column.name) must be above 0") }
                if let valid = column.valid, range.low < valid.low || range.high > valid.high {
                    line.report("the range of \(column.name) goes beyond what is valid")
                }
            } else {
                line.report("\(column.name) is actionable and needs step and range")
            }
            if forbidden(column) != nil { line.report("\(column.name) is protected: it cannot be actionable") }
        }
    }
}

extension ValueKind {
    /// Whether values are numbers that can move in proportion to each other.
    fileprivate var isAmount: Bool { [.money, .count, .months, .years, .duration, .number].contains(self) }
}
