import Statistics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The pooled z test of two proportions: `z = (p₁ − p₂) / √(P (1−P) (1/n₁ + 1/n₂))`, P being the share of both together.
///
/// Good when ten rows or more are expected in each of the four cells; ``fisherExactProbability(_:of:and:of:)`` below that.
public struct TwoProportionTest: Sendable, Hashable {
    /// The standardised difference; 0 when both shares are 0 or both 1, where no difference can be seen.
    public let z: Double
    /// The two-sided chance of a difference at least as large, `erfc(|z| / √2)`, exact in the tail.
    public var probability: Double { erfc(abs(z) / 2.0.squareRoot()) }
    /// The same chance as evidently computes it, `2 (1 − Φ(|z|))`: below about 1e-16 nothing is left of it.
    public var roundedProbability: Double { 2 * (1 - normalProbability(abs(z))) }

    /// Compares two proportions.
    ///
    /// - Parameters:
    ///   - referenceHits: In `0...referenceTotal`.
    ///   - referenceTotal: At least 1.
    ///   - currentHits: In `0...currentTotal`.
    ///   - currentTotal: At least 1.
    public init(_ referenceHits: Int, of referenceTotal: Int, and currentHits: Int, of currentTotal: Int) {
        precondition(referenceTotal > 0 && currentTotal > 0, "two samples with rows")
        let sizes = (Double(referenceTotal), Double(currentTotal))
        let shares = (Double(referenceHits) / sizes.0, Double(currentHits) / sizes.1)
        let pooled = (shares.0 * sizes.0 + shares.1 * sizes.1) / (sizes.0 + sizes.1)
        let hits = referenceHits + currentHits
        guard hits > 0, hits < referenceTotal + currentTotal else {
            z = 0
            return
        }
        z = (shares.0 - shares.1) / (pooled * (1 - pooled) * (1 / sizes.0 + 1 / sizes.1)).squareRoot()
    }
}
