/// How often each bin or value occurs on both sides: what every statistic of shares starts from.
public struct PairedCounts: Sendable, Hashable {
    /// Rows of the reference in each bin.
    public let reference: [Int]
    /// Rows of the current data in each bin, in the same order.
    public let current: [Int]

    /// Pairs counts.
    public init(reference: [Int], current: [Int]) {
        precondition(reference.count == current.count, "the same bins on both sides")
        self.reference = reference
        self.current = current
    }

    /// One bin per value that occurs on either side, lowest first.
    init(values reference: SortedSample, _ current: SortedSample) {
        let mixed = reference.isSinglePrecision != current.isSinglePrecision
        let a = mixed ? reference.rounded : reference
        let b = mixed ? current.rounded : current
        var counts: (reference: [Int], current: [Int]) = ([], [])
        var i = 0
        var j = 0
        while i < a.count || j < b.count {
            let value = j == b.count || (i < a.count && a[i] <= b[j]) ? a[i] : b[j]
            let ends = (a.endOfRun(from: i, of: value), b.endOfRun(from: j, of: value))
            counts.reference.append(ends.0 - i)
            counts.current.append(ends.1 - j)
            (i, j) = ends
        }
        self.init(reference: counts.reference, current: counts.current)
    }

    /// One bin per level that occurs on either side, in the order of the words' bytes.
    init(levels reference: LevelCounts, _ current: LevelCounts) {
        let words = Set(reference.counts.keys).union(current.counts.keys)
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        self.init(
            reference: words.map { reference.counts[$0] ?? 0 },
            current: words.map { current.counts[$0] ?? 0 })
    }

    /// Rows of the reference.
    public var referenceTotal: Int { reference.reduce(0, +) }
    /// Rows of the current data.
    public var currentTotal: Int { current.reduce(0, +) }

    /// Each bin's share of the reference, summing to 1; all 0 without rows.
    public var referenceShares: [Double] { shares(reference, referenceTotal) }
    /// Each bin's share of the current data, summing to 1; all 0 without rows.
    public var currentShares: [Double] { shares(current, currentTotal) }
}

private func shares(_ counts: [Int], _ total: Int) -> [Double] {
    counts.map { total > 0 ? Double($0) / Double(total) : 0 }
}

extension SortedSample {
    /// Whether values are kept as `Float`.
    var isSinglePrecision: Bool {
        if case .floats = values { true } else { false }
    }

    /// The rank after the last value equal to a number, from a rank at or before it.
    func endOfRun(from start: Int, of value: Double) -> Int {
        guard start < count, self[start] == value else { return start }
        return rank(of: value, includingEqual: true)
    }
}
