public import Drift

/// A group of clients that grew or shrank: a level or a range of one column.
public struct SegmentShift: Sendable, Hashable, Encodable {
    /// The column.
    public let column: String
    /// The group.
    public let bin: DriftBin
    /// Its share of the reference's clients, 0...1.
    public let referenceShare: Double
    /// Its share of the current clients, 0...1.
    public let currentShare: Double

    private enum CodingKeys: String, CodingKey {
        case column, bin
        case referenceShare = "reference_share"
        case currentShare = "current_share"
    }

    /// How much the share changed, −1...1.
    public var change: Double { currentShare - referenceShare }

    /// How far the share changed, to nine decimals: two sides of a cut change alike, and the one that grew is told.
    var weight: (Double, Double) { ((change.magnitude * 1e9).rounded(), change) }
}

extension DriftComparison {
    /// The client segments that moved most: of each drifted column the group whose share changed most, the largest change first.
    ///
    /// Of numbers a group is all above a cut of the bins, or all up to it, whichever grew; else a level, a value or the unknown.
    /// What a model added is left out: it tells of the model, not of clients.
    public var segments: [SegmentShift] {
        let added = approvals == nil ? [] : Set(ModelColumn.allCases.map(\.rawValue))
        let shifts = drifted.filter { !added.contains($0.column) }.compactMap { column in
            Self.groups(bins[column.column] ?? []).map { segment(column.column, $0) }
                .max { $0.weight < $1.weight }
        }
        return shifts.enumerated()
            .sorted { ($1.element.change.magnitude, $0.offset) < ($0.element.change.magnitude, $1.offset) }
            .map(\.element)
    }

    private static func groups(_ bins: [DriftBin]) -> [DriftBin] {
        let ranges = bins.compactMap { bin -> (cut: Double, bin: DriftBin)? in
            if case .range(let above, _) = bin.content { (above, bin) } else { nil }
        }
        let others = bins.filter { if case .range = $0.content { false } else { $0.content != .otherLevels } }
        return others
            + ranges.indices.dropFirst().flatMap { place in
                let cut = ranges[place].cut
                return [
                    DriftBin(joining: ranges[..<place].map(\.bin), as: .range(-.infinity, cut)),
                    DriftBin(joining: ranges[place...].map(\.bin), as: .range(cut, .infinity)),
                ]
            }
    }

    private func segment(_ column: String, _ bin: DriftBin) -> SegmentShift {
        let rows = (max(report.dataset.referenceRows, 1), max(report.dataset.currentRows, 1))
        return SegmentShift(
            column: column, bin: bin, referenceShare: Double(bin.reference) / Double(rows.0),
            currentShare: Double(bin.current) / Double(rows.1))
    }
}

extension DriftBin {
    /// Groups put together.
    init(joining bins: some Sequence<DriftBin>, as content: Content) {
        self.init(
            content: content, reference: bins.reduce(0) { $0 + $1.reference },
            current: bins.reduce(0) { $0 + $1.current })
    }
}
