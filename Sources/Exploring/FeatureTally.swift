public import Catalog
import Dispatch
public import Features
import Synchronization

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
        let state = Mutex(State())
        let covered = covered
        DispatchQueue.concurrentPerform(iterations: min(threads, group.columns.count)) { _ in
            while let place = state.withLock({ $0.take(of: group.columns.count) }) {
                let column = group.columns[place]
                let counts = covered.counts(group.schema.columns[place].name)
                let summary = ColumnSummary(column)
                let known = counts ? ClientSet(withValueIn: column) : ClientSet()
                state.withLock { $0.found[place] = (summary, known) }
            }
        }
        let found = state.withLock { $0.found }
        for (place, column) in group.schema.columns.enumerated() {
            guard let (summary, known) = found[place] else { continue }
            columns.append(column)
            summaries.append(summary)
            self.covered.add(known, of: column.name)
        }
    }

    private struct State: Sendable {
        var next = 0
        var found: [Int: (ColumnSummary, ClientSet)] = [:]

        /// The next column that nobody looks at yet.
        mutating func take(of count: Int) -> Int? {
            guard next < count else { return nil }
            next += 1
            return next - 1
        }
    }
}
