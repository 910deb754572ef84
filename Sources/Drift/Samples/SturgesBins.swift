#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Bins of equal width in Sturges' number, edge for edge NumPy's `histogram_bin_edges(…, "sturges")`.
///
/// `width = range / (log₂ N + 1)`, `k = ⌈range / width⌉`. A bin holds its lower edge; the last holds both.
struct SturgesBins {
    /// The edges, strictly increasing, one more than the bins.
    let edges: [Double]

    /// Bins for N values in a range.
    ///
    /// - Parameters:
    ///   - lowest: The lowest value.
    ///   - highest: The highest value; when equal to the lowest, one bin of width 1 is centred on it.
    ///   - count: N, at least 1.
    ///   - areIntegers: Whole numbers get no bin narrower than 1.
    /// - Returns: nil when the range is too narrow for doubles to cut, where NumPy raises.
    init?(from lowest: Double, to highest: Double, count: Int, areIntegers: Bool) {
        let isPoint = lowest == highest
        let first = isPoint ? lowest - 0.5 : lowest
        let last = isPoint ? highest + 0.5 : highest
        let range = last - first
        var bins = 1
        if !isPoint {
            let width = range / (log2(Double(count)) + 1)
            bins = Int((range / (areIntegers && width < 1 ? 1 : width)).rounded(.up))
        }
        let step = range / Double(bins)
        var edges = (0...bins).map { Double($0) * step + first }
        edges[bins] = last
        guard zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
        self.edges = edges
    }

    /// How many values fall in each bin; those outside fall in none.
    ///
    /// - Complexity: O(bins · log n).
    func counts(of sample: SortedSample) -> [Int] {
        let ranks = edges.enumerated().map { place, edge in
            sample.rank(of: edge, includingEqual: place == edges.count - 1)
        }
        return zip(ranks, ranks.dropFirst()).map { $1 - $0 }
    }
}
