public import Catalog
import Credit

/// Writes all records of one client into a few kilobytes that keep every value exactly, and reads them back.
///
/// Layout, version 1: the version, four bytes that stand for the catalog's columns, the client's number; then for each table in the
/// catalog's order how many rows, and column after column their values; at the end eight bytes by which damage shows. Whole numbers
/// are written seven bits a byte. A column starts with its form: one of ``SegmentCoding``'s, or
///
/// | form | what follows |
/// |---|---|
/// | 16 | one value in a form of its own, the same in every row |
/// | 17 | numbers of contracts: 0 for unknown, else the step from the one before, plus 1 |
/// | 18 | words: 0 for unknown, else the place among the catalog's levels, plus 1 |
/// | 19 | words that the catalog does not name, then as 18, the places going on behind the levels |
public struct RecordCoding: Sendable {
    static let version: UInt8 = 1
    let tables: [TableDefinition]
    /// The words that the catalog names, by table and column.
    let words: [[[String]]]
    private let fingerprint: [UInt8]

    enum Form {
        static let same: UInt8 = 16
        static let steps: UInt8 = 17
        static let words: UInt8 = 18
        static let otherWords: UInt8 = 19
    }

    /// Why records cannot be read back.
    public enum Failure: Error, Hashable, Sendable {
        /// The bytes are not what was written.
        case damaged
        /// They were written with other tables or columns.
        case otherCatalog
    }

    /// Prepares the coding of a catalog's tables.
    public init(_ catalog: LenderCatalog) {
        tables = catalog.tables
        words = tables.map { table in
            table.columns.map { column in
                column.flagWords.map { [$0.yes, $0.no] }
                    ?? (column.kind.isCategory ? (column.levels.keys + column.missing).sorted() : [])
            }
        }
        var names: [String] = []
        for (table, words) in zip(tables, words) {
            names.append(table.name)
            for (column, words) in zip(table.columns, words) { names += [column.name, column.kind.rawValue] + words }
        }
        let hash = Checksum.of(Array(names.joined(separator: "\u{0}").utf8)[...])
        fingerprint = (0..<4).map { UInt8(truncatingIfNeeded: hash >> (8 * UInt64($0))) }
    }

    /// The bytes of one client's records.
    public func encode(_ records: ApplicantRecords) -> [UInt8] {
        let writer = RecordWriter(self, records.tables)
        let places = tables.map { table in (0..<(records.tables[table.name]?.count ?? 0)).map { Int32($0) } }
        return writer.encode(client: records.client, places.map { $0[...] })
    }

    /// The records of some bytes.
    ///
    /// Takes some tens of microseconds.
    public func decode(_ bytes: [UInt8]) throws(Failure) -> ApplicantRecords {
        guard bytes.count >= 5 + Checksum.size, bytes[0] == Self.version else { throw .damaged }
        let content = bytes.dropLast(Checksum.size)
        guard Checksum.bytes(of: content) == Array(bytes.suffix(Checksum.size)) else { throw .damaged }
        guard Array(bytes[1..<5]) == fingerprint else { throw .otherCatalog }
        let records = content.withUnsafeBytes { content -> ApplicantRecords? in
            var reader = RecordReader(bytes: content, position: 5)
            guard let client = reader.whole() else { return nil }
            var read: [String: Rows] = [:]
            for (table, words) in zip(tables, words) {
                guard let rows = reader.rows(of: table, words) else { return nil }
                if rows.count > 0 { read[table.name] = rows }
            }
            return ApplicantRecords(tables: read, client: client)
        }
        guard let records else { throw .damaged }
        return records
    }

    var start: [UInt8] { [Self.version] + fingerprint }
}

/// FNV-1a over 64 bits: shows damage, proves nothing against an attacker.
enum Checksum {
    static let size = 8

    static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }

    static func bytes(of content: ArraySlice<UInt8>) -> [UInt8] {
        let hash = of(content)
        return (0..<size).map { UInt8(truncatingIfNeeded: hash >> (8 * UInt64($0))) }
    }
}

