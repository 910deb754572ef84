/// Why a message could not be handed over.
public struct NotifyingError: Error, Hashable, CustomStringConvertible {
    /// The kinds of failure; open, so match with `default`.
    public struct Code: Hashable, Sendable {
        private enum Value { case invalid, unreachable, insecure, refused }
        private let value: Value
        /// An address or a setting is not as it should be.
        public static let invalid = Code(value: .invalid)
        /// The receiver does not answer, or breaks off.
        public static let unreachable = Code(value: .unreachable)
        /// The connection cannot be protected as was asked.
        public static let insecure = Code(value: .insecure)
        /// The receiver answers and says no.
        public static let refused = Code(value: .refused)
    }

    /// What kind of failure.
    public let code: Code
    /// One sentence for the person, without secrets and without the message.
    public let message: String

    /// Makes an error from its kind and sentence.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}
