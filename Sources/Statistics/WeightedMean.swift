/// The mean of a per-row quantity, each row counted `weights[row]` times.
///
/// Behind every averaged metric, so that each has the same weighted form for the bootstrap.
///
/// - Returns: nil when no row counts.
/// - Complexity: O(n).
@inline(__always)
func weightedMean(count: Int, weights: [Int32]?, _ value: (_ row: Int) -> Double) -> Double? {
    guard let weights else {
        guard count > 0 else { return nil }
        var sum = 0.0
        for row in 0..<count { sum += value(row) }
        return sum / Double(count)
    }
    precondition(weights.count == count, "one weight per row")
    var sum = 0.0
    var total = 0
    for row in 0..<count where weights[row] != 0 {
        sum += Double(weights[row]) * value(row)
        total += Int(weights[row])
    }
    return total > 0 ? sum / Double(total) : nil
}
