import Catalog
import Credit
public import Features

/// A plan made ready to compute the features of rows in memory: of one applicant, or of a block of clients at a time.
///
/// The same plan gives the same bits as SQL run by an engine: sums are taken over whole numbers, and nothing depends on the order
/// of rows. Costs for a block: O(rows × what is made of them); for one applicant some milliseconds.
public struct FeatureProgram: Sendable {
    /// The plan.
    public let plan: FeaturePlan
    /// Children before parents, the root last.
    private let programs: [TableProgram]
    let business: [(feature: BusinessFeature, expression: Expression)]
    private let person: [(expression: Expression, isWord: Bool)]

    /// Reads every expression of a plan.
    public init(_ plan: FeaturePlan) {
        self.plan = plan
        let catalog = plan.catalog
        programs = plan.tables.map { table in
            TableProgram(table, parents: catalog.tables.first { $0.name == table.name }?.parents ?? table.parents)
        }
        business = plan.business.map { ($0, Expression($0.sql)) }
        person = catalog.person.map { sql in
            (Expression(sql), catalog.rootTable?.column(sql)?.kind.isCategory ?? false)
        }
    }

    /// Computes the features of the clients in the root's rows.
    ///
    /// - Parameter tables: rows by table, columns in the order of the table's definition; an absent table has none. They must hold
    ///   all rows of the clients; rows of others do no harm.
    /// - Throws: ``FeatureError`` when a key stands more than once in a table.
    public func run(_ tables: [String: Rows]) throws(FeatureError) -> ComputedFeatures { try computed(tables).features }

    /// The root's rows with all that was computed of them, in order of the clients, and the features.
    func computed(_ tables: [String: Rows]) throws(FeatureError) -> (scope: Scope, features: ComputedFeatures) {
        var folded: [Folded] = []
        var histories: [GroupedHistory] = []
        var impossible: [String: [String: Int]] = [:]
        for program in programs {
            let table = program.table
            guard let rows = tables[table.name] ?? Self.noRows(table) else { continue }
            let (cleaned, impossibleValues) = program.cleaned(rows)
            if !impossibleValues.isEmpty { impossible[table.name] = impossibleValues }
            let repeated = program.repeatedKeys(cleaned)
            guard repeated.isEmpty else { throw FeatureError(repeated: repeated, in: table) }
            let isRoot = table.name == plan.catalog.root
            // In order first: then few columns move, and not all features.
            let rooted = isRoot ? ascending(cleaned) : cleaned
            let staged = program.staged(rooted, folded.filter { $0.into == table.name })
            if isRoot { return results(staged, impossible, histories) }
            let derived = program.derived(staged)
            folded.append(contentsOf: program.folded(derived))
            histories += plan.histories.filter { $0.table == table.name }.map { GroupedHistory($0, derived, program) }
        }
        throw FeatureError(.badInput, "the catalog's root table is not among the tables.")
    }

    private static func noRows(_ table: TableDefinition) -> Rows? {
        Rows(
            count: 0,
            columns: table.columns.map { column in
                switch column.kind {
                case .id: .ids([])
                case .category: .words([], WordList([]))
                default: .numbers([])
                }
            })
    }

    // MARK: The root

    private func results(
        _ staged: Scope, _ impossible: [String: [String: Int]], _ histories: [GroupedHistory]
    ) -> (scope: Scope, features: ComputedFeatures) {
        let catalog = plan.catalog
        var scope = ascending(staged)
        for (feature, expression) in business {
            scope.set(feature.name, value(of: feature, expression, in: scope))
        }
        let outcomes: [Bool?] = Values(scope.column(catalog.outcome)).numbers(count: scope.count).map {
            $0.isNaN ? nil : $0 == 1
        }
        let clients = scope.ids(catalog.client)
        let information = catalog.rootTable?.columns.filter { $0.section != nil } ?? []
        let computed = ComputedFeatures(
            clients: clients, outcomes: outcomes, persons: persons(scope),
            features: plan.features.map { feature($0, scope) },
            information: information.map { ($0.name, scope.column($0.name)) },
            histories: plan.histories.compactMap { history in
                histories.first { $0.history == history }?.computed(clients)
            }, impossible: impossible)
        return (scope, computed)
    }

