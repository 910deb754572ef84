#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The logarithmic loss, `-mean(y ln p + (1 - y) ln(1 - p))`, in nats.
///
/// A strictly proper score. Probabilities are held within one unit in the last place of 0 and 1, as scikit-learn does,
/// so that a confident mistake costs about 36 nats instead of infinity.
///
/// - Parameters:
///   - probabilities: One per row, in 0...1.
///   - outcomes: One per row, true when the event happened.
///   - weights: How often each row counts, not negative; nil counts each once.
/// - Returns: Zero or more, lower is better; nil when no row counts.
/// - Complexity: O(n).
public func logLoss(probabilities: [Double], outcomes: [Bool], weights: [Int32]? = nil) -> Double? {
    precondition(probabilities.count == outcomes.count, "one outcome per probability")
    return weightedMean(count: outcomes.count, weights: weights) { row in
        rowLogLoss(probabilities[row], outcomes[row])
    }
}

/// The logarithmic loss of one row, in nats, at most about 36.
func rowLogLoss(_ probability: Double, _ outcome: Bool) -> Double {
    let held = min(max(probability, .ulpOfOne), 1 - .ulpOfOne)
    return outcome ? -log(held) : -log1p(-held)
}
