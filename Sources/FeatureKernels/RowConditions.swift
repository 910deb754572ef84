public import Features

/// SQL conditions over the features of one row or many.
///
/// Numbers are read as features keep them, in single precision, so that a row says the same wherever it comes from.
public struct RowConditions: Sendable {
    private let expressions: [Expression]
    private let inputs: [(name: String, position: Int, isCategory: Bool)]

    /// Prepares conditions for rows of a schema; a feature that the schema lacks is unknown.
    public init(_ conditions: [String], schema: FeatureSchema) {
        expressions = conditions.map(Expression.init)
        let positions = schema.positions
        inputs = Set(expressions.flatMap(\.names)).sorted().compactMap { name in
            positions[name].map { (name, $0, schema.columns[$0].isCategory) }
        }
    }

    /// Whether each condition is true of each row: by condition, then by row; what is unknown is not true.
    ///
    /// Complexity: O(rows × what the conditions read).
    public func truths(of rows: [FeatureRow]) -> [[Bool]] {
        var scope = Scope(count: rows.count)
        for input in inputs {
            scope.set(input.name, Self.column(rows, input.position, isCategory: input.isCategory))
        }
        return truths(scope)
    }

    /// Whether each condition is true of each row of a table of the same schema: by condition, then by row.
    public func truths(of table: FeatureTable) -> [[Bool]] {
        var scope = Scope(count: table.count)
        for input in inputs where table.columns.indices.contains(input.position) {
            switch table.columns[input.position] {
            case .numbers(let values): scope.set(input.name, .numbers(each(values) { Double($0) }))
            case .levels(let codes, let levels): scope.set(input.name, .words(codes, WordList(levels)))
            }
        }
        return truths(scope)
    }

    private func truths(_ scope: Scope) -> [[Bool]] {
        expressions.map { scope.values($0).truths(count: scope.count).values.map { $0 == Truths.yes } }
    }

    private static func column(_ rows: [FeatureRow], _ position: Int, isCategory: Bool) -> Column {
        guard isCategory else {
            return .numbers(
                rows.map { row in
                    if row.values.indices.contains(position), case .number(let value) = row.values[position] {
                        return Double(value)
                    }
                    return .nan
                })
        }
        var words: [String] = []
        let codes = rows.map { row -> Int32 in
            guard row.values.indices.contains(position), case .level(let level) = row.values[position] else {
                return -1
            }
            if let code = words.firstIndex(where: { $0.utf8.elementsEqual(level.utf8) }) { return Int32(code) }
            words.append(level)
            return Int32(words.count - 1)
        }
        return .words(codes, WordList(words))
    }
}
