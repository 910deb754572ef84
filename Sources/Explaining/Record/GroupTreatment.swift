public import Credit

/// How decisions would have fallen on the groups of one protected characteristic, on past applications.
public struct GroupTreatment: Hashable, Sendable {
    /// A figure with its 95 % interval.
    public struct Figure: Hashable, Sendable {
        /// The figure.
        public let value: Double
        /// Its interval; nil where there is none.
        public let interval: ClosedRange<Double>?

        /// Makes a figure.
        public init(_ value: Double, _ interval: ClosedRange<Double>?) {
            self.value = value
            self.interval = interval
        }
    }

    /// What the four-fifths rule says of a group.
    public enum Finding: Hashable, Sendable, CaseIterable {
        /// At least four fifths of the reference group's approval rate.
        case within
        /// Less, but chance may explain it.
        case belowWithinChance
        /// Less, and chance does not explain it.
        case below
    }

    /// One group.
    public struct Group: Hashable, Sendable {
        /// What it is called.
        public let label: LocalizedText
        /// Its applications.
        public let rows: Int
        /// The share granted; nil when there are too few to say, as all that follows.
        public let approval: Figure?
        /// The approval rate over that of the reference group; nil for that group itself.
        public let impact: Figure?
        /// What the four-fifths rule says of it.
        public let finding: Finding?
        /// The share of its defaults that were refused.
        public let caught: Figure?
        /// The same minus that of the reference group.
        public let caughtDifference: Figure?
        /// Defaults that happened over defaults that were told: above 1 where the risk is understated.
        public let calibration: Figure?

        /// Makes a group.
        public init(
            label: LocalizedText, rows: Int, approval: Figure?, impact: Figure?, finding: Finding?, caught: Figure?,
            caughtDifference: Figure?, calibration: Figure?
        ) {
            self.label = label
            self.rows = rows
            self.approval = approval
            self.impact = impact
            self.finding = finding
            self.caught = caught
            self.caughtDifference = caughtDifference
            self.calibration = calibration
        }
    }

    /// What dropping the columns that carry the characteristic would do; without them minus with them.
    public struct Dropping: Hashable, Sendable {
        /// How many features carry it.
        public let features: Int
        /// The cost per application, in refused good clients.
        public let cost: Figure
        /// The lowest impact ratio without them; nil when no group is large enough.
        public let lowestImpact: Double?

        /// Makes a comparison.
        public init(features: Int, cost: Figure, lowestImpact: Double?) {
            self.features = features
            self.cost = cost
            self.lowestImpact = lowestImpact
        }
    }

    /// What the characteristic is called.
    public let label: LocalizedText
    /// Whether the model may use columns that carry it.
    public let isAllowed: Bool
    /// Why it may or may not.
    public let reason: LocalizedText?
    /// The groups, in their order.
    public let groups: [Group]
    /// The place of the group that others are set against; nil when none is large enough.
    public let reference: Int?
    /// What dropping it would do; nil when it was not asked.
    public let dropping: Dropping?

    /// Makes a treatment.
    public init(
        label: LocalizedText, isAllowed: Bool, reason: LocalizedText?, groups: [Group], reference: Int?,
        dropping: Dropping?
    ) {
        self.label = label
        self.isAllowed = isAllowed
        self.reason = reason
        self.groups = groups
        self.reference = reference
        self.dropping = dropping
    }

    /// The group with the lowest impact ratio told.
    public var lowest: Group? {
        groups.filter { $0.impact != nil }.min { ($0.impact?.value ?? 0) < ($1.impact?.value ?? 0) }
    }
}
