public import Catalog

/// Why features could not be computed.
public struct FeatureError: Error, Hashable, CustomStringConvertible {
    /// The kinds of failure; open, so match with `default`.
    public struct Code: Hashable, Sendable {
        private enum Value { case missingInput, badInput, cannotWrite, interrupted, engine }
        private let value: Value
        /// A folder or file is not there.
        public static let missingInput = Code(value: .missingInput)
        /// A file's content is not what the catalog says.
        public static let badInput = Code(value: .badInput)
        /// The result cannot be written.
        public static let cannotWrite = Code(value: .cannotWrite)
        /// The run was stopped.
        public static let interrupted = Code(value: .interrupted)
        /// The engine is missing or failed.
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

extension FeatureError {
    /// Several rows of a table have the same key.
    ///
    /// - Parameter keys: some of those keys, as a person reads them.
    public init(repeated keys: [String], in table: TableDefinition) {
        self.init(
            .badInput,
            "\(table.name) has several rows with the same \(table.key.joined(separator: ", ")) (\(keys.joined(separator: "; "))): keep one row each."
        )
    }
}
