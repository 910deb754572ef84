import LightGBM

extension FittedLearner {
    /// The weighted sum of learners that read the same columns, as one learner.
    ///
    /// - Parameters:
    ///   - learners: With their weights; those of weight 0 are left out.
    ///   - constant: Log-odds to add for every row.
    /// - Throws: ``ModelingError`` when trees cannot be combined.
    static func sum(
        _ learners: [(learner: FittedLearner, weight: Double)], constant: Double = 0
    ) throws(ModelingError) -> FittedLearner {
        let used = learners.filter { $0.weight != 0 }
        var linear: [Linear] = [], cards: [Card] = []
        var total = constant, treeCount = 0
        var texts: [(text: String, weight: Double)] = []
        for (learner, weight) in used {
            total += weight * learner.constant
            linear += learner.linear.map {
                Linear(encoding: $0.encoding, regression: $0.regression, means: $0.means, weight: weight * $0.weight)
            }
            cards += learner.cards.map { Card(scorecard: $0.scorecard, weight: weight * $0.weight) }
            guard let trees = learner.trees else { continue }
            texts.append((trees, weight))
            treeCount += learner.treeCount
        }
        do {
            let trees = texts.isEmpty ? nil : try CombinedModel.text(of: texts)
            return FittedLearner(constant: total, linear: linear, cards: cards, trees: trees, treeCount: treeCount)
        } catch {
            throw ModelingError(.engine, error.message)
        }
    }
}
