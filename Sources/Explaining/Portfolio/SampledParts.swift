import Credit
import Foundation

/// What features and families add to the scores of the sample, as a load keeps it: no client can be told from it.
struct SampledParts: Sendable, Codable {
    /// Features kept, the heaviest.
    static let features = 24

    /// One feature of the sampled clients.
    struct Feature: Sendable, Codable {
        let name: String
        /// Each sampled client's rank, on a column's scale, without the scale's own clients.
        let column: Data
        /// Each sampled client's part, four bytes.
        let parts: Data
    }

    /// The features that weigh most, heaviest first.
    var features: [Feature] = []
    /// Each sampled client's part, four bytes, by family.
    var families: [String: Data] = [:]

    static func bytes(_ parts: [Float]) -> Data {
        var bytes = Data(capacity: 4 * parts.count)
        for part in parts { withUnsafeBytes(of: part.bitPattern.littleEndian) { bytes.append(contentsOf: $0) } }
        return bytes
    }

    static func floats(_ bytes: Data) -> [Float] {
        bytes.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map {
                Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
            }
        }
    }

    /// The scale of effects, and rows without words.
    func influence(sampled: Int, label: (String) -> LocalizedText, family: (String) -> LocalizedText) -> Influence {
        let families = self.families.mapValues(Self.floats)
        let heights = features.map { feature -> (Feature, [Influence.Height]) in
            (feature, (try? PortfolioColumn(encoded: [UInt8](feature.column))).map(Self.heights) ?? [])
        }
        let parts = features.map { Self.floats($0.parts) } + families.values
        let sizes = parts.joined().map(\.magnitude).sorted()
        let reach = sizes.isEmpty ? 1 : max(Double(sizes[min(sizes.count - 1, sizes.count * 99 / 100)]), 1e-6)
        return Influence(
            sampled: sampled, reach: reach,
            features: heights.map { feature, heights in
                Self.row(
                    feature.name, label(feature.name), Self.floats(feature.parts), heights, reach: reach)
            },
            families: families.sorted { $0.key < $1.key }
                .map { Self.row($0.key, family($0.key), $0.value, [], reach: reach) }
                .sorted { (-$0.weight, $0.name) < (-$1.weight, $1.name) })
    }

    private static func row(
        _ name: String, _ label: LocalizedText, _ parts: [Float], _ heights: [Influence.Height], reach: Double
    ) -> Influence.Row {
        var counts: [Int: Int] = [:]
        let middle = Influence.places / 2
        for (index, part) in parts.enumerated() {
            let share = min(max(Double(part) / reach, -1), 1)
            let place = middle + Int((share * Double(middle)).rounded())
            let height = heights.indices.contains(index) ? heights[index] : .neither
            counts[place * 4 + height.rawValue, default: 0] += 1
        }
        let size = Double(max(parts.count, 1))
        return Influence.Row(
            name: name, label: label, weight: parts.reduce(0) { $0 + Double($1.magnitude) } / size,
            shareAgainst: Double(parts.count { $0 > 0 }) / size, usual: Dependence.Effect.middle(parts.sorted()),
            cells: counts.sorted { $0.key < $1.key }.map { key, count in
                Influence.Cell(place: key / 4, height: Influence.Height(rawValue: key % 4) ?? .neither, count: count)
            })
    }

    /// Thirds of the known numbers by their rank; levels are neither high nor low.
    private static func heights(_ column: PortfolioColumn) -> [Influence.Height] {
        if case .levels = column.scale { return column.ranks.map { _ in .neither } }
        var counts = [Int](repeating: 0, count: 256)
        for rank in column.ranks { counts[Int(rank)] += 1 }
        let known = column.ranks.count - counts[Int(PortfolioColumn.unknown)]
        var below = 0
        let thirds = counts.map { count -> Influence.Height in
            defer { below += count }
            // Twice the middle of those at this rank, in sixths.
            let middle = 2 * below + count
            return 3 * middle < 2 * known ? Influence.Height.low : 3 * middle > 4 * known ? .high : .middle
        }
        return column.ranks.map { $0 == PortfolioColumn.unknown ? .neither : thirds[Int($0)] }
    }

    /// How scores depend on a feature; nil for one that is not kept.
    func dependence(of name: String, label: LocalizedText, kind: ValueKind, bars: Int = 10) -> Dependence? {
        guard let feature = features.first(where: { $0.name == name }),
            let column = try? PortfolioColumn(encoded: [UInt8](feature.column))
        else { return nil }
        let parts = Self.floats(feature.parts)
        guard parts.count == column.ranks.count else { return nil }
        var byRank = [[Float]](repeating: [], count: 256)
        for (rank, part) in zip(column.ranks, parts) { byRank[Int(rank)].append(part) }
        let counts = byRank.prefix(column.rankCount).map { FeatureDistribution.Counts(open: $0.count) }
        let bins = Binning(column.scale, counts: counts).evenBins(bars).compactMap { bin -> Dependence.Bin? in
            Dependence.Effect(bin.ranks.flatMap { byRank[Int($0)] }).map {
                Dependence.Bin(content: bin.content, effect: $0)
            }
        }
        return Dependence(
            feature: name, label: label, kind: kind, bins: bins,
            missing: Dependence.Effect(byRank[Int(PortfolioColumn.unknown)]))
    }
}
