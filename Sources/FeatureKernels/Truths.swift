/// Truth values of many rows, by SQL's rules for the unknown.
struct Truths {
    static let no: UInt8 = 0
    static let yes: UInt8 = 1
    static let unknown: UInt8 = 2

    var values: [UInt8]

    init(_ values: [UInt8]) { self.values = values }
    init(_ truth: Bool?, count: Int) {
        values = [UInt8](repeating: truth.map { $0 ? Self.yes : Self.no } ?? Self.unknown, count: count)
    }

    /// False wins over unknown, unknown over true.
    func and(_ other: Truths) -> Truths {
        Truths(eachPair(values, other.values) { $0 == Self.no || $1 == Self.no ? Self.no : max($0, $1) })
    }

    /// True wins over unknown, unknown over false.
    func or(_ other: Truths) -> Truths {
        Truths(eachPair(values, other.values) { $0 == Self.yes || $1 == Self.yes ? Self.yes : $0 | $1 })
    }

    /// As numbers, true being 1; NaN is unknown.
    var numbers: [Double] { each(values) { $0 == Self.yes ? 1 : $0 == Self.no ? 0 : .nan } }

    var negated: Truths { Truths(each(values) { $0 == Self.unknown ? Self.unknown : 1 - $0 }) }
}

/// `body` of each element; inlined, so that the compiler can turn it into vector instructions.
@inline(__always)
func each<A, Result>(_ a: [A], _ body: (A) -> Result) -> [Result] {
    a.withUnsafeBufferPointer { a in
        [Result](unsafeUninitializedCapacity: a.count) { target, count in
            guard let base = target.baseAddress else { return }
            for index in 0..<a.count { (base + index).initialize(to: body(a[index])) }
            count = a.count
        }
    }
}

/// `body` of the elements of two arrays of one length.
@inline(__always)
func eachPair<A, B, Result>(_ a: [A], _ b: [B], _ body: (A, B) -> Result) -> [Result] {
    precondition(a.count == b.count, "columns of one table have one length")
    return a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
            [Result](unsafeUninitializedCapacity: a.count) { target, count in
                guard let base = target.baseAddress else { return }
                for index in 0..<a.count { (base + index).initialize(to: body(a[index], b[index])) }
                count = a.count
            }
        }
    }
}
