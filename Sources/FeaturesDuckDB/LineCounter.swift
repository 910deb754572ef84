import Foundation

/// Finds the lines at which rows begin: values may hold line ends, so that a row's number is not its line.
struct LineCounter {
    /// The lines, from 1, at byte positions of a file, which rise; nil when the file cannot be read.
    ///
    /// Complexity: one pass over the file up to the last position, a megabyte in memory.
    static func lines(at positions: [Int], in path: String) -> [Int]? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        var lines: [Int] = []
        var line = 1, offset = 0
        while lines.count < positions.count {
            guard let data = try? file.read(upToCount: 1 << 20), !data.isEmpty else { return nil }
            for byte in data {
                // DuckDB's positions are one byte off at times: never past the row, but on the line feed before it.
                if byte == UInt8(ascii: "\n") { line += 1 }
                while lines.count < positions.count, positions[lines.count] == offset { lines.append(line) }
                offset += 1
            }
        }
        return lines
    }
}
