/// Why the decision log could not do what was asked.
public struct LogError: Error, Hashable, CustomStringConvertible {
    /// The kinds of failure; open, so match with `default`.
    public struct Code: Hashable, Sendable {
        private enum Value { case notFound, full, unavailable, conflict, notAllowed, invalid, corrupt, key, failed }
        private let value: Value
        /// There is no such entry, review or log.
        public static let notFound = Code(value: .notFound)
        /// The disk is full: nothing was recorded, so nothing may be decided.
        public static let full = Code(value: .full)
        /// The database cannot be reached: nothing is known to be recorded, so nothing may be decided.
        public static let unavailable = Code(value: .unavailable)
        /// Somebody else was quicker, or the review is in another state.
        public static let conflict = Code(value: .conflict)
        /// This person may not do it: the second pair of eyes must not be the first.
        public static let notAllowed = Code(value: .notAllowed)
        /// What was to be recorded makes no sense.
        public static let invalid = Code(value: .invalid)
        /// The log is damaged, or another program's.
        public static let corrupt = Code(value: .corrupt)
        /// The file of the log's key is missing, another's, or open to others.
        public static let key = Code(value: .key)
        /// Anything else.
        public static let failed = Code(value: .failed)
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

    /// Whether the log cannot record for now, through no fault of the request: a service answers 503.
    public var isOutage: Bool { code == .full || code == .unavailable || code == .failed }
}
