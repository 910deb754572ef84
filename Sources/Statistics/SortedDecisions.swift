/// Rows sorted by probability once, so that the costs of all thresholds take one pass for each resample and each ratio.
struct SortedDecisions {
    /// Distinct probabilities, rising.
    let values: [Double]
    /// Row numbers by rising probability.
    private let order: [Int32]
    /// By distinct probability: the end of its rows in `order`.
    private let ends: [Int32]
    /// By place: the price if granted (0 unless a default) and if refused (0 if a default), before scaling.
    private let missed: [Double]
    private let alarms: [Double]

    /// Sorts rows; nil without rows or when a probability is not in 0...1.
    ///
    /// With one price per error the prices are counts here and scaled later, so that sums stay exact.
    init?(probabilities: [Double], outcomes: [Bool], costs: DecisionCosts) {
        costs.check(probabilities.count, outcomes.count)
        guard !probabilities.isEmpty, probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { return nil }
        let ranked = probabilities.indices.map { (value: probabilities[$0], row: Int32($0)) }
            .sorted { $0.value < $1.value || ($0.value == $1.value && $0.row < $1.row) }
        order = ranked.map(\.row)
        var (values, ends): ([Double], [Int32]) = ([], [])
        for (place, entry) in ranked.enumerated()
        where place + 1 == ranked.count || ranked[place + 1].value > entry.value {
            values.append(entry.value)
            ends.append(Int32(place + 1))
        }
        (self.values, self.ends) = (values, ends)
        let prices: DecisionCosts =
            if case .perError = costs { .perError(missedPositive: 1, falseAlarm: 1) } else { costs }
        missed = order.map { prices.cost(row: Int($0), isRefused: false, outcome: outcomes[Int($0)]) }
        alarms = order.map { prices.cost(row: Int($0), isRefused: true, outcome: outcomes[Int($0)]) }
    }

    /// How many different decisions thresholds in 0...1 can make: granting all is out of reach of a probability of 1.
    var stepCount: Int { values.count + ((values.last ?? 0) < 1 ? 1 : 0) }

    /// Writes the mean cost and the share granted of each step, from refusing all; false when no row counts.
    ///
    /// Step k holds the thresholds above `values[k − 1]` and up to `values[k]`.
    func measure(
        _ scales: (missed: Double, alarm: Double), weights: [Int32]?, costs: inout [Double], granted: inout [Double]
    ) -> Bool {
        var (total, totalAlarms) = (0.0, 0.0)
        for place in order.indices {
            let weight = weights.map { Double($0[Int(order[place])]) } ?? 1
            total += weight
            totalAlarms += weight * alarms[place]
        }
        guard total > 0 else { return false }
        var (grantedRows, grantedMissed, grantedAlarms) = (0.0, 0.0, 0.0)
        var place = 0
        for step in 0..<stepCount {
            costs[step] = (scales.missed * grantedMissed + scales.alarm * (totalAlarms - grantedAlarms)) / total
            granted[step] = grantedRows / total
            guard step < values.count else { break }
            while place < Int(ends[step]) {
                let weight = weights.map { Double($0[Int(order[place])]) } ?? 1
                grantedRows += weight
                grantedMissed += weight * missed[place]
                grantedAlarms += weight * alarms[place]
                place += 1
            }
        }
        return true
    }

    /// The lowest cost, at the highest such threshold: of equal costs the one that refuses fewest.
    static func cheapest(_ costs: [Double]) -> Int {
        var best = costs.count - 1
        for step in costs.indices.reversed() where costs[step] < costs[best] { best = step }
        return best
    }
}

/// The step of a threshold among the distinct values: how many lie below it.
func step(at threshold: Double, of values: [Double]) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
        let middle = (low + high) / 2
        if values[middle] < threshold { low = middle + 1 } else { high = middle }
    }
    return low
}

/// The ends of a step, within 0...1: thresholds above `low` (or 0 itself, for the first) and up to `high`.
func ends(ofStep step: Int, of values: [Double]) -> Interval {
    Interval(low: step == 0 ? 0 : values[step - 1], high: step < values.count ? values[step] : 1)
}

/// The middle of a step, never its excluded lower end.
func middle(ofStep step: Int, of values: [Double]) -> Double {
    let ends = ends(ofStep: step, of: values)
    let middle = (ends.low + ends.high) / 2
    return middle > ends.low ? middle : ends.high
}

extension DecisionCosts {
    /// What counts of errors, or sums of amounts, are multiplied by.
    var scales: (missed: Double, alarm: Double) {
        if case .perError(let missed, let alarm) = self { (missed, alarm) } else { (1, 1) }
    }
}
