/// Finds the bin of a value quickly; made of the bins, so it is not saved with them.
struct BinLookup: Sendable, Hashable {
    private var isCategory = false
    /// Upper bounds of the bins of numbers, of which the last has none.
    private var bounds: [Float] = []
    private var levels: [Float: Int] = [:]
    private var unseen: Int?
    private var missing: Int?
    private var known = 0

    init(_ bins: [OptimalBinning.Bin]) {
        for (index, bin) in bins.enumerated() {
            switch bin.content {
            case .numbers(_, let upTo):
                known += 1
                if let upTo { bounds.append(upTo) }
            case .levels(let codes, let hasUnseen):
                isCategory = true
                for code in codes { levels[Float(code)] = index }
                if hasUnseen { unseen = index }
            case .missing: missing = index
            }
        }
    }

    func bin(of value: Float) -> Int? {
        guard !value.isNaN else { return missing }
        if isCategory { return levels[value] ?? unseen }
        guard known > 0 else { return nil }
        // Bins of numbers come first and are few: counting the bounds below is faster than searching.
        var below = 0
        for bound in bounds where bound < value { below += 1 }
        return below
    }
}
