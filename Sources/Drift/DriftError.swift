/// Why two data sets could not be compared, or figures not be made of decisions.
public struct DriftError: Error, Hashable, CustomStringConvertible {
    /// The kinds of failure; open, so match with `default`.
    public struct Code: Hashable, Sendable {
        private enum Value { case noRows, nothingInCommon, invalidSetting, invalidInput }
        private let value: Value
        /// One side has no row.
        public static let noRows = Code(value: .noRows)
        /// No column is on both sides.
        public static let nothingInCommon = Code(value: .nothingInCommon)
        /// A setting is out of range.
        public static let invalidSetting = Code(value: .invalidSetting)
        /// Values that a figure cannot be made of.
        public static let invalidInput = Code(value: .invalidInput)
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
