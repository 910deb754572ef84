import Credit

/// Writes what a feature's bins hold, in the order in which a person reads them.
struct BinWording {
    /// The bins in reading order with their words, all different if figures allow.
    let lines: [(bin: FeatureBin, text: String)]

    init(_ profile: FeatureProfile, _ wording: Wording) {
        // Days before the application are negative in the data: the longest ago stands first there, last here.
        let known = profile.bins.filter { $0.content != .missing }
        let ordered =
            (profile.identity.kind == .daysAgo ? known.reversed() : known)
            + profile.bins.filter { $0.content == .missing }
        func texts(_ number: (Double) -> String) -> [String] {
            ordered.map { Self.text($0.content, profile.identity, wording, number) }
        }
        var words = texts { wording.format.text($0, as: profile.identity.kind) }
        // Years or rounded amounts may not tell neighbours apart: then plain figures do.
        if Set(words).count < words.count || words.contains(where: { $0.isEmpty }) {
            words = texts { Self.plain($0, profile.identity.kind, wording) }
        }
        lines = Array(zip(ordered, words))
    }

    private static func text(
        _ content: FeatureBin.Content, _ identity: FeatureIdentity, _ wording: Wording, _ number: (Double) -> String
    ) -> String {
        switch content {
        case .missing: return wording("inconnu", "unknown")
        case .level(let level): return identity.levels[level]?[wording.language] ?? level
        case .otherLevels(let count): return wording("\(count) autres modalités", "\(count) other levels")
        case .number(let value): return number(Double(value))
        case .numbers(let above, let upTo):
            func end(_ value: Float) -> String { number(rounded(Double(value), identity.kind)) }
            let (low, high) = (above.map(end), upTo.map(end))
            let isBackwards = identity.kind == .daysAgo
            switch (low, high) {
            case (nil, nil): return wording("toute valeur", "any value")
            case (nil, let high?):
                return isBackwards
                    ? wording("\(high) ou plus", "\(high) or more") : wording("\(high) ou moins", "\(high) or less")
            case (let low?, nil):
                return isBackwards
                    ? wording("moins de \(low)", "less than \(low)") : wording("plus de \(low)", "over \(low)")
            case (let low?, let high?):
                // Two ends that read alike are told apart by plain figures.
                guard low != high else { return "" }
                return isBackwards ? wording.range(high, low) : wording.range(low, high)
            }
        }
    }

    /// Four significant digits, with days named where they are meant.
    private static func plain(_ value: Double, _ kind: ValueKind, _ wording: Wording) -> String {
        let isDays = [.daysAgo, .days, .duration].contains(kind)
        let shown = kind == .daysAgo ? value.magnitude : value
        var decimals = 3
        var size = shown.magnitude
        while size >= 10, decimals > 0 { (size, decimals) = (size / 10, decimals - 1) }
        while size > 0, size < 1, decimals < 6 { (size, decimals) = (size * 10, decimals + 1) }
        let digits = wording.format.number(shown, atMost: decimals)
        return isDays ? wording("\(digits)\u{A0}j", "\(digits)\u{A0}d") : digits
    }

    /// The end of a bin, an amount in three significant digits: the exact one is some client's own.
    private static func rounded(_ value: Double, _ kind: ValueKind) -> Double {
        guard kind == .money else { return value }
        var step = 1.0
        while value.magnitude / step >= 1000 { step *= 10 }
        return (value / step).rounded() * step
    }
}
