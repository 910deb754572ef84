/// A column of the reference: its profile, and its rows where they are at hand.
struct ReferenceColumn {
    let profile: ColumnProfile
    /// The known numbers, sorted; nil for words and where only the profile is known.
    let sample: SortedSample?

    init(_ column: DriftColumn) {
        sample = column.sorted
        profile =
            sample.map { ColumnProfile(sorted: $0, resolution: NumberProfile.defaultResolution) }
            ?? ColumnProfile(of: column)
    }

    init(profile: ColumnProfile) {
        self.profile = profile
        sample = nil
    }

    /// Distance and area between the distribution functions of the reference and of current numbers.
    func gap(to current: SortedSample) -> (distance: Double, area: Double)? {
        if let sample { return SampleGap(reference: sample, current: current).map { ($0.distance, $0.area) } }
        guard let numbers = profile.numbers else { return nil }
        if numbers.isSinglePrecision == current.isSinglePrecision {
            return NumberProfile(exactly: current).map { ProfileGap(numbers, $0) }.map { ($0.distance, $0.area) }
        }
        return NumberProfile(exactly: current.rounded).map { ProfileGap(numbers.rounded, $0) }
            .map { ($0.distance, $0.area) }
    }
}
