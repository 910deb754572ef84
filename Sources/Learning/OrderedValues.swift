/// A value and its row in one number whose order is that of the values, then of the rows.
///
/// Sorting plain numbers is several times as fast as sorting with a closure, and never depends on the algorithm.
///
/// - Parameter value: Not NaN; −0 counts as 0.
@inline(__always)
func orderedKey(_ value: Float, row: Int) -> UInt64 {
    let bits = (value == 0 ? 0 : value).bitPattern
    let ordered = bits >> 31 == 1 ? ~bits : bits | 0x8000_0000
    return UInt64(ordered) << 32 | UInt64(UInt32(truncatingIfNeeded: row))
}

/// The row of an ordered key.
@inline(__always)
func orderedRow(_ key: UInt64) -> Int { Int(UInt32(truncatingIfNeeded: key)) }

/// The value of an ordered key.
@inline(__always)
func orderedValue(_ key: UInt64) -> Float {
    let ordered = UInt32(truncatingIfNeeded: key >> 32)
    return Float(bitPattern: ordered >> 31 == 1 ? ordered & 0x7FFF_FFFF : ~ordered)
}

/// Moves the `count` smallest keys to the front, in any order, by Hoare's selection with a median of three.
///
/// - Complexity: O(n) on the whole.
func moveSmallest(_ count: Int, of keys: UnsafeMutableBufferPointer<UInt64>) {
    var (low, high) = (0, keys.count - 1)
    while low < high, count > low, count <= high {
        let middle = low + (high - low) / 2
        if keys[middle] < keys[low] { keys.swapAt(middle, low) }
        if keys[high] < keys[low] { keys.swapAt(high, low) }
        if keys[high] < keys[middle] { keys.swapAt(high, middle) }
        let pivot = keys[middle]
        var (left, right) = (low, high)
        while left <= right {
            while keys[left] < pivot { left += 1 }
            while keys[right] > pivot { right -= 1 }
            if left <= right {
                keys.swapAt(left, right)
                left += 1
                right -= 1
            }
        }
        if count <= right + 1 {
            high = right
        } else if count > left {
            low = left
        } else {
            return
        }
    }
}
