import Drift
import DuckDB
import Foundation

extension DriftTable {
    /// Reads CSV with a header (compressed or not) or Parquet; which one, the first bytes tell.
    ///
    /// Whole numbers, decimals and floating-point numbers become numbers; texts, enumerations and booleans become levels. In CSV
    /// an empty cell is missing, and so are `NA`, `NaN`, `NULL` and their like.
    ///
    /// - Parameters:
    ///   - files: Parts of one table, with the same columns; rows are in the order of the parts.
    ///   - threads: Threads that reading may use, at least 1.
    /// - Throws: ``DriftFileError``. An empty file is a table without columns and rows.
    public init(reading files: [String], threads: Int) throws(DriftFileError) {
        let kinds = try files.map { file throws(DriftFileError) in try FileKind(of: file) }
        let parts = zip(files, kinds).filter { $0.1 != .empty }
        guard let kind = parts.first?.1 else {
            self.init(rows: 0, columns: [])
            return
        }
        let source = TableSource(files: parts.map(\.0), kind: kind, wholeFile: false)
        do {
            let connection = try Connection(Database(configuration: DuckDBConfiguration(threads: threads)))
            // Nobody asks how far reading is, and counting it took a fifth of the time.
            try connection.execute("SET enable_progress_bar = false")
            do {
                self = try source.read(connection)
            } catch let error as DuckDBError where kind != .parquet && error.code == .queryFailed {
                // A column's type is guessed from the first rows: where a later row does not fit, all of them are asked.
                self = try TableSource(files: source.files, kind: kind, wholeFile: true).read(connection)
            }
        } catch let error as DriftFileError {
            throw error
        } catch let error as DuckDBError {
            throw source.explained(error)
        } catch {
            throw DriftFileError(.engine, "\(source.name) could not be read: something went wrong in the engine.")
        }
    }
}

/// How a file is written.
enum FileKind {
    case empty, text, compressedText, parquet

    init(of file: String) throws(DriftFileError) {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory) else {
            throw DriftFileError(.notFound, "there is no file \(file): check the path.")
        }
        guard !isDirectory.boolValue else {
            throw DriftFileError(
                .notFound, "\(file) is a folder without features: give a CSV or Parquet file, or a workspace.")
        }
        guard let handle = FileHandle(forReadingAtPath: file), let start = try? handle.read(upToCount: 4) ?? Data()
        else {
            throw DriftFileError(.unreadable, "\(file) cannot be read: check its permissions.")
        }
        switch Array(start) {
        case []: self = .empty
        case Array("PAR1".utf8): self = .parquet
        case let bytes where bytes.starts(with: [0x1F, 0x8B]): self = .compressedText
        default: self = .text
        }
    }
}

/// Files of one table as SQL reads them.
struct TableSource {
    let files: [String]
    let kind: FileKind
    /// Whether every row of a text is asked for the columns' types, not only the first ones.
    let wholeFile: Bool

    /// Columns read at once from Parquet, which gives any of them without the others.
    private static let columnsAtOnce = 100
    /// Texts that mean that nothing is known.
    private static let unknown = [
        "", "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NULL", "null", "None",
    ]

    var name: String { files.first ?? "" }

    var sql: String {
        let list = "[" + files.map(SQLText.literal).joined(separator: ", ") + "]"
        guard kind != .parquet else { return "read_parquet(\(list))" }
        let unknown = Self.unknown.map(SQLText.literal).joined(separator: ", ")
        // Without skip = 0 rows of other lengths at the start would be passed over in silence.
        return "read_csv(\(list), header = true, skip = 0, nullstr = [\(unknown)]"
            + ", compression = '\(kind == .compressedText ? "gzip" : "none")'"
            + (wholeFile ? ", sample_size = -1" : "") + ")"
    }

    func read(_ connection: Connection) throws -> DriftTable {
        let described = try connection.query("SELECT * FROM \(sql) LIMIT 0").columns
        // Rows of unequal lengths are taken for one column that holds the separators.
        if kind != .parquet, described.count == 1, described[0].name.contains(where: ",;\t|".contains) {
            throw DriftFileError(.unreadable, notText(at: nil))
        }
        let readings = described.map { (column: $0, reading: Reading($0.type)) }
        let read = readings.compactMap { entry in entry.reading.map { (entry.column.name, $0) } }
        var columns: [DriftColumn] = []
        let step = kind == .parquet ? Self.columnsAtOnce : max(read.count, 1)
        for start in stride(from: 0, to: read.count, by: step) {
            let part = read[start..<min(start + step, read.count)]
            let list = part.map { name, reading in reading.expression(SQLText.identifier(name)) }
            let values = try connection.query("SELECT \(list.joined(separator: ", ")) FROM \(sql)").readAll()
            for ((name, reading), values) in zip(part, values) {
                columns.append(
                    DriftColumn(name: name, values: try reading.values(values), isInteger: reading == .whole))
            }
        }
        let unread = readings.filter { $0.reading == nil }
            .map { DriftTable.Unread(name: $0.column.name, type: $0.column.type.name) }
        return DriftTable(rows: columns.first?.rows ?? 0, columns: columns, unread: unread)
    }

    private func notText(at line: Substring?) -> String {
        let place = line.map { ", line \($0)," } ?? ""
        return "\(name)\(place) cannot be read as CSV: a header and rows of as many cells are expected, in UTF-8."
    }

    /// DuckDB's refusal in our words: its own may quote a client's values.
    func explained(_ error: DuckDBError) -> DriftFileError {
        switch error.code {
        case .libraryMissing: return DriftFileError(.engine, error.message)
        case .outOfMemory:
            return DriftFileError(.engine, "\(name) does not fit in memory: compare fewer columns or rows.")
        default:
            guard kind != .parquet else {
                return DriftFileError(.unreadable, "\(name) is not a whole Parquet file: copy or write it again.")
            }
            return DriftFileError(.unreadable, notText(at: error.message.firstMatch(of: /Line: (\d+)/).map { $0.1 }))
        }
    }
}

/// How a column's type is read.
private enum Reading {
    case single, double, whole, words

    /// Nil for a type that is not compared.
    init?(_ type: ColumnType) {
        switch type {
        case .float: self = .single
        case .double: self = .double
        case .tinyInteger, .smallInteger, .integer, .bigInteger: self = .whole
        case .boolean, .text: self = .words
        case .other(let name):
            switch name {
            case "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT", "UHUGEINT": self = .whole
            case "DECIMAL": self = .double
            case "ENUM", "UUID": self = .words
            default: return nil
            }
        }
    }

    func expression(_ name: String) -> String {
        switch self {
        case .single: name
        case .double, .whole: "CAST(\(name) AS DOUBLE)"
        case .words: "CAST(\(name) AS VARCHAR)"
        }
    }

    func values(_ values: ColumnValues) throws(DriftFileError) -> DriftColumn.Values {
        switch values {
        case .floats(let values): .floats(values)
        case .doubles(let values): .doubles(values)
        case .strings(let codes, let levels): .levels(codes: codes, levels: levels)
        default: throw DriftFileError(.engine, "a column was read in a type that was not asked for.")
        }
    }
}
