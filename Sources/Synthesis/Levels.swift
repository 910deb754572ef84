import Statistics

/// The levels of a category with how often each is met, and its effect on the log-odds of default.
struct Levels: Sendable {
    /// All texts as CSV fields, one after the other.
    let text: [UInt8]
    /// The levels' effects on the log-odds of default.
    let effects: [Double]
    private let ends: [Int]
    private let cumulative: [Double]

    /// Levels in any order (frequent first is fastest); weights need not sum to 1.
    init(effects levels: [(name: String, weight: Double, effect: Double)]) {
        var text: [UInt8] = []
        var ends = [0]
        var sum = 0.0
        var cumulative: [Double] = []
        for level in levels {
            let needsQuotes = level.name.contains(",")
            text += Array((needsQuotes ? "\"\(level.name)\"" : level.name).utf8)
            ends.append(text.count)
            sum += level.weight
            cumulative.append(sum)
        }
        self.text = text
        self.ends = ends
        self.cumulative = cumulative.map { $0 / sum }
        effects = levels.map(\.effect)
    }

    /// Levels without effect on default.
    init(shares levels: [(name: String, weight: Double)]) {
        self.init(effects: levels.map { (name: $0.name, weight: $0.weight, effect: 0) })
    }

    /// Levels that are chosen, not drawn.
    init(names: [String]) {
        self.init(effects: names.map { (name: $0, weight: 1, effect: 0) })
    }

    /// Where a level's text is.
    func span(of index: Int) -> Range<Int> { ends[index]..<ends[index + 1] }

    /// Draws a level.
    func draw(_ generator: inout SeededGenerator) -> Int {
        let uniform = generator.nextUniform()
        var index = 0
        while index < cumulative.count - 1, uniform >= cumulative[index] { index += 1 }
        return index
    }
}
