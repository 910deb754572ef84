import Catalog
import Credit

/// A plan written as SQL statements, to be run in order.
///
/// For every table: `raw.T` (given by the engine: the file's columns, typed) → `stage.T` (sentinels and impossible values
/// missing, children folded in) → `rows.T` (with derived columns) → `fold.T` (one row per parent). The root ends in
/// `features` (client, outcome, person and every feature, in the plan's order) and `information` (client and the columns that a
/// client's page shows).
///
/// Sums are taken over integers (values times a power of ten, by unit): floating-point sums depend on the order of rows and so
/// on the number of threads, sums of integers do not.
public struct FeatureSQL: Sendable {
    /// A statement and what it makes.
    public struct Statement: Hashable, Sendable {
        /// The table that the statement makes.
        public let target: String
        /// The SQL.
        public let sql: String
    }

    /// Names of the columns that stand before the features.
    public enum KeyColumn {
        /// The client's number.
        public static let client = "client"
        /// 1 default, 0 repaid, NULL unknown.
        public static let outcome = "outcome"
        /// The same text for the same person.
        public static let person = "person"
    }

    private let plan: FeaturePlan
    private let dialect: any SQLDialect

    /// Prepares the SQL of a plan.
    public init(_ plan: FeaturePlan, dialect: some SQLDialect) {
        self.plan = plan
        self.dialect = dialect
    }

    /// All statements, in order; the last two make `features` and `information`.
    public var statements: [Statement] {
        plan.tables.flatMap { table in
            var statements = [view("stage." + table.name, stage(table))]
            if table.name != plan.catalog.root {
                statements.append(view("rows." + table.name, rows(table)))
                let target = "fold." + table.name
                statements.append(
                    Statement(target: target, sql: dialect.createTable(dialect.identifier(target), as: fold(table))))
            }
            return statements
        } + [view("features", features), view("information", information)]
    }

    private func view(_ target: String, _ query: String) -> Statement {
        Statement(target: target, sql: dialect.createView(dialect.identifier(target), as: query))
    }

    // MARK: One row in, one row out

    private func stage(_ table: TableDefinition) -> String {
        var columns = table.columns.map { "raw.\(name($0.name)) AS \(name($0.name))" }
        for (index, column) in table.columns.enumerated() where !isKey(column) {
            columns[index] = "\(cleaned(column)) AS \(name(column.name))"
        }
        var joins = ""
        for child in plan.children(of: table) {
            for aggregate in child.aggregates {
                let folded = "\(alias(child)).\(name(aggregate.name))"
                // A parent without rows has none of them; what their mean would be, nobody knows.
                let isCount = aggregate.function == .count || aggregate.function == .distinct
                columns.append("\(isCount ? "coalesce(\(folded), 0)" : folded) AS \(name(aggregate.name))")
            }
            let key = name(child.parent?.key ?? "")
            joins +=
                "\nLEFT JOIN \(name("fold." + child.name)) AS \(alias(child)) ON raw.\(key) = \(alias(child)).\(key)"
        }
        return select(columns, from: "\(name("raw." + table.name)) AS raw" + joins)
    }

    private func isKey(_ column: ColumnDefinition) -> Bool { column.kind == .id || column.kind == .outcome }

    /// A column with its sentinels and impossible values missing.
    private func cleaned(_ column: ColumnDefinition) -> String {
        let value = "raw.\(name(column.name))"
        var conditions: [String] = []
        switch column.kind {
        case .category:
            guard !column.missing.isEmpty else { return value }
            conditions.append("\(value) NOT IN (\(column.missing.map(dialect.literal).joined(separator: ", ")))")
        case .flag:
            if let words = column.flagWords {
                return
                    "CASE \(value) WHEN \(dialect.literal(words.yes)) THEN 1E0 WHEN \(dialect.literal(words.no)) THEN 0E0 END"
            }
            conditions.append("\(value) IN (0, 1)")
        default:
            // The widest range keeps infinities and NaN out.
            conditions.append(
                "\(value) BETWEEN \(double(column.valid?.low ?? -1e300)) AND \(double(column.valid?.high ?? 1e300))")
            let sentinels = column.missing.compactMap(Double.init).map(double)
            if !sentinels.isEmpty { conditions.append("\(value) NOT IN (\(sentinels.joined(separator: ", ")))") }
        }
        return "CASE WHEN \(conditions.joined(separator: " AND ")) THEN \(value) END"
    }

    private func rows(_ table: TableDefinition) -> String {
        select(["*"] + table.derived.flatMap { bounded($0.name, $0.sql, $0.valid) }, from: name("stage." + table.name))
    }

    /// An expression whose values outside the valid range are missing; the first column is the bare expression.
    private func bounded(_ column: String, _ sql: String, _ valid: ValidRange) -> [String] {
        let bare = name("bare." + column)
        return [
            "\(sql) AS \(bare)",
            "CASE WHEN \(bare) BETWEEN \(double(valid.low)) AND \(double(valid.high)) THEN \(bare) END AS \(name(column))",
        ]
    }

    // MARK: Many rows in, one row out

    private func fold(_ table: TableDefinition) -> String {
        let key = name(table.parent?.key ?? "")
        let columns = [key] + table.aggregates.map { "\(aggregate($0, of: table)) AS \(name($0.name))" }
        return select(columns, from: name("rows." + table.name)) + "\nGROUP BY \(key)"
    }

