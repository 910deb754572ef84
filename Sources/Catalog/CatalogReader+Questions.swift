import Credit

extension CatalogReader {
    /// Checks what is asked of a new applicant, and how a change is said.
    func checkQuestions(_ entry: YAMLEntry?, _ columns: [ColumnDefinition], isRoot: Bool) {
        let lines = Dictionary(
            (entry?.pairs("columns") ?? []).map { ($0.key.text, $0.value) }, uniquingKeysWith: { $1 })
        for column in columns {
            guard let line = lines[column.name] else { continue }
            if column.ask != nil {
                if !isRoot {
                    line.report("\(column.name) cannot be asked: only columns of the root table are")
                } else if column.kind == .id || column.kind == .outcome {
                    line.report("\(column.name) cannot be asked: nobody could fill it in")
                } else if forbidden(column) != nil {
                    line.report("\(column.name) is protected: it cannot be asked")
                } else if column.section == nil {
                    line.report("\(column.name) is asked and needs a section")
                }
            }
            guard let change = column.change else { continue }
            if column.actionability.map({ $0.way == .no }) ?? true {
                line.report("\(column.name) has a change and must be actionable")
            }
            for language in Language.allCases
            where !change[language].contains("{from}") || !change[language].contains("{to}") {
                line.report(
                    "change of \(column.name) must name {from} and {to} in \(language == .fr ? "French" : "English")")
            }
        }
    }
}
