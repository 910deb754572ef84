import Catalog
import Credit
import DuckDB
import FeatureKernels
import Features
import Foundation
import Synchronization

/// Computes features block after block of clients: DuckDB reads the files, rows are divided by client, kernels compute each block,
/// DuckDB writes it.
struct BlockRun {
    private let run: EngineRun
    private let database: Database
    private let blockMemoryLimit: Int

    /// Blocks in one file of features.
    private static let blocksPerPart = 8

    init(_ run: EngineRun) throws {
        self.run = run
        // Half for what DuckDB reads and writes, a quarter for rows kept, the rest for what is being computed.
        let physical = Int(ProcessInfo.processInfo.physicalMemory)
        blockMemoryLimit = (run.memoryLimitBytes ?? physical) / 4
        database = try run.database(memoryLimitBytes: run.memoryLimitBytes.map { max($0 / 2, 100_000_000) })
    }

    /// Writes the features and says what they are.
    func manifest() throws -> FeatureManifest {
        let rejects = RejectsList(at: run.path(FeatureManifest.FileName.rejects))
        var rows: [String: Int] = [:]
        let (reader, units) = try read(rejects, &rows)
        let result = try compute(reader, units)
        return try run.manifest(
            engine: "Limpide blocks, DuckDB \(try DuckDBLibrary.version)", clients: result.clients,
            labelled: result.labelled, rows: rows, rejected: try rejects.finish(), impossible: result.impossible,
            parts: result.parts)
    }

    // MARK: Reading

    /// Reads every table, parents before children, and divides its rows.
    private func read(
        _ rejects: RejectsList, _ rows: inout [String: Int]
    ) throws -> (ClientBlocks.Reader, [Range<Int>]) {
        let plan = run.plan, catalog = plan.catalog, onProgress = run.onProgress
        let connection = try reported { try Connection(database) }
        let loader = RawTableLoader(connection: connection, badRows: run.badRows)
        let weights = run.weights
        var blocks: ClientBlocks?
        var done = 0.0
        for (index, table) in plan.tables.enumerated().reversed() {
            let start = done, share = weights[table.name] ?? 0
            let files = run.tables.files[table.name] ?? []
            rows[table.name] = try watch(connection, { onProgress(.reading, start + share * $0) }) {
                guard table.name == catalog.root else {
                    guard let blocks else { return 0 }
                    return try divide(table, index, into: blocks) {
                        try loader.stream(table, from: files, rejects: rejects, $0)
                    }
                }
                // Blocks are ranges of clients: the root is read whole before they can be made.
                let count = try loader.load(table, from: files, rejects: rejects)
                try loader.checkRoot(catalog)
                let ids = try loader.clients(catalog)
                let made = ClientBlocks(
                    plan, clients: ids, clientsPerBlock: run.clientsPerBlock, memoryLimit: blockMemoryLimit,
                    folder: run.spill)
                blocks = made
                let source = SQLText.identifier("raw." + table.name)
                _ = try divide(table, index, into: made) { body in
                    try reported {
                        try Statement(connection, "SELECT * FROM \(source)").stream().forEachChunk(body)
                        return 0
                    }
                }
                try reported { try connection.execute("DROP TABLE \(source)") }
                return count
            }
            done += share
            onProgress(.reading, min(done, 1))
        }
        guard let blocks else { throw FeatureError(.badInput, "the catalog's root table is not among the tables.") }
        try blocks.finish()
        return (blocks.reader, blocks.units)
    }

    /// Divides the rows that `stream` hands over.
    private func divide(
        _ table: TableDefinition, _ index: Int, into blocks: ClientBlocks,
        _ stream: ((borrowing Chunk) throws -> Void) throws -> Int
    ) throws -> Int {
        var coders = table.columns.map { _ in TextCoder() }
        blocks.begin(index)
        let rows = try stream { chunk in
            let columns = try table.columns.enumerated().map { place, column -> ClientBlocks.Values in
                switch column.sqlType {
                case "BIGINT":
                    return .ids(
                        try chunk.withValues(of: place, as: Int64.self) {
                            Self.values($0, $1, otherwise: Column.unknownID)
                        })
                case "VARCHAR":
                    var codes: [Int32] = []
                    codes.reserveCapacity(chunk.rowCount)
                    try coders[place].appendCodes(of: chunk, column: place, to: &codes)
                    return .codes(codes)
                default:
                    return .numbers(
                        try chunk.withValues(of: place, as: Double.self) { Self.values($0, $1, otherwise: .nan) })
                }
            }
            try blocks.add(columns, rows: chunk.rowCount, to: index)
        }
        try blocks.end(index, words: coders.map(\.levels))
        return rows
    }

