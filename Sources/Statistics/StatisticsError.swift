/// Why a figure cannot be computed as asked.
public struct StatisticsError: Error, Hashable, CustomStringConvertible {
    /// The kinds of failure; open, so match with `default`.
    public struct Code: Hashable, Sendable {
        private enum Value { case unusableData, invalidSetting }
        private let value: Value
        /// The rows cannot give this figure.
        public static let unusableData = Code(value: .unusableData)
        /// A setting is out of range.
        public static let invalidSetting = Code(value: .invalidSetting)
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
