import Credit
public import Features
public import Statistics

/// Two bundles on the same labelled applications, each with its own calibration and threshold.
public struct BundleComparison: Hashable, Sendable, Codable {
    /// Labelled applications.
    public let rows: Int
    /// Different persons among them.
    public let persons: Int
    /// Defaults among them.
    public let defaults: Int
    /// The first bundle's figures.
    public let first: Evaluation
    /// The second bundle's figures; nil when there is one bundle.
    public let second: Evaluation?
    /// The bundles set against each other; nil when there is one.
    public let difference: Difference?

    /// Paired differences, first minus second.
    public struct Difference: Hashable, Sendable, Codable {
        /// Areas under the ROC curve (DeLong, by person).
        public let auc: AreaComparison
        /// Cost per application, each at its own threshold, over resamples of persons.
        public let cost: PairedDifference
        /// Logarithmic loss.
        public let logLoss: PairedDifference
        /// The share of applications that both decide alike, 0…1.
        public let agreement: Double
    }

    /// Scores and compares.
    ///
    /// Costs are counted by the first bundle's cost matrix.
    /// - Parameters:
    ///   - tables: The applications' features for each bundle, the same clients in the same order.
    ///   - threads: At least 1; changes the time alone.
    /// - Throws: ``ModelingError`` without labelled rows of both kinds.
    public init(
        _ first: ScoringModel, on table: FeatureTable,
        against second: (model: ScoringModel, table: FeatureTable)? = nil,
        threads: Int, seed: UInt64 = 1
    ) throws {
        let labelled = table.outcomes.indices.filter { table.outcomes[$0] != nil }
        let outcomes = labelled.map { table.outcomes[$0] == true }, persons = labelled.map { table.persons[$0] }
        let bad = outcomes.count { $0 }
        guard bad > 0, bad < outcomes.count else {
            throw ModelingError(
                .unusableData,
                outcomes.isEmpty
                    ? "no application has a known outcome: an evaluation needs the file that holds the outcome column."
                    : "all \(outcomes.count) labelled applications \(bad == 0 ? "were repaid" : "are defaults"): an evaluation needs both."
            )
        }
        let cost = first.bundle.decision.cost
        func judged(_ model: ScoringModel, _ table: FeatureTable) throws -> (probabilities: [Double], Evaluation) {
            let decisions = try model.decisions(table, threads: threads)
            let probabilities = labelled.map { decisions[$0].probability.value }
            guard
                let evaluation = Evaluation(
                    probabilities: probabilities, outcomes: outcomes, threshold: model.bundle.decision.value,
                    cost: cost, seed: seed)
            else { throw ModelingError(.engine, "the model gave scores that are no numbers.") }
            return (probabilities, evaluation)
        }
        rows = outcomes.count
        self.persons = Set(persons).count
        defaults = bad
        let (one, evaluation) = try judged(first, table)
        self.first = evaluation
        guard let second else {
            self.second = nil
            difference = nil
            return
        }
        guard table.clients == second.table.clients else {
            throw ModelingError(.unusableData, "the two models were given other clients: compute the features anew.")
        }
        let (two, other) = try judged(second.model, second.table)
        self.second = other
        let thresholds = (first.bundle.decision.threshold, second.model.bundle.decision.threshold)
        difference =
            if let auc = AreaComparison(first: one, second: two, outcomes: outcomes, persons: persons),
                let paired = pairedCostDifference(
                    first: (one, thresholds.0), second: (two, thresholds.1), outcomes: outcomes, costs: cost.decisions,
                    persons: persons, seed: seed),
                let loss = pairedLogLossDifference(
                    first: one, second: two, outcomes: outcomes, persons: persons, seed: seed)
            {
                Difference(
                    auc: auc, cost: paired, logLoss: loss,
                    agreement: Double(one.indices.count { (one[$0] >= thresholds.0) == (two[$0] >= thresholds.1) })
                        / Double(one.count))
            } else { nil }
    }
}
