/// One indicator's figure in one window.
public struct Reading: Sendable, Hashable, Codable {
    /// How a measurement ended.
    public enum State: String, Sendable, Hashable, Codable {
        /// Within its limit.
        case normal
        /// Past its limit.
        case breached
        /// Too few decisions to judge.
        case unknown
    }

    /// What was measured.
    public let indicator: Indicator
    /// How it ended.
    public let state: State
    /// How far from the baseline, in the indicator's own unit; the whole figure where there is nothing to compare with.
    public let value: Double?
    /// The value from which it is past its limit.
    public let limit: Double?
    /// The figure before: share, rate or cost of the baseline; nil where there is none.
    public let before: Double?
    /// The figure in the window.
    public let now: Double?
    /// Of a column that drifted: change of the approval rate that its drift alone makes, −1...1.
    public let approvalChange: Double?

    private enum CodingKeys: String, CodingKey {
        case indicator, state, value, limit, before, now
        case approvalChange = "approval_change"
    }

    /// Notes a measurement.
    public init(
        _ indicator: Indicator, _ state: State, value: Double? = nil, limit: Double? = nil, before: Double? = nil,
        now: Double? = nil, approvalChange: Double? = nil
    ) {
        self.indicator = indicator
        self.state = state
        self.value = value
        self.limit = limit
        self.before = before
        self.now = now
        self.approvalChange = approvalChange
    }
}
