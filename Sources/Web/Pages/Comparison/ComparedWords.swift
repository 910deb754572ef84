import Credit
import Explaining
import Features

// How values, bars and shares are said.
extension Voice {
    /// A client's value of a variable.
    func text(_ value: FeatureValue, of variable: Comparing.Variable) -> String {
        switch value {
        case .missing: format.unknown
        case .number(let number): text(number, of: variable)
        case .level(let level): variable.levels[level].map { self($0) } ?? level
        }
    }

    private func text(_ number: Float, of variable: Comparing.Variable) -> String {
        variable.isScore
            ? format.outOfHundred(Probability(clamping: Double(number)))
            : format.text(Double(number), as: variable.kind)
    }

    /// What a bar holds.
    func text(_ content: Comparison.Content, of variable: Comparing.Variable) -> String {
        switch content {
        case .value(let number): return text(number, of: variable)
        case .level(let level): return text(FeatureValue.level(level), of: variable)
        case .others(let count): return self(ComparisonText.others, ["count": "\(count)"])
        case .range(let low, let high, _):
            // Days ago are negative: the lowest number is the longest time.
            let (low, high) = variable.kind == .daysAgo ? (high, low) : (low, high)
            let (from, to) = (low.map { text($0, of: variable) }, high.map { text($0, of: variable) })
            switch (from, to) {
            case (let from?, let to?):
                return from == to ? from : self(ComparisonText.from, ["low": from, "high": to])
            case (let from?, nil): return self(ComparisonText.orMore, ["low": from])
            case (nil, let to?): return self(ComparisonText.under, ["high": to])
            case (nil, nil): return format.unknown
            }
        }
    }

    /// A part of a number of clients as a figure out of 100: `83`, `moins de 1`, `plus de 99`.
    func hundredth(_ part: Int, of whole: Int) -> String {
        guard whole > 0, part > 0 else { return "0" }
        let share = Double(part) / Double(whole) * 100
        if share < 1 { return self(ComparisonText.fewerThanOne) }
        if part < whole, share > 99 { return self(ComparisonText.moreThan99) }
        return "\(Int(share.rounded()))"
    }

    /// A part of a group as people: `83 clients semblables sur 100`.
    func people(_ part: Int, of whole: Int, _ with: ComparisonQuestion.With) -> String {
        let share = whole > 0 ? Double(part) / Double(whole) * 100 : 0
        let isOne = share.rounded() < 2
        let noun: ComparisonText =
            switch with {
            case .all: isOne ? .client : .people
            case .alike: isOne ? .clientAlike : .peopleAlike
            case .group: isOne ? .clientOfGroup : .peopleOfGroup
            }
        return self(noun, ["count": hundredth(part, of: whole)])
    }

    /// A share of unpaid loans, `9 sur 100`; in words where too few have ended.
    func defaults(_ counts: FeatureDistribution.Counts) -> String {
        counts.defaultRate.map { format.outOfHundred(Probability(clamping: $0)) } ?? self(ComparisonText.notTold)
    }

    /// How many.
    func count(_ number: Int) -> String { format.number(Double(number), decimals: 0) }
}
