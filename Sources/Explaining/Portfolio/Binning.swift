/// Makes bars of ranks, none of which has fewer than ``SimilarClients/fewest`` clients.
struct Binning {
    let scale: PortfolioColumn.Scale
    let counts: [FeatureDistribution.Counts]

    /// - Parameter counts: clients by rank.
    init(_ scale: PortfolioColumn.Scale, counts: [FeatureDistribution.Counts]) {
        self.scale = scale
        self.counts = counts
    }

    /// Bars, about so many of numbers, ascending; levels one by one, the rare ones together at the end.
    func bins(_ bars: Int) -> [Comparison.Bin] {
        if case .levels(let levels) = scale { return levelBins(levels) }
        let starts = merged(starts(bars))
        return starts.indices.map { place in
            bin(starts[place]...(place + 1 < starts.count ? starts[place + 1] - 1 : counts.count - 1))
        }
    }

    /// Bars with as many clients in each, as near as the ranks allow.
    func evenBins(_ bars: Int) -> [Comparison.Bin] {
        if case .levels(let levels) = scale { return levelBins(levels, most: bars) }
        let starts = merged(evenStarts(bars))
        return starts.indices.map { place in
            bin(starts[place]...(place + 1 < starts.count ? starts[place + 1] - 1 : counts.count - 1))
        }
    }

    // MARK: Numbers

    private var known: Int { counts.reduce(0) { $0 + $1.total } }

    /// The first rank of each bar: one for each value where few are taken, else bars of one width between the first and the last
    /// hundredth; where more than half would stand in one bar, as many clients in each.
    private func starts(_ bars: Int) -> [Int] {
        let taken = counts.indices.filter { counts[$0].total > 0 }
        guard !taken.isEmpty else { return [] }
        if case .values = scale, taken.count <= bars + 2 { return [0] + taken.dropFirst() }
        let low = rank(at: 0.01), high = rank(at: 0.99)
        guard let from = number(low) ?? number(low + 1), let to = number(high), to > from else {
            return evenStarts(bars)
        }
        var starts = [0]
        for step in 1..<bars {
            let wanted = from + (to - from) * Float(step) / Float(bars)
            let next = nearest(wanted)
            if next > starts[starts.count - 1] { starts.append(next) }
        }
        let largest = starts.indices.map { place in
            let end = place + 1 < starts.count ? starts[place + 1] : counts.count
            return counts[starts[place]..<end].reduce(0) { $0 + $1.total }
        }.max()
        return (largest ?? 0) * 2 > known ? evenStarts(bars) : starts
    }

    private func evenStarts(_ bars: Int) -> [Int] {
        guard known > 0 else { return [] }
        let taken = counts.indices.filter { counts[$0].total > 0 }
        if case .values = scale, taken.count <= bars { return [0] + taken.dropFirst() }
        var starts = [0], below = 0, reached = 0
        for rank in counts.indices {
            let share = below * bars / known
            if share > reached, share < bars, counts[rank].total > 0 {
                starts.append(rank)
                reached = share
            }
            below += counts[rank].total
        }
        return starts
    }

    /// Joins a bar that is too small with the smaller of its neighbours.
    private func merged(_ first: [Int]) -> [Int] {
        var starts = first
        func size(_ place: Int) -> Int {
            let end = place + 1 < starts.count ? starts[place + 1] : counts.count
            return counts[starts[place]..<end].reduce(0) { $0 + $1.total }
        }
        while starts.count > 1, let small = starts.indices.first(where: { size($0) < SimilarClients.fewest }) {
            let joinsLeft =
                small == starts.count - 1 || (small > 0 && size(small - 1) <= size(small + 1))
            starts.remove(at: joinsLeft ? small : small + 1)
        }
        return starts.isEmpty || size(0) < SimilarClients.fewest ? [] : starts
    }

    private func rank(at share: Double) -> Int {
        let wanted = share * Double(known)
        var below = 0
        for rank in counts.indices {
            below += counts[rank].total
            if Double(below) > wanted { return rank }
        }
        return counts.count - 1
    }

    /// The smallest number of a rank; nil for the first of cuts.
    private func number(_ rank: Int) -> Float? {
        PortfolioColumn(scale: scale, ranks: []).lowest(ofRank: rank)
    }

    /// The rank whose smallest number is nearest.
    private func nearest(_ wanted: Float) -> Int {
        let ranks = counts.indices.filter { number($0) != nil }
        return ranks.min { distance($0, wanted) < distance($1, wanted) } ?? 0
    }

    private func distance(_ rank: Int, _ wanted: Float) -> Float { ((number(rank) ?? .infinity) - wanted).magnitude }

    private func bin(_ ranks: ClosedRange<Int>) -> Comparison.Bin {
        let sum = counts[ranks].reduce(FeatureDistribution.Counts()) { $0 + $1 }
        let content: Comparison.Content
        switch scale {
        case .values(let values):
            let taken = ranks.filter { counts[$0].total > 0 }
            let low = values[taken.first ?? ranks.lowerBound], high = values[taken.last ?? ranks.upperBound]
            content = low == high ? .value(low) : .range(low, high, isClosed: true)
        default:
            content = .range(
                number(ranks.lowerBound), ranks.upperBound + 1 < counts.count ? number(ranks.upperBound + 1) : nil,
                isClosed: false)
        }
        return Comparison.Bin(ranks: ranks.map { UInt8($0) }, content: content, counts: sum)
    }

    // MARK: Levels

    /// The commonest first.
    ///
    /// - Parameter most: bars at most, the one of all others counted.
    private func levelBins(_ levels: [String], most: Int = .max) -> [Comparison.Bin] {
        let order = counts.indices.filter { counts[$0].total > 0 }
            .sorted { (-counts[$0].total, $0) < (-counts[$1].total, $1) }
        // Where there are many levels, the last rank stands for more than one.
        let isTold = { (rank: Int) in
            counts[rank].total >= SimilarClients.fewest && rank < PortfolioColumn.most - 1
        }
        var shown = order.filter(isTold)
        if shown.count > most || (shown.count == most && order.count > most) { shown = Array(shown.prefix(most - 1)) }
        var bins = shown.map { rank in
            Comparison.Bin(ranks: [UInt8(rank)], content: .level(levels[rank]), counts: counts[rank])
        }
        let rest = counts.indices.filter { !shown.contains($0) && counts[$0].total > 0 }
        let sum = rest.reduce(FeatureDistribution.Counts()) { $0 + counts[$1] }
        if sum.total >= SimilarClients.fewest {
            bins.append(
                Comparison.Bin(ranks: rest.map { UInt8($0) }, content: .others(rest.count), counts: sum))
        }
        return bins
    }
}
