#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The chance that Kolmogorov's distance stays at or below a value, by Pomeranz's recursion (1974).
///
/// The rows fall as a Poisson process on 0...1 cut where `nF ± nd` crosses a whole number; each cut keeps the counts that
/// stay within the distance.
///
/// - Complexity: O(n · (n·distance)²); used for at most 140 rows.
func pomeranzRecursion(_ distance: Double, rows n: Int) -> Double {
    let t = Double(n) * distance
    let whole = Int(t.rounded(.down))
    let fraction = t - Double(whole)
    // By count: the weight of the paths so far that kept within the distance.
    var weights = [Double](repeating: 0, count: n + 1)
    weights[0] = 1
    var exponent = 0
    var previous = 0.0
    for cut in cuts(n: n, whole: whole, fraction: fraction) {
        let length = cut.place - previous
        previous = cut.place
        var next = [Double](repeating: 0, count: n + 1)
        let low = max(cut.low, 0)
        let high = min(cut.high, n)
        guard low <= high else { return 0 }
        let increments = powersOverFactorials(length / Double(n), upTo: n)
        for count in low...high {
            var sum = 0.0
            for from in 0...count where weights[from] != 0 { sum += weights[from] * increments[count - from] }
            next[count] = sum
        }
        let largest = next.max() ?? 0
        guard largest > 0 else { return 0 }
        if largest < 0x1p-128 {
            for i in next.indices { next[i] *= 0x1p128 }
            exponent -= 128
        }
        weights = next
    }
    var chance = weights[n]
    for i in 1...n {
        chance *= Double(i)
        if chance > 0x1p128 {
            chance *= 0x1p-128
            exponent += 128
        }
    }
    return scalbn(chance, exponent)
}

/// A place on 0...n and the counts below it that stay within the distance.
private struct Cut {
    let place: Double
    let low: Int
    let high: Int
}

/// Where the allowed counts change, from 0 to n: counts must satisfy `x − t ≤ count ≤ x + t` at every x.
///
/// The upper limit rises just after `x = j − t` and the lower one just after `x = j + t`, j being whole: a count is
/// held to the limit before the rise of the first and to the limit after the rise of the second.
private func cuts(n: Int, whole: Int, fraction: Double) -> [Cut] {
    let wide = fraction >= 0.5 ? 1 : 0
    var places: [Cut] = []
    for j in 0...n {
        let lowered = Double(j) - fraction
        let raised = Double(j) + fraction
        if fraction > 0, lowered > 0, lowered < Double(n) {
            places.append(Cut(place: lowered, low: j - whole - wide, high: j + whole - 1))
        }
        if raised > 0, raised < Double(n) {
            let high = fraction > 0 ? j + whole + wide : j + whole - 1
            places.append(Cut(place: raised, low: j - whole + 1, high: high))
        }
    }
    places.sort { $0.place < $1.place }
    return places + [Cut(place: Double(n), low: n, high: n)]
}

/// `x^m / m!` for m in 0...count, count being at least 1.
private func powersOverFactorials(_ x: Double, upTo count: Int) -> [Double] {
    var powers = [1.0]
    for m in 1...count { powers.append(powers[m - 1] * x / Double(m)) }
    return powers
}
