/// Bins that hold about a tenth of the reference each, cut at its own values: fixed once, whatever the current data is.
///
/// A bin holds its upper edge; the first and the last are open. A value that many rows share makes its bin larger and the
/// bins fewer. Cuts are points of the profile, so that the reference's counts are exact without its rows.
struct QuantileCuts {
    /// Ascending, inside the range: one fewer than the bins.
    let cuts: [Double]
    /// Rows of the reference in each bin.
    let reference: [Int]

    init(_ profile: NumberProfile, bins: Int = 10) {
        var cuts: [Double] = []
        var counts: [Int] = []
        var counted = 0
        let before = profile.before
        for k in profile.points.indices.dropLast() {
            let below = before[k] + profile.at[k]
            // The first point at or past each tenth; several tenths may fall on one point.
            if below * bins >= (counted * bins / profile.count + 1) * profile.count {
                cuts.append(profile.points[k])
                counts.append(below - counted)
                counted = below
            }
        }
        self.cuts = cuts
        reference = counts + [profile.count - counted]
    }

    /// How many values of a sample fall in each bin.
    func counts(of sample: SortedSample) -> [Int] {
        let ranks = [0] + cuts.map { sample.rank(of: $0, includingEqual: true) } + [sample.count]
        return zip(ranks, ranks.dropFirst()).map { $1 - $0 }
    }
}
