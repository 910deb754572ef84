/// Sorts 32-bit keys, ascending: three passes of 11 bits, none for a digit that all keys share.
///
/// - Complexity: O(n), one more array of n in memory.
public func radixSorted(_ keys: [UInt32]) -> [UInt32] { radixSorted(keys, from: 0, digits: 3) }

/// Sorts 64-bit keys, ascending: six passes of 11 bits, none for a digit that all keys share.
///
/// - Complexity: O(n), one more array of n in memory.
public func radixSorted(_ keys: [UInt64]) -> [UInt64] { radixSorted(keys, from: 0, digits: 6) }

/// Sorts 64-bit keys whose lower 32 bits ascend already wherever the upper ones are equal: three passes of 11 bits.
///
/// - Complexity: O(n), one more array of n in memory.
public func radixSortedByUpperHalf(_ keys: [UInt64]) -> [UInt64] { radixSorted(keys, from: 32, digits: 3) }

@inline(__always)
private func radixSorted<Key: FixedWidthInteger & UnsignedInteger>(
    _ keys: [Key], from lowest: Int, digits: Int
) -> [Key] {
    // Below this the counting of digits costs more than comparing.
    guard keys.count > 1_000 else { return keys.sorted() }
    let radix = 2_048
    var source = keys
    var target = [Key](unsafeUninitializedCapacity: keys.count) { buffer, count in
        buffer.initialize(repeating: 0)
        count = keys.count
    }
    var counts = [Int](repeating: 0, count: radix * digits)
    source.withUnsafeBufferPointer { source in
        counts.withUnsafeMutableBufferPointer { counts in
            for key in source {
                for digit in 0..<digits {
                    counts[digit * radix + Int(truncatingIfNeeded: (key >> Key(lowest + 11 * digit)) & 2_047)] += 1
                }
            }
        }
    }
    for digit in 0..<digits {
        let start = digit * radix
        if counts[start..<start + radix].contains(keys.count) { continue }
        var place = 0
        for value in start..<start + radix {
            let count = counts[value]
            counts[value] = place
            place += count
        }
        source.withUnsafeBufferPointer { source in
            target.withUnsafeMutableBufferPointer { target in
                counts.withUnsafeMutableBufferPointer { counts in
                    for key in source {
                        let slot = start + Int(truncatingIfNeeded: (key >> Key(lowest + 11 * digit)) & 2_047)
                        target[counts[slot]] = key
                        counts[slot] += 1
                    }
                }
            }
        }
        swap(&source, &target)
    }
    return source
}
