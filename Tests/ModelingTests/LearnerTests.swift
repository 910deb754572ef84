import Catalog
import Credit
import Features
import Fixtures
import Foundation
import Learning
import Statistics
import Testing

@testable import Modeling

/// Every learner and treatments, on one small lender.
private let comparedModel = Result { () throws -> (data: LearnableTable, bundle: ModelBundle) in
    let data = try LearnableTable(rows: 1_500, seed: 11)
    var settings = quickSettings
    settings.candidates = LearnerTests.recipes
    settings.treatments = [.classWeights(ratio: 1), .undersampling(ratio: 1)]
    settings.measuresDropping = true
    let age = try #require(data.table.schema.positions["DAYS_BIRTH"])
    guard case .numbers(let days) = data.table.columns[age] else { throw ModelingError(.unusableData, "no ages") }
    let groups = ProtectedGroups(
        attribute: "age", groups: [.init(fr: "jeunes", en: "young"), .init(fr: "autres", en: "others")],
        codes: days.map { $0.isNaN ? -1 : $0 > -14_000 ? 0 : 1 })
    return (
        data,
        try Trainer(settings: settings).train(data.table, catalog: data.catalog, losses: [], groups: [groups])
    )
}

@Suite("Learners under one protocol")
struct LearnerTests {
    static let forest = LearnerRecipe(.forest, parameters: ["rounds": 30, "num_leaves": 16])
    static let recipes: [LearnerRecipe] = [
        .standard(.majority), .standard(.scorecard), .standard(.logistic), forest, quickBoosting,
        .blend(of: [.standard(.logistic), forest, quickBoosting]),
    ]

    /// A recipe fitted to the small lender, and its rows.
    private func fitted(_ recipe: LearnerRecipe) throws -> (scorer: LearnerScorer, columns: [[Float]], rows: Int) {
        let data = try LearnableTable(rows: 800, seed: 12)
        let rows = Array(0..<800)
        let preparation = try Preparation(data.table, data.catalog, rows: rows, seed: 1, threads: 1)
        let fitting = LearnerFitting(rows: preparation.training(rows), seed: 1, threads: 2)
        guard recipe.learner == .blend else {
            return (try LearnerScorer(fitting.fit(recipe).learner), preparation.encode(rows), 800)
        }
        let members = try recipe.members.map { try fitting.fit($0).learner }
        let blend = try FittedLearner.sum(zip(members, [0.2, 0.3, 0.5]).map { ($0, $1) }, constant: -0.1)
        return (try LearnerScorer(blend), preparation.encode(rows), 800)
    }

    @Test(
        "contributions add up to the score, a row alone scores as among others, and both survive being saved",
        arguments: recipes)
    func additive(recipe: LearnerRecipe) throws {
        let (scorer, columns, rows) = try fitted(recipe)
        let scores = try scorer.logOdds(columns, count: rows, threads: 2)
        let parts = try scorer.contributions(columns, count: rows, threads: 2)
        let width = columns.count + 1
        let saved = try JSONDecoder().decode(FittedLearner.self, from: JSONEncoder().encode(scorer.learner))
            .adding(trees: scorer.learner.trees)
        #expect(saved == scorer.learner)
        let loaded = try LearnerScorer(saved)
        for row in 0..<rows {
            let sum = parts[row * width..<(row + 1) * width].reduce(0, +)
            #expect(abs(sum - scores[row]) < 1e-9)
            let alone = try loaded.logOdds(columns.map { $0[row] })
            #expect(alone.bitPattern == scores[row].bitPattern)
        }
        #expect(recipe.learner == .majority || Set(scores).count > 10)
        #expect(scorer.learner.columnsUsed.isEmpty == (recipe.learner == .majority))
    }

