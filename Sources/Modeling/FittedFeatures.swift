public import Catalog

/// Features that compare a client with others, and those made from other clients' outcomes, learned on training rows, then
/// frozen.
public struct FittedFeatures: Hashable, Sendable, Codable {
    /// One value of a feature that clients alike share.
    public enum Key: Hashable, Sendable {
        /// A level of a category.
        case level(String)
        /// A number, never NaN; 0 and −0 are one.
        case number(Float)
    }

    /// Clients alike.
    public struct Group: Hashable, Sendable, Codable {
        /// What they share: the values of the first so many features of `within`; none for all clients.
        public let keys: [Key]
        /// The median or mean of their known values.
        public let reference: Double
        /// How many of them have a known value.
        public let known: Int
    }

    /// One feature.
    public struct Feature: Hashable, Sendable, Codable {
        /// Its name in the catalog.
        public let name: String
        /// How it is made.
        public let comparison: PeerComparison
        /// All clients, then the groups that are large enough, larger circles first, in order of what they share.
        public let groups: [Group]
    }

    /// The fewest known values that make a group of its own; a smaller one is judged by the circle around it.
    public static let leastKnown = 100

    /// The features that compare, in the catalog's order.
    public let features: [Feature]
    /// The features made from outcomes, which come after those that compare.
    public let targets: TargetFeatures

    /// The names of all features, in order.
    public var names: [String] { features.map(\.name) + targets.features }
}

extension PeerComparison {
    /// A value set against a reference, in double precision.
    ///
    /// - Returns: NaN when the value is unknown, the reference of a ratio is 0, or the result is impossible.
    func compare(_ value: Float, with reference: Double) -> Float {
        guard value.isFinite else { return .nan }
        let result: Double
        switch form {
        case .ratio:
            guard reference != 0 else { return .nan }
            result = Double(value) / reference
        case .difference: result = Double(value) - reference
        }
        if let valid, !(valid.low...valid.high).contains(result) { return .nan }
        let narrow = Float(result)
        return narrow.isFinite ? narrow : .nan
    }
}

extension FittedFeatures.Key: Codable {
    /// Reads a text or a number.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let level = try? container.decode(String.self) {
            self = .level(level)
        } else {
            self = .number(try container.decode(Float.self))
        }
    }

    /// Writes a text or a number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .level(let level): try container.encode(level)
        case .number(let number): try container.encode(number)
        }
    }
}

extension FittedFeatures.Key: Comparable {
    /// Numbers by value, then levels by name.
    public static func < (a: Self, b: Self) -> Bool {
        switch (a, b) {
        case (.number(let a), .number(let b)): a < b
        case (.level(let a), .level(let b)): a < b
        case (.number, .level): true
        case (.level, .number): false
        }
    }
}
