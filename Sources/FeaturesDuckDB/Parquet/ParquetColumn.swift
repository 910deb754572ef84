import DuckDB

/// One column of a Parquet file on its way there: pages of a few thousand values, encoded as they come.
///
/// Values that repeat are written as places in a dictionary; where most differ, as they are. Every column may hold unknown values.
struct ParquetColumn {
    /// How values lie in the file, by Parquet's numbers.
    enum Kind: Int {
        case int32 = 1
        case int64 = 2
        case float = 4
        case double = 5
        case text = 6
    }

    /// Parquet's number of an encoding.
    private enum Encoding: Int {
        case plain = 0
        case runLengths = 3
        case dictionary = 8
    }

    let name: String
    let kind: Kind
    private(set) var count = 0
    /// The extremes of a column of `int64`.
    private(set) var extremes: ClosedRange<Int64>?
    private var pages: [UInt8] = []
    private var dictionary = Dictionary()
    /// Whether values are still looked for in the dictionary.
    private var isRepeating = true
    private var hasPlainPages = false

    /// Most values that a dictionary holds.
    private static let mostEntries = 1 << 12

    init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
        isRepeating = kind == .float || kind == .text
    }

    /// Adds a page.
    ///
    /// - Complexity: O(values).
    mutating func append(_ values: ColumnValues) {
        count += values.count
        switch values {
        case .floats(let values) where kind == .text:
            // A column of words that is not there has unknown numbers instead.
            append(values.indices.map { values[$0].isNaN ? -1 : Int32($0) }, values.map { "\($0)" })
        case .floats(let values): append(values)
        case .doubles(let values): append(doubles: values)
        case .integers(let values) where kind == .double:
            append(doubles: values.map { $0.map(Double.init) ?? .nan })
        case .integers(let values): append(integers: values)
        case .booleans(let values): append(integers: values.map { $0.map { $0 ? 1 : 0 } })
        case .strings(let codes, let levels): append(codes, levels)
        }
    }

    // MARK: Pages

    private mutating func append(integers values: [Int64?]) {
        let known = values.compactMap { $0 }
        if let least = known.min(), let most = known.max() {
            extremes = min(least, extremes?.lowerBound ?? least)...max(most, extremes?.upperBound ?? most)
        }
        var body = Self.levels(values) { $0 != nil }
        for value in known {
            if kind == .int64 {
                Self.append(UInt64(bitPattern: value), to: &body)
            } else {
                Self.append(UInt32(truncatingIfNeeded: value), to: &body)
            }
        }
        page(body, values.count, .plain)
    }

    private mutating func append(doubles values: [Double]) {
        var body = Self.levels(values) { !$0.isNaN }
        for value in values where !value.isNaN { Self.append(value.bitPattern, to: &body) }
        page(body, values.count, .plain)
    }

    private mutating func append(_ values: [Float]) {
        var body = Self.levels(values) { $0 == $0 }
        if isRepeating, let places = dictionary.places(of: values) {
            // A page without a known value needs no dictionary.
            guard !places.isEmpty else { return page(body, values.count, .plain) }
            dictionary.append(places, to: &body)
            return page(body, values.count, .dictionary)
        }
        isRepeating = false
        values.filter { $0 == $0 }.withUnsafeBytes { body += $0 }
        page(body, values.count, .plain)
    }

    private mutating func append(_ codes: [Int32], _ texts: [String]) {
        var body = Self.levels(codes) { $0 >= 0 }
        // Texts of which each stands once, as those that name a person, need no dictionary.
        if isRepeating, texts.count * 2 < codes.count || texts.count < 64,
            dictionary.count + texts.count <= Self.mostEntries
        {
            let placeOf = texts.map { dictionary.place(of: $0) }
            let places = codes.filter { $0 >= 0 }.map { placeOf[Int($0)] }
            guard !places.isEmpty else { return page(body, codes.count, .plain) }
            dictionary.append(places, to: &body)
            return page(body, codes.count, .dictionary)
        }
        isRepeating = false
        for code in codes where code >= 0 { Self.append(texts[Int(code)], to: &body) }
        page(body, codes.count, .plain)
    }

    private mutating func page(_ body: [UInt8], _ count: Int, _ encoding: Encoding) {
        guard count > 0 else { return }
        if encoding == .plain { hasPlainPages = true }
        var head = CompactThrift()
        head.content { head in
            head.int32(1, 0)
            head.int32(2, body.count)
            head.int32(3, body.count)
            head.structure(5) { page in
                page.int32(1, count)
                page.int32(2, encoding.rawValue)
                page.int32(3, Encoding.runLengths.rawValue)
                page.int32(4, Encoding.runLengths.rawValue)
            }
        }
        pages += head.bytes
        pages += body
    }

    /// Which values are known, as Parquet has it: their length in bytes, then runs and packed bits.
    private static func levels<Value>(_ values: [Value], _ isKnown: (Value) -> Bool) -> [UInt8] {
        var bits = [UInt8](repeating: 0, count: (values.count + 7) / 8)
        var known = 0
        for (place, value) in values.enumerated() where isKnown(value) {
            bits[place >> 3] |= 1 << UInt8(place & 7)
            known += 1
        }
        var bytes: [UInt8] = []
        if known == values.count || known == 0 {
            CompactThrift.append(varint: UInt64(values.count) << 1, to: &bytes)
            bytes.append(known == 0 ? 0 : 1)
        } else {
            CompactThrift.append(varint: UInt64(bits.count) << 1 | 1, to: &bytes)
            bytes += bits
        }
        var result: [UInt8] = []
        append(UInt32(bytes.count), to: &result)
        return result + bytes
    }

    private static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        append(UInt32(text.utf8.count), to: &bytes)
        bytes += Array(text.utf8)
    }

    // MARK: The end

    /// Where a column lies in its file.
    struct Place {
        let column: ParquetColumn
        let offset: Int
        let dictionaryCount: Int
        let count: Int

        /// What the file's end says of it.
        func describe(_ chunk: inout CompactThrift) {
            chunk.int64(2, offset)
            chunk.structure(3) { about in
                about.int32(1, column.kind.rawValue)
                about.int32s(2, column.encodings)
                about.texts(3, [column.name])
                about.int32(4, 0)
                about.int64(5, column.count)
                about.int64(6, count)
                about.int64(7, count)
                about.int64(9, offset + dictionaryCount)
                if dictionaryCount > 0 { about.int64(11, offset) }
                if column.kind == .int64, let extremes = column.extremes {
                    about.structure(12) { statistics in
                        statistics.binary(5, bytes(extremes.upperBound))
                        statistics.binary(6, bytes(extremes.lowerBound))
                    }
                }
            }
        }

        private func bytes(_ value: Int64) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { Array($0) } }
    }

    private var encodings: [Int] {
        (dictionary.count > 0 ? [Encoding.dictionary.rawValue] : [])
            + (hasPlainPages || dictionary.count > 0 ? [Encoding.plain.rawValue] : []) + [Encoding.runLengths.rawValue]
    }

    /// Hands over all bytes of the column, which begin at `offset`.
    func finish(at offset: Int, _ write: ([UInt8]) throws -> Void) rethrows -> Place {
        var first: [UInt8] = []
        if dictionary.count > 0 {
            var head = CompactThrift()
            head.content { head in
                head.int32(1, 2)
                head.int32(2, dictionary.bytes.count)
                head.int32(3, dictionary.bytes.count)
                head.structure(7) { page in
                    page.int32(1, dictionary.count)
                    page.int32(2, Encoding.plain.rawValue)
                }
            }
            first = head.bytes + dictionary.bytes
        }
        try write(first)
        try write(pages)
        return Place(
            column: ParquetColumn(described: self), offset: offset, dictionaryCount: first.count,
            count: first.count + pages.count)
    }

    /// What stays to be said of a column once its bytes are written.
    private init(described column: ParquetColumn) {
        self = column
        pages = []
    }
}

