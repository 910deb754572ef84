import DuckDB
import Features
import Foundation

/// Reads the column names of a raw file.
struct HeaderReader {
    let connection: Connection

    /// The names, in the file's order.
    func names(of file: RawTables.File) throws -> [String] {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
        if (attributes?[.size] as? NSNumber)?.intValue == 0 {
            throw FeatureError(.badInput, "\(file.name) is empty: a header and rows were expected.")
        }
        guard FileManager.default.isReadableFile(atPath: file.path) else {
            throw FeatureError(.missingInput, "\(file.name) cannot be read: check its permissions.")
        }
        if file.format == .csv, let line = Self.firstLine(file.path), !line.isEmpty { return Self.split(line) }
        let path = SQLText.literal(file.path)
        // The first line as one text: a delimiter and a quote that no header holds. Bad bytes further down are not the header's
        // concern; the loader names their line.
        let sql =
            file.format == .parquet
            ? "SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet(\(path)))"
            : "SELECT line FROM read_csv(\(path), auto_detect = false, header = false, ignore_errors = true, delim = '\u{1}', quote = '', escape = '', columns = {'line': 'VARCHAR'}) LIMIT 1"
        let lines: [String]
        do {
            guard case .strings(let codes, let levels)? = try connection.query(sql).readAll().first else { return [] }
            lines = codes.map { $0 < 0 ? "" : levels[Int($0)] }
        } catch {
            throw FeatureError(
                .badInput, "\(file.name) cannot be read: is it \(file.format.words), complete and undamaged?")
        }
        let names = file.format == .parquet ? lines : Self.split(lines.first ?? "")
        guard names.contains(where: { !$0.isEmpty }) else {
            throw FeatureError(.badInput, "\(file.name) is empty: a header and rows were expected.")
        }
        return names
    }

    /// The first line of a file of text; nil when it is longer than a header should be, or no UTF-8.
    private static func firstLine(_ path: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        guard let head = try? file.read(upToCount: 1 << 16),
            let line = head.firstIndex(of: UInt8(ascii: "\n")).map({ head[..<$0] }), !line.contains(0)
        else { return nil }
        return String(validating: line, as: UTF8.self)
    }

    /// The names of a header line, without byte-order mark, quotes and line end.
    static func split(_ line: String) -> [String] {
        let noise: Set<Character> = ["\u{FEFF}", "\r", "\n", "\"", " "]
        func trimmed(_ text: Substring) -> String {
            var text = text
            while let first = text.first, noise.contains(first) { text.removeFirst() }
            while let last = text.last, noise.contains(last) { text.removeLast() }
            return String(text)
        }
        return line.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
    }
}

extension RawTables.File.Format {
    fileprivate var words: String {
        switch self {
        case .csv: "comma-separated text"
        case .compressedCSV: "comma-separated text compressed with gzip"
        case .parquet: "Parquet"
        }
    }
}
