import Catalog
import LightGBM

extension TrainingSettings {
    /// What LightGBM is told, monotone where the catalog says the direction of risk.
    func parameters(_ encoder: FeatureEncoder, _ catalog: LenderCatalog, seed: UInt64) -> Parameters {
        let definitions = catalog.definitions
        let constraints = encoder.columns.map { column in
            switch definitions[column.name]?.risk {
            case .some(.rises): "1"
            case .some(.falls): "-1"
            default: "0"
            }
        }
        var parameters = Parameters(threads: threads)
        parameters["objective"] = "binary"
        parameters["metric"] = "binary_logloss"
        parameters["learning_rate"] = .number(learningRate)
        parameters["num_leaves"] = .integer(leaves)
        parameters["max_depth"] = .integer(depth)
        parameters["min_data_in_leaf"] = .integer(rowsPerLeaf)
        parameters["feature_fraction"] = .number(featureShare)
        parameters["bagging_fraction"] = .number(rowShare)
        parameters["bagging_freq"] = 1
        parameters["lambda_l1"] = .number(l1)
        parameters["lambda_l2"] = .number(l2)
        parameters["cat_smooth"] = 50
        parameters["cat_l2"] = 50
        parameters["max_cat_to_onehot"] = 8
        parameters["seed"] = .integer(Int(seed % 2_000_000_000))
        parameters["deterministic"] = true
        parameters["force_col_wise"] = true
        parameters["monotone_constraints"] = .text(constraints.joined(separator: ","))
        return parameters
    }
}
