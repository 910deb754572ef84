import Foundation
import LightGBM
import Testing

struct TrainingTests {
    @Test("Training learns, and reports on the validation rows what can be computed from its predictions")
    func learns() throws {
        let validation = Synthetic(rows: 1500, seed: 2)
        let training = try Synthetic(rows: 4000, seed: 1).dataset()
        let trained = try Booster.train(
            on: training,
            validation: validation.dataset(reference: training),
            parameters: .quick(metric: "auc,binary_logloss"),
            rounds: 40
        )
        #expect(trained.history.count == 40 && trained.bestRound == 40 && trained.end == .allRounds)
        let last = try #require(trained.history.last)
        #expect(last.metrics.map(\.name) == ["auc", "binary_logloss"])
        #expect(last.metrics[0].isBetterWhenGreater && !last.metrics[1].isBetterWhenGreater)
        let probabilities = try trained.booster.predict(columns: validation.columns, kind: .probability, threads: 1)
        #expect(areaUnderCurve(probabilities, validation.labels) > 0.9)
        #expect(abs(areaUnderCurve(probabilities, validation.labels) - last.metrics[0].value) < 1e-9)
        let loss = zip(probabilities, validation.labels).map { -log($1 == 1 ? $0 : 1 - $0) }.reduce(0, +) / 1500
        #expect(abs(loss - last.metrics[1].value) < 1e-9)
        #expect(probabilities.allSatisfy { $0 > 0 && $0 < 1 })
    }

    @Test("Early stopping stops, and keeps the rounds up to the best one", arguments: ["auc", "binary_logloss"])
    func earlyStopping(metric: String) throws {
        let validation = Synthetic(rows: 800, seed: 2)
        let training = try Synthetic(rows: 800, seed: 1).dataset()
        let trained = try Booster.train(
            on: training,
            validation: validation.dataset(reference: training),
            parameters: .quick(metric: metric),
            rounds: 2000,
            earlyStopping: EarlyStopping(rounds: 15)
        )
        #expect(trained.end == .noBetterRound)
        #expect(trained.history.count == trained.bestRound + 15)
        #expect(trained.booster.roundCount == trained.bestRound)
        let values = trained.history.map { metric == "auc" ? -$0.metrics[0].value : $0.metrics[0].value }
        #expect(values.firstIndex(of: try #require(values.min())) == trained.bestRound - 1)
        #expect(trained.history.map(\.round) == Array(1...trained.history.count))
        let scores = try trained.booster.predict(columns: validation.columns, kind: .logOdds, threads: 1)
        if metric == "auc" { #expect(abs(areaUnderCurve(scores, validation.labels) + (values.min() ?? 0)) < 1e-9) }
    }

    @Test("A least difference that no round reaches keeps the first round")
    func minimumDelta() throws {
        let training = try Synthetic(rows: 800, seed: 1).dataset()
        let trained = try Booster.train(
            on: training,
            validation: Synthetic(rows: 800, seed: 2).dataset(reference: training),
            parameters: .quick(),
            rounds: 50,
            earlyStopping: EarlyStopping(rounds: 4, minimumDelta: 0.5)
        )
        #expect(trained.bestRound == 1 && trained.history.count == 5)
    }

    @Test("The caller sees each round and can stop, or fail")
    func onRound() throws {
        let training = try Synthetic(rows: 500, seed: 1).dataset()
        var rounds: [Int] = []
        let trained = try Booster.train(on: training, parameters: .quick(), rounds: 30) { report in
            rounds.append(report.round)
            #expect(report.maximumRounds == 30 && report.metrics.isEmpty && report.bestRound == report.round)
            return report.round == 7 ? .stop : .go
        }
        #expect(rounds == Array(1...7) && trained.end == .asked && trained.booster.roundCount == 7)
        struct Cancelled: Error {}
        #expect(throws: Cancelled.self) {
            try Booster.train(on: training, parameters: .quick(), rounds: 30) { _ in throw Cancelled() }
        }
    }

    @Test("A missing value is its own signal")
    func missing() throws {
        let present = (0..<400).map { Float($0 % 7) }
        let column = present.enumerated().map { $0.offset % 3 == 0 ? Float.nan : $0.element }
        let labels = column.map { $0.isNaN ? Float(1) : 0 }
        let data = try Dataset(columns: [column], names: ["x"], labels: labels, parameters: .quick())
        let booster = try Booster.train(on: data, parameters: .quick(), rounds: 10).booster
        let scores = try booster.predict(columns: [[.nan, 0, 3, 6]], kind: .probability, threads: 1)
        #expect(scores[0] > 0.5 && scores[1...].allSatisfy { $0 < 0.5 })
    }

