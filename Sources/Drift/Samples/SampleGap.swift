/// How far apart two samples' distribution functions are, found in one walk over both.
public struct SampleGap: Sendable, Hashable {
    /// The largest vertical distance, `max |F − G|`, in 0...1.
    public let distance: Double
    /// The area between the two, `∫ |F − G| dx`, in the unit of the values.
    public let area: Double
    /// How many different values the first sample holds.
    public let distinctReference: Int
    /// How many different values the second sample holds.
    public let distinctCurrent: Int
    /// How many different values the two hold together.
    public let distinctTogether: Int

    /// Walks over two samples.
    ///
    /// - Returns: nil when either has no known value.
    /// - Complexity: O(n + m).
    public init?(reference: SortedSample, current: SortedSample) {
        guard reference.count > 0, current.count > 0 else { return nil }
        switch (reference.values, current.values) {
        case (.floats(let a), .floats(let b)): self.init(a, b)
        case (.doubles(let a), .doubles(let b)): self.init(a, b)
        default: self.init(reference: reference.rounded, current: current.rounded)
        }
    }

    @inline(__always)
    private init<Value: BinaryFloatingPoint>(_ first: [Value], _ second: [Value]) {
        var distance = 0.0
        var area = 0.0
        var distinct = (0, 0, 0)
        first.withUnsafeBufferPointer { a in
            second.withUnsafeBufferPointer { b in
                let sizes = (Double(a.count), Double(b.count))
                var i = 0
                var j = 0
                var gap = 0.0
                var previous = 0.0
                while i < a.count || j < b.count {
                    let value = j == b.count || (i < a.count && a[i] <= b[j]) ? a[i] : b[j]
                    area += gap * (Double(value) - previous)
                    previous = Double(value)
                    if i < a.count, a[i] == value {
                        distinct.0 += 1
                        repeat { i += 1 } while i < a.count && a[i] == value
                    }
                    if j < b.count, b[j] == value {
                        distinct.1 += 1
                        repeat { j += 1 } while j < b.count && b[j] == value
                    }
                    distinct.2 += 1
                    // Divided, not multiplied by an inverse: equal shares of unequal samples must give exactly 0.
                    gap = abs(Double(i) / sizes.0 - Double(j) / sizes.1)
                    distance = max(distance, gap)
                }
            }
        }
        self.distance = distance
        self.area = area
        (distinctReference, distinctCurrent, distinctTogether) = distinct
    }
}
