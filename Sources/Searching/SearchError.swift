/// Why a search could not be set up, gone on with, or brought to a result.
public struct SearchError: Error, Hashable, CustomStringConvertible {
    /// The kinds of failure; open, so match with `default`.
    public struct Code: Hashable, Sendable {
        private enum Value {
            case invalidSpace, unknownParameter, invalidValue, invalidSetting, notFound, taken, otherSearch, damaged,
                busy, unwritable, nothingCompleted
        }
        private let value: Value
        /// The space cannot be searched: a bound, a scale, a choice or a condition is wrong.
        public static let invalidSpace = Code(value: .invalidSpace)
        /// No parameter has this name, or not in this trial.
        public static let unknownParameter = Code(value: .unknownParameter)
        /// A value is of another kind than its parameter, or out of its bounds, or not a finite number.
        public static let invalidValue = Code(value: .invalidValue)
        /// A setting of the sampler, the pruner or the study is out of range.
        public static let invalidSetting = Code(value: .invalidSetting)
        /// There is no journal to go on with.
        public static let notFound = Code(value: .notFound)
        /// There is a journal already where a new one should begin.
        public static let taken = Code(value: .taken)
        /// The journal belongs to another search, as one of another space or seed.
        public static let otherSearch = Code(value: .otherSearch)
        /// The journal is not what was written.
        public static let damaged = Code(value: .damaged)
        /// Another program works on the same journal.
        public static let busy = Code(value: .busy)
        /// The journal cannot be written, as on a full disk.
        public static let unwritable = Code(value: .unwritable)
        /// No trial came to a value.
        public static let nothingCompleted = Code(value: .nothingCompleted)
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
