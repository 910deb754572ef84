/// What DuckDB refused or could not do.
///
/// `message` is DuckDB's own text, whole; it **may quote values of rows** ("Could not convert string 'abc'"). Show it to the person
/// who owns the data; never write it to a log. `description` holds the code alone, and may be logged.
public struct DuckDBError: Error, Hashable, Sendable {
    /// The kind of failure; more may come.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The library is not there, or its version does not fit.
        public static let libraryMissing = Code("libraryMissing")
        /// The database did not open: no such folder, another program holds it, a wrong setting.
        public static let openFailed = Code("openFailed")
        /// The SQL is wrong, or failed on a value.
        public static let queryFailed = Code("queryFailed")
        /// `Connection.interrupt()` stopped the query.
        public static let interrupted = Code("interrupted")
        /// The query needs more than the memory limit and could not spill to disk.
        public static let outOfMemory = Code("outOfMemory")
        /// A file could not be read or written.
        public static let ioFailed = Code("ioFailed")
        /// A column's type is not one that this module reads: cast it in SQL.
        public static let unsupportedType = Code("unsupportedType")
        /// The call itself is wrong: a column that is not there, a result read twice, a zero byte in a text.
        public static let invalidArgument = Code("invalidArgument")
        /// Rows could not be appended.
        public static let appendFailed = Code("appendFailed")

        /// The code's name, as in the source.
        public let description: String

        private init(_ name: String) { description = name }
    }

    /// The kind of failure.
    public let code: Code
    /// One clear text for the person; it may quote values of rows.
    public let message: String

    /// An error with its code and text.
    public init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    /// DuckDB's text, with the code that its type or its first words tell.
    init(type: Int32? = nil, text: UnsafePointer<CChar>?, otherwise: Code = .queryFailed) {
        let text = unsafe text.map { unsafe String(cString: $0) } ?? ""
        message = text.isEmpty ? "DuckDB gave no reason." : text
        if type == 29 || text.hasPrefix("INTERRUPT Error") {
            code = .interrupted
        } else if type == 33 || text.hasPrefix("Out of Memory Error") {
            code = .outOfMemory
        } else if type == 28 || text.hasPrefix("IO Error") {
            code = otherwise == .openFailed ? .openFailed : .ioFailed
        } else {
            code = otherwise
        }
    }
}

extension DuckDBError: CustomStringConvertible, CustomDebugStringConvertible {
    /// The code alone: safe to log.
    public var description: String { "DuckDB error: \(code)" }

    /// The code alone: safe to log.
    public var debugDescription: String { description }
}

/// Refuses a text that C would cut at its first zero byte.
func checkNoZeroByte(_ text: String, _ what: String) throws(DuckDBError) {
    if text.utf8.contains(0) {
        throw DuckDBError(code: .invalidArgument, message: "The \(what) holds a zero byte, which DuckDB cannot read.")
    }
}
