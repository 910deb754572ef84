/// The different values among numbers, by their bits: a hash table with open addressing that grows with what it finds.
struct DistinctValues {
    /// How many values differ.
    private(set) var count = 0
    private var slots = [UInt32](repeating: Self.empty, count: 1 << 8)
    private var shift: UInt32 = 24

    /// A NaN that ``Float/plainBits`` never gives.
    private static let empty = UInt32.max

    /// Counts the values that somebody knows; 0 and −0 are one.
    ///
    /// - Complexity: O(values), at any number of different ones.
    init(_ values: [Float]) {
        var last = Self.empty
        for value in values where !value.isNaN {
            let bits = value.plainBits
            // Equal neighbours are frequent.
            guard bits != last else { continue }
            last = bits
            insert(bits)
        }
    }

    @inline(__always)
    private mutating func insert(_ bits: UInt32) {
        let isNew = slots.withUnsafeMutableBufferPointer { slots in
            var slot = Self.slot(bits, shift)
            while slots[slot] != Self.empty {
                if slots[slot] == bits { return false }
                slot = (slot + 1) & (slots.count - 1)
            }
            slots[slot] = bits
            return true
        }
        guard isNew else { return }
        count += 1
        if count * 2 > slots.count { grow() }
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt32](repeating: Self.empty, count: old.count * 4)
        shift -= 2
        for bits in old where bits != Self.empty {
            var slot = Self.slot(bits, shift)
            while slots[slot] != Self.empty { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = bits
        }
    }

    /// Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4): the highest bits of a product.
    @inline(__always)
    private static func slot(_ bits: UInt32, _ shift: UInt32) -> Int { Int((bits &* 0x9E37_79B1) >> shift) }
}
