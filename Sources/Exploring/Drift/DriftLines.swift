import Credit
import Drift

/// A column's two distributions as lines of a table: a group of clients in words, and its share on both sides.
struct DriftLines {
    struct Line {
        let text: String
        let reference: Double
        let current: Double
    }

    let lines: [Line]

    /// At most so many lines; neighbouring ranges and the rarest levels are put together.
    init(_ column: String, _ comparison: DriftComparison, _ wording: Wording, most: Int) {
        let bins = comparison.bins[column] ?? []
        let identity = comparison.identity(column)
        let rows = (
            Double(max(comparison.report.dataset.referenceRows, 1)),
            Double(max(comparison.report.dataset.currentRows, 1))
        )
        let missing = bins.filter { $0.content == .missing }
        let known = bins.filter { $0.content != .missing }
        let ordered = Self.fewer(known, most: most - missing.count) + missing
        // Days before the application are negative in the data: the longest ago stands first there, last here.
        let isBackwards =
            identity.kind == .daysAgo
            && known.allSatisfy { if case .range = $0.content { true } else { false } }
        let shown = isBackwards ? ordered.dropLast(missing.count).reversed() + missing : ordered
        lines = zip(shown, Self.texts(shown.map(\.content), identity, wording)).map { bin, text in
            Line(text: text, reference: Double(bin.reference) / rows.0, current: Double(bin.current) / rows.1)
        }
    }

    /// One group in words.
    static func text(_ content: DriftBin.Content, _ identity: FeatureIdentity, _ wording: Wording) -> String {
        texts([content], identity, wording)[0]
    }

    private static func fewer(_ bins: [DriftBin], most: Int) -> [DriftBin] {
        guard bins.count > most, most > 1 else { return bins }
        let ranges = bins.compactMap { bin -> (Double, Double)? in
            if case .range(let above, let upTo) = bin.content { (above, upTo) } else { nil }
        }
        if ranges.count == bins.count {
            return (0..<most).map { part in
                let places = (part * bins.count / most)..<((part + 1) * bins.count / most)
                return DriftBin(
                    joining: bins[places], as: .range(ranges[places.lowerBound].0, ranges[places.upperBound - 1].1))
            }
        }
        // The groups that weigh most on either side stay, in their order; what was never seen always does.
        func weight(_ place: Int) -> Int {
            bins[place].content == .unseen ? .max : max(bins[place].reference, bins[place].current)
        }
        let kept = Set(
            bins.indices.filter { bins[$0].content != .otherLevels }
                .sorted { (weight($1), $0) < (weight($0), $1) }.prefix(most - 1))
        let others = bins.indices.filter { !kept.contains($0) }.map { bins[$0] }
        let stays = kept.sorted().map { bins[$0] }
        let unseen = stays.filter { $0.content == .unseen }
        return stays.filter { $0.content != .unseen } + [DriftBin(joining: others, as: .otherLevels)] + unseen
    }

    /// Groups in words, all different if figures allow.
    private static func texts(
        _ contents: [DriftBin.Content], _ identity: FeatureIdentity, _ wording: Wording
    ) -> [String] {
        let words = contents.map {
            text($0, identity, wording) { wording.format.text($0.roundedAmount(identity.kind), as: identity.kind) }
        }
        guard Set(words).count < words.count || words.contains("") else { return words }
        return contents.map { text($0, identity, wording) { $0.plain(identity.kind, wording) } }
    }

    private static func text(
        _ content: DriftBin.Content, _ identity: FeatureIdentity, _ wording: Wording, number: (Double) -> String
    ) -> String {
        switch content {
        case .missing: return wording("inconnu", "unknown")
        case .unseen: return wording("jamais vu avant", "never seen before")
        case .otherLevels: return wording("autres", "others")
        case .level(let level):
            let label = identity.levels[level]?[wording.language] ?? level
            return label.isEmpty ? "«\u{A0}»" : shortened(label, to: 60)
        case .value(let value): return number(value)
        case .range(let above, let upTo):
            let isBackwards = identity.kind == .daysAgo
            switch (above.isFinite, upTo.isFinite) {
            case (false, false): return wording("toute valeur", "any value")
            case (false, true):
                let end = number(upTo)
                return isBackwards
                    ? wording("\(end) ou plus", "\(end) or more") : wording("\(end) ou moins", "\(end) or less")
            case (true, false):
                let end = number(above)
                return isBackwards
                    ? wording("moins de \(end)", "less than \(end)") : wording("plus de \(end)", "over \(end)")
            case (true, true):
                let (low, high) = (number(above), number(upTo))
                guard low != high else { return "" }
                return isBackwards ? wording.range(high, low) : wording.range(low, high)
            }
        }
    }
}

extension Double {
    /// The end of a group, an amount in three significant digits: the exact one is some client's own.
    fileprivate func roundedAmount(_ kind: ValueKind) -> Double {
        guard kind == .money else { return self }
        var step = 1.0
        while magnitude / step >= 1000 { step *= 10 }
        return (self / step).rounded() * step
    }

    /// Four significant digits.
    fileprivate func plain(_ kind: ValueKind, _ wording: Wording) -> String {
        let isDays = [.daysAgo, .days, .duration].contains(kind)
        let shown = kind == .daysAgo ? magnitude : kind == .percent ? self * 100 : self
        var decimals = 3
        var size = shown.magnitude
        while size >= 10, decimals > 0 { (size, decimals) = (size / 10, decimals - 1) }
        while size > 0, size < 1, decimals < 6 { (size, decimals) = (size * 10, decimals + 1) }
        let digits = wording.format.number(shown, atMost: decimals)
        if kind == .percent { return wording("\(digits) %", "\(digits)%") }
        return isDays ? wording("\(digits)\u{A0}j", "\(digits)\u{A0}d") : digits
    }
}
