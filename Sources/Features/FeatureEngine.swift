/// Runs a plan on raw tables.
public protocol FeatureEngine: Sendable {
    /// Checks the raw tables against the catalog, computes the plan's features and puts the feature table in `folder`.
    ///
    /// The folder appears whole or not at all; one that was there before is replaced at the end.
    /// - Parameter onProgress: called with a stage and the share of it that is done, 0…1, from any thread.
    /// - Throws: ``FeatureError``.
    func run(
        _ plan: FeaturePlan, on tables: RawTables, to folder: String,
        onProgress: @escaping @Sendable (FeatureStage, Double) -> Void
    ) throws -> FeatureManifest

    /// Loads a feature table into memory.
    ///
    /// - Throws: ``FeatureError`` when the folder holds none or it is damaged.
    func load(_ folder: String) throws -> FeatureTable

    /// Hands over a feature table and what a person reads beside it, in batches of at most `size` clients, ascending.
    ///
    /// Memory depends on `size`, not on the number of clients.
    func forEachBatch(in folder: String, of size: Int, _ body: (FeatureTable, InformationTable) throws -> Void) throws

    /// Hands over a feature table in groups of at most `size` columns, in the order of the schema, each with all clients.
    ///
    /// Memory depends on `size` and the number of clients, not on the number of features.
    /// - Throws: ``FeatureError`` when the folder holds none or it is damaged; what `body` throws.
    func forEachColumnGroup(in folder: String, of size: Int, _ body: (FeatureTable) throws -> Void) throws
}

/// The stages of computing features.
public enum FeatureStage: String, Sendable, CaseIterable {
    /// Raw tables are read, checked and folded, one after the other.
    case reading
    /// Features are computed and written.
    case writing
}

/// What a folder of features holds; `manifest.json` beside the data.
public struct FeatureManifest: Hashable, Sendable, Codable {
    /// The format's version.
    public let format: Int
    /// Name and version of the catalog.
    public let catalog: String
    /// The engine and its version.
    public let engine: String
    /// The columns.
    public let schema: FeatureSchema
    /// The histories kept beside the features; nil where an earlier version kept none.
    public let histories: [HistorySchema]?
    /// Clients in the table.
    public let clients: Int
    /// Clients whose outcome is known.
    public let labelled: Int
    /// Rows read, by table.
    public let rows: [String: Int]
    /// Rows left out because they cannot be read, by file; files without any are not named.
    public let rejected: [String: Int]
    /// Values that cannot be and count as unknown, by table and column; columns without any are not named.
    public let impossible: [String: [String: Int]]
    /// In how many files the features lie.
    public let parts: Int
    /// What is lost for want of a table.
    public let losses: [FeaturePlan.Loss]
    /// Whether the raw tables were made by the generator.
    public let isSynthetic: Bool

    /// Makes a manifest.
    public init(
        catalog: String, engine: String, schema: FeatureSchema, histories: [HistorySchema] = [], clients: Int,
        labelled: Int, rows: [String: Int],
        rejected: [String: Int] = [:], impossible: [String: [String: Int]] = [:], parts: Int = 1,
        losses: [FeaturePlan.Loss], isSynthetic: Bool
    ) {
        format = Self.currentFormat
        self.catalog = catalog
        self.engine = engine
        self.schema = schema
        self.histories = histories
        self.clients = clients
        self.labelled = labelled
        self.rows = rows
        self.rejected = rejected
        self.impossible = impossible
        self.parts = parts
        self.losses = losses
        self.isSynthetic = isSynthetic
    }

    /// The format that is written and read.
    public static let currentFormat = 2

    /// Names of the files in a feature folder.
    public enum FileName {
        /// The features, one row per client; clients ascend through the parts, which are counted from 1.
        public static func features(_ part: Int) -> String { "features-\(numbered(part)).parquet" }
        /// The application's columns as a person reads them, one row per client, same order and parts.
        public static func information(_ part: Int) -> String { "information-\(numbered(part)).parquet" }
        /// The rows of a history: client, place among the client's rows, and the columns, same clients and parts.
        public static func history(_ name: String, _ part: Int) -> String {
            "history-\(name)-\(numbered(part)).parquet"
        }
        /// The clients' records, same order and parts; only there when they were kept.
        public static func records(_ part: Int) -> String { "records-\(numbered(part)).bin" }
        /// The rows that cannot be read: file, line, column, reason; only there when some were left out.
        public static let rejects = "rejects.csv"
        /// This manifest.
        public static let manifest = "manifest.json"

        private static func numbered(_ part: Int) -> String {
            String(repeating: "0", count: max(0, 4 - String(part).count)) + String(part)
        }
    }
}
