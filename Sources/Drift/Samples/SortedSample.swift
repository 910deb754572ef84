import Statistics

/// The known values of one column, from lowest to highest: what every statistic of numbers starts from.
///
/// NaN and the infinities count as missing. Values keep the precision they came in: a sample of `Float` and a sample of
/// `Double` are compared as `Float`, so that 0.1 stored in both is the same value.
public struct SortedSample: Sendable {
    /// The values, in one precision or the other.
    enum Values: Sendable {
        case floats([Float])
        case doubles([Double])
    }

    let values: Values
    /// Rows without a value.
    public let missing: Int

    /// Sorts single-precision values.
    ///
    /// - Complexity: O(n), by radix.
    public init(_ column: [Float]) {
        let keys = [UInt32](unsafeUninitializedCapacity: column.count) { buffer, count in
            for value in column where value.isFinite {
                // Adding zero turns −0 into +0; then the order of the bits is the order of the values.
                let bits = (value + 0).bitPattern
                buffer[count] = bits >> 31 == 1 ? ~bits : bits | 0x8000_0000
                count += 1
            }
        }
        missing = column.count - keys.count
        values = .floats(
            radixSorted(keys).map { Float(bitPattern: $0 >> 31 == 1 ? $0 & 0x7FFF_FFFF : ~$0) })
    }

    /// Sorts double-precision values.
    ///
    /// - Complexity: O(n), by radix.
    public init(_ column: [Double]) {
        let keys = [UInt64](unsafeUninitializedCapacity: column.count) { buffer, count in
            for value in column where value.isFinite {
                let bits = (value + 0).bitPattern
                buffer[count] = bits >> 63 == 1 ? ~bits : bits | 0x8000_0000_0000_0000
                count += 1
            }
        }
        missing = column.count - keys.count
        values = .doubles(
            radixSorted(keys).map { Double(bitPattern: $0 >> 63 == 1 ? $0 & 0x7FFF_FFFF_FFFF_FFFF : ~$0) })
    }

    /// A sample of rows that all lack a value.
    init(missingRows: Int) {
        values = .doubles([])
        missing = missingRows
    }

    private init(sorted: [Float], missing: Int) {
        values = .floats(sorted)
        self.missing = missing
    }

    /// How many values are known.
    public var count: Int {
        switch values {
        case .floats(let values): values.count
        case .doubles(let values): values.count
        }
    }

    /// The value at a rank, 0 being the lowest.
    public subscript(rank: Int) -> Double {
        switch values {
        case .floats(let values): Double(values[rank])
        case .doubles(let values): values[rank]
        }
    }

    /// How many values are below a number, or at it too.
    ///
    /// - Complexity: O(log n).
    public func rank(of number: Double, includingEqual: Bool) -> Int {
        switch values {
        case .floats(let values): partition(values) { Double($0) < number || (includingEqual && Double($0) == number) }
        case .doubles(let values): partition(values) { $0 < number || (includingEqual && $0 == number) }
        }
    }

    /// The same values rounded to single precision; rounding never changes their order.
    var rounded: SortedSample {
        switch values {
        case .floats: self
        case .doubles(let values): SortedSample(sorted: values.map { Float($0) }, missing: missing)
        }
    }

    /// The mean and the population standard deviation (divided by n); nil without values.
    ///
    /// - Complexity: O(n): two passes, the second about the mean.
    public var moments: (mean: Double, deviation: Double)? {
        guard count > 0 else { return nil }
        switch values {
        case .floats(let values): return passes(values)
        case .doubles(let values): return passes(values)
        }
    }
}

@inline(__always)
private func passes<Value: BinaryFloatingPoint>(_ values: [Value]) -> (mean: Double, deviation: Double) {
    let size = Double(values.count)
    var sum = 0.0
    for value in values { sum += Double(value) }
    let mean = sum / size
    var squares = 0.0
    for value in values {
        let gap = Double(value) - mean
        squares += gap * gap
    }
    return (mean, (squares / size).squareRoot())
}

/// The number of leading elements for which `holds`, in an array where they all come first.
@inline(__always)
private func partition<Value>(_ values: [Value], _ holds: (Value) -> Bool) -> Int {
    var low = 0
    var high = values.count
    while low < high {
        let middle = (low + high) / 2
        if holds(values[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
}
