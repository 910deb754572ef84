public import Features

/// What a run of `limpide features` made: rows read, clients covered, and for each feature gaps, distinct values and range.
///
/// Its JSON, keys in snake case, is the folder's `report.json`.
public struct FeatureReport: Hashable, Sendable, Encodable {
    /// One feature.
    public struct Column: Hashable, Sendable, Encodable {
        /// Its name in the catalog.
        public let name: String
        /// Whether values are levels of a category.
        public let isCategory: Bool
        /// The share of clients whose value nobody knows, 0…1.
        public let missing: Double
        /// How many known values differ.
        public let distinct: Int
        /// The lowest known value; nil for a category and without any.
        public let low: Double?
        /// The highest known value; nil for a category and without any.
        public let high: Double?
    }

    /// Names of the files in a feature folder.
    public enum FileName {
        /// The report for programs.
        public static let json = "report.json"
        /// The report for people.
        public static let page = "report.html"
    }

    /// Name and version of the catalog.
    public let catalog: String
    /// The engine and its version.
    public let engine: String
    /// Whether the raw tables were made by the generator.
    public let synthetic: Bool
    /// How many features.
    public let features: Int
    /// How many clients.
    public let clients: Int
    /// How many clients with a known outcome.
    public let labelled: Int
    /// How long the features took, without this report.
    public let seconds: Double
    /// The most memory that the process had held when the features were written, before this report.
    public let peakMemoryBytes: Int
    /// Rows read, by table.
    public let tables: [String: Int]
    /// Rows left out because they cannot be read, by file; files without any are not named.
    public let rejected: [String: Int]
    /// Values that cannot be and count as unknown, by table and column; columns without any are not named.
    public let impossible: [String: [String: Int]]
    /// Clients with at least one row, by table; see ``TableCoverage``.
    public let coverage: [String: Int]
    /// What is lost for want of a table.
    public let losses: [FeaturePlan.Loss]
    /// The features, in order.
    public let columns: [Column]
    /// Names of features with one value for all clients.
    public let constant: [String]
    /// Names of features that are equal for all clients, in groups.
    public let duplicate: [[String]]

    /// Reports on all features.
    ///
    /// - Parameters:
    ///   - tally: of all columns, in the order of the manifest's schema.
    ///   - seconds: how long the features took.
    ///   - peakMemoryBytes: the most memory that the process had held by then.
    public init(_ tally: FeatureTally, manifest: FeatureManifest, seconds: Double, peakMemoryBytes: Int) {
        let rows = Double(max(1, manifest.clients))
        let summaries = tally.summaries
        let names = tally.columns.map(\.name)
        let same = SameValues(
            summaries.map(\.print), missing: summaries.map(\.missing), distinct: summaries.map(\.distinct))
        catalog = manifest.catalog
        engine = manifest.engine
        synthetic = manifest.isSynthetic
        features = names.count
        clients = manifest.clients
        labelled = manifest.labelled
        self.seconds = seconds
        self.peakMemoryBytes = peakMemoryBytes
        tables = manifest.rows
        rejected = manifest.rejected
        impossible = manifest.impossible
        coverage = Dictionary(
            uniqueKeysWithValues: tally.covered.measured(manifest).compactMap { table in
                table.clients.map { (table.name, $0) }
            })
        losses = manifest.losses
        columns = zip(tally.columns, summaries).map { column, summary in
            Column(
                name: column.name, isCategory: column.isCategory, missing: Double(summary.missing) / rows,
                distinct: summary.distinct, low: summary.low, high: summary.high)
        }
        constant = same.constant.map { names[$0] }
        duplicate = same.duplicates.map { $0.map { names[$0] } }
    }
}
