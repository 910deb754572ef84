public import Catalog
public import Credit

/// A plan written as SQL statements, to be run in order.
///
/// For every table: `raw.T` (given by the engine: the file's columns, typed) → `clean.T` (sentinels and impossible values
/// missing) → `stage.T` (rows that do not count dropped, rows that belong together collapsed, children folded in) → `rows.T` (with
/// derived columns and the order of rows in time) → `fold.T.P` (one row per row of the parent P) and, for each model of
/// rows, `history.M`. The root ends in `features`
/// (client, outcome, person and every feature, in the plan's order) and `information` (client and the columns that a client's page
/// shows).
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
        /// A row's place among those of its client in a history, from 0, the latest first.
        public static let place = "place"
    }

    private let plan: FeaturePlan
    private let dialect: any SQLDialect

    /// Prepares the SQL of a plan.
    public init(_ plan: FeaturePlan, dialect: some SQLDialect) {
        self.plan = plan
        self.dialect = dialect
    }

    /// All statements, in order; the last two make `features` and `information`.
    public var statements: [Statement] { plan.tables.flatMap(statements) + results }

    /// The statements that fold one table into its parents, or stage the root; its children's come before.
    public func statements(of table: TableDefinition) -> [Statement] {
        var statements = [view("clean." + table.name, clean(table)), view("stage." + table.name, stage(table))]
        guard table.name != plan.catalog.root else { return statements }
        statements.append(view("rows." + table.name, rows(table)))
        for parent in table.parents {
            let aggregates = table.aggregates.filter { $0.into == parent.table }
            guard !aggregates.isEmpty else { continue }
            let target = folded(table.name, into: parent.table)
            let query = fold(table, aggregates, by: parent.key)
            statements.append(
                Statement(target: target, sql: dialect.createTable(dialect.identifier(target), as: query)))
        }
        return statements + plan.histories.filter { $0.table == table.name }.map { history(table, $0) }
    }

    /// The table of a history's rows: client, place among the client's rows from 0, the latest first, and the columns.
    private func history(_ table: TableDefinition, _ history: FeaturePlan.History) -> Statement {
        let key = name(history.key)
        let columns = history.schema.columns.map { column in
            column.isCategory
                ? name(column.name) : "CAST(\(name(column.name)) + 0E0 AS REAL) AS \(name(column.name))"
        }
        let place = "row_number() OVER (PARTITION BY \(key) ORDER BY \(order(table, "DESC"))) - 1"
        let query = select(
            ["\(key) AS \(name(KeyColumn.client))", "\(place) AS \(name(KeyColumn.place))"] + columns,
            from: name("rows." + table.name) + "\nWHERE \(key) IS NOT NULL")
        let target = Self.history(history.schema.name)
        return Statement(target: target, sql: dialect.createTable(dialect.identifier(target), as: query))
    }

    /// The name of the table of a history's rows.
    public static func history(_ name: String) -> String { "history.\(name)" }

    /// The statements that make `features` and `information` from the staged root.
    public var results: [Statement] { [view("features", features), view("information", information)] }

    private func folded(_ table: String, into parent: String) -> String { "fold.\(table).\(parent)" }

    private func view(_ target: String, _ query: String) -> Statement {
        Statement(target: target, sql: dialect.createView(dialect.identifier(target), as: query))
    }

    // MARK: One row in, one row out

    private func clean(_ table: TableDefinition) -> String {
        // Those that collapsing leaves out too: what drops rows may read them.
        let columns = table.columns.map { column in
            "\(isKey(column) ? "raw.\(name(column.name))" : cleaned(column)) AS \(name(column.name))"
        }
        return select(columns, from: "\(name("raw." + table.name)) AS raw")
    }

    private func stage(_ table: TableDefinition) -> String {
        // A condition that nobody can tell keeps the row.
        let rest = table.dropCondition.map { "\nWHERE coalesce(NOT (\($0)), TRUE)" } ?? ""
        var source = name("clean." + table.name) + (rest.isEmpty ? "" : rest)
        var columns = table.columnsKept.map { name($0.name) }
        if let collapse = table.collapse {
            let kept = collapse.keep.map { "\(collapsed($0, of: table)) AS \(name($0.column))" }
            let by = collapse.by.map(name)
            source =
                "(\(select(by + kept, from: source))\nGROUP BY \((by + apart(collapse, table)).joined(separator: ", ")))"
            columns = by + collapse.keep.map { name($0.column) }
        } else if !rest.isEmpty {
            source = "(\(select(["*"], from: source)))"
        }
        var joins = ""
        for (index, child) in plan.children(of: table).enumerated() {
            let alias = name("child \(index + 1)")
            for aggregate in child.aggregates {
                // A parent without rows has none of them; what their mean would be, nobody knows.
                let isCount = aggregate.function == .count || aggregate.function == .distinct
                let value = "\(alias).\(name(aggregate.name))"
                columns.append("\(isCount ? "coalesce(\(value), 0)" : value) AS \(name(aggregate.name))")
            }
            let key = name(child.key)
            joins +=
                "\nLEFT JOIN \(name(folded(child.table.name, into: table.name))) AS \(alias) ON own.\(key) = \(alias).\(key)"
        }
        let own = columns.map { $0.hasPrefix("\"") && !$0.contains(" AS ") ? "own.\($0)" : $0 }
        return select(own, from: "\(source) AS own" + joins)
    }

    /// The value of rows that become one.
    private func collapsed(_ kept: TableDefinition.Collapse.Kept, of table: TableDefinition) -> String {
        let column = table.column(kept.column)
        switch kept.function {
        case .sum: return total(name(kept.column), step: column?.kind.step ?? 1)
        case .min, .max:
            let value = "\(kept.function.rawValue)(\(name(kept.column)))"
            return column.map { isKey($0) || $0.kind.isCategory } ?? true ? value : positiveZero(value)
        }
    }

    /// What keeps rows apart whose numbers are unknown: they become one only if they have the same parents.
    private func apart(_ collapse: TableDefinition.Collapse, _ table: TableDefinition) -> [String] {
        let unknown = collapse.by.map { "\(name($0)) IS NULL" }.joined(separator: " OR ")
        return table.strangers(parents: whole(table).parents).map { "CASE WHEN \(unknown) THEN \(name($0)) END" }
    }

    /// The table as the catalog has it, with the parents that are not there.
    private func whole(_ table: TableDefinition) -> TableDefinition {
        plan.catalog.tables.first { $0.name == table.name } ?? table
    }

    /// Of 0 and −0 either may come first; adding 0 makes both the same.
    private func positiveZero(_ value: String) -> String { "\(value) + 0E0" }

    /// The sum of a column's known values, over integers.
    private func total(_ column: String, step: Double, _ filter: String = "") -> String {
        "CAST(sum(\(scaled(column, step)))\(filter) AS DOUBLE) / \(double(step))"
    }

    /// A column's values in whole steps.
    private func scaled(_ column: String, _ step: Double) -> String {
        "CAST(floor(\(column) * \(double(step)) + 0.5E0) AS BIGINT)"
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

    /// A query of one row: how many known values of each of these columns cannot be.
    public func impossibleValues(of table: TableDefinition) -> (columns: [String], sql: String)? {
        let conditions = table.columns.compactMap { column in impossible(column).map { (column.name, $0) } }
        guard !conditions.isEmpty else { return nil }
        let counts = conditions.map { "CAST(count(CASE WHEN \($0.1) THEN 1 END) AS BIGINT) AS \(name($0.0))" }
        return (conditions.map(\.0), select(counts, from: "\(name("raw." + table.name)) AS raw"))
    }

    private func impossible(_ column: ColumnDefinition) -> String? {
        let value = "raw.\(name(column.name))"
        switch column.kind {
        case .id, .outcome, .category: return nil
        case .flag:
            guard let words = column.flagWords else { return "\(value) NOT IN (0, 1)" }
            return
                "\(value) NOT IN (\(([words.yes, words.no] + column.missing).map(dialect.literal).joined(separator: ", ")))"
        default:
            let range = "\(double(column.valid?.low ?? -1e300)) AND \(double(column.valid?.high ?? 1e300))"
            let sentinels = column.missing.compactMap(Double.init).map(double)
            let others = sentinels.isEmpty ? "" : " AND \(value) NOT IN (\(sentinels.joined(separator: ", ")))"
            return "\(value) NOT BETWEEN \(range)\(others)"
        }
    }

    private func rows(_ table: TableDefinition) -> String {
        let computed = table.derived.map { column -> Computed in
            switch column.recipe {
            case .expression(let sql):
                return Computed(name: column.name, sql: sql, valid: column.valid, inputs: names(in: sql))
            case .change(let of):
                let key = name(whole(table).parents.first?.key ?? "")
                let before = "lag(\(name(of))) OVER (PARTITION BY \(key) ORDER BY \(order(table, "ASC")))"
                // Rows of no known parent are of several: none comes before another.
                let change = "CASE WHEN \(key) IS NOT NULL THEN \(name(of)) - \(before) END"
                return Computed(name: column.name, sql: change, valid: column.valid, inputs: [of])
            }
        }
        var source = layered(computed, over: name("stage." + table.name))
        var columns = ["*"]
        // Numberings of all rows, then those within the first or last rows, which read the former.
        for orders in [false, true].map({ isWithin in orders(table).filter { $0.isWithin == isWithin } })
        where !orders.isEmpty {
            if columns.count > 1 { source = "(\(select(columns, from: source)))" }
            columns = ["*"] + orders.map { "\($0.sql) AS \(name($0.name))" }
        }
        return select(columns, from: source)
    }

    /// A column to compute from others.
    private struct Computed {
        let name: String
        let sql: String
        let valid: ValidRange
        let inputs: [String]
    }

    /// A source with columns added, those that need others above them; values outside the valid range are missing.
    ///
    /// Each layer is a query of its own: engines write an alias out wherever it is used, and a chain of five would grow a
    /// hundredfold. Windows cannot see columns computed beside them either.
    private func layered(_ computed: [Computed], over source: String) -> String {
        var depths: [String: Int] = [:]
        for column in computed { depths[column.name] = 1 + (column.inputs.compactMap { depths[$0] }.max() ?? 0) }
        var source = source
        for depth in Set(depths.values).sorted() {
            let layer = computed.filter { depths[$0.name] == depth }
            let bare = layer.map { "\($0.sql) AS \(name("bare." + $0.name))" }
            let bounded = layer.map { column in
                let value = name("bare." + column.name)
                let low = double(column.valid.low), high = double(column.valid.high)
                return "CASE WHEN \(value) BETWEEN \(low) AND \(high) THEN \(value) END AS \(name(column.name))"
            }
            source = "(\(select(["*"] + bounded, from: "(\(select(["*"] + bare, from: source)))")))"
        }
        return source
    }

    /// The columns that an expression names.
    private func names(in sql: String) -> [String] { SQLExpression(sql).names }

    /// A column that numbers rows in time.
    private struct RowOrder: Hashable {
        let name: String
        let sql: String
        /// Whether it numbers the first or last rows alone.
        var isWithin = false
    }

    /// The numberings that a table's aggregates need, each once.
    private func orders(_ table: TableDefinition) -> [RowOrder] {
        var orders: [RowOrder] = []
        for aggregate in table.aggregates {
            guard let slice = table.slices.first(where: { $0.name == aggregate.slice }) else { continue }
            for order in [limit(of: slice, aggregate, table)?.order, position(aggregate, slice, table)] {
                if let order, !orders.contains(order) { orders.append(order) }
            }
        }
        return orders
    }

    /// How a slice's rows are numbered and how many of them count.
    private func limit(of slice: Slice, _ aggregate: Aggregate, _ table: TableDefinition) -> (
        order: RowOrder, count: Int
    )? {
        switch slice.limit {
        case .last(let count): (rowOrder(slice, aggregate, table, "DESC"), count)
        case .first(let count): (rowOrder(slice, aggregate, table, "ASC"), count)
        case nil: nil
        }
    }

    /// How rows are numbered for the latest or earliest one.
    private func position(_ aggregate: Aggregate, _ slice: Slice, _ table: TableDefinition) -> RowOrder? {
        let direction: String
        switch aggregate.function {
        case .latest: direction = "DESC"
        case .earliest: direction = "ASC"
        default: return nil
        }
        let order = rowOrder(slice, aggregate, table, direction)
        // The latest of the last rows is the latest of all; the latest of the first ones is not.
        guard let limit = limit(of: slice, aggregate, table), limit.order != order else { return order }
        return rowOrder(slice, aggregate, table, direction, within: limit)
    }

    /// Numbers the rows that meet a slice's conditions, by the clock, ties by key; what other rows get means nothing.
    ///
    /// A condition is counted along, not partitioned by: all numberings of one direction then share one sort.
    private func rowOrder(
        _ slice: Slice, _ aggregate: Aggregate, _ table: TableDefinition, _ direction: String,
        within limit: (order: RowOrder, count: Int)? = nil
    ) -> RowOrder {
        let key = table.parents.first { $0.table == aggregate.into }?.key ?? ""
        var conditions = conditions(slice, table)
        if let limit { conditions.append("\(name(limit.order.name)) <= \(limit.count)") }
        let condition = conditions.joined(separator: " AND ")
        let window = "PARTITION BY \(name(key)) ORDER BY \(order(table, direction))"
        let numbered =
            condition.isEmpty
            ? "row_number() OVER (\(window))"
            : "count(CASE WHEN \(condition) THEN 1 END) OVER (\(window) ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
        let end = direction == "DESC" ? "last" : "first"
        return RowOrder(
            name: "order.\(aggregate.into).\(end)" + (condition.isEmpty ? "" : " where \(condition)"), sql: numbered,
            isWithin: limit != nil)
    }

    /// By the clock, unknown times last; ties by key, then by every other column, so that the order is total.
    private func order(_ table: TableDefinition, _ direction: String) -> String {
        table.orderColumns(parents: whole(table).parents).map { "\(name($0)) \(direction) NULLS LAST" }
            .joined(separator: ", ")
    }

    /// What a row must meet to be in a slice, apart from its place in time's order.
    private func conditions(_ slice: Slice, _ table: TableDefinition) -> [String] {
        var conditions = slice.condition.map { ["(\($0))"] } ?? []
        if let clock = table.clock, let start = slice.start(clock) {
            conditions.append("\(name(clock.column)) >= \(double(start))")
        }
        return conditions
    }

    // MARK: Many rows in, one row out

    private func fold(_ table: TableDefinition, _ aggregates: [Aggregate], by key: String) -> String {
        let columns = [name(key)] + aggregates.map { "\(aggregate($0, of: table)) AS \(name($0.name))" }
        return select(columns, from: name("rows." + table.name))
            + "\nWHERE \(name(key)) IS NOT NULL\nGROUP BY \(name(key))"
    }

    private func aggregate(_ aggregate: Aggregate, of table: TableDefinition) -> String {
        let column = aggregate.column.map(name) ?? "*"
        let slice = table.slices.first { $0.name == aggregate.slice }
        var common = slice.map { conditions($0, table) } ?? []
        if let slice, let limit = limit(of: slice, aggregate, table) {
            common.append("\(name(limit.order.name)) <= \(limit.count)")
        }
        func filter(_ extra: String...) -> String {
            let conditions = common + extra
            return conditions.isEmpty ? "" : " FILTER (WHERE \(conditions.joined(separator: " AND ")))"
        }
        let step = aggregate.columnKind.step
        let known = "CAST(count(\(column))\(filter()) AS DOUBLE)"
        switch aggregate.function {
        case .count: return known
        case .distinct: return "CAST(count(DISTINCT \(column))\(filter()) AS DOUBLE)"
        case .min, .max: return positiveZero("\(aggregate.function.rawValue)(\(column))\(filter())")
        case .sum: return total(column, step: step, filter())
        case .mean: return "\(total(column, step: step, filter())) / nullif(\(known), 0)"
        case .std:
            // Σ(x − mean)² = (n·Σx² − (Σx)²) / n, its two terms whole numbers: as doubles they would cancel each other's last digits.
            let count = "CAST(count(\(column))\(filter()) AS DECIMAL(19, 0))"
            let sum = "CAST(sum(\(scaled(column, step)))\(filter()) AS DECIMAL(19, 0))"
            let squares = "sum(\(exact(column, step)) * \(exact(column, step)))\(filter())"
            let spread = "CAST(\(count) * \(squares) - \(sum) * \(sum) AS DOUBLE)"
            return "sqrt(\(spread) / nullif(\(known) * (\(known) - 1), 0)) / \(double(step))"
        case .share:
            let hit = aggregate.level.map { "\(column) = \(dialect.literal($0))" } ?? "\(column) = 1"
            return "CAST(count(*)\(filter(hit)) AS DOUBLE) / nullif(\(known), 0)"
        case .latest, .earliest:
            let order = slice.flatMap { position(aggregate, $0, table)?.name } ?? ""
            return "max(\(column))\(filter("\(name(order)) = 1"))"
        case .slope:
            return slope(
                column, step, table, filter("\(column) IS NOT NULL", "\(name(table.clock?.column ?? "")) IS NOT NULL"))
        }
    }

    /// The least-squares slope per month: `(n·Σxy − Σx·Σy) / (n·Σx² − (Σx)²)`, every sum over whole numbers.
    private func slope(_ column: String, _ step: Double, _ table: TableDefinition, _ filter: String) -> String {
        let clock = name(table.clock?.column ?? "")
        let count = "CAST(count(*)\(filter) AS DECIMAL(19, 0))"
        func sum(_ value: String) -> String { "CAST(sum(\(value))\(filter) AS DECIMAL(19, 0))" }
        let x = scaled(clock, 1), y = scaled(column, step)
        let products = "sum(\(exact(clock, 1)) * \(exact(column, step)))\(filter)"
        let squares = "sum(\(exact(clock, 1)) * \(exact(clock, 1)))\(filter)"
        let above = "CAST(\(count) * \(products) - \(sum(x)) * \(sum(y)) AS DOUBLE)"
        let below = "CAST(\(count) * \(squares) - \(sum(x)) * \(sum(x)) AS DOUBLE)"
        let perMonth = table.clock?.unit == .day ? 365.25 / 12 / step : 1 / step
        return "\(above) / nullif(\(below), 0) * \(double(perMonth))"
    }

    /// Whole steps as a decimal whose products are exact; 19 digits, because engines multiply decimals of 18 within 18.
    private func exact(_ column: String, _ step: Double) -> String { "CAST(\(scaled(column, step)) AS DECIMAL(19, 0))" }

    // MARK: The feature table

    private var features: String {
        guard let root = plan.catalog.rootTable else { return "" }
        let business = layered(
            plan.business.map { Computed(name: $0.name, sql: $0.sql, valid: $0.valid, inputs: $0.inputs) },
            over: name("stage." + root.name))
        let columns =
            [
                "\(name(plan.catalog.client)) AS \(name(KeyColumn.client))",
                "CAST(\(name(plan.catalog.outcome)) AS INTEGER) AS \(name(KeyColumn.outcome))",
                "\(person(root)) AS \(name(KeyColumn.person))",
            ]
            + plan.features.map { feature in
                let value =
                    feature.name.hasSuffix(".missing") && feature.tables == [root.name]
                    ? "CASE WHEN \(name(String(feature.name.dropLast(8)))) IS NULL THEN 1 ELSE 0 END"
                    : name(feature.name)
                return "\(feature.kind.isCategory ? value : "CAST(\(value) + 0E0 AS REAL)") AS \(name(feature.name))"
            }
        return select(columns, from: "\(business) AS application") + "\nORDER BY \(name(KeyColumn.client))"
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
    public var step: Double {
        switch self {
        case .ratio, .percent, .score, .number: 1_000_000
        default: 1_000
        }
    }
}
