/// Fifteen rows with ties in both classes, on which the peers' figures were computed.
///
/// Values come from scikit-learn 1.9.1 and SciPy 1.17.1 in Python 3; the comment at each says the call, with
/// `P`, `Y` and `W` the three arrays below.
enum GoldenRows {
    static let probabilities = [
        0.05, 0.10, 0.10, 0.20, 0.25, 0.30, 0.30, 0.30, 0.45, 0.50, 0.60, 0.70, 0.80, 0.80, 0.95,
    ]
    static let outcomes = [0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1].map { $0 == 1 }
    static let weights: [Int32] = [2, 0, 1, 3, 1, 1, 0, 2, 1, 1, 0, 2, 1, 0, 1]
}

/// Whether two figures agree to a tolerance; a missing figure never does.
func isClose(_ left: Double?, _ right: Double, within tolerance: Double = 1e-12) -> Bool {
    guard let left else { return false }
    return abs(left - right) <= tolerance
}
