public import Catalog
public import Features
import Statistics

/// What a ``FeatureReport`` says of features, gathered from groups of columns: no more than one group need be in memory.
public struct FeatureTally: Sendable {
    private let threads: Int
    private(set) var columns: [FeatureColumn] = []
    private(set) var summaries: [ColumnSummary] = []
    private(set) var covered: CoveredClients

    /// Starts without any column.
    ///
    /// - Parameter threads: threads to use, at least 1.
    public init(catalog: LenderCatalog, threads: Int) {
        covered = CoveredClients(catalog)
        self.threads = max(1, threads)
    }

    /// Adds columns after those added before; the clients are the same, in the same order, each time.
    ///
    /// - Complexity: O(columns · rows).
    public mutating func add(_ group: FeatureTable) {
        let covered = covered
        let found = mapInParallel(pieces: group.columns.count, threads: threads) { place in
            let column = group.columns[place]
            let counts = covered.counts(group.schema.columns[place].name)
            return (ColumnSummary(column), counts ? ClientSet(withValueIn: column) : ClientSet())
        }
        for (column, (summary, known)) in zip(group.schema.columns, found) {
            columns.append(column)
            summaries.append(summary)
            self.covered.add(known, of: column.name)
        }
    }
}
