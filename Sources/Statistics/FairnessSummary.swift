/// How fairness is measured.
public struct FairnessSettings: Sendable, Hashable, Codable {
    /// The probability from which an application is refused, in 0...1.
    public var threshold: Double
    /// The fewest applications of a group whose approval rate, impact ratio and calibration are told.
    public var minimumRows = 100
    /// The fewest defaults, good clients, granted or refused that a rate among them is told for.
    public var minimumOutcomes = 30
    /// The most bins of a group's calibration error.
    public var binCount = 10
    /// The coverage of intervals, strictly between 0 and 1.
    public var level = 0.95

    /// The usual settings at a threshold.
    public init(threshold: Double) {
        self.threshold = threshold
    }
}

/// How a model's decisions fall on each group of one protected attribute.
///
/// Equal approval, equal error rates and equal calibration cannot all hold when groups default at different rates
/// (Chouldechova, 2017; Kleinberg, Mullainathan and Raghavan, 2017): the figures are told side by side, and which of
/// them must hold is for law and policy to say. The legal status of the four-fifths rule differs by country. Intervals
/// take rows as independent: a little too narrow where persons apply more than once.
public struct FairnessSummary: Sendable, Hashable, Codable {
    /// All groups in the order of the names given, those without applications too.
    public let groups: [GroupFairness]
    /// The place of the group that others are set against; nil when none is large enough.
    public let reference: Int?
    /// Applications whose group is unknown: they count nowhere else.
    public let unknown: Int
    /// The settings used.
    public let settings: FairnessSettings

    /// Measures groups.
    ///
    /// - Parameters:
    ///   - probabilities: One per row, in 0...1; not NaN.
    ///   - outcomes: One per row, true for a default.
    ///   - groups: By row the place of its group in `names`; −1 where it is unknown.
    ///   - names: The groups' names, in the order to list them.
    ///   - settings: The threshold, and what is too few to say.
    ///   - reference: The place of the group to set others against; nil takes the one with the highest approval rate
    ///     among those large enough (of equal ones the first), as the four-fifths rule does.
    /// - Complexity: O(n log n).
    public init(
        probabilities: [Double], outcomes: [Bool], groups: [Int32], names: [String], settings: FairnessSettings,
        reference: Int? = nil
    ) {
        precondition(probabilities.count == outcomes.count && groups.count == outcomes.count, "one of each per row")
        precondition(groups.allSatisfy { $0 >= -1 && Int($0) < names.count }, "a name per group")
        precondition(reference.map { names.indices.contains($0) } ?? true, "a reference among the groups")
        precondition(settings.threshold >= 0 && settings.threshold <= 1, "a threshold in 0...1")
        precondition(settings.level > 0 && settings.level < 1, "a level strictly between 0 and 1")
        var rows = [[Int]](repeating: [], count: names.count)
        for (row, group) in groups.enumerated() where group >= 0 { rows[Int(group)].append(row) }
        let tallies = zip(names, rows).map { name, rows in
            GroupTally(
                name: name, probabilities: rows.map { probabilities[$0] }, outcomes: rows.map { outcomes[$0] },
                settings: settings)
        }
        let told = tallies.indices.filter { tallies[$0].approval.value != nil }
        let chosen: Int? =
            if let reference {
                told.contains(reference) ? reference : nil
            } else {
                told.max { (tallies[$0].approval.value ?? 0, $1) < (tallies[$1].approval.value ?? 0, $0) }
            }
        self.groups = tallies.indices.map { place in
            tallies[place].against(place == chosen ? nil : chosen.map { tallies[$0] }, level: settings.level)
        }
        self.reference = chosen
        unknown = groups.count { $0 < 0 }
        self.settings = settings
    }

    /// The widest gap between approval rates told, in 0...1; nil with fewer than two.
    public var approvalGap: Double? { gap(\.approval) }

    /// The widest gap between true positive rates told: equal opportunity.
    public var truePositiveGap: Double? { gap(\.truePositive) }

    /// The widest gap between false positive rates told.
    public var falsePositiveGap: Double? { gap(\.falsePositive) }

    /// The wider of the gaps of true and false positive rates: equalised odds (Hardt, Price and Srebro, 2016).
    public var equalisedOddsGap: Double? {
        guard let truePositiveGap, let falsePositiveGap else { return nil }
        return max(truePositiveGap, falsePositiveGap)
    }

    /// The widest gap between precisions told: predictive parity.
    public var precisionGap: Double? { gap(\.precision) }

    /// The lowest impact ratio told; nil with none.
    public var lowestImpactRatio: Double? { groups.compactMap { $0.impact?.value }.min() }

    /// The names of groups too small to say, in order.
    public var tooSmall: [String] { groups.filter(\.isTooSmall).map(\.name) }

    private func gap(_ rate: (GroupFairness) -> GroupRate) -> Double? {
        let values = groups.compactMap { rate($0).value }
        guard values.count > 1, let low = values.min(), let high = values.max() else { return nil }
        return high - low
    }
}
