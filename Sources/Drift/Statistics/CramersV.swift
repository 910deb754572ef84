/// Cramér's V between the side a row is on and its bin, corrected for chance.
///
/// `V = √(φ² / min(k̃ − 1, r̃ − 1))`, with `φ² = max(0, χ²/n − (k−1)(r−1)/(n−1))`, `k̃ = k − (k−1)²/(n−1)`, and r̃ alike for the
/// r = 2 sides (Bergsma, *A bias-correction for Cramér's V*, 2013). Without the correction V grows with
/// the number of bins when nothing changed. It depends on how unequal the sides' sizes are; compare like with like.
///
/// - Parameter counts: Rows by bin on both sides.
/// - Returns: In 0...1; nil with fewer than two bins or an empty side.
public func cramersV(_ counts: PairedCounts) -> Double? {
    let test = ChiSquareTest(homogeneity: counts)
    let n = Double(counts.referenceTotal + counts.currentTotal)
    guard test.degrees > 0, counts.referenceTotal > 0, counts.currentTotal > 0, n > 2 else { return nil }
    let bins = Double(test.degrees + 1)
    let squared = max(0, test.statistic / n - (bins - 1) / (n - 1))
    let correctedBins = bins - (bins - 1) * (bins - 1) / (n - 1)
    let correctedSides = 2 - 1 / (n - 1)
    let room = min(correctedBins, correctedSides) - 1
    guard room > 0 else { return 0 }
    return min((squared / room).squareRoot(), 1)
}
