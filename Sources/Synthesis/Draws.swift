import Statistics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension SeededGenerator {
    /// A log-normal amount.
    mutating func nextAmount(median: Double, spread: Double) -> Double {
        median * exp(spread * nextNormal())
    }

    /// An exponential deviate.
    mutating func nextExponential(mean: Double) -> Double {
        -mean * log1p(-nextUniform())
    }

    /// A Poisson count, by multiplying uniforms; only for small means.
    mutating func nextCount(mean: Double) -> Int {
        let floor = exp(-mean)
        var product = nextUniform()
        var count = 0
        while product > floor {
            product *= nextUniform()
            count += 1
        }
        return count
    }
}

/// A value held within bounds.
func clamped<Value: Comparable>(_ value: Value, _ low: Value, _ high: Value) -> Value {
    min(max(value, low), high)
}

/// The nearest multiple of a step, as prices and limits are.
func rounded(_ value: Double, to step: Double) -> Double {
    (value / step).rounded() * step
}
