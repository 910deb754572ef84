public import Statistics

/// Clients whose values of one feature are alike.
public struct FeatureBin: Hashable, Sendable {
    /// What the values are.
    public enum Content: Hashable, Sendable {
        /// Numbers above the end of the bin below and up to the bin's own end; nil where the scale is open.
        case numbers(above: Float?, upTo: Float?)
        /// One number, shared by all.
        case number(Float)
        /// One level of a category.
        case level(String)
        /// Levels that are too rare to stand alone.
        case otherLevels(count: Int)
        /// Nobody knows the value.
        case missing
    }

    /// What the values are.
    public let content: Content
    /// How many clients.
    public let clients: Int
    /// How many of them have a known outcome.
    public let labelled: Int
    /// How many of these are in default.
    public let defaults: Int

    /// The fewest labelled clients whose share of defaults is told: fewer would tell of persons.
    public static let fewestToTell = 10

    /// The share of defaults, 0…1; nil when too few outcomes are known.
    public var defaultRate: Double? {
        labelled >= Self.fewestToTell ? Double(defaults) / Double(labelled) : nil
    }

    /// The 95 % Wilson interval of ``defaultRate``.
    public var interval: Interval? {
        labelled >= Self.fewestToTell ? wilsonInterval(successes: defaults, trials: labelled) : nil
    }
}
