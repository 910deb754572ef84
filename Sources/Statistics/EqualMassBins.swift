/// Rows sorted by probability and cut into bins of equal count that never split equal probabilities.
struct EqualMassBins {
    /// Row numbers from the lowest probability to the highest.
    let order: [Int]
    /// The places in `order` that each bin takes, from the lowest; never empty.
    let ranges: [Range<Int>]

    /// Cuts rows into at most `binCount` bins, fewer with many ties, in O(n log n).
    init(_ probabilities: [Double], binCount: Int) {
        order = probabilities.indices.sorted {
            probabilities[$0] < probabilities[$1] || (probabilities[$0] == probabilities[$1] && $0 < $1)
        }
        var ranges: [Range<Int>] = []
        var start = 0
        for number in 1...binCount {
            var end = number * order.count / binCount
            guard end > start else { continue }
            while end < order.count, probabilities[order[end]] == probabilities[order[end - 1]] { end += 1 }
            ranges.append(start..<end)
            start = end
        }
        self.ranges = ranges
    }
}
