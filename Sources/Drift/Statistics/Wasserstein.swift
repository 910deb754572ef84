/// The Wasserstein distance of order 1, normed: `∫ |F − G| dx / max(s, 0.001)`, s the reference's standard deviation.
///
/// The least mean move that turns one side into the other, in standard deviations of the reference (population form,
/// divided by n). The floor of 0.001 is evidently's, for a constant reference. A change of unit alters nothing while
/// s stays above the floor; one far value can move it a lot.
///
/// - Returns: At or above 0; nil when either side has no known value.
/// - Complexity: O(n + m).
public func normedWasserstein(reference: SortedSample, current: SortedSample) -> Double? {
    guard let gap = SampleGap(reference: reference, current: current), let moments = reference.moments else {
        return nil
    }
    return normedWasserstein(area: gap.area, referenceDeviation: moments.deviation)
}

/// The same, from an area already found.
///
/// - Parameters:
///   - area: `∫ |F − G| dx`, at or above 0.
///   - referenceDeviation: The reference's population standard deviation.
public func normedWasserstein(area: Double, referenceDeviation: Double) -> Double {
    area / max(referenceDeviation, 0.001)
}
