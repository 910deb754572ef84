/// The Wilson score interval of a proportion (Wilson, 1927).
///
/// `(p̂ + z²/2n ± z √(p̂(1-p̂)/n + z²/4n²)) / (1 + z²/n)`. Unlike the textbook interval it stays within 0...1 and keeps
/// its coverage for rare events and few trials.
///
/// - Parameters:
///   - successes: In `0...trials`.
///   - trials: Zero or more.
///   - level: The coverage asked, strictly between 0 and 1.
/// - Returns: nil without trials.
public func wilsonInterval(successes: Int, trials: Int, level: Double = 0.95) -> Interval? {
    precondition(successes >= 0 && successes <= trials, "successes are some of the trials")
    precondition(level > 0 && level < 1, "a level strictly between 0 and 1")
    guard trials > 0 else { return nil }
    let n = Double(trials)
    let share = Double(successes) / n
    let z = normalQuantile((1 + level) / 2)
    let shrink = 1 + z * z / n
    let centre = (share + z * z / (2 * n)) / shrink
    let half = z / shrink * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    // At 0 and n the ends are exactly 0 and 1; rounding must not step over them.
    let low = successes == 0 ? 0 : max(0, centre - half)
    let high = successes == trials ? 1 : min(1, centre + half)
    return Interval(low: low, high: high)
}
