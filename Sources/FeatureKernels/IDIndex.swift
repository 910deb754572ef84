/// Finds numbers of clients or contracts among those seen.
///
/// Open addressing with linear probing; a search takes about one look into memory.
struct IDIndex {
    /// The numbers, in the order in which they were first seen.
    private(set) var ids: [Int64] = []
    private var slots: [Int32]
    private var mask: Int

    init(capacity: Int = 0) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        mask = size - 1
        ids.reserveCapacity(capacity)
    }

    /// The place of a number; −1 when it was not seen.
    func find(_ id: Int64) -> Int32 {
        var slot = Self.hash(id) & mask
        while true {
            let place = slots[slot]
            if place < 0 || ids[Int(place)] == id { return place }
            slot = (slot + 1) & mask
        }
    }

    /// The place of a number, which is new when it was not seen.
    mutating func insert(_ id: Int64) -> Int32 {
        var slot = Self.hash(id) & mask
        while true {
            let place = slots[slot]
            if place < 0 { break }
            if ids[Int(place)] == id { return place }
            slot = (slot + 1) & mask
        }
        let place = Int32(ids.count)
        slots[slot] = place
        ids.append(id)
        if ids.count * 2 > slots.count { grow() }
        return place
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        mask = slots.count - 1
        for (place, id) in ids.enumerated() {
            var slot = Self.hash(id) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(place)
        }
    }

    /// The finaliser of SplitMix64: numbers that follow each other end up far apart.
    static func hash(_ id: Int64) -> Int {
        var bits = UInt64(bitPattern: id) &+ 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int(truncatingIfNeeded: (bits ^ (bits >> 31)) >> 1)
    }
}

/// Rows brought together by the number of a parent.
struct Grouping {
    /// The parents' numbers.
    let index: IDIndex
    /// The rows, group after group; those without a parent's number are left out.
    let rows: [Int32]
    /// Where each group starts in `rows`, and the end.
    let starts: [Int32]

    var count: Int { starts.count - 1 }

    /// Complexity: O(rows).
    init(_ ids: [Int64]) {
        var index = IDIndex(capacity: ids.count / 8)
        var groups = [Int32](repeating: -1, count: ids.count)
        var last = Column.unknownID, lastGroup: Int32 = -1
        for (row, id) in ids.enumerated() where id != Column.unknownID {
            // Files mostly keep a parent's rows together.
            if id != last { (last, lastGroup) = (id, index.insert(id)) }
            groups[row] = lastGroup
        }
        self.init(groups, count: index.ids.count, index: index)
    }

    private init(_ groups: [Int32], count: Int, index: IDIndex) {
        var starts = [Int32](repeating: 0, count: count + 1)
        for group in groups where group >= 0 { starts[Int(group) + 1] += 1 }
        for group in 0..<count { starts[group + 1] += starts[group] }
        var next = starts
        var rows = [Int32](repeating: 0, count: Int(starts[count]))
        for (row, group) in groups.enumerated() where group >= 0 {
            rows[Int(next[Int(group)])] = Int32(row)
            next[Int(group)] += 1
        }
        self.index = index
        self.rows = rows
        self.starts = starts
    }
}
