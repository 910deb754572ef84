/// What LightGBM refused or could not do.
public struct LightGBMError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure; more may come.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The library is not there, or its version does not fit.
        public static let libraryMissing = Code("libraryMissing")
        /// The call itself is wrong: lengths that differ, a row of the wrong length, a column that is not there.
        public static let invalidArgument = Code("invalidArgument")
        /// A parameter that LightGBM does not know, or whose value it does not take.
        public static let invalidParameter = Code("invalidParameter")
        /// LightGBM could not bin the data or grow the trees.
        public static let trainingFailed = Code("trainingFailed")
        /// LightGBM could not predict.
        public static let predictionFailed = Code("predictionFailed")
        /// A text is not a whole LightGBM model.
        public static let corruptModel = Code("corruptModel")

        /// The code's name, as in the source.
        public let description: String

        private init(_ name: String) { description = name }
    }

    /// The kind of failure.
    public let code: Code
    /// One clear sentence; never a value of the data.
    public let message: String

    /// An error with its code and sentence.
    public init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    /// The code and the sentence.
    public var description: String { "LightGBM error: \(code): \(message)" }
}
