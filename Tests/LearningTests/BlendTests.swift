import Learning
import Statistics
import Testing

@Suite struct BlendTests {
    /// Learners that each see the truth through noise, and one that sees nothing.
    private let portfolio = DrawnPortfolio(rows: 4000, seed: 71)
    private let learners: [[Double]]

    init() {
        var generator = SeededGenerator(seed: 72)
        var learners: [[Double]] = []
        for noise in [0.6, 0.7, 1.2] {
            learners.append(portfolio.logOdds.map { $0 + noise * generator.nextNormal() })
        }
        learners.append(portfolio.logOdds.map { _ in 4 * generator.nextNormal() })
        self.learners = learners
    }

    private func loss(_ logOdds: [Double]) throws -> Double {
        try #require(logLoss(probabilities: logOdds.map(logistic), outcomes: portfolio.labels))
    }

    @Test("weights are 0 or more, sum to 1, and the learner that sees nothing gets none")
    func weights() throws {
        let blend = try Blend(fitting: learners, labels: portfolio.labels)
        #expect(abs(blend.weights.reduce(0, +) - 1) < 1e-12)
        #expect(blend.weights.allSatisfy { $0 >= 0 })
        #expect(blend.weights[3] < 0.02)
        #expect(blend.weights[0] > blend.weights[2])
    }

    @Test("the blend's loss is no higher than any learner's, nor than any weights' of a fine grid")
    func leastLoss() throws {
        let blend = try Blend(fitting: Array(learners.prefix(3)), labels: portfolio.labels)
        let reached = try loss(blend.logOdds(Array(learners.prefix(3))))
        for first in 0...10 {
            for second in 0...(10 - first) {
                let (a, b) = (Double(first) / 10, Double(second) / 10)
                let mixed = portfolio.labels.indices.map {
                    a * learners[0][$0] + b * learners[1][$0] + (1 - a - b) * learners[2][$0]
                }
                #expect(try loss(mixed) >= reached - 1e-12)
            }
        }
        // Nor does any small change of the weights found lower it.
        for (from, to) in [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)] where blend.weights[from] > 1e-4 {
            var weights = blend.weights
            weights[from] -= 1e-4
            weights[to] += 1e-4
            let mixed = portfolio.labels.indices.map { row in
                (0..<3).reduce(0) { $0 + weights[$1] * learners[$1][row] }
            }
            #expect(try loss(mixed) >= reached - 1e-12)
        }
    }

    @Test("one learner is left as it is")
    func oneLearner() throws {
        let blend = try Blend(fitting: [learners[0]], labels: portfolio.labels)
        #expect(blend.weights == [1])
        #expect(blend.logOdds([learners[0]]) == learners[0])
    }

    @Test("learners that are equal share no more than one of them would have")
    func equalLearners() throws {
        let two = try Blend(fitting: [learners[0], learners[2]], labels: portfolio.labels)
        let three = try Blend(fitting: [learners[0], learners[0], learners[2]], labels: portfolio.labels)
        #expect(abs(three.weights[0] + three.weights[1] - two.weights[0]) < 1e-6)
    }

    @Test("on ranks, what bends one learner's scores but keeps their order changes next to nothing")
    func ranksKeepOrder() throws {
        let pair = [learners[0], learners[1]]
        let bent = [learners[0].map { 3 * $0 * $0 * $0 + 5 * $0 - 7 }, learners[1]]
        let one = try Blend(fitting: pair, labels: portfolio.labels, scale: .ranks)
        let other = try Blend(fitting: bent, labels: portfolio.labels, scale: .ranks)
        #expect(abs(one.weights[0] - other.weights[0]) < 0.005)
        #expect(abs(one.weights.reduce(0, +) - 1) < 1e-12)
        let losses = (try loss(one.logOdds(pair)), try loss(other.logOdds(bent)))
        #expect(abs(losses.0 - losses.1) < 1e-4)
    }

    @Test("on ranks, the blend of badly calibrated learners has the base rate")
    func ranksAreCalibrated() throws {
        let shifted = learners.prefix(2).map { $0.map { 0.2 * $0 + 3 } }
        let blend = try Blend(fitting: shifted, labels: portfolio.labels, scale: .ranks)
        let mean = blend.logOdds(shifted).map(logistic).reduce(0, +) / 4000
        #expect(abs(mean - Double(portfolio.labels.count { $0 }) / 4000) < 1e-4)
        #expect(blend.slope > 0)
    }

    @Test("a row blends to the same bits alone, and as saved and read", arguments: [Blend.Scale.logOdds, .ranks])
    func rowIsBatch(scale: Blend.Scale) throws {
        let blend = try Blend(fitting: learners, labels: portfolio.labels, scale: scale)
        let read = try saved(blend)
        #expect(read == blend)
        let batch = blend.logOdds(learners)
        for row in 0..<200 {
            #expect(read.logOdds(ofRow: learners.map { $0[row] }).bitPattern == batch[row].bitPattern)
        }
        #expect(batch.allSatisfy { $0.isFinite })
        #expect(read.logOdds(ofRow: [50, 50, 50, 50]).isFinite)
    }

    @Test("no learner, infinite log-odds and one class are refused")
    func refusals() {
        #expect(throws: LearningError.self) { try Blend(fitting: [], labels: [true, false]) }
        #expect(throws: LearningError.self) { try Blend(fitting: [[.infinity, 0]], labels: [true, false]) }
        #expect(throws: LearningError.self) { try Blend(fitting: [[1, 0]], labels: [true, true]) }
    }
}
