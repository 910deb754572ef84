/// The fine bins that optimal binning joins.
struct Prebins {
    private enum Content {
        /// Upper bounds; the last has none.
        case numbers(bounds: [Float])
        /// Codes, those of pooled rare levels together.
        case levels([[Int]], rare: Int?)
    }

    /// The classes of each.
    let counts: [ClassCounts]
    private let content: Content

    /// Each value alone when there are few; else cut where rows are cut evenly and where a decision tree cuts them.
    init(
        numbers column: [Float], labels: [Bool], weights: [Double]?, settings: OptimalBinning.Settings,
        scale: EvidenceScale
    ) {
        let values = SortedValues(column, labels: labels, weights: weights)
        let cuts: [Int]
        if values.count <= settings.maximumPrebins {
            cuts = Array(1..<max(values.count, 1))
        } else {
            let tree = values.treeCuts(smallestLeaf: settings.minimumShare * scale.all.total)
            cuts = Set(values.evenCuts(settings.maximumPrebins)).union(tree).sorted()
        }
        counts = zip([0] + cuts, cuts + [values.count]).map { values.counts($0..<$1) }
        content = .numbers(bounds: cuts.map { Self.cut(values.values[$0 - 1], values.values[$0]) })
    }

    /// Levels by rising default rate, the rare ones pooled.
    init(
        levels column: [Float], labels: [Bool], weights: [Double]?, settings: OptimalBinning.Settings,
        scale: EvidenceScale
    ) {
        var byLevel: [Int: ClassCounts] = [:]
        for (row, code) in column.enumerated() where !code.isNaN {
            byLevel[Int(code), default: ClassCounts()].add(labels[row], weight: weights?[row] ?? 1)
        }
        let smallest = settings.minimumLevelShare * scale.all.total
        let byWeight = byLevel.sorted { ($1.value.total, $0.key) < ($0.value.total, $1.key) }
        let common = byWeight.prefix(settings.maximumPrebins - 1).prefix { $0.value.total >= smallest }
        var groups = common.map { (codes: [$0.key], counts: $0.value, isRare: false) }
        let rare = byWeight.dropFirst(common.count)
        if !rare.isEmpty {
            groups.append((rare.map(\.key), rare.reduce(ClassCounts()) { $0 + $1.value }, true))
        }
        groups.sort { (scale.odds($0.counts), $0.codes[0]) < (scale.odds($1.counts), $1.codes[0]) }
        counts = groups.map(\.counts)
        content = .levels(groups.map(\.codes), rare: groups.firstIndex(where: \.isRare))
    }

    /// What a run of pre-bins holds.
    func content(_ range: Range<Int>) -> OptimalBinning.Content {
        switch content {
        case .numbers(let bounds):
            .numbers(
                above: range.lowerBound > 0 ? bounds[range.lowerBound - 1] : nil,
                upTo: range.upperBound <= bounds.count ? bounds[range.upperBound - 1] : nil)
        case .levels(let codes, let rare):
            .levels(codes[range].flatMap(\.self).sorted(), hasUnseen: rare.map(range.contains) ?? false)
        }
    }

    /// A number from one value up to but not with the next: their middle, which may round up.
    private static func cut(_ value: Float, _ next: Float) -> Float {
        let middle = value + (next - value) / 2
        return middle.isFinite && middle >= value && middle < next ? middle : value
    }
}
