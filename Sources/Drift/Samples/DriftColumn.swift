/// One column of one side of a comparison.
public struct DriftColumn: Sendable {
    /// A column's values.
    public enum Values: Sendable {
        /// Single-precision numbers; NaN and the infinities are missing.
        case floats([Float])
        /// Double-precision numbers; NaN and the infinities are missing.
        case doubles([Double])
        /// Positions in `levels`; −1 is missing. A level may be listed without occurring.
        case levels(codes: [Int32], levels: [String])
    }

    /// The column's name.
    public let name: String
    /// The values, one per row.
    public let values: Values
    /// Whether the source stores whole numbers; evidently then picks another kind of test for few distinct values.
    public let isInteger: Bool

    /// Describes a column.
    ///
    /// - Parameters:
    ///   - name: What it is called on both sides.
    ///   - values: One per row.
    ///   - isInteger: True when the source's type is a whole number.
    public init(name: String, values: Values, isInteger: Bool = false) {
        self.name = name
        self.values = values
        self.isInteger = isInteger
    }

    /// How many rows there are, missing values included.
    public var rows: Int {
        switch values {
        case .floats(let values): values.count
        case .doubles(let values): values.count
        case .levels(let codes, _): codes.count
        }
    }

    /// Whether values are words.
    var isLevels: Bool {
        if case .levels = values { true } else { false }
    }

    /// The known numbers, sorted; nil for words.
    var sorted: SortedSample? {
        switch values {
        case .floats(let values): SortedSample(values)
        case .doubles(let values): SortedSample(values)
        case .levels: nil
        }
    }
}
