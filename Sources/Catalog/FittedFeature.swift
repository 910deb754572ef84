/// A feature that compares a client with others: learned on training rows only, then frozen with the model.
public struct FittedFeature: Hashable, Sendable, Codable {
    /// What a model sees and what a person reads.
    public let definition: FeatureDefinition
    /// How it is made.
    public let comparison: PeerComparison

    /// Its name.
    public var name: String { definition.name }
}

/// A client's value against that of clients alike.
public struct PeerComparison: Hashable, Sendable, Codable {
    /// What stands for the clients alike.
    public enum Reference: String, Hashable, Sendable, Codable, CaseIterable {
        /// The median of their known values; the mean of the two middle ones when they are even in number.
        case median
        /// The mean of their known values.
        case mean
    }

    /// How the client's value is set against the reference.
    public enum Form: String, Hashable, Sendable, Codable, CaseIterable {
        /// The value divided by the reference.
        case ratio
        /// The value minus the reference.
        case difference
    }

    /// The feature compared, a number.
    public let value: String
    /// What it is compared with.
    public let against: Reference
    /// The features whose values clients alike share, the most telling first; never empty.
    public let within: [String]
    /// How the two are compared.
    public let form: Form
    /// Possible values; others are missing.
    public let valid: ValidRange?

    /// The features that it reads.
    public var inputs: [String] { [value] + within }
}
