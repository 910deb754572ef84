import Credit

/// What a new applicant is asked in one section of the form.
public struct QuestionGroup: Hashable, Sendable {
    /// The section, as on a client's page.
    public let section: Section
    /// What is asked at once, in the order of the columns.
    public let first: [ColumnDefinition]
    /// What is asked of who has more to say.
    public let more: [ColumnDefinition]
}

extension LenderCatalog {
    /// What a new applicant is asked, by section, in the catalog's order.
    ///
    /// A catalog that asks for nothing asks at once for what a client can change and what follows from it, and then for
    /// all else that a client's page shows.
    public var questions: [QuestionGroup] {
        guard let root = rootTable else { return [] }
        let asks = root.columns.contains { $0.ask != nil }
        func ask(_ column: ColumnDefinition) -> Ask? {
            if asks { return column.ask }
            guard column.kind != .id, column.kind != .outcome, !isForbidden(column) else { return nil }
            return column.actionability != nil || column.follows != nil ? .first : .more
        }
        return root.sections.compactMap { section in
            let columns = root.columns.filter { $0.section == section.name }
            let group = QuestionGroup(
                section: section, first: columns.filter { ask($0) == .needed || ask($0) == .first },
                more: columns.filter { ask($0) == .more })
            return group.first.isEmpty && group.more.isEmpty ? nil : group
        }
    }

    /// Whether the law or the lender keeps a column out of every feature.
    private func isForbidden(_ column: ColumnDefinition) -> Bool {
        protections.contains { $0.name == column.protection && !$0.isAllowed }
    }
}
