/// Numbers of both sides by the reference's bins, or by its values when they are few.
struct NumberTable {
    /// Rows by bin; by value, those of values that the reference showed.
    let seen: PairedCounts
    /// The same bins, and one more for current rows at unseen values where they fall in none.
    let all: PairedCounts
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
        seen = PairedCounts(reference: cuts.reference, current: current)
        all = seen
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

    /// By value; unseen is any other.
    init(values profile: NumberProfile, _ sample: SortedSample) {
        let counts = profile.points.map { point in
            sample.rank(of: point, includingEqual: true) - sample.rank(of: point, includingEqual: false)
        }
        seen = PairedCounts(reference: profile.at, current: counts)
        unseen = sample.count - counts.reduce(0, +)
        all = seen.adding(unseen: unseen)
        let newValues = unseen > 0 ? runs(of: sample, except: profile.points) : []
        unseenProbability = unseenLevelsProbability(
            newLevels: newValues, totals: zip(profile.at, counts).map { $0 + $1 } + newValues,
            reference: profile.count, current: sample.count)
        var bins = zip(profile.points, zip(profile.at, counts)).map {
            DriftBin(content: .value($0), reference: $1.0, current: $1.1)
        }
        if unseen > 0 { bins.append(DriftBin(content: .unseen, reference: 0, current: unseen)) }
        self.bins = bins
    }
}

/// How many rows share each different value, some values left out.
private func runs(of sample: SortedSample, except known: [Double]) -> [Int] {
    var lengths: [Int] = []
    var rank = 0
    while rank < sample.count {
        let value = sample[rank]
        let end = sample.endOfRun(from: rank, of: value)
        if !known.contains(value) { lengths.append(end - rank) }
        rank = end
    }
    return lengths
}

/// Levels of both sides, as the reference lists them.
struct LevelTable {
    /// Rows by level that the reference showed; those it did not list, together.
    let seen: PairedCounts
    /// The same bins, and one more for current rows at unseen levels.
    let all: PairedCounts
    /// Rows of each level that only the current data shows; empty where the reference did not list all of its own.
    let newLevels: [Int]
    /// How likely chance alone brings them.
    let unseenProbability: Double
    /// The bars of a chart: the twenty commonest levels, the rest together, and the unseen.
    let bins: [DriftBin]

    /// Current rows at levels that the reference never showed.
    var unseen: Int { newLevels.reduce(0, +) }

    init(_ profile: LevelProfile, _ counts: LevelCounts) {
        let listed = Set(profile.levels)
        let unlisted = counts.counts.filter { !listed.contains($0.key) }.map(\.value)
        var reference = profile.counts
        var current = profile.levels.map { counts.counts[$0] ?? 0 }
        newLevels = profile.isExact ? unlisted.sorted(by: >) : []
        if !profile.isExact {
            reference.append(profile.otherRows)
            current.append(unlisted.reduce(0, +))
        }
        seen = PairedCounts(reference: reference, current: current)
        all = seen.adding(unseen: newLevels.reduce(0, +))
        unseenProbability = unseenLevelsProbability(
            newLevels: newLevels, totals: zip(reference, current).map { $0 + $1 } + newLevels,
            reference: profile.count, current: counts.known)
        let shown = min(profile.levels.count, 20)
        var bins = (0..<shown).map {
            DriftBin(content: .level(profile.levels[$0]), reference: reference[$0], current: current[$0])
        }
        if reference.count > shown {
            bins.append(
                DriftBin(
                    content: .otherLevels, reference: reference[shown...].reduce(0, +),
                    current: current[shown...].reduce(0, +)))
        }
        if !newLevels.isEmpty {
            bins.append(DriftBin(content: .unseen, reference: 0, current: newLevels.reduce(0, +)))
        }
        self.bins = bins
    }
}

extension PairedCounts {
    /// The same bins, and one more for current rows that fall in none, if there are any.
    fileprivate func adding(unseen: Int) -> PairedCounts {
        guard unseen > 0 else { return self }
        return PairedCounts(reference: reference + [0], current: current + [unseen])
    }
}