/// Reads one client's records from bytes whose checksum was right.
private struct RecordReader {
    let bytes: UnsafeRawBufferPointer
    var position: Int

    mutating func unsigned() -> UInt64? {
        var result: UInt64 = 0, shift: UInt64 = 0
        while position < bytes.count, shift < 64 {
            let byte = bytes[position]
            position += 1
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return result }
            shift += 7
        }
        return nil
    }

    mutating func whole() -> Int64? {
        unsigned().map { Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1) }
    }

    mutating func rows(of table: TableDefinition, _ words: [[String]]) -> Rows? {
        guard let count = unsigned().flatMap({ Int(exactly: $0) }) else { return nil }
        guard count > 0 else { return Rows(count: 0, columns: []) }
        var columns: [Column] = []
        columns.reserveCapacity(table.columns.count)
        for (column, words) in zip(table.columns, words) {
            let read: Column? =
                switch RecordWriter.kind(of: column) {
                case .number: numbers(count)
                case .id: ids(count)
                case .word: self.words(count, words)
                }
            guard let read else { return nil }
            columns.append(read)
        }
        return Rows(count: count, columns: columns)
    }

    private mutating func numbers(_ count: Int) -> Column? {
        var values: [Double] = []
        if peek() == Form.same {
            position += 1
            guard segment(1) else { return nil }
            SegmentCoding.decode(bytes, at: &position, count: 1, into: &values)
            return .numbers([Double](repeating: values[0], count: count))
        }
        guard segment(count) else { return nil }
        SegmentCoding.decode(bytes, at: &position, count: count, into: &values)
        return .numbers(values)
    }

    private mutating func ids(_ count: Int) -> Column? {
        var values: [Int64] = []
        switch peek() {
        case Form.same:
            position += 1
            guard segment(1) else { return nil }
            SegmentCoding.decodeWhole(bytes, at: &position, count: 1, unknown: Column.unknownID, into: &values)
            return .ids([Int64](repeating: values[0], count: count))
        case Form.steps:
            position += 1
            var last: Int64 = 0
            for _ in 0..<count {
                guard let code = unsigned() else { return nil }
                guard code > 0 else {
                    values.append(Column.unknownID)
                    continue
                }
                let step = Int64(bitPattern: (code - 1) >> 1) ^ -Int64(bitPattern: (code - 1) & 1)
                last = last &+ step
                values.append(last)
            }
            return .ids(values)
        default:
            guard segment(count) else { return nil }
            SegmentCoding.decodeWhole(bytes, at: &position, count: count, unknown: Column.unknownID, into: &values)
            return .ids(values)
        }
    }

    private mutating func words(_ count: Int, _ known: [String]) -> Column? {
        var list = known
        switch peek() {
        case 0:
            position += 1
            return .words([Int32](repeating: -1, count: count), WordList([]))
        case Form.same:
            position += 1
            guard case .words(let codes, let list)? = words(1, known) else { return nil }
            return .words([Int32](repeating: codes[0], count: count), list)
        case Form.words: position += 1
        case Form.otherWords:
            position += 1
            guard let others = unsigned(), others < 1 << 20 else { return nil }
            for _ in 0..<others {
                guard let length = unsigned().flatMap({ Int(exactly: $0) }), length <= bytes.count - position,
                    let word = String(validating: bytes[position..<position + length], as: UTF8.self)
                else { return nil }
                position += length
                list.append(word)
            }
        default: return nil
        }
        var codes: [Int32] = []
        codes.reserveCapacity(count)
        for _ in 0..<count {
            guard let code = unsigned().flatMap({ Int32(exactly: $0) }), code <= list.count else { return nil }
            codes.append(code - 1)
        }
        return .words(codes, WordList(list))
    }

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Whether a segment of so many values lies wholly in the bytes.
    private func segment(_ count: Int) -> Bool {
        guard let form = peek(), let size = SegmentCoding.size(form: form, count: count) else { return false }
        return size <= bytes.count - position
    }

    private typealias Form = RecordCoding.Form
}
