/// From where an indicator is past its limit.
///
/// Shares are 0...1.
public struct Limits: Sendable, Hashable, Codable {
    /// Stability index of the score; 0.1 is the lenders' usual first line, 0.25 their second.
    public var score = 0.1
    /// Change of the approval rate.
    public var approvals = 0.05
    /// Rise of the share of decisions that a person changed.
    public var overrides = 0.05
    /// Share of reasons that moved from one code to another.
    public var reasons = 0.1
    /// Change of the expected share of defaults, relative to the baseline.
    public var expectedDefaults = 0.2
    /// Rise of the expected cost, relative to the baseline.
    public var expectedCost = 0.2
    /// Chance below which realised defaults contradict what was promised.
    public var calibration = 0.01
    /// Share of clients that moved in a column's distribution or missing share.
    public var columns = 0.05
    /// Decisions that a window needs to be judged.
    public var decisions = 100

    private enum CodingKeys: String, CodingKey {
        case score, approvals, overrides, reasons, calibration, columns, decisions
        case expectedDefaults = "expected_defaults"
        case expectedCost = "expected_cost"
    }

    /// The usual limits.
    public init() {}

    /// Reads limits; those that are not written are the usual ones.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func read(_ key: CodingKeys, _ usual: Double) throws -> Double {
            try container.decodeIfPresent(Double.self, forKey: key) ?? usual
        }
        score = try read(.score, score)
        approvals = try read(.approvals, approvals)
        overrides = try read(.overrides, overrides)
        reasons = try read(.reasons, reasons)
        expectedDefaults = try read(.expectedDefaults, expectedDefaults)
        expectedCost = try read(.expectedCost, expectedCost)
        calibration = try read(.calibration, calibration)
        columns = try read(.columns, columns)
        decisions = try container.decodeIfPresent(Int.self, forKey: .decisions) ?? decisions
    }

    /// Refuses limits that nothing could be within or past.
    ///
    /// - Throws: ``MonitoringError``.
    public func check() throws(MonitoringError) {
        let shares = [approvals, overrides, reasons, columns, calibration]
        guard shares.allSatisfy({ $0 > 0 && $0 <= 1 }), [score, expectedDefaults, expectedCost].allSatisfy({ $0 > 0 })
        else {
            throw MonitoringError(
                .invalidSetting, "a limit must be above 0, and a limit on a share at most 1: correct the settings.")
        }
        guard decisions >= 2 else {
            throw MonitoringError(
                .invalidSetting, "a window needs at least 2 decisions to be judged: correct the settings.")
        }
    }
}
