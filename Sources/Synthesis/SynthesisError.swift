/// Why a synthetic lender could not be made.
public struct SynthesisError: Error, Hashable, CustomStringConvertible {
    /// The kinds of failure; open, so match with `default`.
    public struct Code: Hashable, Sendable {
        private enum Value { case invalidSize, invalidShare }
        private let value: Value
        /// The number of clients is outside what the identifiers can hold.
        public static let invalidSize = Code(value: .invalidSize)
        /// The unlabelled share is not a share.
        public static let invalidShare = Code(value: .invalidShare)
    }

    /// What kind of failure.
    public let code: Code
    /// One sentence for the person.
    public let message: String

    /// Makes an error from its kind and sentence.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}
