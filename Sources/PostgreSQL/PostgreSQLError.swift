/// Why PostgreSQL did not do what was asked.
public struct PostgreSQLError: Error, Hashable, CustomStringConvertible {
    /// The kinds of failure; open, so match with `default`.
    public struct Code: Hashable, Sendable {
        private enum Value { case libraryMissing, unreachable, lost, full, duplicate, noTable, again, refused, misfit }
        private let value: Value
        /// The library libpq was not found.
        public static let libraryMissing = Code(value: .libraryMissing)
        /// No connection could be made.
        public static let unreachable = Code(value: .unreachable)
        /// The connection ended; whether the last statement was done is not known.
        public static let lost = Code(value: .lost)
        /// The server's disk is full.
        public static let full = Code(value: .full)
        /// A key is there already.
        public static let duplicate = Code(value: .duplicate)
        /// There is no such table or schema.
        public static let noTable = Code(value: .noTable)
        /// Too much at once, or a time limit: it may succeed later.
        public static let again = Code(value: .again)
        /// The server refused the statement.
        public static let refused = Code(value: .refused)
        /// An answer is of another type or shape than was expected.
        public static let misfit = Code(value: .misfit)
    }

    /// What kind of failure.
    public let code: Code
    /// Five characters by which PostgreSQL names the failure; nil when it did not name one.
    public let state: String?
    /// One sentence, without values from tables.
    public let message: String

    init(_ code: Code, state: String? = nil, _ message: String) {
        self.code = code
        self.state = state
        self.message = message
    }

    /// Reads a state, as in PostgreSQL's table of error codes; nothing of the server's own message, which may quote values.
    init(state: String) {
        switch (state, state.prefix(2)) {
        case ("53100", _): self.init(.full, state: state, "PostgreSQL's disk is full.")
        case ("57P01", _), ("57P02", _), ("57P03", _), (_, "08"):
            self.init(.lost, state: state, "PostgreSQL ended the connection.")
        case ("23505", _): self.init(.duplicate, state: state, "PostgreSQL holds this key already.")
        case ("42P01", _), ("3F000", _): self.init(.noTable, state: state, "PostgreSQL has no such table.")
        case (_, "53"), (_, "40"), ("55P03", _), ("57014", _):
            self.init(.again, state: state, "PostgreSQL had too much to do (state \(state)).")
        default: self.init(.refused, state: state, "PostgreSQL refused a statement (state \(state)).")
        }
    }

    /// The sentence.
    public var description: String { message }
}
