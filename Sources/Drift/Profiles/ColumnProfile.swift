/// One column without its rows: all that a later comparison needs of it, in one or two kilobytes.
public struct ColumnProfile: Sendable, Hashable, Codable {
    /// Rows, those without a value included.
    public let rows: Int
    /// Rows without a value.
    public let missing: Int
    /// The numbers; nil for words, and when no value is known.
    public let numbers: NumberProfile?
    /// The levels; nil for numbers.
    public let levels: LevelProfile?

    /// Describes a column.
    ///
    /// - Parameters:
    ///   - column: Its values.
    ///   - resolution: How many quantiles to keep of numbers; see ``NumberProfile``.
    /// - Complexity: O(rows).
    public init(of column: DriftColumn, resolution: Int = NumberProfile.defaultResolution) {
        rows = column.rows
        switch column.values {
        case .levels(let codes, let words):
            let counts = LevelCounts(codes: codes, levels: words)
            missing = counts.missing
            levels = LevelProfile(of: counts)
            numbers = nil
        case .floats(let values):
            (missing, numbers, levels) = Self.parts(of: SortedSample(values), resolution)
        case .doubles(let values):
            (missing, numbers, levels) = Self.parts(of: SortedSample(values), resolution)
        }
    }

    /// Describes numbers that are already sorted.
    init(sorted sample: SortedSample, resolution: Int) {
        rows = sample.count + sample.missing
        (missing, numbers, levels) = Self.parts(of: sample, resolution)
    }

    private static func parts(of sample: SortedSample, _ resolution: Int) -> (Int, NumberProfile?, LevelProfile?) {
        (sample.missing, NumberProfile(of: sample, resolution: resolution), nil)
    }

    /// Rows with a value.
    public var known: Int { rows - missing }

    /// Share of rows without a value, 0...1; 0 without rows.
    public var missingShare: Double { rows > 0 ? Double(missing) / Double(rows) : 0 }

    /// What the column holds: numbers of at most ten different values are discrete.
    public var kind: ColumnKind {
        if let numbers { return numbers.isExact && numbers.points.count <= 10 ? .discrete : .number }
        if let levels, levels.count > 0 { return .category }
        return .empty
    }
}
