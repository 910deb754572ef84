import Credit
import Drift
public import Features

extension ModelBundle {
    /// The same bundle with a profile of the population that it was made on, so that later comparisons need none of its rows.
    ///
    /// Features are described on every labelled row. Probability and decision are described on the test rows alone, which the model
    /// has neither learned from nor been calibrated on: on its own rows its scores are too sure of themselves.
    ///
    /// - Parameters:
    ///   - table: The table that the bundle was trained on.
    ///   - threads: How many threads share the work.
    /// - Throws: ``ModelingError``.
    /// - Complexity: O(rows) per column.
    public func describing(_ table: FeatureTable, threads: Int) throws -> ModelBundle {
        let labelled = table.outcomes.indices.filter { table.outcomes[$0] != nil }
        let columns = zip(table.schema.columns, table.columns).map { column, values in
            DriftColumn(name: column.name, values: values.taking(labelled))
        }
        let held = HoldOut(
            persons: table.persons, outcomes: table.outcomes, share: training.settings.testShare,
            seed: training.settings.seed)
        let all = try ScoringModel(self).decisions(table, threads: threads)
        let decisions = held.test.map { all[$0] }
        let scores = [
            DriftColumn(name: "probability", values: .doubles(decisions.map(\.probability.value))),
            DriftColumn(
                name: "decision",
                values: .levels(
                    codes: decisions.map { decision in Int32(Status.allCases.firstIndex(of: decision.status) ?? 0) },
                    levels: Status.allCases.map(\.rawValue))),
        ]
        let profile = PopulationProfile(of: columns + scores, threads: threads)
        var bundle = self
        bundle.population = PopulationProfile(rows: labelled.count, columns: profile.columns)
        return bundle
    }

    /// Share of the population that the model grants, 0...1; nil where no population is described.
    public var populationApprovalRate: Double? {
        population?["decision"]?.levels.map { $0.shares[Status.granted.rawValue] ?? 0 }
    }
}

extension FeatureTable.Column {
    /// The values of chosen rows, as drift compares them.
    fileprivate func taking(_ rows: [Int]) -> DriftColumn.Values {
        switch self {
        case .numbers(let values): .floats(rows.map { values[$0] })
        case .levels(let codes, let levels): .levels(codes: rows.map { codes[$0] }, levels: levels)
        }
    }
}
