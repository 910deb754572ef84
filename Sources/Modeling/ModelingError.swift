/// Why a model could not be trained, saved or loaded.
public struct ModelingError: Error, Hashable, CustomStringConvertible {
    /// The kinds of failure; open, so match with `default`.
    public struct Code: Hashable, Sendable {
        private enum Value { case unusableData, invalidSetting, notFound, corrupt, engine }
        private let value: Value
        /// The data cannot teach a model.
        public static let unusableData = Code(value: .unusableData)
        /// A setting is out of range.
        public static let invalidSetting = Code(value: .invalidSetting)
        /// There is no bundle.
        public static let notFound = Code(value: .notFound)
        /// The bundle is not what was trained.
        public static let corrupt = Code(value: .corrupt)
        /// The learner is missing or failed.
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
