import Catalog
import Explaining
import Features
import Fixtures
import Modeling

/// A model of the small lender, trained once.
let smallModel = Result { () throws -> (data: LearnableTable, bundle: ModelBundle) in
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
    let data = try LearnableTable(rows: 2_000, seed: 1)
    return (data, try Trainer(settings: settings).train(data.table, catalog: data.catalog, losses: []))
}

/// The small model's engine for rows of a schema; the table's own without one.
func engine(schema: FeatureSchema? = nil) throws -> BundleDecisionEngine {
    let (data, bundle) = try smallModel.get()
    return BundleDecisionEngine(try ScoringModel(bundle), digest: "abc", schema: schema ?? data.table.schema)
}

/// A row of the small lender with some features known.
func row(_ known: [String: FeatureValue]) throws -> FeatureRow {
    let schema = try smallModel.get().data.table.schema
    return FeatureRow(values: schema.columns.map { known[$0.name] ?? .missing })
}