    private static func values<Value: BitwiseCopyable>(
        _ span: Span<Value>, _ validity: borrowing Validity, otherwise unknown: Value
    ) -> [Value] {
        let isAllValid = validity.isAllValid
        return [Value](unsafeUninitializedCapacity: span.count) { target, count in
            guard let base = target.baseAddress else { return }
            if isAllValid {
                for row in span.indices { (base + row).initialize(to: span[row]) }
            } else {
                for row in span.indices { (base + row).initialize(to: validity[row] ? span[row] : unknown) }
            }
            count = span.count
        }
    }

    // MARK: Computing

    private struct Result {
        var clients = 0, labelled = 0, parts = 0
        var impossible: [String: [String: Int]] = [:]

        mutating func add(_ computed: ComputedFeatures) {
            clients += computed.clients.count
            labelled += computed.outcomes.count { $0 != nil }
            impossible.merge(computed.impossible) { $0.merging($1, uniquingKeysWith: +) }
        }
    }

    private struct State {
        var next = 0, done = 0
        var result = Result()
        var failure: (any Error)?
    }

    /// Computes and writes all parts, on all threads.
    private func compute(_ reader: ClientBlocks.Reader, _ units: [Range<Int>]) throws -> Result {
        var parts: [[Range<Int>]] = []
        for unit in units {
            if let last = parts.last, (last.map(\.count).reduce(0, +) + unit.count) <= Self.blocksPerPart {
                parts[parts.count - 1].append(unit)
            } else {
                parts.append([unit])
            }
        }
        let all = parts
        let program = FeatureProgram(run.plan)
        let state = Mutex(State())
        DispatchQueue.concurrentPerform(iterations: min(run.threads, all.count)) { _ in
            while true {
                let part = state.withLock { state -> Int? in
                    guard state.failure == nil, state.next < all.count else { return nil }
                    state.next += 1
                    return state.next - 1
                }
                guard let part else { return }
                do {
                    let result = try write(all[part], part + 1, program, reader) {
                        let done = state.withLock { state in
                            state.done += 1
                            return state.done
                        }
                        run.onProgress(.writing, Double(done) / Double(units.count + 1))
                    }
                    state.withLock { state in
                        state.result.clients += result.clients
                        state.result.labelled += result.labelled
                        state.result.impossible.merge(result.impossible) { $0.merging($1, uniquingKeysWith: +) }
                    }
                } catch {
                    state.withLock { $0.failure = $0.failure ?? error }
                }
            }
        }
        var result = try state.withLock { state throws -> Result in
            if let failure = state.failure { throw failure }
            return state.result
        }
        result.parts = all.count
        return result
    }

    private func write(
        _ units: [Range<Int>], _ part: Int, _ program: FeatureProgram, _ reader: ClientBlocks.Reader,
        onUnit: () -> Void
    ) throws -> Result {
        var result = Result()
        try reported {
            let connection = try Connection(database)
            let features = try PartWriter(
                connection, table: "features \(part)", columns: featureColumns,
                to: run.path(FeatureManifest.FileName.features(part)))
            let information = try PartWriter(
                connection, table: "information \(part)", columns: informationColumns,
                to: run.path(FeatureManifest.FileName.information(part)))
            let histories = try run.plan.histories.map { history in
                try PartWriter(
                    connection, table: "\(history.schema.name) \(part)", columns: Self.columns(history.schema),
                    to: run.path(FeatureManifest.FileName.history(history.schema.name, part)))
            }
            for unit in units {
                let computed = try program.run(reader.rows(of: unit))
                result.add(computed)
                let clients = ColumnValues.integers(computed.clients)
                try features.append([clients] + Self.columns(computed))
                try information.append([clients] + computed.information.map { Self.column($0.column) })
                for (writer, history) in zip(histories, computed.histories) where !history.isEmpty {
                    try writer.append(history.keys(computed.clients) + history.columns.map(Self.column))
                }
                onUnit()
            }
            try features.finish()
            try information.finish()
            for writer in histories { try writer.finish() }
        }
        return result
    }

