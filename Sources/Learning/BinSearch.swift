/// The exact search for the runs of pre-bins with the highest information value.
struct BinSearch {
    /// A run of pre-bins that may be a bin.
    private struct Run {
        let start: Int
        let end: Int
        let odds: Double
        let value: Double
    }

    /// The best partition up to the end of a run, the run being its last bin.
    private struct Best {
        var value: Double
        var previous: Int
    }

    private let count: Int
    private let maximumBins: Int
    private let runs: [Run]
    /// Runs by where they start and where they end, each by rising odds.
    private let starting: [[Int]]
    private let ending: [[Int]]

    init(prebins: [ClassCounts], scale: EvidenceScale, settings: OptimalBinning.Settings) {
        count = prebins.count
        maximumBins = settings.maximumBins
        var runs: [Run] = []
        for start in prebins.indices {
            var sum = ClassCounts()
            for end in start..<prebins.count {
                sum = sum + prebins[end]
                guard sum.total >= settings.minimumShare * scale.all.total, sum.bads >= settings.minimumDefaults,
                    sum.goods > 0, sum.bads > 0
                else { continue }
                runs.append(
                    Run(start: start, end: end + 1, odds: scale.odds(sum), value: scale.informationValue(sum)))
            }
        }
        self.runs = runs
        var starting = [[Int]](repeating: [], count: count + 1)
        var ending = starting
        for run in runs.indices.sorted(by: { (runs[$0].odds, $0) < (runs[$1].odds, $1) }) {
            starting[runs[run].start].append(run)
            ending[runs[run].end].append(run)
        }
        self.starting = starting
        self.ending = ending
    }

    /// Where the best bins end, the last at the number of pre-bins; nil when no bins meet the constraints.
    func ends(trend: OptimalBinning.Trend) -> [Int]? {
        switch trend {
        case .free, .rising, .falling: return best(trend: trend)?.ends
        case .either:
            guard let rising = best(trend: .rising) else { return best(trend: .falling)?.ends }
            guard let falling = best(trend: .falling) else { return rising.ends }
            return falling.value > rising.value ? falling.ends : rising.ends
        }
    }

    private func best(trend: OptimalBinning.Trend) -> (ends: [Int], value: Double)? {
        // layers[k][run]: the best k + 1 bins of which the run is the last.
        var layers = [runs.map { $0.start == 0 ? Best(value: $0.value, previous: -1) : Best(value: -1, previous: -1) }]
        while layers.count < min(maximumBins, count), let last = layers.last {
            layers.append(extended(last, trend: trend))
        }
        var winner: (layer: Int, run: Int, value: Double)?
        for (layer, bests) in layers.enumerated() {
            // More bins must tell more than rounding does.
            for run in ending[count] where bests[run].value > winner.map({ $0.value + 1e-12 }) ?? -1 {
                winner = (layer, run, bests[run].value)
            }
        }
        guard let winner else { return nil }
        var ends: [Int] = []
        var run = winner.run
        for layer in stride(from: winner.layer, through: 0, by: -1) {
            ends.append(runs[run].end)
            run = layers[layer][run].previous
        }
        return (ends.reversed(), winner.value)
    }

    /// One more bin after each partition; −1 marks what cannot be.
    private func extended(_ bests: [Best], trend: OptimalBinning.Trend) -> [Best] {
        var result = [Best](repeating: Best(value: -1, previous: -1), count: runs.count)
        for boundary in 1..<count {
            let (before, after) = (ending[boundary], starting[boundary])
            switch trend {
            case .free, .either:
                guard let top = before.max(by: { (bests[$0].value, $1) < (bests[$1].value, $0) }),
                    bests[top].value >= 0
                else { continue }
                for run in after { result[run] = Best(value: bests[top].value + runs[run].value, previous: top) }
            case .rising: join(before, after, bests, into: &result) { $0 < $1 }
            case .falling: join(before.reversed(), after.reversed(), bests, into: &result) { $0 > $1 }
            }
        }
        return result
    }

    /// Joins runs on both sides of a boundary, the first's odds before the second's in the order both are sorted by.
    private func join(
        _ before: [Int], _ after: [Int], _ bests: [Best], into result: inout [Best],
        precedes: (Double, Double) -> Bool
    ) {
        var top: Int?
        var next = 0
        for run in after {
            while next < before.count, precedes(runs[before[next]].odds, runs[run].odds) {
                let candidate = before[next]
                if bests[candidate].value > (top.map { bests[$0].value } ?? -1) { top = candidate }
                next += 1
            }
            guard let top else { continue }
            result[run] = Best(value: bests[top].value + runs[run].value, previous: top)
        }
    }
}
