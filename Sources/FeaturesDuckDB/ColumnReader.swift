import Dispatch
import DuckDB
import Features
import Synchronization

/// Reads whole columns of feature files side by side: each thread has its own connection, and takes some columns at a time.
struct ColumnReader: Sendable {
    /// A query opens every file, so it takes at least this many columns.
    private static let fewestColumns = 8
    /// A database holds what it has read and not yet handed over, so a query takes at most this many columns.
    private static let mostColumns = 32

    private let source: String
    private let rows: Int
    /// The files, if Limpide wrote all of them: then they are read without DuckDB.
    private let files: [ParquetReader]
    private let connections: [Connection]

    /// Makes one connection for each thread.
    ///
    /// - Parameters:
    ///   - files: their paths, in order.
    ///   - rows: how many rows they have.
    /// - Throws: ``DuckDBError``.
    init(_ files: [String], rows: Int, threads: Int) throws {
        source = "read_parquet([\(files.map(SQLText.literal).joined(separator: ", "))])"
        self.rows = rows
        let readers = files.compactMap(ParquetReader.init)
        let isOurs = readers.count == files.count && readers.map(\.rows).reduce(0, +) == rows
        self.files = isOurs ? readers : []
        // A query runs on the thread that asks for it, and all share what the database knows of the files.
        let database = try Database(configuration: DuckDBConfiguration(threads: 1))
        connections = try (0..<max(1, threads)).map { _ in
            let connection = try Connection(database)
            // Nobody asks for progress here, and each file's description is read once for all groups of columns.
            try connection.execute("SET enable_progress_bar = false; SET parquet_metadata_cache = true")
            return connection
        }
    }

    private struct State {
        var next = 0
        var read: [Int: [FeatureTable.Column]] = [:]
        var failure: (any Error)?
    }

    /// The columns, in the order given; nil when they have not the number of rows that they should.
    ///
    /// - Throws: ``DuckDBError``, also for a column that is not there or of another type.
    func columns(_ columns: ArraySlice<FeatureColumn>) throws -> [FeatureTable.Column]? {
        let fair = (columns.count + connections.count - 1) / connections.count
        let width = min(Self.mostColumns, max(Self.fewestColumns, fair))
        let starts = Array(stride(from: columns.startIndex, to: columns.endIndex, by: width))
        let state = Mutex(State())
        DispatchQueue.concurrentPerform(iterations: min(connections.count, starts.count)) { thread in
            while true {
                let piece = state.withLock { state -> Int? in
                    guard state.failure == nil, state.next < starts.count else { return nil }
                    state.next += 1
                    return state.next - 1
                }
                guard let piece else { return }
                do {
                    let end = min(starts[piece] + width, columns.endIndex)
                    let read = try self.read(columns[starts[piece]..<end], connections[thread])
                    state.withLock { $0.read[piece] = read }
                } catch {
                    state.withLock { $0.failure = $0.failure ?? error }
                }
            }
        }
        let read = try state.withLock { state throws -> [Int: [FeatureTable.Column]] in
            if let failure = state.failure { throw failure }
            return state.read
        }
        let all = starts.indices.flatMap { read[$0] ?? [] }
        return all.count == columns.count ? all : nil
    }

    private func read(_ columns: ArraySlice<FeatureColumn>, _ connection: Connection) throws -> [FeatureTable.Column] {
        guard files.isEmpty else { return columns.compactMap(read) }
        let names = columns.map { SQLText.identifier($0.name) }.joined(separator: ", ")
        var gathered = columns.map { GatheredColumn(isCategory: $0.isCategory, rows: rows) }
        var first = 0
        try Statement(connection, "SELECT \(names) FROM \(source)").stream().forEachChunk { chunk in
            let fits = first + chunk.rowCount <= rows
            for place in gathered.indices where fits { try gathered[place].append(chunk, place, at: first) }
            first += chunk.rowCount
        }
        return first == rows ? gathered.map(\.column) : []
    }

    /// A column of our own files; nil when it is not in all of them or one is damaged.
    private func read(_ column: FeatureColumn) -> FeatureTable.Column? {
        var first = 0
        guard column.isCategory else {
            var values = [Float](repeating: .nan, count: rows)
            for file in files {
                guard file.numbers(column.name, into: &values, at: first) else { return nil }
                first += file.rows
            }
            return .numbers(values)
        }
        var codes: [Int32] = []
        codes.reserveCapacity(rows)
        var levels: [String] = []
        // By their bytes: strings are equal however an accent is written.
        var codeOf: [[UInt8]: Int32] = [:]
        for file in files {
            guard let (found, texts) = file.texts(column.name) else { return nil }
            // Levels are in the order of their first row, and no others.
            var target = [Int32](repeating: -1, count: texts.count)
            for code in found {
                guard code >= 0 else {
                    codes.append(-1)
                    continue
                }
                if target[Int(code)] < 0 {
                    let text = texts[Int(code)], key = Array(text.utf8)
                    target[Int(code)] = codeOf[key] ?? Int32(levels.count)
                    if codeOf[key] == nil {
                        codeOf[key] = Int32(levels.count)
                        levels.append(text)
                    }
                }
                codes.append(target[Int(code)])
            }
        }
        return .levels(codes: codes, levels: levels)
    }

    /// Whether a client's outcome and person are known, and who they are, in the files' order.
    ///
    /// - Throws: ``DuckDBError``.
    func keys() throws -> [ColumnValues] {
        let names = [FeatureSQL.KeyColumn.client, FeatureSQL.KeyColumn.outcome, FeatureSQL.KeyColumn.person]
        let list = names.map(SQLText.identifier).joined(separator: ", ")
        return try Statement(connections[0], "SELECT \(list) FROM \(source)").stream().readAll()
    }
}

/// One column on its way into memory.
private struct GatheredColumn {
    private let isCategory: Bool
    private var values: [Float] = []
    private var codes: [Int32] = []
    private var coder = TextCoder()

    init(isCategory: Bool, rows: Int) {
        self.isCategory = isCategory
        if isCategory { codes.reserveCapacity(rows) } else { values = [Float](repeating: .nan, count: rows) }
    }

    var column: FeatureTable.Column {
        isCategory ? .levels(codes: codes, levels: coder.levels) : .numbers(values)
    }

    /// Takes the rows of a chunk; `first` is the place of its first row in the whole column.
    mutating func append(_ chunk: borrowing Chunk, _ place: Int, at first: Int) throws {
        guard !isCategory else { return try coder.appendCodes(of: chunk, column: place, to: &codes) }
        try chunk.withValues(of: place, as: Float.self) { span, validity in
            values.withUnsafeMutableBufferPointer { target in
                if validity.isAllValid {
                    for row in span.indices { target[first + row] = span[row] }
                } else {
                    for row in span.indices { target[first + row] = validity[row] ? span[row] : .nan }
                }
            }
        }
    }
}
