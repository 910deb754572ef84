import Credit
import Drift
import Exploring
import Modeling

extension DriftScores {
    /// Probability and decision of current clients.
    ///
    /// - Returns: nil when there is no row, or nothing that the model reads; else the columns, the probabilities and what the model
    ///   reads and the clients lack.
    func score(_ current: [DriftColumn]) throws -> (columns: [DriftColumn], values: [Double], lacking: [String])? {
        let lacking = bundle.missing(from: schema(read(current)), histories: [])
        guard current.contains(where: { $0.rows > 0 }), lacking.count < bundle.encoder.columns.count else { return nil }
        let values = try probabilities(read(current))
        return (columns(values), values, lacking)
    }

    /// What the drift of each column alone does to approvals, where the reference is known by its profile.
    ///
    /// Clients drawn from the current ones are scored as they are and with the column moved back, each as little as can be, until it
    /// is distributed as in the reference: the effect is that of the way from the reference to today.
    ///
    /// - Complexity: one scoring of at most 5,000 clients for each column.
    func effects(
        of columns: [ColumnDrift], current: [DriftColumn], reference: PopulationProfile, most: Int = effectClients
    ) throws -> [String: ApprovalEffect] {
        let all = read(current)
        let count = all.first?.rows ?? 0
        guard count > 0 else { return [:] }
        let rows = Array(sample(of: count).prefix(most))
        let sampled = all.map { $0.taking(rows) }
        let places = Dictionary(sampled.enumerated().map { ($1.name, $0) }) { first, _ in first }
        let after = try probabilities(sampled)
        let added = Set(DriftComparison.ModelColumn.allCases.map(\.rawValue))
        var effects: [String: ApprovalEffect] = [:]
        for column in columns where (column.drifted || column.state.isBroken) && !added.contains(column.column) {
            guard let profile = reference[column.column] else { continue }
            var before = after
            let standIn = read([profile.standIn(named: column.column, rows: rows.count)]).first
            if let standIn {
                var moved = sampled
                let old = places[column.column].map { moved[$0] }
                let back = (old ?? standIn.blank(rows: rows.count))
                    .transported(to: standIn, seed: UInt64(places[column.column] ?? 0))
                guard let back else { continue }
                if let place = places[column.column] { moved[place] = back } else { moved.append(back) }
                before = try probabilities(moved)
            }
            effects[column.column] = ApprovalEffect(
                before: before, after: after, threshold: bundle.decision.threshold,
                missedDefault: bundle.decision.cost.missedDefault,
                refusedGoodClient: bundle.decision.cost.refusedGoodClient)
        }
        return effects
    }
}
