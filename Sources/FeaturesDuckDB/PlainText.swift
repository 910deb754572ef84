import Catalog
import DuckDB
import FeatureKernels
import Features
import Foundation
import Synchronization

/// Reads files of comma-separated text as nearly all are: one row a line, numbers as programs write them, words in quotes at most.
///
/// Whatever else a file holds, it is left to DuckDB, from the beginning: it knows what is wrong, and where.
struct PlainText {
    private let path: String
    private let fields: [PlainRows.Field]
    private let table: [PlainRows.Field]
    private let threads: Int
    /// Bytes that are read at a time, and how long a line may be.
    private static let pieceSize = 1 << 20, longestLine = 1 << 16

    /// - Parameters:
    ///   - header: the names of the file's columns.
    ///   - table: the table, whose columns are asked for.
    init(_ path: String, header: [String], of table: TableDefinition, threads: Int) {
        self.path = path
        self.threads = threads
        self.table = table.columns.enumerated().map { PlainRows.Field($1, at: $0) }
        fields = header.map { name in
            table.columns.firstIndex { $0.name == name }.map { PlainRows.Field(table.columns[$0], at: $0) } ?? .ignored
        }
    }

    private struct State {
        var next: Int
        var words: [SharedWords]
        var done = 0
        var rows = 0
        var isPlain = true
        var failure: (any Error)?
    }

    /// Hands over the rows, in any order, one piece at a time.
    ///
    /// - Parameters:
    ///   - words: the words of every column of the table seen so far; codes are places in them.
    ///   - onProgress: takes the share that is read, 0…1.
    ///   - body: takes the columns of the table and the number of rows, on one thread at a time.
    /// - Returns: the number of rows; nil when the file holds anything else, be it after some rows were handed over.
    func rows(
        words: inout [SharedWords], onProgress: @Sendable (Double) -> Void,
        _ body: @Sendable ([ClientBlocks.Values], Int) throws -> Void
    ) throws -> Int? {
        guard fields.count > 1, let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        let descriptor = file.fileDescriptor
        let size = Int(lseek(descriptor, 0, SEEK_END))
        guard size > 0, let start = Self.firstRow(descriptor, size) else { return nil }
        let state = Mutex(State(next: start, words: words))
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            var parser = PlainRows(fields, of: table)
            while true {
                let piece = state.withLock { state -> Int? in
                    guard state.isPlain, state.failure == nil, state.next < size else { return nil }
                    state.next += Self.pieceSize
                    return state.next - Self.pieceSize
                }
                guard let piece else { return }
                var rows: Int?
                if let text = Self.text(descriptor, size, start, piece) { rows = parser.parse(text) }
                let found = rows
                state.withLock { state in
                    guard let rows = found, state.isPlain, state.failure == nil else {
                        state.isPlain = state.isPlain && found != nil
                        return
                    }
                    do {
                        if rows > 0 { try body(parser.columns(rows, &state.words), rows) }
                    } catch {
                        state.failure = error
                    }
                    state.rows += rows
                    state.done += Self.pieceSize
                    onProgress(min(1, Double(state.done) / Double(size)))
                }
            }
        }
        let end = state.withLock { $0 }
        if let failure = end.failure { throw failure }
        words = end.words
        return end.isPlain && end.rows > 0 ? end.rows : nil
    }

    /// Where the first row begins; nil when the header is no plain line.
    private static func firstRow(_ descriptor: Int32, _ size: Int) -> Int? {
        guard let head = read(descriptor, 0, min(size, longestLine)),
            let end = head.firstIndex(of: UInt8(ascii: "\n")), !head[..<end].contains(UInt8(ascii: "\"")),
            !head[..<end].contains(UInt8(ascii: "\r"))
        else { return nil }
        return end + 1
    }

    /// The lines that begin in a piece, each with its end; nil when the last of them has none for too long.
    private static func text(_ descriptor: Int32, _ size: Int, _ start: Int, _ piece: Int) -> [UInt8]? {
        // One byte before: a line begins behind the end of another.
        let from = piece - 1, to = min(size, piece + pieceSize + longestLine)
        guard var bytes = read(descriptor, from, to - from) else { return nil }
        if to == size, bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        func lineEnd(from place: Int) -> Int? {
            guard place < bytes.count else { return bytes.count }
            return bytes[place...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
        }
        guard let first = lineEnd(from: 0) else { return nil }
        guard let last = piece + pieceSize >= size ? bytes.count : lineEnd(from: pieceSize) else { return nil }
        return first < last ? Array(bytes[first..<last]) : []
    }

    private static func read(_ descriptor: Int32, _ offset: Int, _ count: Int) -> [UInt8]? {
        var done = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
            while done < count {
                let read = pread(descriptor, target.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
                guard read > 0 else { break }
                done += read
            }
            initialized = done
        }
        return done == count ? bytes : nil
    }
}

/// The words of a column that several threads read, each once.
struct SharedWords {
    private(set) var words: [String] = []
    /// By their bytes: strings are equal however an accent is written.
    private var codeOf: [[UInt8]: Int32] = [:]

    /// The code of a word, which is new when it was not seen.
    mutating func code(of word: String) -> Int32 {
        let key = Array(word.utf8)
        if let code = codeOf[key] { return code }
        let code = Int32(words.count)
        codeOf[key] = code
        words.append(word)
        return code
    }
}
