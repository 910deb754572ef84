/// Why a run could not be kept, or told to the MLflow server.
public struct TrackingError: Error, Hashable, CustomStringConvertible {
    /// The kinds of failure; open, so match with `default`.
    public struct Code: Hashable, Sendable {
        private enum Value {
            case unreachable, failing, refused, notFound, taken, rejected, unsupported, invalid, unwritable, damaged,
                busy
        }
        private let value: Value
        /// The server does not answer; what was kept can be sent later.
        public static let unreachable = Code(value: .unreachable)
        /// The server answers that it fails, however often it is asked; what was kept can be sent later.
        public static let failing = Code(value: .failing)
        /// The server does not let this person in, or not this far.
        public static let refused = Code(value: .refused)
        /// There is no such run, model or version.
        public static let notFound = Code(value: .notFound)
        /// The name is taken.
        public static let taken = Code(value: .taken)
        /// The server does not accept what was sent.
        public static let rejected = Code(value: .rejected)
        /// The server is of another kind or version.
        public static let unsupported = Code(value: .unsupported)
        /// A setting or a value is out of range.
        public static let invalid = Code(value: .invalid)
        /// A file cannot be written, as on a full disk.
        public static let unwritable = Code(value: .unwritable)
        /// The files of a run are not what was written.
        public static let damaged = Code(value: .damaged)
        /// Another program works on the same run.
        public static let busy = Code(value: .busy)
    }

    /// What kind of failure.
    public let code: Code
    /// One sentence for the person, without secrets and without a client's values.
    public let message: String

    /// Makes an error from its kind and sentence.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }

    /// True when the same may succeed later with nothing changed here: the server is down, or fails.
    public var isTemporary: Bool { code == .unreachable || code == .failing || code == .busy }
}
