import Foundation
import LightGBM
import Testing

struct BoosterTests {
    static let rows = Synthetic(rows: 1000, seed: 5)

    @Test("A model read back from its text predicts the same to the last bit, and writes the same text")
    func roundTrip() throws {
        let booster = try trainedBooster()
        let text = try booster.text()
        let back = try Booster(text: text)
        #expect(back.roundCount == 30 && back.featureNames == Synthetic.names)
        #expect(try back.text() == text)
        for kind in PredictionKind.allCases {
            let before = try booster.predict(columns: Self.rows.columns, kind: kind, threads: 1)
            let after = try back.predict(columns: Self.rows.columns, kind: kind, threads: 2)
            #expect(before.bits == after.bits)
        }
    }

    @Test("The text of the first rounds is the model that a shorter training gives")
    func prefix() throws {
        let prefix = try Booster(text: trainedBooster().text(rounds: 12))
        let shorter = try trainedBooster(rounds: 12)
        #expect(prefix.roundCount == 12)
        let columns = Self.rows.columns
        let scores = try prefix.predict(columns: columns, kind: .logOdds, threads: 1)
        #expect(try scores.bits == shorter.predict(columns: columns, kind: .logOdds, threads: 1).bits)
    }

    @Test("Contributions and the expected value sum to the log-odds, and the probability is their logistic")
    func contributions() throws {
        let booster = try trainedBooster()
        let logOdds = try booster.predict(columns: Self.rows.columns, kind: .logOdds, threads: 1)
        let probabilities = try booster.predict(columns: Self.rows.columns, kind: .probability, threads: 1)
        let contributions = try booster.predict(columns: Self.rows.columns, kind: .contributions, threads: 2)
        let width = Synthetic.names.count + 1
        #expect(contributions.count == 1000 * width)
        for row in 0..<1000 {
            let sum = contributions[row * width..<(row + 1) * width].reduce(0, +)
            #expect(abs(sum - logOdds[row]) < 1e-9)
            #expect(contributions[row * width + 5] == 0)
            #expect(abs(probabilities[row] - 1 / (1 + exp(-logOdds[row]))) < 1e-12)
        }
    }

    @Test("Importance finds the columns that matter")
    func importance() throws {
        let booster = try trainedBooster()
        let gain = try booster.importance(.gain)
        let split = try booster.importance(.split)
        #expect(gain.count == 6 && gain[0] == gain.max() && gain[5] == 0)
        #expect(gain[0...3].allSatisfy { $0 > gain[4] })
        #expect(split.reduce(0, +) <= 30 * 14 && split.allSatisfy { $0 == $0.rounded() })
    }

    @Test(
        "One row at a time gives what the batch gives, bit for bit", arguments: [PredictionKind.logOdds, .probability])
    func rowEqualsBatch(kind: PredictionKind) throws {
        let booster = try trainedBooster()
        let predictor = try RowPredictor(booster, kind: kind)
        let batch = try booster.predict(columns: Self.rows.columns, kind: kind, threads: 2)
        let single = try (0..<1000).map { try predictor.predict(Self.rows.row($0)) }
        #expect(single.bits == batch.bits)
    }

    @Test("One row's contributions are the batch's, bit for bit, in an array that is used again")
    func rowContributions() throws {
        let booster = try trainedBooster()
        let predictor = try RowPredictor(booster, kind: .contributions)
        let batch = try booster.predict(columns: Self.rows.columns, kind: .contributions, threads: 1)
        var values: [Double] = []
        var all: [Double] = []
        for row in 0..<200 {
            try predictor.predict(Self.rows.row(row), into: &values)
            all += values
        }
        #expect(all.bits == batch[..<all.count].map(\.bitPattern))
        #expect(lightGBMError { _ = try predictor.predict(Self.rows.row(0)) }?.code == .invalidArgument)
    }

    @Test("Many threads with a predictor each get the same answers")
    func concurrentRows() async throws {
        let booster = try trainedBooster()
        let expected = try booster.predict(columns: Self.rows.columns, kind: .logOdds, threads: 1)
        let rows = (0..<1000).map { Self.rows.row($0) }
        try await withThrowingTaskGroup(of: [Double].self) { group in
            for _ in 0..<6 {
                group.addTask {
                    let predictor = try RowPredictor(booster, kind: .logOdds)
                    return try rows.map { try predictor.predict($0) }
                }
            }
            for try await scores in group { #expect(scores.bits == expected.bits) }
        }
    }

    @Test("A row of the wrong length is refused", arguments: [0, 5, 7])
    func wrongRow(length: Int) throws {
        let predictor = try RowPredictor(try trainedBooster(rounds: 2), kind: .logOdds)
        let error = lightGBMError { _ = try predictor.predict([Float](repeating: 0, count: length)) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message == "The model needs 6 values for a row, but \(length) were given.")
    }

    @Test("Columns of the wrong number or of different lengths are refused; no rows give no values")
    func wrongColumns() throws {
        let booster = try trainedBooster(rounds: 2)
        func error(_ columns: [[Float]], threads: Int = 1) -> LightGBMError.Code? {
            lightGBMError { _ = try booster.predict(columns: columns, kind: .logOdds, threads: threads) }?.code
        }
        #expect(error(Array(repeating: [1], count: 5)) == .invalidArgument)
        #expect(error(Array(repeating: [1], count: 7)) == .invalidArgument)
        #expect(error(Array(repeating: [1], count: 5) + [[1, 2]]) == .invalidArgument)
        #expect(error([[]] + Array(repeating: [1], count: 5)) == .invalidArgument)
        #expect(error(Array(repeating: [1], count: 6), threads: 0) == .invalidArgument)
        #expect(try booster.predict(columns: Array(repeating: [], count: 6), kind: .logOdds, threads: 1) == [])
    }

    @Test("A text of more rounds than there are is refused", arguments: [0, -1, 6])
    func tooManyRounds(rounds: Int) throws {
        let booster = try trainedBooster(rounds: 5)
        #expect(lightGBMError { _ = try booster.text(rounds: rounds) }?.code == .invalidArgument)
    }
}
