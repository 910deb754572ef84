#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The logistic function, `1 / (1 + exp(-x))`: log-odds to probability.
///
/// - Parameter logOdds: Natural-log odds, any real; the infinities map to 0 and 1, NaN to NaN.
/// - Returns: A probability in 0...1. The form used never overflows: only `exp` of a negative number is taken.
public func logistic(_ logOdds: Double) -> Double {
    if logOdds >= 0 { return 1 / (1 + exp(-logOdds)) }
    let odds = exp(logOdds)
    return odds / (1 + odds)
}

/// The inverse of the logistic function, `ln(p / (1 - p))`: probability to log-odds.
///
/// - Parameter probability: In 0...1; 0 gives `-infinity`, 1 gives `+infinity`, anything outside gives NaN.
/// - Returns: Natural-log odds, accurate for tiny probabilities because `log1p` takes the complement.
public func logit(_ probability: Double) -> Double {
    log(probability) - log1p(-probability)
}
