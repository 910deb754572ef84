import Catalog
import Credit
import DuckDB
import FeatureKernels
import Features
import Foundation
import Synchronization

/// Computes features block after block of clients: DuckDB reads the files, rows are divided by client, kernels compute each block,
/// which is written as Parquet.
struct BlockRun {
    private let run: EngineRun
    private let database: Database
    private let blockMemoryLimit: Int

    /// Blocks in one file of features.
    private static let blocksPerPart = 8

    init(_ run: EngineRun) throws {
        self.run = run
        // Half for what DuckDB reads, a quarter for rows kept, the rest for what is being computed.
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
                    let plain = try dividePlain(table, index, files, loader, into: blocks) {
                        onProgress(.reading, start + share * $0)
                    }
                    if let plain { return plain }
                    return try divide(table, index, into: blocks) {
                        try loader.stream(table, from: files, rejects: rejects, $0)
                    }
                }
                let made = try readRoot(table, index, files, loader, rejects) {
                    onProgress(.reading, start + share * $0)
                }
                blocks = made.blocks
                return made.rows
            }
            done += share
            onProgress(.reading, min(done, 1))
        }
        guard let blocks else { throw FeatureError(.badInput, "the catalog's root table is not among the tables.") }
        try blocks.finish()
        return (blocks.reader, blocks.units)
    }

    /// Divides the rows of the root: blocks are ranges of clients, who must be known before.
    private func readRoot(
        _ table: TableDefinition, _ index: Int, _ files: [RawTables.File], _ loader: RawTableLoader,
        _ rejects: RejectsList, onProgress: @escaping @Sendable (Double) -> Void
    ) throws -> (blocks: ClientBlocks, rows: Int) {
        if let clients = try plainClients(table, files, loader, onProgress: { onProgress($0 / 2) }) {
            let blocks = self.blocks(of: clients)
            let rows = try dividePlain(table, index, files, loader, into: blocks) { onProgress((1 + $0) / 2) }
            if rows == clients.count { return (blocks, clients.count) }
        }
        let rows = try loader.load(table, from: files, rejects: rejects)
        try loader.checkRoot(run.plan.catalog)
        let blocks = self.blocks(of: try loader.clients(run.plan.catalog))
        let source = SQLText.identifier("raw." + table.name)
        _ = try divide(table, index, into: blocks) { body in
            try reported {
                try Statement(loader.connection, "SELECT * FROM \(source)").stream().forEachChunk(body)
                return 0
            }
        }
        try reported { try loader.connection.execute("DROP TABLE \(source)") }
        return (blocks, rows)
    }

    private func blocks(of clients: [Int64]) -> ClientBlocks {
        ClientBlocks(
            run.plan, clients: clients, clientsPerBlock: run.clientsPerBlock, memoryLimit: blockMemoryLimit,
            folder: run.spill)
    }

    /// The root's clients, ascending; nil when its files are no plain text or anything is wrong with them.
    private func plainClients(
        _ table: TableDefinition, _ files: [RawTables.File], _ loader: RawTableLoader,
        onProgress: @Sendable (Double) -> Void
    ) throws -> [Int64]? {
        let catalog = run.plan.catalog
        guard files.allSatisfy({ $0.format == .csv }),
            let client = table.columns.firstIndex(where: { $0.name == catalog.client }),
            let outcome = table.columns.firstIndex(where: { $0.name == catalog.outcome })
        else { return nil }
        let found = Mutex<(clients: [Int64], areSound: Bool)>(([], true))
        var words = Array(repeating: SharedWords(), count: table.columns.count)
        for (place, file) in files.enumerated() {
            let header = try loader.header(of: file, against: table)
            let text = PlainText(file.path, header: header, of: table, threads: run.threads)
            let rows = try text.rows(
                words: &words, onProgress: { onProgress((Double(place) + $0) / Double(files.count)) }
            ) { columns, _ in
                found.withLock { found in
                    guard case .ids(let ids) = columns[client], case .numbers(let outcomes) = columns[outcome] else {
                        found.areSound = false
                        return
                    }
                    found.areSound = found.areSound && outcomes.allSatisfy { $0.isNaN || $0 == 0 || $0 == 1 }
                    found.clients += ids
                }
            }
            guard rows != nil, found.withLock({ $0.areSound }) else { return nil }
        }
        let clients = found.withLock { $0.clients }.sorted()
        let isRepeated = zip(clients, clients.dropFirst()).contains { $0 == $1 }
        return clients.first == Column.unknownID || isRepeated ? nil : clients
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

    /// Divides the rows of files of plain text; nil, and nothing divided, where they hold anything else.
    private func dividePlain(
        _ table: TableDefinition, _ index: Int, _ files: [RawTables.File], _ loader: RawTableLoader,
        into blocks: ClientBlocks, onProgress: @Sendable (Double) -> Void
    ) throws -> Int? {
        guard !files.isEmpty, files.allSatisfy({ $0.format == .csv }) else { return nil }
        blocks.begin(index)
        var words = Array(repeating: SharedWords(), count: table.columns.count)
        var rows = 0
        for (place, file) in files.enumerated() {
            let header = try loader.header(of: file, against: table)
            let text = PlainText(file.path, header: header, of: table, threads: run.threads)
            let added = try text.rows(
                words: &words, onProgress: { onProgress((Double(place) + $0) / Double(files.count)) }
            ) { try blocks.add($0, rows: $1, to: index) }
            guard let added else {
                blocks.abandon(index)
                return nil
            }
            rows += added
        }
        try blocks.end(index, words: words.map(\.words))
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
        let program = FeatureProgram(run.plan), division = RecordDivision(run.plan)
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
                    let result = try write(all[part], part + 1, program, division, reader) {
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
        _ units: [Range<Int>], _ part: Int, _ program: FeatureProgram, _ division: RecordDivision,
        _ reader: ClientBlocks.Reader,
        onUnit: () -> Void
    ) throws -> Result {
        var result = Result()
        var features = ParquetFile(featureColumns, to: run.path(FeatureManifest.FileName.features(part)))
        var information = ParquetFile(informationColumns, to: run.path(FeatureManifest.FileName.information(part)))
        var histories = run.plan.histories.map { history in
            ParquetFile(
                Self.columns(history.schema), to: run.path(FeatureManifest.FileName.history(history.schema.name, part)))
        }
        let records =
            try run.keepsRecords
            ? RecordFileWriter(creating: run.path(FeatureManifest.FileName.records(part))) : nil
        for unit in units {
            let rows = try reader.rows(of: unit)
            try records?.append(division.records(of: rows))
            let computed = try program.run(rows)
            result.add(computed)
            let clients = ColumnValues.integers(computed.clients)
            features.append([clients] + Self.columns(computed))
            information.append([clients] + computed.information.map { Self.column($0.column) })
            for (place, history) in computed.histories.enumerated() where !history.isEmpty {
                histories[place].append(history.keys(computed.clients) + history.columns.map(Self.column))
            }
            onUnit()
        }
        try features.finish()
        try information.finish()
        for history in histories { try history.finish() }
        try records?.finish()
        return result
    }

    private var featureColumns: [(name: String, kind: ParquetColumn.Kind)] {
        [
            (FeatureSQL.KeyColumn.client, .int64), (FeatureSQL.KeyColumn.outcome, .int32),
            (FeatureSQL.KeyColumn.person, .text),
        ] + run.plan.features.map { ($0.name, $0.kind.isCategory ? .text : .float) }
    }

    private var informationColumns: [(name: String, kind: ParquetColumn.Kind)] {
        let shown = run.plan.catalog.rootTable?.columns.filter { $0.section != nil } ?? []
        return [(FeatureSQL.KeyColumn.client, .int64)]
            + shown.map { ($0.name, $0.kind.isCategory ? .text : .double) }
    }

    private static func columns(_ computed: ComputedFeatures) -> [ColumnValues] {
        let outcomes = ColumnValues.integers(computed.outcomes.map { $0.map { $0 ? 1 : 0 } })
        let persons = ColumnValues.strings(
            codes: computed.persons.indices.map { Int32($0) }, levels: computed.persons)
        return [outcomes, persons] + computed.features.map(column)
    }

    private static func columns(_ history: HistorySchema) -> [(name: String, kind: ParquetColumn.Kind)] {
        [(FeatureSQL.KeyColumn.client, .int64), (FeatureSQL.KeyColumn.place, .int64)]
            + history.columns.map { ($0.name, $0.isCategory ? .text : .float) }
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
        case .flags(let values): .doubles(values.map { $0 > 1 ? .nan : Double($0) })
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
