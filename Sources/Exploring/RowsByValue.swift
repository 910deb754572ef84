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
    if keys.count < radixPays { keys.sort() } else { radixSort(&keys) }
    return keys.map { Int32(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }
}

/// Under this many keys, comparing is faster than counting digits.
private let radixPays = 1_000

/// Sorts keys by their upper 32 bits; equal ones keep their order.
private func radixSort(_ keys: inout [UInt64]) {
    var sorted = [UInt64](repeating: 0, count: keys.count)
    for shift: UInt64 in [32, 43, 54] {
        var places = [Int](repeating: 0, count: 1 << 11)
        for key in keys { places[Int(key >> shift & 0x7FF)] += 1 }
        // A digit that all keys share moves none.
        guard !places.contains(keys.count) else { continue }
        var next = 0
        for digit in places.indices { (places[digit], next) = (next, next + places[digit]) }
        sorted.withUnsafeMutableBufferPointer { target in
            places.withUnsafeMutableBufferPointer { places in
                for key in keys {
                    let digit = Int(key >> shift & 0x7FF)
                    target[places[digit]] = key
                    places[digit] += 1
                }
            }
        }
        swap(&keys, &sorted)
    }
}
