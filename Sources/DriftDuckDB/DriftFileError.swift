/// Why a file of columns could not be read.
public struct DriftFileError: Error, Hashable, CustomStringConvertible {
    /// The kinds of failure; open, so match with `default`.
    public struct Code: Hashable, Sendable {
        private enum Value { case notFound, unreadable, engine }
        private let value: Value
        /// There is no such file.
        public static let notFound = Code(value: .notFound)
        /// The file is not the table that it should be.
        public static let unreadable = Code(value: .unreadable)
        /// DuckDB is missing or failed.
        public static let engine = Code(value: .engine)
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
