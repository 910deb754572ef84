/// Why an account, a password or a token is not as it should be.
public struct AccessError: Error, Hashable, CustomStringConvertible {
    /// The kinds of failure; open, so match with `default`.
    public struct Code: Hashable, Sendable {
        private enum Value { case malformedName, weakPassword, malformedHash, malformedSecret, unknownScope, failed }
        private let value: Value
        /// An account cannot be called so.
        public static let malformedName = Code(value: .malformedName)
        /// A password that others would guess.
        public static let weakPassword = Code(value: .weakPassword)
        /// A stored password that cannot be read.
        public static let malformedHash = Code(value: .malformedHash)
        /// A token that nobody can have been given.
        public static let malformedSecret = Code(value: .malformedSecret)
        /// A role or scope that does not exist, or that the account does not have.
        public static let unknownScope = Code(value: .unknownScope)
        /// Anything else.
        public static let failed = Code(value: .failed)
    }

    /// What kind of failure.
    public let code: Code
    /// One sentence for the person, without a password or token.
    public let message: String

    /// Makes an error from its kind and sentence.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}
