#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Spiegelhalter's test (1986): whether the Brier score is what calibrated probabilities would give.
///
/// `z = Σ (y − p)(1 − 2p) / √(Σ (1 − 2p)² p (1 − p))`, standard normal when every probability is right. It needs no
/// bins. Faults that cancel out in the Brier score escape it, and like every test it rejects tiny faults on many rows.
public struct SpiegelhalterTest: Sendable, Hashable, Codable {
    /// Above 0 the Brier score is worse than calibrated probabilities would give, below 0 better.
    public let z: Double
    /// The chance of a z as far from 0, either way, in 0...1.
    public let pValue: Double

    /// Tests probabilities.
    ///
    /// - Parameters:
    ///   - probabilities: One per row, in 0...1.
    ///   - outcomes: One per row, true when the event happened.
    /// - Returns: nil when every probability is 0, 1/2 or 1, where the Brier score cannot vary.
    /// - Complexity: O(n).
    public init?(probabilities: [Double], outcomes: [Bool]) {
        precondition(probabilities.count == outcomes.count, "one outcome per probability")
        var (sum, variance) = (0.0, 0.0)
        for (probability, outcome) in zip(probabilities, outcomes) {
            let weight = 1 - 2 * probability
            sum += ((outcome ? 1 : 0) - probability) * weight
            variance += weight * weight * probability * (1 - probability)
        }
        guard variance > 0 else { return nil }
        z = sum / variance.squareRoot()
        pValue = erfc(abs(z) / 2.0.squareRoot())
    }
}
