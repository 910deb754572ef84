import Catalog
import DuckDB
import Features

/// Reads what DuckDB could not read of a file, never the values themselves.
struct RejectReader {
    let connection: Connection

    /// What is wrong with the file that was read last, by line and column; forgotten afterwards.
    ///
    /// In a compressed file the line is the row's number, the header's being 1: the same unless values hold line ends.
    func rejects(of file: RawTables.File, _ table: TableDefinition) throws -> [Reject] {
        let columns = try reported {
            // A quote that is not closed swallows lines to the next quote, or to the end of the file.
            let columns = try connection.query(
                """
                SELECT CAST(line AS BIGINT), CAST(coalesce(line_byte_position, -1) AS BIGINT), CAST(error_type AS VARCHAR),
                    coalesce(column_name, ''), CASE WHEN CAST(error_type AS VARCHAR) = 'UNQUOTED VALUE'
                    THEN CAST(length(rtrim(csv_line, chr(10))) - length(replace(rtrim(csv_line, chr(10)), chr(10), '')) AS BIGINT)
                    END
                FROM reject_errors ORDER BY line, column_idx
                """
            ).readAll()
            try connection.execute("DROP TABLE reject_errors; DROP TABLE reject_scans")
            return columns
        }
        guard columns.count == 5, case .integers(let rows) = columns[0], case .integers(let positions) = columns[1],
            case .strings(let kinds, let kindNames) = columns[2],
            case .strings(let names, let columnNames) = columns[3],
            case .integers(let swallowed) = columns[4]
        else { return [] }
        let lines = lines(of: file, rows: rows.map { Int($0 ?? 0) }, positions: positions.map { Int($0 ?? -1) })
        var rejects: [Reject] = []
        for index in rows.indices {
            let kind = kindNames[Int(kinds[index])], column = columnNames[Int(names[index])]
            let isOfOneValue = kind == "CAST"
            let reject = Reject(
                file: file.name, line: lines[index], column: isOfOneValue ? column : "",
                reason: isOfOneValue
                    ? "a \(table.column(column)?.expected ?? "number") was expected." : Self.reason(kind),
                swallowed: Int(swallowed[index] ?? 0))
            // A row that ends early is told once for each column that it lacks.
            if reject != rejects.last { rejects.append(reject) }
        }
        return rejects
    }

    private func lines(of file: RawTables.File, rows: [Int], positions: [Int]) -> [Int] {
        guard file.format == .csv, positions.allSatisfy({ $0 >= 0 }), positions == positions.sorted() else {
            return rows
        }
        return LineCounter.lines(at: positions, in: file.path) ?? rows
    }

    private static func reason(_ kind: String) -> String {
        switch kind {
        case "MISSING COLUMNS": "the row ends before its last column; is the file complete?"
        case "TOO MANY COLUMNS": "the row has more columns than the header."
        case "UNQUOTED VALUE": "a quote is not closed."
        case "INVALID ENCODING", "INVALID UNICODE": "the text is not UTF-8."
        case "LINE SIZE OVER MAXIMUM": "the line is too long; is a quote not closed?"
        default: "the row cannot be read."
        }
    }
}
