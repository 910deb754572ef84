import Catalog
import Credit

/// Writes records of clients out of the rows of many.
struct RecordWriter {
    enum Kind { case number, id, word }

    private let coding: RecordCoding
    private let tables: [Rows?]
    /// For each table and column, the place of each of the rows' words among the catalog's, others behind them.
    private let places: [[[Int32]]]

    init(_ coding: RecordCoding, _ tables: [String: Rows]) {
        self.coding = coding
        self.tables = coding.tables.map { tables[$0.name] }
        places = zip(self.tables, coding.words).map { rows, words in
            zip(rows?.columns ?? [], words).map { column, known in
                guard case .words(_, let list) = column else { return [] }
                var others = Int32(known.count)
                return list.words.map { word in
                    if let place = known.firstIndex(where: { $0.utf8.elementsEqual(word.utf8) }) { return Int32(place) }
                    others += 1
                    return others - 1
                }
            }
        }
    }

    static func kind(of column: ColumnDefinition) -> Kind {
        switch column.kind {
        case .id: .id
        case .category: .word
        case .flag where column.flagWords != nil: .word
        default: .number
        }
    }

    /// The bytes of one client's records.
    ///
    /// - Parameter rows: the places of the client's rows in each table.
    func encode(client: Int64, _ rows: [ArraySlice<Int32>]) -> [UInt8] {
        var bytes = coding.start
        bytes.reserveCapacity(4_096)
        Self.append(whole: client, to: &bytes)
        for (table, chosen) in rows.enumerated() {
            Self.append(UInt64(chosen.count), to: &bytes)
            guard let rows = tables[table], !chosen.isEmpty else { continue }
            for (index, column) in rows.columns.enumerated() {
                switch column {
                case .numbers(let values): Self.append(numbers: values, chosen, to: &bytes)
                case .flags(let values): Self.append(numbers: Truths(values).numbers, chosen, to: &bytes)
                case .ids(let values): Self.append(ids: values, chosen, to: &bytes)
                case .words(let codes, let list):
                    append(words: codes, list, places[table][index], coding.words[table][index].count, chosen, &bytes)
                }
            }
        }
        bytes += Checksum.bytes(of: bytes[...])
        return bytes
    }

    private static func append(numbers values: [Double], _ chosen: ArraySlice<Int32>, to bytes: inout [UInt8]) {
        var bits: [UInt64] = []
        bits.reserveCapacity(chosen.count)
        // Every NaN is the same unknown.
        for place in chosen {
            bits.append(values[Int(place)].isNaN ? Double.nan.bitPattern : values[Int(place)].bitPattern)
        }
        let isSame = bits.count > 1 && bits.allSatisfy { $0 == bits[0] }
        if isSame, !Double(bitPattern: bits[0]).isNaN {
            bytes.append(RecordCoding.Form.same)
            bits = [bits[0]]
        }
        bits.withUnsafeBufferPointer { SegmentCoding.encode($0, into: &bytes) }
    }

    private static func append(ids values: [Int64], _ chosen: ArraySlice<Int32>, to bytes: inout [UInt8]) {
        guard let first = chosen.first.map({ values[Int($0)] }) else { return }
        if chosen.allSatisfy({ values[Int($0)] == first }) {
            if chosen.count > 1, first != Column.unknownID { bytes.append(RecordCoding.Form.same) }
            [UInt64(bitPattern: first)].withUnsafeBufferPointer { SegmentCoding.encodeWhole($0, into: &bytes) }
            return
        }
        bytes.append(RecordCoding.Form.steps)
        var last: Int64 = 0
        for place in chosen {
            let value = values[Int(place)]
            guard value != Column.unknownID else {
                bytes.append(0)
                continue
            }
            let step = value &- last
            append(UInt64(bitPattern: (step << 1) ^ (step >> 63)) + 1, to: &bytes)
            last = value
        }
    }

    private func append(
        words codes: [Int32], _ list: WordList, _ places: [Int32], _ known: Int, _ chosen: ArraySlice<Int32>,
        _ bytes: inout [UInt8]
    ) {
        guard let first = chosen.first.map({ codes[Int($0)] }) else { return }
        var chosen = chosen
        if chosen.allSatisfy({ codes[Int($0)] == first }) {
            guard first >= 0 else { return bytes.append(0) }
            if chosen.count > 1 { bytes.append(RecordCoding.Form.same) }
            chosen = chosen.prefix(1)
        }
        var others: [Int32] = []
        for place in chosen {
            let code = codes[Int(place)]
            if code >= 0, Int(places[Int(code)]) >= known, !others.contains(code) { others.append(code) }
        }
        bytes.append(others.isEmpty ? RecordCoding.Form.words : RecordCoding.Form.otherWords)
        if !others.isEmpty {
            Self.append(UInt64(others.count), to: &bytes)
            for code in others {
                let word = list.words[Int(code)].utf8
                Self.append(UInt64(word.count), to: &bytes)
                bytes += word
            }
        }
        for place in chosen {
            let code = codes[Int(place)]
            guard code >= 0 else {
                bytes.append(0)
                continue
            }
            let other = others.isEmpty ? nil : others.firstIndex(of: code)
            Self.append(UInt64(other.map { known + $0 } ?? Int(places[Int(code)])) + 1, to: &bytes)
        }
    }

    /// Seven bits a byte, lowest first.
    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func append(whole number: Int64, to bytes: inout [UInt8]) {
        append(UInt64(bitPattern: (number << 1) ^ (number >> 63)), to: &bytes)
    }
}
