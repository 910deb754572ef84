/// Turns a category into one column of 0 and 1 per common level, one for the rare levels together, one for missing.
///
/// A level that training never saw counts as rare. Where training had no rare level or no missing value, such a row has 0
/// in every column.
public struct OneHot: Sendable, Hashable, Codable {
    /// The codes with a column of their own, in rising order.
    public let levels: [Int]
    /// Whether a column tells of rare and unseen levels.
    public let hasRare: Bool
    /// Whether a column tells of missing values.
    public let hasMissing: Bool

    /// Learns which levels are common.
    ///
    /// - Parameters:
    ///   - codes: One per row, 0 or more, NaN where missing.
    ///   - minimumRows: Levels with fewer rows are pooled, at least 1.
    public init(fitting codes: [Float], minimumRows: Int = 1) {
        precondition(minimumRows >= 1, "a level has at least one row")
        var counts: [Int: Int] = [:]
        for code in codes where !code.isNaN { counts[Int(code), default: 0] += 1 }
        levels = counts.keys.filter { (counts[$0] ?? 0) >= minimumRows }.sorted()
        hasRare = levels.count < counts.count
        hasMissing = codes.contains(where: \.isNaN)
    }

    /// How many columns come out: levels, rare, missing.
    public var outputCount: Int { levels.count + (hasRare ? 1 : 0) + (hasMissing ? 1 : 0) }

    /// The column that is 1 for a code, nil when all are 0.
    ///
    /// - Complexity: O(log levels).
    public func position(of code: Float) -> Int? {
        guard !code.isNaN else { return hasMissing ? outputCount - 1 : nil }
        var (low, high) = (0, levels.count)
        while low < high {
            let middle = (low + high) / 2
            if Float(levels[middle]) < code { low = middle + 1 } else { high = middle }
        }
        if low < levels.count, Float(levels[low]) == code { return low }
        return hasRare ? levels.count : nil
    }

    /// The columns of 0 and 1.
    public func apply(to codes: [Float]) -> [[Float]] {
        var columns = [[Float]](repeating: [Float](repeating: 0, count: codes.count), count: outputCount)
        for (row, code) in codes.enumerated() {
            if let position = position(of: code) { columns[position][row] = 1 }
        }
        return columns
    }
}