    /// A business feature's column.
    func value(of feature: BusinessFeature, _ expression: Expression, in scope: Scope) -> Column {
        bounded(scope.values(expression).column(count: scope.count), feature.valid)
    }

    /// The root's rows by the client's number.
    private func ascending(_ scope: Scope) -> Scope {
        let ids = scope.ids(plan.catalog.client)
        guard zip(ids, ids.dropFirst()).contains(where: { $0 > $1 }) else { return scope }
        return scope.gathered(ids.indices.sorted { ids[$0] < ids[$1] }.map { Int32($0) })
    }

    /// The root's column whose being unknown is the feature; nil for any other feature.
    func missingSource(of feature: FeatureDefinition) -> String? {
        feature.name.hasSuffix(".missing") && feature.tables == [plan.catalog.root]
            ? String(feature.name.dropLast(8)) : nil
    }

    func feature(_ feature: FeatureDefinition, _ scope: Scope) -> ComputedFeatures.Feature {
        if let source = missingSource(of: feature) {
            let column = scope.column(source)
            return switch column {
            case .numbers(let values): .numbers(each(values) { $0.isNaN ? 1 : 0 })
            case .ids(let values): .numbers(each(values) { $0 == Column.unknownID ? 1 : 0 })
            case .words(let codes, _): .numbers(each(codes) { $0 < 0 ? 1 : 0 })
            case .flags(let values): .numbers(each(values) { $0 == Truths.unknown ? 1 : 0 })
            }
        }
        switch scope.column(feature.name) {
        case .words(let codes, let list) where feature.kind.isCategory: return .words(codes, list)
        case .flags(let values):
            return .numbers(each(values) { $0 == Truths.unknown ? .nan : Float($0) })
        case let column:
            // Adding 0 makes −0 and 0 the same.
            return .numbers(each(Values(column).numbers(count: scope.count)) { Float($0 + 0) })
        }
    }

    /// One text per person: words as they are, numbers as whole numbers.
    private func persons(_ scope: Scope) -> [String] {
        let parts = person.map { expression, isWord -> [String] in
            let values = scope.values(expression)
            if isWord {
                let (codes, list) = values.words(count: scope.count)
                return codes.map { $0 < 0 ? "?" : list.words[Int($0)] }
            }
            return values.numbers(count: scope.count).map {
                $0.isNaN || $0.magnitude > 9e18 ? "?" : String(Int64($0.rounded(.down)))
            }
        }
        return (0..<scope.count).map { row in parts.map { $0[row] }.joined(separator: "|") }
    }
}

/// What a program makes of rows, one row per client, ascending.
public struct ComputedFeatures: Sendable {
    /// One feature's values.
    public enum Feature: Sendable {
        /// Numbers; NaN is unknown.
        case numbers([Float])
        /// Positions in a list of words; −1 is unknown.
        case words([Int32], WordList)

        /// One row's value.
        func value(_ index: Int) -> FeatureValue {
            switch self {
            case .numbers(let values): values[index].isNaN ? .missing : .number(values[index])
            case .words(let codes, let list): codes[index] < 0 ? .missing : .level(list.words[Int(codes[index])])
            }
        }
    }

    /// The clients.
    public let clients: [Int64]
    /// Whether the loan went unpaid; nil where nobody knows.
    public let outcomes: [Bool?]
    /// The same text for the same person.
    public let persons: [String]
    /// The features, in the plan's order.
    public let features: [Feature]
    /// What a person reads, by the column's name.
    public let information: [(name: String, column: Column)]
    /// The rows that models of rows read, in the plan's order.
    public let histories: [History]
    /// How many known values each column had that cannot be, by table; they count as unknown.
    public let impossible: [String: [String: Int]]

    /// One client's features.
    public func row(_ index: Int) -> FeatureRow {
        FeatureRow(values: features.map { $0.value(index) }, histories: histories.map { $0.table.rows(of: index) })
    }
}
