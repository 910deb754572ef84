public import Foundation

/// LightGBM's trees as a model that MLflow's own tools load and serve.
///
/// `mlflow.lightgbm.load_model` gives the booster; a pandas frame whose category columns have the type `category` is encoded by the
/// levels kept with the trees. `mlflow.pyfunc.load_model` and `mlflow models serve` take each category as text and give the raw
/// score (for a binary model, log-odds): numbers are cut to 32 bits as in training, a level that training never saw is missing.
public struct LightGBMModel: Sendable {
    /// One column that the trees see.
    public struct Column: Hashable, Sendable {
        /// What the caller names it.
        public let name: String
        /// A category's levels, the position being the number that the trees see; nil for numbers.
        public let levels: [String]?

        /// Describes a column.
        public init(name: String, levels: [String]? = nil) {
            self.name = name
            self.levels = levels
        }
    }

    /// A value of an example.
    public enum Value: Hashable, Sendable {
        /// Nothing known.
        case missing
        /// A number.
        case number(Double)
        /// A category's level.
        case level(String)
    }

    /// The trees, as LightGBM writes them.
    public let text: String
    /// The columns, in the order of the trees.
    public let columns: [Column]
    /// When the model was made.
    public let created: Date
    /// LightGBM's version.
    public let version: String
    /// Rows that show what the model takes.
    public var example: [[Value]] = []
    /// What is added to the trees' raw score to give the model's, in log-odds; `mlflow.lightgbm` gives the trees' alone.
    public var offset = 0.0
    /// Figures and names for `MLmodel`'s `metadata`.
    public var metadata: [String: String] = [:]

    /// Describes a model.
    ///
    /// - Throws: `invalid` when the text is not of LightGBM or has not as many columns, or when a name or a level comes twice.
    public init(text: String, columns: [Column], created: Date, version: String = "4.7.0") throws(TrackingError) {
        let head = text.utf8.prefix(1 << 24).split(separator: UInt8(ascii: "\n"), maxSplits: 40)
        let last = head.first { $0.starts(with: "max_feature_idx=".utf8) }
            .flatMap { Int(String($0.dropFirst("max_feature_idx=".utf8.count)) ?? "") }
        guard text.hasPrefix("tree\n"), let last else {
            throw TrackingError(.invalid, "the text is not a LightGBM model.")
        }
        guard last + 1 == columns.count else {
            throw TrackingError(.invalid, "the model has \(last + 1) columns, but \(columns.count) are described.")
        }
        guard Set(columns.map(\.name)).count == columns.count else {
            throw TrackingError(.invalid, "two columns of the model have the same name.")
        }
        for column in columns {
            guard Set(column.levels ?? []).count == (column.levels ?? []).count else {
                throw TrackingError(.invalid, "the column \(column.name) of the model has the same level twice.")
            }
        }
        self.text = text
        self.columns = columns
        self.created = created
        self.version = version
    }

    /// The model's files, to which others can be added, such as the bundle's.
    ///
    /// The same model gives the same bytes.
    ///
    /// - Throws: `invalid` when a row of the example does not fit the columns.
    public func folder() throws(TrackingError) -> ModelFolder {
        var folder = ModelFolder()
        try folder.add(.bytes(Data(description.utf8)), at: "MLmodel")
        try folder.add(.bytes(Data(treesForPandas.utf8)), at: "model.lgb")
        try folder.add(.bytes(Data(JSONText.of(columns.map(ColumnJSON.init)).utf8)), at: "columns.json")
        if offset != 0 { try folder.add(.bytes(Data("\(offset)\n".utf8)), at: "offset.json") }
        try folder.add(.bytes(Data(ScorerScript.text.utf8)), at: "code/\(ScorerScript.module).py")
        try folder.add(.bytes(Data(requirements.map { $0 + "\n" }.joined().utf8)), at: "requirements.txt")
        try folder.add(.bytes(Data(pythonEnvironment.utf8)), at: "python_env.yaml")
        try folder.add(.bytes(Data(condaEnvironment.utf8)), at: "conda.yaml")
        if !example.isEmpty {
            let rows = try exampleRows()
            let frame =
                "{\"columns\": \(JSONText.of(columns.map(\.name))), \"data\": [\(rows.joined(separator: ", "))]}"
            try folder.add(.bytes(Data((frame + "\n").utf8)), at: "input_example.json")
            try folder.add(
                .bytes(Data("{\"dataframe_split\": \(frame)}\n".utf8)), at: "serving_input_example.json")
        }
        return folder
    }

