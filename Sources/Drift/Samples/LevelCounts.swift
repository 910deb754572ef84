/// How often each level of a column occurs.
public struct LevelCounts: Sendable, Hashable {
    /// Rows by level; only levels that occur.
    public let counts: [String: Int]
    /// Rows without a level.
    public let missing: Int

    /// Counts codes.
    ///
    /// - Parameters:
    ///   - codes: Positions in `levels`; any other number is missing.
    ///   - levels: The words. The same word at two positions is one level.
    /// - Complexity: O(rows + levels).
    public init(codes: [Int32], levels: [String]) {
        var byCode = [Int](repeating: 0, count: levels.count)
        var missing = 0
        for code in codes {
            if code >= 0, Int(code) < byCode.count { byCode[Int(code)] += 1 } else { missing += 1 }
        }
        var counts: [String: Int] = [:]
        for (level, count) in zip(levels, byCode) where count > 0 { counts[level, default: 0] += count }
        self.counts = counts
        self.missing = missing
    }

    /// Rows with a level.
    public var known: Int { counts.values.reduce(0, +) }
}
