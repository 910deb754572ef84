/// One column on both sides, ready for any of evidently's statistics.
///
/// Missing and infinite values are out, and sizes are what is left, as evidently does.
struct EvidentlyPair {
    /// The two sides' values.
    enum Values {
        case numbers(reference: SortedSample, current: SortedSample, gap: SampleGap, areIntegers: Bool)
        case levels(PairedCounts)
    }

    let values: Values
    /// Known rows of the reference.
    let referenceCount: Int
    /// Known rows of the current data.
    let currentCount: Int
    /// Whether evidently would type the column numerical.
    let isNumerical: Bool

    /// Different values on both sides together.
    var distinctTogether: Int {
        switch values {
        case .numbers(_, _, let gap, _): gap.distinctTogether
        case .levels(let counts): counts.reference.count
        }
    }

    /// A statistic as evidently scores it, and its verdict at a threshold.
    ///
    /// - Returns: nil where evidently raises: a statistic of numbers asked of words, or a range too narrow to bin.
    func evaluate(_ test: DriftTest, threshold: Double) -> (score: Double, drifted: Bool)? {
        switch test {
        case .kolmogorovSmirnov:
            guard case .numbers(_, _, let gap, _) = values else { return nil }
            let chance = KolmogorovSmirnov(
                distance: gap.distance, referenceCount: referenceCount, currentCount: currentCount
            ).probability
            return (chance, chance <= threshold)
        case .wasserstein:
            guard case .numbers(let reference, _, let gap, _) = values, let moments = reference.moments else {
                return nil
            }
            let score = normedWasserstein(area: gap.area, referenceDeviation: moments.deviation)
            return (score, score >= threshold)
        case .chiSquare:
            let chance = ChiSquareTest(goodnessOfFit: byValue).probability
            return (chance, chance < threshold)
        case .twoProportions:
            let chance = twoProportions
            return (chance, chance < threshold)
        case .jensenShannon:
            return binned.map { jensenShannonDistance($0.referenceShares, $0.currentShares) }
                .map { ($0, $0 >= threshold) }
        case .populationStability:
            return binned.map {
                populationStabilityIndex(
                    reference: evidentlyFilled($0.referenceShares), current: evidentlyFilled($0.currentShares))
            }.map { ($0, $0 >= threshold) }
        case .kullbackLeibler:
            return binned.map {
                kullbackLeiblerDivergence(
                    reference: evidentlyFilled($0.referenceShares), current: evidentlyFilled($0.currentShares))
            }.map { ($0, $0 >= threshold) }
        case .hellinger:
            return hellinger.map { ($0, $0 >= threshold) }
        case .missingShare, .unseenShare, .totalVariation:
            return nil
        }
    }

    /// One bin per value that occurs.
    private var byValue: PairedCounts {
        switch values {
        case .numbers(let reference, let current, _, _): PairedCounts(values: reference, current)
        case .levels(let counts): counts
        }
    }

    /// Sturges' bins for a number of more than 20 values in the reference, else one bin per value.
    private var binned: PairedCounts? {
        guard case .numbers(let reference, let current, let gap, let areIntegers) = values, isNumerical,
            gap.distinctReference > 20
        else { return byValue }
        return sturges(reference, current, count: reference.count + current.count, areIntegers)
    }

    private func sturges(
        _ reference: SortedSample, _ current: SortedSample, count: Int, _ areIntegers: Bool
    ) -> PairedCounts? {
        let lowest = min(reference[0], current[0])
        let highest = max(reference[reference.count - 1], current[current.count - 1])
        return SturgesBins(from: lowest, to: highest, count: count, areIntegers: areIntegers).map {
            PairedCounts(reference: $0.counts(of: reference), current: $0.counts(of: current))
        }
    }

    /// The share of all values but the first in order, as a z test.
    private var twoProportions: Double {
        let counts = byValue
        if counts.reference.count == 1 { return 1 }
        return TwoProportionTest(
            referenceCount - counts.reference[0], of: referenceCount,
            and: currentCount - counts.current[0], of: currentCount
        ).roundedProbability
    }

    /// Over values for a category; for a number over Sturges' bins of the different values.
    private var hellinger: Double? {
        guard isNumerical, case .numbers(let reference, let current, let gap, let areIntegers) = values else {
            return hellingerDistance(byValue.referenceShares, byValue.currentShares)
        }
        return sturges(reference, current, count: gap.distinctTogether, areIntegers).map {
            hellingerDistance($0.referenceShares, $0.currentShares)
        }
    }
}
