public import Features

/// One variable of every client of the portfolio, a byte each, in order of the clients' numbers.
///
/// A byte says where a value stands among at most 254 places: any variable is read in a fraction of a millisecond, and what is not
/// kept cannot be told of anybody.
public struct PortfolioColumn: Hashable, Sendable {
    /// What ranks stand for.
    public enum Scale: Hashable, Sendable {
        /// Each rank is one value; ascending.
        case values([Float])
        /// A rank is the number of cuts at or below a value; ascending, no two equal.
        case cuts([Float])
        /// Each rank is one level, commonest first; the last stands for all that come after it.
        case levels([String])
    }

    /// The rank of what nobody knows.
    public static let unknown: UInt8 = 255
    /// The most places between ranks.
    public static let most = 254

    /// What the ranks stand for.
    public let scale: Scale
    /// The ranks, by client.
    public let ranks: [UInt8]

    /// Makes a column.
    public init(scale: Scale, ranks: [UInt8]) {
        self.scale = scale
        self.ranks = ranks
    }

    /// Ranks numbers; what is not finite is unknown.
    ///
    /// - Parameter edges: values that must stand between two ranks, as the ends of bands; at most 100.
    public init(_ numbers: [Float], edges: [Float] = []) {
        self.init(numbers, sorted: numbers.filter(\.isFinite).sorted(), edges: edges)
    }

    /// - Parameter sorted: the known numbers, ascending.
    init(_ numbers: [Float], sorted: [Float], edges: [Float]) {
        let isFinite = sorted.first?.isFinite ?? true && sorted.last?.isFinite ?? true
        let scale = Self.scale(isFinite ? sorted : sorted.filter(\.isFinite), edges: edges)
        self.init(scale: scale, ranks: numbers.map { Self.rank($0, on: scale) })
    }

    /// Ranks levels by how common they are; ties by name.
    ///
    /// - Parameter codes: positions in `levels`; negative is unknown.
    public init(codes: [Int32], levels: [String]) {
        var counts = [Int](repeating: 0, count: levels.count)
        for code in codes where code >= 0 { counts[Int(code)] += 1 }
        let order = levels.indices.filter { counts[$0] > 0 }
            .sorted { (-counts[$0], levels[$0]) < (-counts[$1], levels[$1]) }
        var ranks = [UInt8](repeating: Self.unknown, count: levels.count)
        for (rank, level) in order.enumerated() { ranks[level] = UInt8(min(rank, Self.most - 1)) }
        self.init(
            scale: .levels(order.prefix(Self.most).map { levels[$0] }),
            ranks: codes.map { $0 < 0 ? Self.unknown : ranks[Int($0)] })
    }

    /// The scale of ascending numbers: each value of its own where they are few, else cuts with as many clients between any two.
    ///
    /// The fifths of all clients lie exactly on cuts unless there are edges.
    static func scale(_ sorted: [Float], edges: [Float]) -> Scale {
        var distinct: [Float] = []
        for value in sorted where value != distinct.last {
            distinct.append(value)
            if distinct.count > most { break }
        }
        if distinct.count <= most { return .values(distinct) }
        let within = edges.filter { $0 > sorted[0] && $0 <= sorted[sorted.count - 1] }.prefix(100)
        let count = most - within.count
        let quantiles = (1...count).map { sorted[$0 * sorted.count / (count + 1)] }
        return .cuts(Set(quantiles + within).sorted())
    }

    /// How many ranks there are, the unknown one left out.
    public var rankCount: Int {
        switch scale {
        case .values(let values): values.count
        case .cuts(let cuts): cuts.count + 1
        case .levels(let levels): levels.count
        }
    }

    /// The rank of any client's value on this column's scale; a value that nobody has goes to the one below it.
    public func rank(of value: FeatureValue) -> UInt8 {
        switch (value, scale) {
        case (.number(let number), .values), (.number(let number), .cuts): Self.rank(number, on: scale)
        case (.level(let level), .levels(let levels)):
            levels.firstIndex(of: level).map { UInt8($0) }
                ?? (levels.count == Self.most ? UInt8(Self.most - 1) : Self.unknown)
        default: Self.unknown
        }
    }

    private static func rank(_ value: Float, on scale: Scale) -> UInt8 {
        guard value.isFinite else { return unknown }
        switch scale {
        case .values(let values): return UInt8(max(0, place(of: value, in: values) - 1))
        case .cuts(let cuts): return UInt8(place(of: value, in: cuts))
        case .levels: return unknown
        }
    }

    /// How many of ascending numbers are at or below a value.
    private static func place(of value: Float, in sorted: [Float]) -> Int {
        var low = 0, high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension PortfolioColumn {
    private static let mark = Array("LPC1".utf8)

    /// The bytes to keep.
    public func encoded() -> [UInt8] {
        var bytes = Self.mark
        bytes.reserveCapacity(ranks.count + 2_048)
        func append(_ number: UInt32) { withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) } }
        switch scale {
        case .values(let numbers), .cuts(let numbers):
            if case .values = scale { bytes.append(0) } else { bytes.append(1) }
            append(UInt32(numbers.count))
            for number in numbers { append(number.bitPattern) }
        case .levels(let levels):
            bytes.append(2)
            append(UInt32(levels.count))
            for level in levels {
                append(UInt32(level.utf8.count))
                bytes += level.utf8
            }
        }
        return bytes + ranks
    }

    /// Reads what ``encoded()`` has written.
    ///
    /// - Throws: ``ExplainingError`` for anything else.
    public init(encoded bytes: [UInt8]) throws(ExplainingError) {
        var reader = ByteReader(bytes)
        guard reader.take(4) == Self.mark[...], let kind = reader.take(1)?.first, let count = reader.number(),
            count <= Self.most
        else { throw .damagedColumn }
        switch kind {
        case 0, 1:
            var numbers: [Float] = []
            for _ in 0..<count {
                guard let pattern = reader.number() else { throw .damagedColumn }
                numbers.append(Float(bitPattern: pattern))
            }
            guard zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 }) else { throw .damagedColumn }
            scale = kind == 0 ? .values(numbers) : .cuts(numbers)
        case 2:
            var levels: [String] = []
            for _ in 0..<count {
                guard let length = reader.number(), let text = reader.take(Int(length)),
                    let level = String(validating: text, as: UTF8.self)
                else { throw .damagedColumn }
                levels.append(level)
            }
            scale = .levels(levels)
        default: throw .damagedColumn
        }
        ranks = Array(reader.rest)
    }
}

/// Takes bytes from the front.
private struct ByteReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    mutating func number() -> UInt32? {
        take(4)?.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}

extension ExplainingError {
    static let damagedColumn = ExplainingError(
        .damaged, "what is kept of all clients, variable by variable, is damaged: run `limpide load` again.")
}
