public import Catalog
public import Credit
public import Features
import Statistics

/// What the features of a portfolio look like before any model: counts, distributions, gaps, twins and oddities.
///
/// It holds figures over groups of clients, never one client's values.
public struct Exploration: Sendable {
    /// The lender.
    public let title: LocalizedText
    /// The currency's symbol.
    public let currency: String
    /// Whether the raw tables were made by the generator.
    public let isSynthetic: Bool
    /// All clients, with what is known of their outcomes.
    public let portfolio: FeatureBin
    /// The families that have features, in the catalog's order, with how many.
    public let families: [(label: LocalizedText, features: Int)]
    /// The catalog's tables.
    public let tables: [TableCoverage]
    /// One profile per feature, in the table's order.
    public let profiles: [FeatureProfile]
    /// Positions of features, the highest information value first.
    public let ranking: [Int]
    /// Features that are unknown for the same clients.
    public let missingGroups: [MissingGroup]
    /// Numbers that say nearly the same.
    public let clusters: [CorrelationCluster]
    /// Features with one value for all clients.
    public let constant: [Int]
    /// Features that are equal for all clients, in groups.
    public let duplicates: [[Int]]
    /// Columns whose file writes a value for "unknown".
    public let sentinels: [Sentinel]
    /// Features with values that the catalog calls impossible.
    public let outside: [OutsideRange]

    /// Explores a table; its columns are looked at side by side.
    ///
    /// - Complexity: O(features · rows · log rows + features² · min(rows, 20,000)).
    public init(_ table: FeatureTable, manifest: FeatureManifest, catalog: LenderCatalog) async {
        let identities = FeatureIdentity.all(of: table.schema, in: catalog)
        let profiles = await inOrder(table.columns.indices) { feature in
            FeatureProfile(table.columns[feature], outcomes: table.outcomes, identity: identities[feature])
        }
        self.profiles = profiles
        title = catalog.title
        currency = catalog.currency
        isSynthetic = manifest.isSynthetic
        portfolio = FeatureBin(
            content: .numbers(above: nil, upTo: nil), clients: table.count,
            labelled: table.outcomes.count { $0 != nil }, defaults: table.outcomes.count { $0 == true })
        families = catalog.families.compactMap { family in
            let count = identities.count { $0.family == family.label }
            return count == 0 ? nil : (family.label, count)
        }
        tables = TableCoverage.measure(table, manifest: manifest, catalog: catalog)
        ranking = profiles.indices.sorted { a, b in
            let (first, second) = (profiles[a].information?.total ?? -1, profiles[b].information?.total ?? -1)
            return first > second || (first == second && a < b)
        }
        let missing = profiles.map(\.missing), distinct = profiles.map(\.distinct)
        missingGroups = MissingGroup.find(in: table, missing: missing)
        clusters = CorrelationCluster.find(in: table, distinct: distinct)
        let prints = await inOrder(table.columns.indices) { Fingerprint(table.columns[$0]) }
        let same = SameValues(prints, missing: missing, distinct: distinct)
        constant = same.constant
        duplicates = same.duplicates
        sentinels = Sentinel.find(in: table, catalog: catalog, missing: missing)
        outside = OutsideRange.find(in: table, catalog: catalog)
    }
}

/// The results of a pure function over positions, computed side by side and given in order.
func inOrder<Result: Sendable>(
    _ positions: Range<Int>, _ body: @escaping @Sendable (Int) -> Result
) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
        for position in positions { group.addTask { (position, body(position)) } }
        var results = [Result?](repeating: nil, count: positions.count)
        for await (position, result) in group { results[position - positions.lowerBound] = result }
        return results.compactMap { $0 }
    }
}
