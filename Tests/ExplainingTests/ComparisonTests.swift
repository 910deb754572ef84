import Catalog
import Credit
import Explaining
import Features
import Fixtures
import Modeling
import Testing

@Suite("An explanation by comparisons with other clients")
struct ComparisonTests {
    private static let made = Result { () throws -> (data: LearnableTable, bundle: ModelBundle) in
        var settings = TrainingSettings()
        settings.folds = 3
        settings.candidates = [
            LearnerRecipe(
                .boosting,
                parameters: [
                    "learning_rate": 0.15, "min_data_in_leaf": 20, "feature_fraction": 0.8, "rounds": 30,
                    "early_stopping_round": 0,
                ])
        ]
        let data = try LearnableTable(rows: 2_000, seed: 1, files: .comparing)
        return (data, try Trainer(settings: settings).train(data.table, catalog: data.catalog, losses: []))
    }

    @Test("names them with their label, their family, the client's own value and what is usual")
    func evidence() throws {
        let (data, bundle) = try Self.made.get()
        let engine = BundleDecisionEngine(try ScoringModel(bundle), digest: "abc", schema: data.table.schema)
        let completed = bundle.fitted.completing(data.table)
        let position = try #require(completed.schema.positions["income_in_job"])
        let format = HumanFormat(language: .en, currency: "€")
        var facts = 0
        for index in 0..<300 {
            let explanation = try engine.explanation(for: data.table.row(index))
            #expect(abs(explanation.residual) < 1e-9)
            #expect(try engine.decision(for: data.table.row(index)) == explanation.decision)
            let part = try #require(explanation.contributions.first { $0.feature == "income_in_job" })
            #expect(part.family.rawValue == "affordability")
            for fact in explanation.reasons.flatMap(\.evidence) where fact.feature == "income_in_job" {
                #expect(fact.label.en == "income to the median of the same occupation")
                let value: Double? =
                    if case .number(let number) = completed.row(index).values[position] { Double(number) } else { nil }
                #expect(fact.value.en == format.text(value, as: .ratio))
                #expect(fact.usual?.en.contains(" to ") == true)
                facts += 1
            }
        }
        #expect(facts > 20)
    }
}
