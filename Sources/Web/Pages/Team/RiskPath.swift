import Credit
import Explaining

/// The way from the application compared with to a client's risk, subject by subject, in points out of 100 that add up as they are read.
struct RiskPath: Hashable, Sendable {
    /// One subject.
    struct Step: Hashable, Sendable {
        /// The family; nil for what is left of several.
        let family: FamilyID?
        /// What it is called; nil for what is left of several.
        let label: LocalizedText?
        /// The risk before and after it, in tenths of a point out of 100.
        let before: Int
        let after: Int

        /// What it adds, in tenths of a point.
        var tenths: Int { after - before }
    }

    /// A family whose share of all weights is below this is counted with others of its kind.
    static let leastShare = 0.01

    let steps: [Step]
    /// The risk of the application compared with and of the client, in tenths of a point.
    let start: Int
    let end: Int

    /// Follows an explanation, the heaviest subject first.
    init(_ explanation: Explanation, _ weights: [FamilyWeight], probability: (LogOdds) -> Probability) {
        func tenths(_ score: Double) -> Int { Int((probability(LogOdds(score)).value * 1_000).rounded()) }
        var score = explanation.baseline.logOdds.value
        start = tenths(score)
        end = Int((explanation.decision.probability.value * 1_000).rounded())
        var steps: [Step] = [], before = start
        for weight in weights where weight.share >= Self.leastShare && weight.id != nil {
            score += weight.logOdds
            let after = tenths(score)
            steps.append(Step(family: weight.id, label: weight.label, before: before, after: after))
            before = after
        }
        let isWhole = weights.allSatisfy { $0.share >= Self.leastShare && $0.id != nil }
        if !isWhole || before != end { steps.append(Step(family: nil, label: nil, before: before, after: end)) }
        self.steps = steps
    }
}
