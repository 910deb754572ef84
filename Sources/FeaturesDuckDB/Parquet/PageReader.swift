/// Reads the pages of one column as ``ParquetColumn`` wrote them.
struct PageReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// A page's head: what it holds, and where.
    private struct Page {
        var isDictionary = false
        var count = 0
        var encoding = 0
        var range = 0..<0
    }

    /// The next page; nil at the end and where the file is damaged.
    private mutating func page() -> Page? {
        guard position < bytes.count else { return nil }
        var page = Page(), size = 0
        var reader = ThriftReader(bytes, at: position)
        reader.structure { reader, field in
            switch field {
            case 1: page.isDictionary = reader.number() == 2
            case 3: size = reader.number()
            case 5, 7:
                reader.structure { reader, field in
                    switch field {
                    case 1: page.count = reader.number()
                    case 2: page.encoding = reader.number()
                    default: return false
                    }
                    return true
                }
            default: return false
            }
            return true
        }
        guard reader.isSound, size >= 0, size <= bytes.count - reader.position, page.count >= 0, page.count < 1 << 26
        else { return nil }
        page.range = reader.position..<reader.position + size
        position = page.range.upperBound
        return page
    }

    /// Which values of a page are known, and where those begin.
    private struct Levels {
        /// A bit for each value; nil when all or none are known.
        let bits: UnsafeRawBufferPointer?
        let known: Int
        let start: Int

        @inline(__always)
        func isKnown(_ row: Int) -> Bool {
            guard let bits else { return known > 0 }
            return bits[row >> 3] >> UInt8(row & 7) & 1 == 1
        }
    }

    private func levels(_ page: Page) -> Levels? {
        guard page.range.count >= 4 else { return nil }
        let size = Int(
            UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: page.range.lowerBound, as: UInt32.self)))
        let start = page.range.lowerBound + 4
        guard size <= page.range.upperBound - start else { return nil }
        var reader = ThriftReader(bytes, at: start)
        let head = reader.varint()
        guard reader.isSound else { return nil }
        if head & 1 == 0 {
            guard head >> 1 == page.count, reader.position < start + size else { return nil }
            return Levels(bits: nil, known: bytes[reader.position] == 1 ? page.count : 0, start: start + size)
        }
        guard head >> 1 == (page.count + 7) / 8, head >> 1 == start + size - reader.position else { return nil }
        let bits = UnsafeRawBufferPointer(rebasing: bytes[reader.position..<start + size])
        return Levels(bits: bits, known: bits.reduce(0) { $0 + $1.nonzeroBitCount }, start: start + size)
    }

    /// Places in the dictionary, all under `limit`.
    private func places(_ page: Page, _ levels: Levels, limit: Int) -> [UInt32]? {
        guard levels.start < page.range.upperBound else { return nil }
        let width = Int(bytes[levels.start])
        guard width > 0, width <= 24 else { return nil }
        var places = [UInt32](repeating: 0, count: levels.known)
        var filled = 0
        var position = levels.start + 1
        let isSound = places.withUnsafeMutableBufferPointer { places in
            while filled < places.count {
                var reader = ThriftReader(bytes, at: position)
                let head = reader.varint()
                position = reader.position
                guard reader.isSound, head > 1 else { return false }
                if head & 1 == 0 {
                    let size = (width + 7) / 8
                    guard position + size <= page.range.upperBound, head >> 1 <= places.count - filled else {
                        return false
                    }
                    var place: UInt32 = 0
                    for byte in 0..<size { place |= UInt32(bytes[position + byte]) << UInt32(8 * byte) }
                    guard place < limit else { return false }
                    for index in filled..<filled + head >> 1 { places[index] = place }
                    filled += head >> 1
                    position += size
                } else {
                    let groups = head >> 1
                    guard groups <= bytes.count, position + groups * width <= page.range.upperBound else {
                        return false
                    }
                    let size = groups * width, end = min(places.count, filled + groups * 8),
                        mask = UInt64(1) << UInt64(width) - 1
                    var bits: UInt64 = 0, count = 0, next = position
                    while filled < end {
                        while count < width {
                            bits |= UInt64(bytes[next]) << UInt64(count)
                            next += 1
                            count += 8
                        }
                        places[filled] = UInt32(truncatingIfNeeded: bits & mask)
                        guard places[filled] < limit else { return false }
                        bits >>= UInt64(width)
                        count -= width
                        filled += 1
                    }
                    position += size
                }
            }
            return true
        }
        return isSound ? places : nil
    }

    /// Reads all pages of numbers; false when they are not as many as `values` or the file is damaged.
    mutating func numbers(into values: UnsafeMutableBufferPointer<Float>) -> Bool {
        var dictionary: [Float] = []
        var row = 0
        while row < values.count || position < bytes.count {
            guard let page = page() else { return false }
            if page.isDictionary {
                guard page.range.count == page.count * 4 else { return false }
                dictionary = (0..<page.count).map { number(page.range.lowerBound + $0 * 4) }
                continue
            }
            guard page.count <= values.count - row, let levels = levels(page) else { return false }
            let part = UnsafeMutableBufferPointer(rebasing: values[row..<row + page.count])
            if page.encoding == 0 {
                guard page.range.upperBound - levels.start == levels.known * 4 else { return false }
                let start = levels.start
                fill(part, levels) { number(start + $0 * 4) }
            } else {
                guard let places = places(page, levels, limit: dictionary.count) else { return false }
                places.withUnsafeBufferPointer { places in
                    dictionary.withUnsafeBufferPointer { dictionary in
                        fill(part, levels) { dictionary[Int(places[$0])] }
                    }
                }
            }
            row += page.count
        }
        return true
    }

    @inline(__always)
    private func number(_ place: Int) -> Float {
        Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
    }

    /// Sets known values, counted by `value`, and NaN between them.
    @inline(__always)
    private func fill(_ part: UnsafeMutableBufferPointer<Float>, _ levels: Levels, _ value: (Int) -> Float) {
        guard levels.bits != nil else {
            for row in 0..<part.count { part[row] = levels.known > 0 ? value(row) : .nan }
            return
        }
        var next = 0
        for row in 0..<part.count {
            if levels.isKnown(row) {
                part[row] = value(next)
                next += 1
            } else {
                part[row] = .nan
            }
        }
    }

    /// Reads all pages of texts; nil when they are not as many as `rows` or the file is damaged.
    mutating func texts(rows: Int) -> (codes: [Int32], texts: [String])? {
        var texts: [String] = []
        var codes: [Int32] = []
        while codes.count < rows || position < bytes.count {
            guard let page = page() else { return nil }
            if page.isDictionary {
                guard let found = strings(page.range, count: page.count) else { return nil }
                texts = found
                continue
            }
            guard page.count <= rows - codes.count, let levels = levels(page) else { return nil }
            var places: [UInt32] = []
            if page.encoding == 0 {
                guard let found = strings(levels.start..<page.range.upperBound, count: levels.known) else { return nil }
                places = found.indices.map { UInt32(texts.count + $0) }
                texts += found
            } else {
                guard let found = self.places(page, levels, limit: texts.count) else { return nil }
                places = found
            }
            var next = 0
            for row in 0..<page.count {
                if levels.isKnown(row) {
                    codes.append(Int32(places[next]))
                    next += 1
                } else {
                    codes.append(-1)
                }
            }
        }
        return (codes, texts)
    }

    private func strings(_ range: Range<Int>, count: Int) -> [String]? {
        var strings: [String] = []
        var position = range.lowerBound
        for _ in 0..<count {
            guard position + 4 <= range.upperBound else { return nil }
            let size = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)))
            guard size <= range.upperBound - position - 4 else { return nil }
            strings.append(String(decoding: bytes[position + 4..<position + 4 + size], as: UTF8.self))
            position += 4 + size
        }
        return position == range.upperBound ? strings : nil
    }
}
