/// Something that is watched: one figure per window.
public struct Indicator: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// What is watched; the raw value is its name in the store and in messages.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Decisions in the window.
        case volume
        /// Stability index of the score.
        case score
        /// Share of loans granted.
        case approvals
        /// Share of decisions that a person changed.
        case overrides
        /// Mix of reason codes.
        case reasons
        /// Expected share of defaults, by the probabilities.
        case expectedDefaults = "expected_defaults"
        /// Expected cost per decision, by the probabilities.
        case expectedCost = "expected_cost"
        /// Realised share of defaults against what was promised, where outcomes are known.
        case calibration
        /// Distribution of one column's known values.
        case distribution
        /// Missing share of one column.
        case missing
        /// Share of one column's values never seen before.
        case unseen
        /// One column absent, or of another type.
        case broken
    }

    /// What is watched.
    public let kind: Kind
    /// The column, for what is watched of one.
    public let column: String?

    /// An indicator of the whole.
    public init(_ kind: Kind) { self.init(kind, column: nil) }

    /// An indicator of a column, or of the whole.
    public init(_ kind: Kind, column: String?) {
        self.kind = kind
        self.column = column
    }

    /// Reads what ``description`` writes; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard let kind = parts.first.flatMap({ Kind(rawValue: String($0)) }) else { return nil }
        self.init(kind, column: parts.count == 2 ? String(parts[1]) : nil)
    }

    /// Such as `score` or `missing:EXT_SOURCE_2`.
    public var description: String { column.map { "\(kind.rawValue):\($0)" } ?? kind.rawValue }

    /// Orders as ``Kind`` lists them, then by column.
    public static func < (a: Indicator, b: Indicator) -> Bool {
        a.place == b.place
            ? (a.column ?? "").utf8.lexicographicallyPrecedes((b.column ?? "").utf8) : a.place < b.place
    }

    private var place: Int { Kind.allCases.firstIndex(of: kind) ?? 0 }
}

extension Indicator: Codable {
    /// Reads `missing:EXT_SOURCE_2`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let indicator = Indicator(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "No indicator has this name.")
        }
        self = indicator
    }

    /// Writes `missing:EXT_SOURCE_2`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
