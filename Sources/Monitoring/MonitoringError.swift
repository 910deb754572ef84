/// Why something cannot be watched, or an alert not be changed.
public struct MonitoringError: Error, Hashable, CustomStringConvertible {
    /// The kinds of failure; open, so match with `default`.
    public struct Code: Hashable, Sendable {
        private enum Value { case invalidSetting, invalidChange }
        private let value: Value
        /// A setting is out of range or not written as it should be.
        public static let invalidSetting = Code(value: .invalidSetting)
        /// An alert is not in the state that a change needs, or the change does not say what it must.
        public static let invalidChange = Code(value: .invalidChange)
    }

    /// What kind of failure.
    public let code: Code
    /// One sentence for the person, without a client's values.
    public let message: String

    /// Makes an error from its kind and sentence.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}
