import CLightGBM

/// Parameters of a data set or of a training, by LightGBM's own names, in the order given.
///
/// Checked where they are used: a name that LightGBM does not know is an error, where LightGBM alone would pass over it.
public struct Parameters: Hashable, Sendable {
    /// A name and its value.
    public struct Entry: Hashable, Sendable {
        /// LightGBM's name, or an alias of it.
        public let name: String
        /// The value.
        public var value: ParameterValue
    }

    /// Threads to use, 1 or more; never left to the machine.
    public var threads: Int
    /// The other parameters, in the order given.
    public private(set) var entries: [Entry] = []

    /// Parameters, such as `Parameters(threads: 2, ["objective": "binary", "learning_rate": 0.05, "num_leaves": 31])`.
    ///
    /// A name given twice keeps its first place and its last value.
    public init(threads: Int, _ values: KeyValuePairs<String, ParameterValue> = [:]) {
        self.threads = threads
        for (name, value) in values { self[name] = value }
    }

    /// The value of a parameter; setting nil takes it out.
    public subscript(name: String) -> ParameterValue? {
        get { entries.first { $0.name == name }?.value }
        set {
            let index = entries.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): entries[index].value = value
            case (let index?, nil): entries.remove(at: index)
            case (nil, let value?): entries.append(Entry(name: name, value: value))
            case (nil, nil): break
            }
        }
    }

    /// The text that LightGBM reads, `name=value` separated by spaces.
    ///
    /// - Throws: `invalidParameter` for less than one thread, an unknown name, a name that the wrapper gives itself, and a name or
    ///   value that is empty or holds a space, an equals sign or a quote.
    func text(adding own: [Entry] = []) throws(LightGBMError) -> String {
        try LightGBMLibrary.load()
        guard threads >= 1 else {
            throw LightGBMError(code: .invalidParameter, message: "LightGBM needs at least one thread, not \(threads).")
        }
        for entry in entries { try Self.check(entry) }
        let fixed = ["num_threads=\(threads)", "verbosity=-1"]
        let text = (fixed + (entries + own).map { "\($0.name)=\($0.value.text)" }).joined(separator: " ")
        do throws(LightGBMError) {
            try Self.read(text)
        } catch {
            // The library does not always say which one: each is tried alone.
            for entry in entries {
                let alone = "\(entry.name)=\(entry.value.text)"
                do throws(LightGBMError) { try Self.read("verbosity=-1 \(alone)") } catch {
                    throw LightGBMError(
                        code: .invalidParameter, message: "LightGBM does not take \(alone): \(error.message)")
                }
            }
            throw error
        }
        return text
    }

    /// Lets the library read a text, and nothing more: compared with itself, it changes nothing.
    private static func read(_ text: String) throws(LightGBMError) {
        try LightGBMLibrary.check(.invalidParameter) { unsafe LGBM_DatasetUpdateParamChecking(text, text) }
    }

    private static func check(_ entry: Entry) throws(LightGBMError) {
        let (name, value) = (entry.name, entry.value.text)
        if givenByWrapper.contains(name) {
            throw LightGBMError(
                code: .invalidParameter,
                message: "\(name) is not given among the parameters: it has its own argument, or is never needed."
            )
        }
        guard LightGBMLibrary.parameterNames.contains(name) else {
            throw LightGBMError(code: .invalidParameter, message: "LightGBM knows no parameter \"\(name)\".")
        }
        if value.isEmpty || value.utf8.contains(where: { $0 <= 32 || $0 == UInt8(ascii: "=") || quotes.contains($0) }) {
            throw LightGBMError(
                code: .invalidParameter,
                message: "The value of \(name) is empty, or holds a space, an equals sign or a quote."
            )
        }
    }

    private static let quotes = Set("\"'".utf8)
    private static let givenByWrapper: Set<String> = [
        "num_threads", "num_thread", "nthread", "nthreads", "n_jobs", "verbosity", "verbose", "categorical_feature",
        "cat_feature", "categorical_column", "cat_column", "categorical_features", "config", "config_file", "task",
        "task_type", "num_iterations", "num_iteration", "n_iter", "num_tree", "num_trees", "num_round", "num_rounds",
        "nrounds",
        "num_boost_round", "n_estimators", "max_iter", "early_stopping_round", "early_stopping_rounds",
        "early_stopping",
        "n_iter_no_change", "early_stopping_min_delta",
    ]
}
