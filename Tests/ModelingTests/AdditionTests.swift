import Catalog
import Credit
import Features
import Fixtures
import Statistics
import Testing

@testable import Modeling

/// The small lender's clients with columns of chance beside what tells of their outcomes.
private func noisy(rows: Int = 1_200, columns: Int = 6) throws -> FeatureTable {
    let data = try LearnableTable(rows: rows, seed: 21, files: .comparing)
    var generator = SeededGenerator(seed: 22)
    let noise = (0..<columns).map { _ in (0..<rows).map { _ in Float(generator.nextUniform()) } }
    return FeatureTable(
        schema: FeatureSchema(
            columns: data.table.schema.columns
                + noise.indices.map { FeatureColumn(name: "noise \($0)", isCategory: false) }),
        clients: data.table.clients, outcomes: data.table.outcomes, persons: data.table.persons,
        columns: data.table.columns + noise.map { .numbers($0) })
}

@Suite("The choice of features by null importance")
struct NullImportanceTests {
    private static func chosen(_ table: FeatureTable, seed: UInt64 = 1, threads: Int = 2) throws -> NullImportance {
        let rows = Array(0..<900)
        return try NullImportance(
            fitting: table, rows: rows, encoder: FeatureEncoder(fitting: table, rows: rows), seed: seed,
            threads: threads)
    }

    @Test("keeps what tells of outcomes and most often drops what is chance")
    func keeps() throws {
        let chosen = try Self.chosen(noisy())
        #expect(Set(chosen.kept).isSuperset(of: ["SCORE", "JOB"]))
        #expect(chosen.kept.count { $0.hasPrefix("noise") } <= 3)
        #expect(chosen.features.allSatisfy { $0.isKept == ($0.gain > $0.nullGain) })
    }

    @Test("looks at its own rows alone, and gives the same at any number of threads")
    func rows() throws {
        let table = try noisy()
        let outcomes = table.outcomes.enumerated().map { $0 < 900 ? $1 : $1.map { !$0 } }
        let expected = try Self.chosen(table)
        #expect(try Self.chosen(table.replacing(outcomes: outcomes)) == expected)
        #expect(try Self.chosen(table, threads: 1) == expected)
        #expect(try Self.chosen(table, seed: 2) != expected)
    }

    @Test("refuses rows of one outcome and settings that choose nothing")
    func refusals() throws {
        let table = try noisy(), rows = Array(0..<50)
        let encoder = FeatureEncoder(fitting: table, rows: rows)
        #expect(throws: ModelingError.self) {
            try NullImportance(
                fitting: table.replacing(outcomes: table.outcomes.map { _ in true }), rows: rows, encoder: encoder,
                seed: 1, threads: 1)
        }
        var settings = NullImportance.Settings()
        settings.nullRuns = 0
        #expect(throws: ModelingError.self) {
            try NullImportance(
                fitting: table, rows: rows, encoder: encoder, settings: settings, seed: 1, threads: 1)
        }
    }

    @Test("is kept by an encoder in its own order")
    func encoder() throws {
        let table = try noisy()
        let encoder = FeatureEncoder(fitting: table, rows: Array(0..<900))
        let some = encoder.keeping(["SCORE", "JOB", "nothing"])
        #expect(some.columns == encoder.columns.filter { ["SCORE", "JOB"].contains($0.name) })
    }
}

@Suite("What is measured on and off")
struct AdditionTests {
    @Test("tells a gain from chance: a model of rows that know the outcome gains, and comparisons need not")
    func gains() throws {
        let data = try LearnableTable(rows: 900, seed: 4, files: .learning)
        let plan = FeaturePlan(catalog: data.catalog, available: Set(data.catalog.tables.map(\.name)))
        var generator = SeededGenerator(seed: 5)
        // Two loans each, active far more often where the application goes unpaid.
        let states = data.table.outcomes.flatMap { outcome in
            (0..<2).map { _ in generator.nextBool(probability: outcome == true ? 0.8 : 0.2) ? Int32(0) : 1 }
        }
        let unknown = FeatureTable.Column.numbers([Float](repeating: .nan, count: states.count))
        let history = HistoryTable(
            schema: try #require(plan.histories.first).schema, starts: (0...900).map { $0 * 2 },
            columns: [.levels(codes: states, levels: ["Active", "Closed"])]
                + [FeatureTable.Column](repeating: unknown, count: 4))
        let recipe = LearnerRecipe(
            .boosting,
            parameters: [
                "rounds": 30, "early_stopping_round": 0, "learning_rate": 0.1, "min_data_in_leaf": 20,
                "feature_fraction": 0.5,
            ])
        let trial = try AdditionTrial(
            data.table.with(histories: [history]), catalog: data.catalog, recipe: recipe, folds: 3)
        #expect(trial.additions.map(\.name) == ["comparisons", "defaults_nearby", "loans_risk", "selection"])
        var shares: [Double] = []
        let results = try trial.run(trial.additions) { shares.append($0) }
        #expect(shares == shares.sorted() && shares.last == 1)
        let loans = try #require(results.first { $0.report.name == "loans_risk" })
        #expect(loans.report.auc.interval.low > 0.02 && loans.report.cost.difference < 0)
        #expect(loans.report.reason.en == "the gain is more than chance")
        #expect(loans.report.featuresWith == loans.report.featuresWithout + 5)
        #expect(results.allSatisfy { $0.with.count == 3 && $0.without == loans.without })
        let selection = try #require(results.last)
        #expect(selection.kept.count == 3 && selection.report.featuresWith <= selection.report.featuresWithout)
    }
}