    @Test("keeps what is monotone in the catalog", arguments: [recipes[1], forest, quickBoosting])
    func monotone(recipe: LearnerRecipe) throws {
        let (scorer, columns, _) = try fitted(recipe)
        let data = try LearnableTable(rows: 800, seed: 12)
        let position = try #require(
            try Preparation(data.table, data.catalog, rows: Array(0..<800), seed: 1, threads: 1).encoder.columns
                .firstIndex { $0.name == "SCORE" })
        for row in 0..<20 {
            var values = columns.map { $0[row] }
            var last = Double.infinity
            for score in stride(from: Float(0), through: 1, by: 0.05) {
                values[position] = score
                let logOdds = try scorer.logOdds(values)
                #expect(logOdds <= last + 1e-12)
                last = logOdds
            }
        }
    }

    @Test("several bags are the mean of their log-odds")
    func bags() throws {
        let data = try LearnableTable(rows: 600, seed: 13)
        let rows = Array(0..<600)
        let preparation = try Preparation(data.table, data.catalog, rows: rows, seed: 1, threads: 1)
        let columns = preparation.encode(rows)
        func scores(_ seed: UInt64, _ bags: Int) throws -> [Double] {
            var recipe = quickBoosting
            recipe.bags = bags
            recipe.parameters["early_stopping_round"] = 0
            recipe.parameters["rounds"] = 10
            let fitting = LearnerFitting(rows: preparation.training(rows), seed: seed, threads: 1)
            return try LearnerScorer(fitting.fit(recipe).learner).logOdds(columns, count: 600, threads: 1)
        }
        let (one, two, both) = (try scores(5, 1), try scores(5 + 7_919, 1), try scores(5, 2))
        #expect(one != two)
        for row in rows { #expect(abs(both[row] - (one[row] + two[row]) / 2) < 1e-12) }
    }

    @Test("treatments of class imbalance are brought back to the population's probabilities")
    func correction() throws {
        let report = try comparedModel.get().bundle.selection
        #expect(report.imbalance.count == 3)
        let none = try #require(report.imbalance.first)
        #expect(none.treatment == .none && none.difference == nil)
        #expect(none.calibrationErrorRaw == none.calibrationErrorCorrected)
        let rate = Double(report.design.developmentDefaults) / Double(report.design.developmentRows)
        for treated in report.imbalance.dropFirst() {
            #expect(treated.difference != nil)
            #expect(abs(treated.meanProbabilityRaw - 0.5) < abs(treated.meanProbabilityRaw - rate))
            #expect(treated.calibrationErrorCorrected < treated.calibrationErrorRaw)
        }
    }

    @Test("one candidate is chosen, by the rule told, and every figure is within its range")
    func report() throws {
        let report = try comparedModel.get().bundle.selection
        #expect(report.candidates.count == 8)
        #expect(report.candidates.count { $0.isChosen } == 1)
        let chosen = try #require(report.candidates.first { $0.isChosen })
        #expect(chosen.name == report.chosen)
        #expect(report.comparisons.count == 7 && !report.comparisons.contains { $0.candidate == chosen.name })
        let cheapest = try #require(report.candidates.map(\.costAtBayesThreshold.estimate).min())
        // What was chosen instead of the cheapest is within an error of it, and no less simple.
        let best = try #require(report.candidates.first { $0.costAtBayesThreshold.estimate == cheapest })
        #expect(chosen.recipe.learner <= best.recipe.learner)
        for candidate in report.candidates {
            #expect(candidate.foldAUCs.count == 3 && candidate.foldCosts.count == 3)
            #expect(candidate.auc.low <= candidate.auc.estimate && candidate.auc.estimate <= candidate.auc.high)
            #expect(!candidate.reason.fr.isEmpty && !candidate.reason.en.isEmpty)
        }
        let majority = try #require(report.candidates.first)
        #expect(majority.foldAUCs.allSatisfy { $0 == 0.5 })
        #expect(report.candidates.dropFirst().allSatisfy { $0.auc.estimate > 0.7 })
        #expect(report.calibrations.map(\.name) == ["none", "Platt", "isotonic"])
        #expect(report.cost.sensitivity.rows.map(\.ratio) == (5...20).map(Double.init))
        #expect(report.cost.curve.allSatisfy { $0.low <= $0.high })
        #expect(report.importance.features.first.map { $0.meanContribution > 0 } == true)
        #expect(
            report.warnings.isEmpty
                == (max(chosen.auc.estimate, try comparedModel.get().bundle.evaluation.auc.estimate) <= 0.82))
    }

    @Test("tells how decisions fall on protected groups, and what dropping their columns costs")
    func fairness() throws {
        let (data, bundle) = try comparedModel.get()
        let fairness = try #require(bundle.selection.fairness.first)
        #expect(fairness.attribute == "age" && fairness.isAllowed)
        #expect(fairness.summary.groups.map(\.name) == ["young", "others"])
        let dropping = try #require(fairness.dropping)
        #expect(dropping.features.contains("DAYS_BIRTH"))
        #expect(
            dropping.features
                == data.catalog.features(carrying: "age").filter { data.table.schema.positions[$0] != nil })
        #expect(dropping.auc.first < dropping.auc.second)
    }

    @Test("a report survives JSON to the last bit")
    func travels() throws {
        let report = try comparedModel.get().bundle.selection
        #expect(try JSONDecoder().decode(SelectionReport.self, from: JSONEncoder().encode(report)) == report)
    }

    @Test("a bundle without trees is saved and scores as before")
    func treeless() throws {
        let data = try LearnableTable(rows: 900, seed: 14)
        var settings = quickSettings
        settings.candidates = [.standard(.scorecard)]
        let bundle = try Trainer(settings: settings).train(data.table, catalog: data.catalog, losses: [])
        #expect(bundle.model == nil && bundle.training.rounds == 0)
        let folder = try TemporaryFolder()
        let repository = ModelRepository(folder: folder.path)
        let loaded = try repository.load(repository.save(bundle)).bundle
        #expect(loaded == bundle)
        #expect(
            try ScoringModel(loaded).decisions(data.table, threads: 1)
                == ScoringModel(bundle).decisions(data.table, threads: 1))
    }
}
