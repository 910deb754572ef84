#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A number's dimension as samplers see it: an interval on which nearness is even.
///
/// The coordinate is the value itself, or its logarithm. An integer owns the values that round to it, so the interval of
/// integers reaches half a step beyond both bounds and each of them has its share.
struct Axis: Sendable {
    /// Where the interval begins: at the lower bound, or half a step before it.
    let low: Double
    /// Where the interval ends.
    let high: Double
    let isInteger: Bool
    private let isLogarithmic: Bool
    private let from: Double
    private let to: Double

    init(from: Double, to: Double, scale: ParameterScale, isInteger: Bool) {
        (self.from, self.to, self.isInteger) = (from, to, isInteger)
        isLogarithmic = scale == .logarithmic
        let margin = isInteger ? 0.5 : 0
        low = isLogarithmic ? log(from - margin) : from - margin
        high = isLogarithmic ? log(to + margin) : to + margin
    }

    /// The coordinates of the bounds themselves.
    var bounds: (low: Double, high: Double) { (coordinate(from), coordinate(to)) }

    /// The coordinate of a value; nil for a choice.
    func coordinate(of value: ParameterValue) -> Double? {
        switch value {
        case .real(let value): coordinate(value)
        case .integer(let value): coordinate(Double(value))
        case .choice: nil
        }
    }

    /// The value at a coordinate, or the nearest within the bounds.
    func value(at coordinate: Double) -> ParameterValue {
        let number = number(at: coordinate)
        return isInteger ? .integer(Int(number)) : .real(number)
    }

    /// The coordinate of the value at a coordinate: for an integer, that of the integer it rounds to.
    func snapped(_ coordinate: Double) -> Double {
        isInteger ? self.coordinate(number(at: coordinate)) : min(max(coordinate, low), high)
    }

    /// The coordinates that round to the same integer as this one.
    func cell(around coordinate: Double) -> (low: Double, high: Double) {
        let number = number(at: coordinate)
        return (self.coordinate(number - 0.5), self.coordinate(number + 0.5))
    }

    private func coordinate(_ number: Double) -> Double { isLogarithmic ? log(number) : number }

    private func number(at coordinate: Double) -> Double {
        let number = isLogarithmic ? exp(coordinate) : coordinate
        return min(max(isInteger ? number.rounded() : number, from), to)
    }
}

/// A parameter's domain as samplers see it.
enum ParameterKind: Sendable {
    case number(Axis)
    case choices([String])

    init(_ domain: ParameterDomain) {
        switch domain {
        case .real(let from, let to, let scale):
            self = .number(Axis(from: from, to: to, scale: scale, isInteger: false))
        case .integer(let from, let to, let scale):
            self = .number(Axis(from: Double(from), to: Double(to), scale: scale, isInteger: true))
        case .choice(let values): self = .choices(values)
        }
    }
}
