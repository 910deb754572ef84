import Foundation
import Statistics
import Testing

@Suite("Calibration")
struct CalibrationTests {
    static let asked = [0, 0.05, 0.1, 0.22, 0.3, 0.4, 0.5, 0.65, 0.8, 0.9, 1]

    @Test("Isotonic regression predicts what scikit-learn predicts")
    func goldenIsotonic() throws {
        // IsotonicRegression(out_of_bounds="clip").fit(P, Y).predict(asked)
        let expected = [
            0, 0, 0.25, 0.25, 0.3333333333333333, 0.4444444444444445, 0.5, 0.75, 0.75, 0.9166666666666667, 1,
        ]
        let fitted = try #require(IsotonicRegression(fitting: GoldenRows.probabilities, to: GoldenRows.outcomes))
        for (input, value) in zip(Self.asked, expected) { #expect(isClose(fitted(input), value)) }
        #expect(fitted.predict(Self.asked) == Self.asked.map { fitted($0) })
    }

    @Test("With weights too")
    func goldenWeightedIsotonic() throws {
        // IsotonicRegression(out_of_bounds="clip").fit(P, Y, sample_weight=W + 1.).predict(asked)
        let expected = [
            0, 0, 0.2, 0.2, 0.2, 0.4, 0.5, 0.7142857142857143, 0.7142857142857143, 0.9047619047619049, 1,
        ]
        let fitted = try #require(
            IsotonicRegression(
                fitting: GoldenRows.probabilities,
                to: GoldenRows.outcomes.map { $0 ? 1 : 0 },
                weights: GoldenRows.weights.map { Double($0) + 1 }
            )
        )
        for (input, value) in zip(Self.asked, expected) { #expect(isClose(fitted(input), value)) }
    }

    @Test("The fit never decreases and keeps the mean", arguments: [UInt64](1...4))
    func isotonicLaws(seed: UInt64) throws {
        let (scores, outcomes) = randomRows(500, seed: seed)
        let fitted = try #require(IsotonicRegression(fitting: scores, to: outcomes))
        let predicted = fitted.predict(scores.sorted())
        #expect(zip(predicted, predicted.dropFirst()).allSatisfy { $0 <= $1 })
        let mean = Double(outcomes.count { $0 }) / 500
        #expect(isClose(fitted.predict(scores).reduce(0, +) / 500, mean, within: 1e-9))
        let refitted = try #require(IsotonicRegression(fitting: scores, to: fitted.predict(scores)))
        for score in scores { #expect(isClose(refitted(score), fitted(score), within: 1e-9)) }
    }

    @Test("Increasing data is returned as it came, decreasing data as its mean")
    func isotonicExtremes() throws {
        let rising = try #require(IsotonicRegression(fitting: [1, 2, 3], to: [0.1, 0.4, 0.9]))
        #expect(rising.predict([1, 2, 2.5, 3]) == [0.1, 0.4, 0.65, 0.9])
        let falling = try #require(IsotonicRegression(fitting: [1, 2, 3], to: [3.0, 2, 1]))
        #expect(falling.predict([0, 2, 9]) == [2, 2, 2])
        #expect(falling(.nan).isNaN)
    }

    @Test("What cannot be fitted gives nothing")
    func refusals() {
        #expect(IsotonicRegression(fitting: [], to: [Double]()) == nil)
        #expect(IsotonicRegression(fitting: [.nan], to: [1.0]) == nil)
        #expect(IsotonicRegression(fitting: [1, 2], to: [0, 1], weights: [1, 0]) == nil)
        #expect(PlattScaling(fitting: [1, 2], to: [true, true]) == nil)
        #expect(PlattScaling(fitting: [1, .infinity], to: [true, false]) == nil)
    }

    @Test("Platt's coefficients are scikit-learn's")
    func goldenPlatt() throws {
        // z = np.log(P / (1 - P)); _SigmoidCalibration().fit(z, Y) gives -a_, -b_ to 1e-6;
        // minimize(the same loss, method="BFGS", options={"gtol": 1e-12}) gives the digits below.
        let fitted = try #require(
            PlattScaling(fitting: GoldenRows.probabilities.map(logit), to: GoldenRows.outcomes)
        )
        #expect(isClose(fitted.slope, 0.4969947850243315, within: 1e-8))
        #expect(isClose(fitted.intercept, 0.05146998058504024, within: 1e-8))
    }

    @Test("Over-confident log-odds are brought back")
    func plattRecovers() throws {
        var generator = SeededGenerator(seed: 4)
        let truth = (0..<30_000).map { _ in generator.nextNormal() - 2 }
        let outcomes = truth.map { generator.nextBool(probability: logistic($0)) }
        let fitted = try #require(PlattScaling(fitting: truth.map { 2 * $0 + 1 }, to: outcomes))
        #expect(isClose(fitted.slope, 0.5, within: 0.03))
        #expect(isClose(fitted.intercept, -0.5, within: 0.06))
    }

    @Test("Separated classes and equal scores still end")
    func plattEdges() throws {
        let separated = try #require(PlattScaling(fitting: [-2, -1, 1, 2], to: [false, false, true, true]))
        #expect(separated.slope.isFinite && separated(2) < 1 && separated(2) > 0.5)
        let constant = try #require(PlattScaling(fitting: [1, 1, 1, 1], to: [true, false, false, false]))
        // Smoothed targets: (2/3 + 3 · 1/5) / 4.
        #expect(isClose(constant(1), (2.0 / 3 + 0.6) / 4, within: 1e-6))
    }

    @Test("A calibration survives JSON to the last bit, and broken knots are refused")
    func coding() throws {
        let (scores, outcomes) = randomRows(300, seed: 8)
        let isotonic = try #require(IsotonicRegression(fitting: scores, to: outcomes))
        let decoded = try JSONDecoder().decode(IsotonicRegression.self, from: JSONEncoder().encode(isotonic))
        #expect(decoded == isotonic)
        let platt = try #require(PlattScaling(fitting: scores, to: outcomes))
        #expect(try JSONDecoder().decode(PlattScaling.self, from: JSONEncoder().encode(platt)) == platt)
        for broken in [
            #"{"inputs": [], "outputs": []}"#, #"{"inputs": [1, 1], "outputs": [0, 1]}"#,
            #"{"inputs": [1, 2], "outputs": [1, 0]}"#, #"{"inputs": [1, 2], "outputs": [1]}"#,
        ] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(IsotonicRegression.self, from: Data(broken.utf8))
            }
        }
    }
}