    private func aggregate(_ aggregate: Aggregate, of table: TableDefinition) -> String {
        let column = aggregate.column.map(name) ?? "*"
        let slice = table.slices.first { $0.name == aggregate.slice }?.condition
        func filter(_ extra: String? = nil) -> String {
            let conditions = [slice.map { "(\($0))" }, extra].compactMap { $0 }
            return conditions.isEmpty ? "" : " FILTER (WHERE \(conditions.joined(separator: " AND ")))"
        }
        let step = aggregate.columnKind.step
        let scaled = "CAST(floor(\(column) * \(double(step)) + 0.5E0) AS BIGINT)"
        let known = "CAST(count(\(column))\(filter()) AS DOUBLE)"
        let total = "CAST(sum(\(scaled))\(filter()) AS DOUBLE)"
        switch aggregate.function {
        case .count: return "CAST(count(\(column))\(filter()) AS DOUBLE)"
        case .distinct: return "CAST(count(DISTINCT \(column))\(filter()) AS DOUBLE)"
        // Of 0 and −0 either may come first; adding 0 makes both the same.
        case .min, .max: return "\(aggregate.function.rawValue)(\(column))\(filter()) + 0E0"
        case .sum: return "\(total) / \(double(step))"
        case .mean: return "\(total) / \(double(step)) / nullif(\(known), 0)"
        case .std:
            // Σ(x − mean)² = (n·Σx² − (Σx)²) / n, its two terms whole numbers: as doubles they would cancel each other's last digits.
            // 19 digits, because engines multiply decimals of 18 within 18.
            let exact = "CAST(\(scaled) AS DECIMAL(19, 0))"
            let squares = "sum(\(exact) * \(exact))\(filter())"
            let count = "CAST(count(\(column))\(filter()) AS DECIMAL(19, 0))"
            let sum = "CAST(sum(\(scaled))\(filter()) AS DECIMAL(19, 0))"
            let spread = "CAST(\(count) * \(squares) - \(sum) * \(sum) AS DOUBLE)"
            return "sqrt(\(spread) / nullif(\(known) * (\(known) - 1), 0)) / \(double(step))"
        case .share:
            let hit = aggregate.level.map { "\(column) = \(dialect.literal($0))" } ?? "\(column) = 1"
            return "CAST(count(*)\(filter(hit)) AS DOUBLE) / nullif(\(known), 0)"
        }
    }

    // MARK: The feature table

    private var features: String {
        guard let root = plan.catalog.rootTable else { return "" }
        let staged = name("stage." + root.name)
        let business = select(
            ["*"] + plan.business.flatMap { bounded($0.name, $0.sql, $0.valid) }, from: staged)
        let columns =
            [
                "\(name(plan.catalog.client)) AS \(name(KeyColumn.client))",
                "CAST(\(name(plan.catalog.outcome)) AS INTEGER) AS \(name(KeyColumn.outcome))",
                "\(person(root)) AS \(name(KeyColumn.person))",
            ]
            + plan.features.map { feature in
                let value =
                    feature.name.hasSuffix(".missing")
                    ? "CASE WHEN \(name(String(feature.name.dropLast(8)))) IS NULL THEN 1 ELSE 0 END"
                    : name(feature.name)
                return "\(feature.kind.isCategory ? value : "CAST(\(value) AS REAL)") AS \(name(feature.name))"
            }
        return select(columns, from: "(\(business)) AS application") + "\nORDER BY \(name(KeyColumn.client))"
    }

    private var information: String {
        let shown = plan.catalog.rootTable?.columns.filter { $0.section != nil } ?? []
        let columns = ["\(name(plan.catalog.client)) AS \(name(KeyColumn.client))"] + shown.map { name($0.name) }
        return select(columns, from: name("stage." + plan.catalog.root)) + "\nORDER BY \(name(KeyColumn.client))"
    }

    /// One text per person: words as they are, numbers as whole numbers, since engines write doubles differently.
    private func person(_ root: TableDefinition) -> String {
        let parts = plan.catalog.person.map { expression in
            let isWord = root.column(expression)?.kind.isCategory ?? false
            let text = isWord ? "(\(expression))" : "CAST(CAST(floor(\(expression)) AS BIGINT) AS VARCHAR)"
            return "coalesce(\(text), '?')"
        }
        return parts.joined(separator: " || '|' || ")
    }

    // MARK: Writing

    private func select(_ columns: [String], from source: String) -> String {
        "SELECT\n    " + columns.joined(separator: ",\n    ") + "\nFROM " + source
    }

    private func name(_ name: String) -> String { dialect.identifier(name) }
    private func alias(_ table: TableDefinition) -> String { name("child." + table.name) }

    /// A double in the form that every engine reads as a double.
    private func double(_ value: Double) -> String {
        let text = "\(value)"
        if text.contains("e") { return text.uppercased().replacing("E+", with: "E") }
        return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + "E0"
    }
}

extension ValueKind {
    /// How many steps one unit is cut into before values are summed as integers.
    ///
    /// Money is summed in thousandths, ratios, shares and scores in millionths, the rest (days, months, counts …) in thousandths.
    var step: Double {
        switch self {
        case .ratio, .percent, .score, .number: 1_000_000
        default: 1_000
        }
    }
}
