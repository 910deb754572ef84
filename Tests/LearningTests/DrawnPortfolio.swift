import Statistics

/// Clients drawn at random, whose log-odds of default are known.
struct DrawnPortfolio {
    var columns: [[Float]] = []
    /// The last two columns are categories.
    let isCategory = [false, false, false, false, true, true]
    var labels: [Bool] = []
    /// The true log-odds of default.
    var logOdds: [Double] = []

    /// - Parameter intercept: Log-odds of the middle client.
    init(rows: Int, seed: UInt64, intercept: Double = -2.2, missingShare: Double = 0.15) {
        var generator = SeededGenerator(seed: seed)
        var columns = [[Float]](repeating: [], count: 6)
        for _ in 0..<rows {
            let strong = generator.nextNormal()
            let twin = strong + 0.2 * generator.nextNormal()
            let skewed = (generator.nextNormal() * 0.7).rounded()
            let noise = 1000 + 300 * generator.nextNormal()
            let region = Float(generator.nextIndex(below: 4))
            let trade = Float(generator.nextIndex(below: 40) < 38 ? generator.nextIndex(below: 5) : 7)
            let isMissing = generator.nextBool(probability: missingShare)
            let truth = intercept + 0.9 * strong - 0.5 * skewed + (region == 2 ? 0.8 : 0) + (isMissing ? 0.4 : 0)
            labels.append(generator.nextBool(probability: logistic(truth)))
            logOdds.append(truth)
            let values = [Float(strong), Float(twin), isMissing ? .nan : Float(skewed), Float(noise), region, trade]
            for (column, value) in values.enumerated() { columns[column].append(value) }
        }
        self.columns = columns
    }

    func row(_ row: Int) -> [Float] { columns.map { $0[row] } }
}

/// The bits of numbers, so that NaN equals NaN and −0 is not 0.
func bits(_ columns: [[Float]]) -> [[UInt32]] { columns.map { $0.map(\.bitPattern) } }