extension ParquetColumn {
    /// The different values of a column, each once.
    private struct Dictionary {
        private(set) var count = 0
        /// The values, one behind the other.
        private(set) var bytes: [UInt8] = []
        /// By their bytes: strings are equal however an accent is written.
        private var placeOfText: [[UInt8]: UInt32] = [:]
        /// Open addressing: bits of a number and its place, or −1.
        private var slots: [(bits: UInt32, place: Int32)] = []
        private var shift: UInt32 = 32

        /// The place of each known number; nil when most of them differ or there are too many.
        mutating func places(of values: [Float]) -> [UInt32]? {
            if slots.isEmpty { resize(to: 8) }
            let before = self
            // Numbers of which less than three in four repeat take less room as they are.
            let most = min(ParquetColumn.mostEntries, max(before.count + 64, before.count + values.count / 4))
            var places: [UInt32] = []
            places.reserveCapacity(values.count)
            var last: UInt32 = 0, lastPlace: UInt32 = 0, hasLast = false
            for value in values where value == value {
                let bits = value.bitPattern
                if !hasLast || bits != last {
                    (last, hasLast) = (bits, true)
                    lastPlace = place(of: bits)
                    if count > most {
                        self = before
                        return nil
                    }
                }
                places.append(lastPlace)
            }
            return places
        }

        mutating func place(of text: String) -> UInt32 {
            let key = Array(text.utf8)
            if let place = placeOfText[key] { return place }
            let place = UInt32(count)
            placeOfText[key] = place
            ParquetColumn.append(text, to: &bytes)
            count += 1
            return place
        }

        /// Appends places as a page has them: the width of each in bits, then runs and packed bits.
        func append(_ places: [UInt32], to page: inout [UInt8]) {
            let width = max(1, 32 - UInt32(max(0, count - 1)).leadingZeroBitCount)
            page.append(UInt8(width))
            RunLengths.append(places, width: width, to: &page)
        }

        @inline(__always)
        private mutating func place(of bits: UInt32) -> UInt32 {
            var slot = Int((bits &* 0x9E37_79B1) >> shift)
            while slots[slot].place >= 0 {
                if slots[slot].bits == bits { return UInt32(slots[slot].place) }
                slot = (slot + 1) & (slots.count - 1)
            }
            let place = count
            slots[slot] = (bits, Int32(place))
            ParquetColumn.append(bits, to: &bytes)
            count += 1
            if count * 2 > slots.count { resize(to: 34 - shift) }
            return UInt32(place)
        }

        private mutating func resize(to width: UInt32) {
            let old = slots
            slots = Array(repeating: (0, -1), count: 1 << Int(width))
            shift = 32 - width
            for (bits, place) in old where place >= 0 {
                var slot = Int((bits &* 0x9E37_79B1) >> shift)
                while slots[slot].place >= 0 { slot = (slot + 1) & (slots.count - 1) }
                slots[slot] = (bits, place)
            }
        }
    }
}
