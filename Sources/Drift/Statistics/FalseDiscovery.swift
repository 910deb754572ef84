/// Chances adjusted for how many questions were asked at once: the least false-discovery rate at which each is a finding.
///
/// Benjamini and Hochberg (1995): with the chances in order, `q(i) = min over j ≥ i of p(j) · m / j`. Calling a finding
/// whatever has `q ≤ α` keeps the expected share of false findings at or below α, and the chance of any finding at all when
/// nothing changed at or below α (Simes, 1986), for independent or positively dependent questions (Benjamini and
/// Yekutieli, 2001).
///
/// - Parameter probabilities: In 0...1, NaN counted as 1.
/// - Returns: One per probability, in their order, each at or above it and in 0...1.
/// - Complexity: O(m log m).
public func falseDiscoveryAdjusted(_ probabilities: [Double]) -> [Double] {
    let chances = probabilities.map { $0.isNaN ? 1 : $0 }
    let order = chances.indices.sorted { chances[$0] > chances[$1] }
    var adjusted = chances
    var least = 1.0
    for (place, index) in order.enumerated() {
        least = min(least, chances[index] * Double(chances.count) / Double(chances.count - place))
        adjusted[index] = least
    }
    return adjusted
}
