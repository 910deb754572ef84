/// Numbers of both sides by the reference's bins, or by value when they are few.
struct NumberTable {
    /// Rows by bin, or by value of either side.
    ///
    /// Values that one side alone shows have a bin like any other: leaving them out would make the side that was asked first
    /// look richer in rare values.
    let counts: PairedCounts
    /// Current rows at values, or out of a range, that the reference never showed.
    let unseen: Int
    /// How likely chance alone brings them.
    let unseenProbability: Double
    /// The bars of a chart.
    let bins: [DriftBin]

    /// By tenths of the reference; out of range is below its lowest or above its highest value.
    init(bins profile: NumberProfile, _ sample: SortedSample) {
        let cuts = QuantileCuts(profile)
        let current = cuts.counts(of: sample)
        counts = PairedCounts(reference: cuts.reference, current: current)
        let below = sample.rank(of: profile.points[0], includingEqual: false)
        let above = sample.count - sample.rank(of: profile.points[profile.points.count - 1], includingEqual: true)
        unseen = below + above
        unseenProbability = outOfRangeProbability(
            below: below, above: above, reference: profile.count, current: sample.count)
        let edges = [-.infinity] + cuts.cuts + [.infinity]
        bins = current.indices.map {
            DriftBin(
                content: .range(edges[$0], edges[$0 + 1]), reference: cuts.reference[$0], current: current[$0])
        }
    }

    /// By value; unseen is any that the reference lacks.
    init(values profile: NumberProfile, _ sample: SortedSample) {
        let known = Dictionary(zip(profile.points, profile.at)) { first, _ in first }
        var current: [Double: Int] = [:]
        var rank = 0
        while rank < sample.count {
            let end = sample.endOfRun(from: rank, of: sample[rank])
            current[sample[rank]] = end - rank
            rank = end
        }
        let values = Set(profile.points).union(current.keys).sorted()
        counts = PairedCounts(reference: values.map { known[$0] ?? 0 }, current: values.map { current[$0] ?? 0 })
        let newValues = current.filter { known[$0.key] == nil }.map(\.value)
        unseen = newValues.reduce(0, +)
        unseenProbability = unseenLevelsProbability(
            newLevels: newValues, totals: zip(counts.reference, counts.current).map { $0 + $1 },
            reference: profile.count, current: sample.count)
        var bins = zip(profile.points, profile.at).map {
            DriftBin(content: .value($0), reference: $1, current: current[$0] ?? 0)
        }
        if unseen > 0 { bins.append(DriftBin(content: .unseen, reference: 0, current: unseen)) }
        self.bins = bins
    }
}

/// Levels of both sides.
struct LevelTable {
    /// Rows by level of either side, in the order of their bytes; by bucket where the reference does not list all of its own.
    ///
    /// Neither the bins nor their order depend on which side shows a level: else rare levels would look drifted by chance.
    let counts: PairedCounts
    /// Rows of each level that only the current data shows; empty where the reference does not list all of its own.
    let newLevels: [Int]
    /// How likely chance alone brings them.
    let unseenProbability: Double
    /// The bars of a chart: the twenty commonest levels, the rest together, and the unseen.
    let bins: [DriftBin]

    /// Rows of both sides from which a level has a bar of its own.
    private static let fewestRows = 5

    /// Current rows at levels that the reference never showed.
    var unseen: Int { newLevels.reduce(0, +) }

    init(_ profile: LevelProfile, _ current: LevelCounts) {
        let listed = Dictionary(zip(profile.levels, profile.counts)) { first, _ in first }
        let unlisted = current.counts.filter { listed[$0.key] == nil }
        if let buckets = profile.buckets {
            counts = PairedCounts(reference: buckets, current: LevelProfile.bucketed(current))
            newLevels = []
        } else {
            counts = PairedCounts(levels: listed, current.counts)
            newLevels = unlisted.map(\.value).sorted(by: >)
        }
        unseenProbability = unseenLevelsProbability(
            newLevels: newLevels, totals: zip(counts.reference, counts.current).map { $0 + $1 },
            reference: profile.count, current: current.known)
        // A level of very few rows may name a person.
        let shown = profile.levels.prefix(20).filter {
            (listed[$0] ?? 0) + (current.counts[$0] ?? 0) >= Self.fewestRows
        }
        var bins = shown.map {
            DriftBin(content: .level($0), reference: listed[$0] ?? 0, current: current.counts[$0] ?? 0)
        }
        let shownRows = bins.reduce(0) { $0 + $1.current }
        let others = DriftBin(
            content: .otherLevels, reference: profile.count - bins.reduce(0) { $0 + $1.reference },
            current: current.known - shownRows - newLevels.reduce(0, +))
        if others.reference + others.current > 0 { bins.append(others) }
        if !newLevels.isEmpty {
            bins.append(DriftBin(content: .unseen, reference: 0, current: newLevels.reduce(0, +)))
        }
        self.bins = bins
    }
}
