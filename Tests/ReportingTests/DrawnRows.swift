import Foundation
import Statistics

/// Made-up rows with probabilities of several models: the same every time.
struct DrawnRows {
    let outcomes: [Bool]
    let persons: [Int32]
    /// By model, the best first.
    let probabilities: [[Double]]
    /// By row the place of its group.
    let groups: [Int32]

    init(count: Int = 4000, models: Int, groups names: Int) {
        var random = SeededGenerator(seed: 5)
        var outcomes: [Bool] = []
        var groups: [Int32] = []
        var probabilities = [[Double]](repeating: [], count: models)
        for row in 0..<count {
            let group = Int32(row % names)
            let risk = -2.6 + 1.1 * random.nextNormal() + 0.12 * Double(group)
            outcomes.append(Double.random(in: 0..<1, using: &random) < logistic(risk))
            groups.append(group)
            for model in 0..<models {
                let noise = 0.35 * Double(model) * random.nextNormal()
                probabilities[model].append(logistic(risk + noise))
            }
        }
        self.outcomes = outcomes
        self.groups = groups
        self.probabilities = probabilities
        persons = (0..<Int32(count)).map { $0 / 2 }
    }
}
