/// What one window showed: the history that alerts are judged by.
public struct WindowRecord: Sendable, Hashable {
    /// Plain figures of a window.
    public struct Facts: Sendable, Hashable, Codable {
        /// Decisions.
        public let decisions: Int
        /// Share granted, 0...1; nil without decisions.
        public let approvalRate: Double?
        /// Share that a person changed, 0...1; nil without decisions.
        public let overrideRate: Double?
        /// Expected share of defaults by the probabilities, 0...1; nil without decisions.
        public let expectedDefaults: Double?
        /// Expected cost per decision, in the unit of the costs; nil without decisions.
        public let expectedCost: Double?
        /// How often each reason code was given.
        public let reasons: [String: Int]

        /// Notes figures.
        public init(
            decisions: Int, approvalRate: Double?, overrideRate: Double?, expectedDefaults: Double?,
            expectedCost: Double?, reasons: [String: Int]
        ) {
            self.decisions = decisions
            self.approvalRate = approvalRate
            self.overrideRate = overrideRate
            self.expectedDefaults = expectedDefaults
            self.expectedCost = expectedCost
            self.reasons = reasons
        }
    }

    /// The window.
    public let window: Window
    /// The model whose decisions these are, as its digest.
    public let model: String
    /// Plain figures.
    public let facts: Facts
    /// Every indicator's measurement.
    public let measurements: [Reading]
    /// What went wrong without stopping the rest, as sentences.
    public let problems: [String]

    /// Notes what a window showed.
    public init(window: Window, model: String, facts: Facts, measurements: [Reading], problems: [String] = []) {
        self.window = window
        self.model = model
        self.facts = facts
        self.measurements = measurements
        self.problems = problems
    }

    /// The measurement of an indicator, if it was measured.
    ///
    /// - Complexity: O(measurements).
    public subscript(indicator: Indicator) -> Reading? { measurements.first { $0.indicator == indicator } }
}
