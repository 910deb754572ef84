public import Catalog
public import Credit

extension ComparisonBand {
    /// The ends of bands between two numbers, as they are stored; none but for a width.
    public func edges(of kind: ValueKind, from low: Double, to high: Double) -> [Float] {
        guard case .width(let width) = self, low.isFinite, high.isFinite else { return [] }
        let unit = kind.unit
        if kind == .daysAgo {
            return steps(from: -high / unit, to: -low / unit, width).map { Self.edge(age: $0, unit) }.sorted()
        }
        return steps(from: low / unit, to: high / unit, width).map { Float($0 * unit) }
    }

    /// Who is alike at a number.
    public func alike(_ value: Double, of kind: ValueKind) -> AlikeBand {
        switch self {
        case .same: return .same
        case .fifths: return .fifths
        case .width(let width):
            let unit = kind.unit
            let read = kind == .daysAgo ? -value / unit : value / unit
            let start = (read / width).rounded(.down) * width
            return kind == .daysAgo
                ? .between(Self.edge(age: start + width, unit), Self.edge(age: start, unit))
                : .between(Float(start * unit), Float((start + width) * unit))
        }
    }

    /// The first stored number of those younger than an age: whoever has reached it is older.
    private static func edge(age: Double, _ unit: Double) -> Float { Float(-age * unit).nextUp }

    private func steps(from low: Double, to high: Double, _ width: Double) -> [Double] {
        let first = (low / width).rounded(.down), last = (high / width).rounded(.up)
        guard last - first <= 100 else { return [] }
        return (Int(first)...Int(last)).map { Double($0) * width }
    }
}

extension ValueKind {
    /// What one of the unit that a person reads is in the data.
    fileprivate var unit: Double {
        switch self {
        case .daysAgo, .days, .duration: ComparisonBand.daysPerYear
        case .percent: 0.01
        default: 1
        }
    }
}
