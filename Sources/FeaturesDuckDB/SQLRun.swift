import Catalog
import DuckDB
import Features

/// Computes features by the plan's SQL, one raw table after the other.
struct SQLRun {
    private let run: EngineRun
    private let connection: Connection
    private let loader: RawTableLoader

    init(_ run: EngineRun) throws {
        self.run = run
        let database = try run.database(memoryLimitBytes: run.memoryLimitBytes)
        let connection = try reported { try Connection(database) }
        self.connection = connection
        loader = RawTableLoader(connection: connection, badRows: run.badRows)
    }

    /// Writes the features and says what they are.
    func manifest() throws -> FeatureManifest {
        let plan = run.plan, onProgress = run.onProgress
        let rejects = RejectsList(at: run.path(FeatureManifest.FileName.rejects))
        let weights = run.weights
        let sql = FeatureSQL(plan, dialect: DuckDBDialect())
        var rows: [String: Int] = [:]
        var impossible: [String: [String: Int]] = [:]
        var done = 0.0
        for table in plan.tables {
            let start = done, share = weights[table.name] ?? 0
            let isRoot = table.name == plan.catalog.root
            rows[table.name] = try watch(connection, { onProgress(.reading, start + share * $0 * 0.7) }) {
                try loader.load(table, from: run.tables.files[table.name] ?? [], rejects: rejects)
            }
            if isRoot { try loader.checkRoot(plan.catalog) } else { try loader.checkKey(table) }
            try watch(connection, { onProgress(.reading, start + share * (0.7 + $0 * 0.3)) }) {
                for statement in sql.statements(of: table) { try reported { try connection.execute(statement.sql) } }
            }
            if let (columns, query) = sql.impossibleValues(of: table) {
                let counts = try loader.impossible(columns, query)
                if !counts.isEmpty { impossible[table.name] = counts }
            }
            // A folded table's rows are needed no more: memory holds one raw table at a time.
            if !isRoot { try reported { try connection.execute(loader.dropping(table)) } }
            done += share
        }
        for statement in sql.results { try reported { try connection.execute(statement.sql) } }
        try watch(connection, { onProgress(.writing, $0) }) {
            try copy("features", to: run.path(FeatureManifest.FileName.features(1)))
            try copy("information", to: run.path(FeatureManifest.FileName.information(1)))
            for history in plan.histories {
                let key = SQLText.identifier(FeatureSQL.KeyColumn.client)
                try copy(
                    FeatureSQL.history(history.schema.name),
                    "WHERE \(key) IN (SELECT \(key) FROM features) ORDER BY \(key), \(FeatureSQL.KeyColumn.place)",
                    to: run.path(FeatureManifest.FileName.history(history.schema.name, 1)))
            }
        }
        return try run.manifest(
            engine: "DuckDB \(try DuckDBLibrary.version), SQL", clients: rows[plan.catalog.root] ?? 0,
            labelled: try loader.labelled(plan.catalog), rows: rows, rejected: try rejects.finish(),
            impossible: impossible, parts: 1)
    }

    private func copy(_ view: String, _ rest: String = "", to path: String) throws {
        try reported {
            try connection.execute(
                "COPY (SELECT * FROM \(SQLText.identifier(view)) \(rest)) TO \(SQLText.literal(path)) (FORMAT parquet, COMPRESSION zstd)"
            )
        }
    }
}