    private var featureColumns: [(name: String, type: String)] {
        [
            (FeatureSQL.KeyColumn.client, "BIGINT"), (FeatureSQL.KeyColumn.outcome, "INTEGER"),
            (FeatureSQL.KeyColumn.person, "VARCHAR"),
        ] + run.plan.features.map { ($0.name, $0.kind.isCategory ? "VARCHAR" : "REAL") }
    }

    private var informationColumns: [(name: String, type: String)] {
        let shown = run.plan.catalog.rootTable?.columns.filter { $0.section != nil } ?? []
        return [(FeatureSQL.KeyColumn.client, "BIGINT")]
            + shown.map { ($0.name, $0.kind.isCategory ? "VARCHAR" : "DOUBLE") }
    }

    private static func columns(_ computed: ComputedFeatures) -> [ColumnValues] {
        let outcomes = ColumnValues.integers(computed.outcomes.map { $0.map { $0 ? 1 : 0 } })
        let persons = ColumnValues.strings(
            codes: computed.persons.indices.map { Int32($0) }, levels: computed.persons)
        return [outcomes, persons] + computed.features.map(column)
    }

    private static func columns(_ history: HistorySchema) -> [(name: String, type: String)] {
        [(FeatureSQL.KeyColumn.client, "BIGINT"), (FeatureSQL.KeyColumn.place, "BIGINT")]
            + history.columns.map { ($0.name, $0.isCategory ? "VARCHAR" : "REAL") }
    }

    private static func column(_ feature: ComputedFeatures.Feature) -> ColumnValues {
        switch feature {
        case .numbers(let values): .floats(values)
        case .words(let codes, let list): .strings(codes: codes, levels: list.words)
        }
    }

    private static func column(_ column: Column) -> ColumnValues {
        switch column {
        case .numbers(let values): .doubles(values)
        case .ids(let values): .integers(values.map { $0 == Column.unknownID ? nil : $0 })
        case .words(let codes, let list): .strings(codes: codes, levels: list.words)
        }
    }
}

extension ComputedFeatures.History {
    fileprivate var isEmpty: Bool { starts.last == 0 }

    /// The client of each row, and its place among the client's rows.
    fileprivate func keys(_ clients: [Int64]) -> [ColumnValues] {
        let counts = zip(starts, starts.dropFirst()).map { $1 - $0 }
        return [
            .integers(zip(clients, counts).flatMap { Array(repeating: $0, count: $1) }),
            .integers(counts.flatMap { (0..<$0).map { Int64($0) } }),
        ]
    }
}

/// Gathers the rows of one file in a table, then writes it.
private struct PartWriter {
    private let connection: Connection
    private let table: String
    private let path: String
    private let appender: Appender

    init(_ connection: Connection, table: String, columns: [(name: String, type: String)], to path: String) throws {
        self.connection = connection
        self.table = table
        self.path = path
        let types = columns.map { "\(SQLText.identifier($0.name)) \($0.type)" }.joined(separator: ", ")
        try connection.execute("CREATE TEMP TABLE \(SQLText.identifier(table)) (\(types))")
        appender = try Appender(connection, table: table)
    }

    func append(_ columns: [ColumnValues]) throws { try appender.append(columns: columns) }

    func finish() throws {
        try appender.close()
        let source = SQLText.identifier(table)
        try connection.execute(
            "COPY (SELECT * FROM \(source)) TO \(SQLText.literal(path)) (FORMAT parquet, COMPRESSION zstd); DROP TABLE \(source)"
        )
    }
}