    /// The trees, and the levels in the last line where LightGBM's Python package keeps and looks for them.
    private var treesForPandas: String {
        let levels = columns.compactMap(\.levels)
        guard !levels.isEmpty else { return text }
        let marker = "\npandas_categorical:"
        let trees = text.range(of: marker, options: .backwards).map { String(text[..<$0.lowerBound]) } ?? text
        return trees + (trees.hasSuffix("\n") ? "" : "\n") + "pandas_categorical:\(JSONText.of(levels))\n"
    }

    private var requirements: [String] { ["mlflow>=3,<4", "lightgbm==\(version)", "numpy", "pandas"] }

    private var pythonEnvironment: String {
        "python: 3.11.7\nbuild_dependencies:\n- pip\ndependencies:\n- -r requirements.txt\n"
    }

    private var condaEnvironment: String {
        """
        name: mlflow-env
        channels:
        - conda-forge
        dependencies:
        - python=3.11
        - pip
        - pip:

        """ + requirements.map { "  - \($0)\n" }.joined()
    }

    /// What `MLmodel` says but for the names that only a server gives.
    ///
    /// Strings are JSON's, which YAML reads.
    private var description: String {
        let inputs = columns.map {
            SignatureColumn(type: $0.levels == nil ? "double" : "string", name: $0.name, required: false)
        }
        let outputs = "[{\"type\": \"tensor\", \"tensor-spec\": {\"dtype\": \"float64\", \"shape\": [-1]}}]"
        var text = """
            flavors:
              lightgbm:
                code: null
                data: model.lgb
                lgb_version: \(version)
                model_class: lightgbm.basic.Booster
              python_function:
                code: code
                env:
                  conda: conda.yaml
                  virtualenv: python_env.yaml
                loader_module: \(ScorerScript.module)
                python_version: 3.11.7
            is_signature_from_type_hint: false
            mlflow_version: 3.18.0
            signature:
              inputs: \(JSONText.of(JSONText.of(inputs)))
              outputs: \(JSONText.of(outputs))
              params: null
            type_hint_from_example: false
            utc_time_created: \(JSONText.of(creationText))

            """
        if !metadata.isEmpty { text += "metadata: \(JSONText.of(metadata))\n" }
        if !example.isEmpty {
            text += """
                saved_input_example_info:
                  artifact_path: input_example.json
                  pandas_orient: split
                  serving_input_path: serving_input_example.json
                  type: dataframe

                """
        }
        return text
    }

    private var creationText: String {
        let style = Date.ISO8601FormatStyle(dateTimeSeparator: .space, timeZone: .gmt)
        return String(created.formatted(style).prefix(19))
    }

    private func exampleRows() throws(TrackingError) -> [String] {
        var rows: [String] = []
        for row in example {
            guard row.count == columns.count else {
                throw TrackingError(.invalid, "a row of the model's example has not one value per column.")
            }
            var values: [String] = []
            for (column, value) in zip(columns, row) {
                switch value {
                case .missing: values.append("null")
                case .number(let number) where column.levels == nil && number.isFinite: values.append("\(number)")
                case .number(let number) where column.levels == nil && number.isNaN: values.append("null")
                case .level(let level) where column.levels != nil: values.append(JSONText.of(level))
                default:
                    throw TrackingError(
                        .invalid, "the example's value of the column \(column.name) is not of the column's kind.")
                }
            }
            rows.append("[\(values.joined(separator: ", "))]")
        }
        return rows
    }
}

private struct SignatureColumn: Encodable {
    let type: String
    let name: String
    let required: Bool
}

private struct ColumnJSON: Encodable {
    let name: String
    let levels: [String]?

    init(_ column: LightGBMModel.Column) {
        name = column.name
        levels = column.levels
    }
}

/// Values as JSON text on one line, the same each time.
enum JSONText {
    static func of(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and lists of texts: nothing that JSON cannot hold.
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }
}
