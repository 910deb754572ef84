import Catalog
import Credit
public import Features

/// One applicant whose histories are folded, ready to be looked at with other values of the application.
///
/// What the histories say is computed once. Another value of a column costs only the features that depend on it, and many
/// variants are computed at a time, in columns. The bits are those of the whole computation on the changed records.
public struct FoldedApplicant: Sendable {
    /// The features of the applicant as they are, in the plan's order.
    public let row: FeatureRow
    private let records: ApplicantRecords
    private let program: FeatureProgram
    /// The application with what was folded into it and the business features.
    private let scope: Scope

    init(_ program: FeatureProgram, _ records: ApplicantRecords, row: FeatureRow, scope: Scope) {
        self.program = program
        self.records = records
        self.row = row
        self.scope = scope
    }

    /// The raw columns of the application, by name, each of one row.
    public var application: [String: Column] {
        guard let root = program.plan.catalog.rootTable, let rows = records.tables[root.name] else { return [:] }
        return Dictionary(
            zip(root.columns.map(\.name), rows.columns).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    }

    /// The features of variants of the applicant.
    ///
    /// Complexity: O(variants × features that depend on the columns), and O(features) to copy each row.
    /// - Parameter columns: raw values of the application by column, one for each variant; columns that are not named stay.
    public func rows(changing columns: [String: Column]) throws(FeatureError) -> [FeatureRow] {
        guard let count = columns.values.first?.count else { return [row] }
        guard let variants = program.variants(count, scope, columns) else {
            var rows: [FeatureRow] = []
            for index in 0..<count { rows.append(try program.row(of: records(changing: columns, index))) }
            return rows
        }
        return (0..<count).map { index in
            var values = row.values
            for (position, feature) in variants { values[position] = feature.value(index) }
            return FeatureRow(values: values, histories: row.histories)
        }
    }

    /// The records of one variant.
    public func records(changing columns: [String: Column], _ index: Int) -> ApplicantRecords {
        guard let root = program.plan.catalog.rootTable, let rows = records.tables[root.name] else { return records }
        var tables = records.tables
        tables[root.name] = Rows(
            count: rows.count,
            columns: zip(root.columns, rows.columns).map { column, raw in
                columns[column.name]?.gathered([Int32](repeating: Int32(index), count: rows.count)) ?? raw
            })
        return ApplicantRecords(tables: tables, client: records.client)
    }
}

extension FeatureProgram {
    /// Folds one applicant's histories.
    ///
    /// Takes some milliseconds.
    /// - Throws: ``FeatureError`` when a key stands more than once in a table.
    public func folding(_ records: ApplicantRecords) throws(FeatureError) -> FoldedApplicant {
        let (scope, computed) = try computed(records.tables)
        guard computed.clients.count == 1 else {
            throw FeatureError(.badInput, "the application is one that the catalog leaves out, or there are several.")
        }
        return FoldedApplicant(self, records, row: computed.row(0), scope: scope)
    }

    /// The features that depend on some columns of the root, for variants of one client; nil where rows of the root are left out
    /// or made one, so that no column stands for itself.
    func variants(
        _ count: Int, _ scope: Scope, _ changed: [String: Column]
    ) -> [(position: Int, feature: ComputedFeatures.Feature)]? {
        guard let root = plan.catalog.rootTable, root.collapse == nil, root.dropCondition == nil else { return nil }
        var variant = Scope(count: count), touched: Set<String> = []
        for (name, column) in changed {
            guard let definition = root.column(name), definition.kind != .id else { return nil }
            variant.set(name, Cleaning(definition).clean(column).column)
            touched.insert(name)
        }
        let same = [Int32](repeating: 0, count: count)
        for (feature, expression) in business where !expression.names.isDisjoint(with: touched) {
            for name in expression.names where variant.columns[name] == nil {
                variant.set(name, scope.column(name).gathered(same))
            }
            variant.set(feature.name, value(of: feature, expression, in: variant))
            touched.insert(feature.name)
        }
        return plan.features.enumerated().compactMap { position, definition in
            let source = missingSource(of: definition) ?? definition.name
            return touched.contains(source) ? (position, feature(definition, variant)) : nil
        }
    }
}
