/// Rows that are the same in some columns.
struct RowKey {
    private let parts: [[UInt64]]
    /// Whether any part is unknown, by row.
    let isUnknown: [Bool]
    private let hashes: [Int]

    /// Complexity: O(rows × columns).
    init(_ columns: [Column], count: Int) {
        var isUnknown = [Bool](repeating: false, count: count)
        var hashes = [Int](repeating: 0, count: count)
        parts = columns.map { column in
            let bits = Self.bits(column)
            for row in 0..<count {
                if bits[row] == Self.unknown { isUnknown[row] = true }
                hashes[row] = IDIndex.hash(Int64(bitPattern: bits[row]) ^ Int64(truncatingIfNeeded: hashes[row] << 1))
            }
            return bits
        }
        self.isUnknown = isUnknown
        self.hashes = hashes
    }

    static let unknown = UInt64(bitPattern: Column.unknownID)

    static func bits(_ column: Column) -> [UInt64] {
        switch column {
        // 0 and −0 are the same number.
        case .numbers(let values): each(values) { $0.isNaN ? unknown : ($0 + 0).bitPattern }
        case .ids(let values): each(values) { UInt64(bitPattern: $0) }
        case .words(let codes, _): each(codes) { $0 < 0 ? unknown : UInt64($0) }
        case .flags(let values): each(values) { $0 == Truths.unknown ? unknown : UInt64($0) }
        }
    }

    private func isSame(_ a: Int, _ b: Int) -> Bool { parts.allSatisfy { $0[a] == $0[b] } }

    /// The number of each row's group, groups being numbered in the order of their first rows, and those first rows.
    func groups() -> (groupOfRow: [Int32], firsts: [Int32]) {
        var size = 16
        while size < hashes.count * 2 { size *= 2 }
        var slots = [Int32](repeating: -1, count: size)
        var firsts: [Int32] = []
        let groupOfRow = hashes.indices.map { row -> Int32 in
            var slot = hashes[row] & (size - 1)
            while slots[slot] >= 0 {
                if isSame(Int(firsts[Int(slots[slot])]), row) { return slots[slot] }
                slot = (slot + 1) & (size - 1)
            }
            slots[slot] = Int32(firsts.count)
            firsts.append(Int32(row))
            return slots[slot]
        }
        return (groupOfRow, firsts)
    }

    /// Places of rows, all of whose parts are known, that another row repeats.
    func repeated() -> [Int32] {
        let (groups, firsts) = groups()
        guard firsts.count < groups.count else { return [] }
        var counts = [Int32](repeating: 0, count: firsts.count)
        for group in groups { counts[Int(group)] += 1 }
        return firsts.indices.filter { counts[$0] > 1 && !isUnknown[Int(firsts[$0])] }.map { firsts[$0] }
    }
}
