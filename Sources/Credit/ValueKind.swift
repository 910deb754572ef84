/// What a number means to a person: it decides unit, sign and decimals wherever the value is shown.
public enum ValueKind: String, Hashable, Sendable, CaseIterable, Codable {
    /// A client or contract number; never a feature.
    case id
    /// The outcome that a model learns; never a feature.
    case outcome
    /// An amount in the lender's currency.
    case money
    /// A quotient, 1 meaning equal.
    case ratio
    /// A share, 0…1, shown in per cent.
    case percent
    /// Days before the application, negative in the data, shown as an age or a duration.
    case daysAgo = "days_ago"
    /// Days relative to the application, negative before it.
    case days
    /// A length of time in days, negative when it runs the other way.
    case duration
    /// Months.
    case months
    /// Years.
    case years
    /// How many.
    case count
    /// Hour of the day, 0…23.
    case hour
    /// One of a list of levels.
    case category
    /// Yes (1) or no (0).
    case flag
    /// A score without unit.
    case score
    /// A grade on a short scale.
    case rating
    /// A number without unit.
    case number

    /// Whether values are words rather than numbers.
    public var isCategory: Bool { self == .category }
}