    @Test("A categorical column is split by sets of categories; as a number the same split is out of reach")
    func categories() throws {
        let codes = (0..<2000).map { Float($0 % 10) }
        let labels = codes.map { Float(Int($0) % 2) }
        var parameters = Parameters.quick()
        parameters["num_leaves"] = 2
        parameters["min_data_per_group"] = 10
        parameters["max_cat_to_onehot"] = 1
        parameters["cat_smooth"] = 1
        func auc(categorical: [Int]) throws -> Double {
            let data = try Dataset(
                columns: [codes], names: ["code"], categorical: categorical, labels: labels, parameters: parameters)
            let booster = try Booster.train(on: data, parameters: parameters, rounds: 1).booster
            return areaUnderCurve(try booster.predict(columns: [codes], kind: .logOdds, threads: 1), labels)
        }
        #expect(try auc(categorical: [0]) == 1)
        #expect(try auc(categorical: []) < 0.7)
    }

    @Test("Weights count: rows of weight 0 teach nothing")
    func weights() throws {
        let column = (0..<400).map { Float($0 % 2) }
        let labels = column[..<200] + column[..<200].map { 1 - $0 }
        let weights = [Float](repeating: 1, count: 200) + [Float](repeating: 0, count: 200)
        let data = try Dataset(
            columns: [column], names: ["x"], labels: Array(labels), weights: weights, parameters: .quick())
        let booster = try Booster.train(on: data, parameters: .quick(), rounds: 5).booster
        let scores = try booster.predict(columns: [[0, 1]], kind: .logOdds, threads: 1)
        #expect(scores[0] < 0 && scores[1] > 0)
    }

    @Test("The same rows, parameters and seed give the same model, whatever the number of threads")
    func reproducible() throws {
        let columns = Synthetic(rows: 500, seed: 9).columns
        let models = try [1, 1, 2].map { try trainedBooster(threads: $0) }
        #expect(try models[0].text() == models[1].text())
        let scores = try models.map { try $0.predict(columns: columns, kind: .logOdds, threads: 2).bits }
        #expect(scores[0] == scores[1] && scores[0] == scores[2])
    }

    @Test("Predictions with more threads while a training runs change neither")
    func besideOtherWork() async throws {
        let rows = Synthetic(rows: 3000, seed: 3)
        let quiet = try trainedBooster(rounds: 60)
        let expected = try quiet.predict(columns: rows.columns, kind: .logOdds, threads: 1).bits
        try await withThrowingTaskGroup(of: Void.self) { group in
            for threads in 1...2 {
                group.addTask {
                    let scores = try trainedBooster(rounds: 60, threads: threads)
                        .predict(columns: rows.columns, kind: .logOdds, threads: 1)
                    #expect(scores.bits == expected)
                }
                group.addTask {
                    let busy = try trainedBooster(rounds: 60)
                    #expect(try busy.text() == quiet.text())
                }
                group.addTask {
                    for _ in 0..<10 {
                        let scores = try quiet.predict(columns: rows.columns, kind: .logOdds, threads: threads + 1)
                        #expect(scores.bits == expected)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("The number of threads is the one asked for")
    func threads() async {
        await #expect(processExitsWith: .success) {
            _ = try trainedBooster(rounds: 2, threads: 1)
            let one = try threadCount()
            _ = try trainedBooster(rounds: 2, threads: 1)
            #expect(try threadCount() == one)
            _ = try trainedBooster(rounds: 2, threads: 4)
            #expect(try threadCount() == one + 3)
        }
    }

    @Test("A training keeps its number of threads when a prediction between two rounds uses another")
    func keepsItsThreads() async {
        await #expect(processExitsWith: .success) {
            let rows = Synthetic(rows: 5000, seed: 1)
            let other = try trainedBooster(rounds: 2)
            var counts: [Int] = []
            _ = try Booster.train(on: rows.dataset(), parameters: .quick(threads: 1), rounds: 6) { report in
                counts.append(try threadCount())
                if report.round == 3 {
                    // A thread of its own: the workers that OpenMP gives it end with it.
                    let done = DispatchSemaphore(value: 0)
                    Thread {
                        _ = try? other.predict(columns: rows.columns, kind: .logOdds, threads: 4)
                        done.signal()
                    }.start()
                    done.wait()
                    Thread.sleep(forTimeInterval: 0.3)
                }
                return .go
            }
            #expect(counts == Array(repeating: counts[0], count: 6))
        }
    }

    @Test("A training that cannot split ends with a constant model")
    func nothingToSplit() throws {
        let labels = (0..<100).map { Float($0 % 4 == 0 ? 1 : 0) }
        let constant = [Float](repeating: 3, count: 100)
        let data = try Dataset(columns: [constant], names: ["x"], labels: labels, parameters: .quick())
        let trained = try Booster.train(on: data, parameters: .quick(), rounds: 10)
        #expect(trained.end == .noMoreSplits && trained.booster.roundCount == 1)
        let scores = try trained.booster.predict(columns: [[3, 4]], kind: .probability, threads: 1)
        #expect(scores.allSatisfy { abs($0 - 0.25) < 1e-6 })
    }
}

/// How many threads this process has.
func threadCount() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
}
