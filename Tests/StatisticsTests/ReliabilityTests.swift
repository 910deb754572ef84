import Statistics
import Testing

@Suite("Reliability")
struct ReliabilityTests {
    @Test("The table is scikit-learn's calibration curve of equal-mass bins")
    func golden() {
        // q = (np.arange(100) + .5) / 100; y = [(i * 37 + 11) % 101 < i for i in range(100)]
        // calibration_curve(y, q, n_bins=5, strategy="quantile"), then mean |difference|
        let probabilities = (0..<100).map { (Double($0) + 0.5) / 100 }
        let outcomes = (0..<100).map { ($0 * 37 + 11) % 101 < $0 }
        let table = ReliabilityTable(probabilities: probabilities, outcomes: outcomes, binCount: 5)
        #expect(table.bins.map(\.count) == [20, 20, 20, 20, 20])
        for (bin, expected) in zip(table.bins, [(0.1, 0.1), (0.3, 0.3), (0.5, 0.4), (0.7, 0.75), (0.9, 0.9)]) {
            #expect(isClose(bin.meanPrediction, expected.0))
            #expect(isClose(bin.observedRate, expected.1))
        }
        #expect(isClose(table.expectedCalibrationError, 0.03))
    }

    @Test("Equal probabilities share a bin, whatever the order of the rows")
    func ties() {
        let probabilities = [Double](repeating: 0.2, count: 70) + [Double](repeating: 0.6, count: 30)
        let outcomes = (0..<100).map { $0 % 3 == 0 }
        let table = ReliabilityTable(probabilities: probabilities, outcomes: outcomes, binCount: 10)
        #expect(table.bins.map(\.count) == [70, 30])
        var generator = SeededGenerator(seed: 3)
        let order = shuffled([Int](0..<100), using: &generator)
        let moved = ReliabilityTable(
            probabilities: order.map { probabilities[$0] },
            outcomes: order.map { outcomes[$0] },
            binCount: 10
        )
        #expect(moved.bins.map(\.count) == table.bins.map(\.count))
        #expect(moved.bins.map(\.observedRate) == table.bins.map(\.observedRate))
    }

    @Test("True probabilities are nearly perfectly calibrated, shifted ones are not")
    func honesty() {
        var generator = SeededGenerator(seed: 11)
        let probabilities = (0..<40_000).map { _ in generator.nextUniform() * 0.3 }
        let outcomes = probabilities.map { generator.nextBool(probability: $0) }
        let honest = expectedCalibrationError(probabilities: probabilities, outcomes: outcomes) ?? .nan
        let shifted = expectedCalibrationError(probabilities: probabilities.map { $0 + 0.05 }, outcomes: outcomes)
        #expect(honest < 0.01)
        #expect(isClose(shifted, 0.05, within: 0.01))
    }

    @Test("Without rows there is no error")
    func empty() {
        #expect(expectedCalibrationError(probabilities: [], outcomes: []) == nil)
    }
}
