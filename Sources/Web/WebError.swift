/// Why the server could not start.
public struct WebError: Error, Hashable, CustomStringConvertible {
    /// The kinds of failure; open, so match with `default`.
    public struct Code: Hashable, Sendable {
        private enum Value { case portInUse, portForbidden, addressUnknown, unsafe, encryption }
        private let value: Value
        /// Another program listens at the port.
        public static let portInUse = Code(value: .portInUse)
        /// The system keeps the port for others.
        public static let portForbidden = Code(value: .portForbidden)
        /// The machine has no such address.
        public static let addressUnknown = Code(value: .addressUnknown)
        /// Others could reach a server that is not safe for them.
        public static let unsafe = Code(value: .unsafe)
        /// The certificate or its key cannot be used.
        public static let encryption = Code(value: .encryption)
    }

    /// What kind of failure.
    public let code: Code
    /// One sentence for the person, with what to do.
    public let message: String

    /// Makes an error from its kind and sentence.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}
