import LightGBM
import Testing

struct CombinedModelTests {
    private let data = Synthetic(rows: 1500, seed: 3)

    private func booster(seed: Int, boosting: String = "gbdt", threads: Int = 1) throws -> Booster {
        var parameters = Parameters.quick(threads: threads)
        parameters["seed"] = .integer(seed)
        parameters["boosting"] = .text(boosting)
        parameters["bagging_fraction"] = 0.7
        parameters["bagging_freq"] = 1
        return try Booster.train(
            on: data.dataset(parameters: parameters), parameters: parameters, rounds: seed + 5
        ).booster
    }

    private func scores(_ booster: Booster) throws -> [Double] {
        try booster.predict(columns: data.columns, kind: .logOdds, threads: 1)
    }

    @Test("A combination gives the weighted sum of log-odds, and its contributions add up to it")
    func sums() throws {
        let (one, two) = (try booster(seed: 1), try booster(seed: 2))
        let combined = try Booster(
            text: CombinedModel.text(of: [(one.text(), 0.25), (two.text(), 0.75)]))
        #expect(combined.roundCount == one.roundCount + two.roundCount)
        let (a, b, both) = (try scores(one), try scores(two), try scores(combined))
        let parts = try combined.predict(columns: data.columns, kind: .contributions, threads: 1)
        for row in both.indices {
            #expect(abs(both[row] - (0.25 * a[row] + 0.75 * b[row])) < 1e-12)
            #expect(abs(parts[row * 7..<(row + 1) * 7].reduce(0, +) - both[row]) < 1e-9)
        }
    }

    @Test("A forest becomes a sum of trees that predicts what the average did, and whose contributions add up")
    func forest() throws {
        let forest = try booster(seed: 3, boosting: "rf")
        let text = try forest.text()
        try #require(text.contains("average_output"))
        let combined = try CombinedModel.text(of: [(text, 1)])
        #expect(!combined.contains("average_output"))
        let sum = try Booster(text: combined)
        let (a, b) = (try scores(forest), try scores(sum))
        let parts = try sum.predict(columns: data.columns, kind: .contributions, threads: 1)
        for row in a.indices {
            // The library divides probabilities alone by the number of trees, and leaves scores a sum.
            #expect(abs(a[row] / Double(forest.roundCount) - b[row]) < 1e-12)
            #expect(abs(parts[row * 7..<(row + 1) * 7].reduce(0, +) - b[row]) < 1e-9)
        }
    }

    @Test("One model of weight 1 predicts the same bits, and its text says nothing of threads")
    func threads() throws {
        let texts = try [1, 2].map { try booster(seed: 4, threads: $0).text() }
        try #require(texts[1].contains("[num_threads: 2]"))
        let combined = try texts.map { try CombinedModel.text(of: [($0, 1)]) }
        #expect(combined[0] == combined[1] && !combined[0].contains("num_threads"))
        #expect(try scores(Booster(text: combined[0])).bits == scores(Booster(text: texts[0])).bits)
        // Read and written again by the library, it is the same model.
        let again = try Booster(text: combined[0]).text()
        #expect(try CombinedModel.text(of: [(again, 1)]) == combined[0])
    }

    @Test("Models of other columns, none at all and damaged ones are refused")
    func refusals() throws {
        let one = try booster(seed: 1).text()
        let other = one.replacing("age.mean", with: "age_mean")
        #expect(lightGBMError { _ = try CombinedModel.text(of: [(one, 1), (other, 1)]) }?.code == .invalidArgument)
        #expect(lightGBMError { _ = try CombinedModel.text(of: []) }?.code == .invalidArgument)
        #expect(lightGBMError { _ = try CombinedModel.text(of: [(one, .nan)]) }?.code == .invalidArgument)
        #expect(lightGBMError { _ = try CombinedModel.text(of: [(String(one.dropLast(900)), 1)]) } == nil)
        #expect(lightGBMError { _ = try CombinedModel.text(of: [("tree\nnothing", 1)]) }?.code == .corruptModel)
    }
}
