import Catalog
import Learning
import LightGBM

/// Grows the trees of a forest or of gradient boosting by LightGBM, bag after bag.
struct TreeGrowing {
    let rows: TrainingRows
    let recipe: LearnerRecipe
    let seed: UInt64
    let threads: Int

    /// Grows trees.
    ///
    /// Without a known number of rounds, boosting sets a share of the persons aside and stops when the loss on them no longer
    /// falls. It then grows as many rounds again on all rows (`regrow`), more by the share that was set aside, since more rows
    /// bear more trees. With a known number, or with `early_stopping_round` 0, it learns from all rows at once.
    func grow(rounds known: Int?, onProgress: (Double) throws -> Void) throws -> LearnerFitting.Result {
        var bags: [(learner: FittedLearner, weight: Double)] = []
        var rounds: [Int] = []
        var shift = 0.0
        for bag in 0..<recipe.bags {
            let seed = self.seed &+ UInt64(bag) &* 7_919
            let grown = try growOne(seed: seed, known: known) { share in
                try onProgress((Double(bag) + share) / Double(recipe.bags))
            }
            bags.append((FittedLearner(trees: grown.text, treeCount: grown.rounds), 1 / Double(recipe.bags)))
            rounds.append(grown.rounds)
            shift += grown.priorShift / Double(recipe.bags)
        }
        return LearnerFitting.Result(
            learner: try FittedLearner.sum(bags, constant: shift), rounds: rounds, priorShift: shift)
    }

    private func growOne(
        seed: UInt64, known: Int?, onProgress: (Double) throws -> Void
    ) throws -> (text: String, rounds: Int, priorShift: Double) {
        let patience = recipe.learner == .boosting && known == nil ? recipe.integer("early_stopping_round") : 0
        var growing = rows
        var watched: TrainingRows?
        if patience > 0 { (growing, watched) = try watching(seed: seed) }
        let isRegrown = patience > 0 && recipe.value("regrow") > 0
        let set = try recipe.imbalance.trainingSet(
            columns: growing.columns, isCategory: rows.isCategory, labels: growing.labels,
            rows: Array(growing.labels.indices), seed: seed, threads: threads)
        let parameters = parameters(seed: seed)
        func dataset(
            _ columns: [[Float]], _ labels: [Bool], _ weights: [Double]?, _ reference: Dataset?
        ) throws(LightGBMError) -> Dataset {
            try Dataset(
                columns: columns, names: rows.columns.indices.map { "f\($0)" },
                categorical: rows.isCategory.indices.filter { rows.isCategory[$0] },
                labels: labels.map { $0 ? 1 : 0 }, weights: weights?.map(Float.init), reference: reference,
                parameters: parameters)
        }
        do {
            let training = try dataset(
                recipe.imbalance == .none ? growing.columns : set.columns(of: growing.columns),
                set.labels(of: growing.labels), set.rowWeights, nil)
            let validation = try watched.map { try dataset($0.columns, $0.labels, nil, training) }
            let most = known ?? recipe.integer("rounds")
            let trained = try Booster.train(
                on: training, validation: validation, parameters: parameters, rounds: most,
                earlyStopping: patience > 0 ? EarlyStopping(rounds: patience) : nil
            ) { report in
                // Early stopping ends most trainings: what is certain is the patience that is left.
                let waited = patience > 0 ? Double(report.round - report.bestRound) / Double(patience) : 0
                try onProgress(max(Double(report.round) / Double(most), waited) * (isRegrown ? 0.6 : 1))
                return .go
            }
            if isRegrown {
                let rounds = (Double(trained.bestRound) / (1 - recipe.value("stopping_share"))).rounded()
                return try growOne(seed: seed, known: max(1, Int(rounds))) { try onProgress(0.6 + 0.4 * $0) }
            }
            let text = try trained.booster.text(rounds: trained.bestRound)
            return (text, trained.bestRound, set.priorShift)
        } catch let error as LightGBMError {
            throw ModelingError(
                error.code == .invalidParameter ? .invalidSetting : .engine,
                "LightGBM could not train the model: \(error.message)")
        }
    }

    /// The rows to grow on and those to watch, no person on both sides.
    private func watching(seed: UInt64) throws(ModelingError) -> (TrainingRows, TrainingRows?) {
        let split = PersonSplit(
            persons: rows.persons, outcomes: rows.labels, validation: recipe.value("stopping_share"), test: 0,
            seed: seed)
        let bad = split.validation.count { rows.labels[$0] }
        guard bad > 0, bad < split.validation.count, split.training.contains(where: { rows.labels[$0] }) else {
            throw ModelingError(
                .unusableData,
                "too few defaults to set some aside for stopping: give more labelled applications, or set early_stopping_round to 0."
            )
        }
        return (rows.taking(split.training), rows.taking(split.validation))
    }

    private func parameters(seed: UInt64) -> Parameters {
        let constraints = rows.risks.map { risk in
            switch risk {
            case .rises: "1"
            case .falls: "-1"
            case nil: "0"
            }
        }
        var parameters = Parameters(threads: threads)
        parameters["objective"] = "binary"
        parameters["boosting"] = recipe.learner == .forest ? "rf" : "gbdt"
        // The loss of rows as they are says nothing of trees that learned from other shares of defaults.
        parameters["metric"] = recipe.imbalance == .none ? "binary_logloss" : "auc"
        parameters["bagging_freq"] = 1
        for parameter in recipe.learner.parameters where !Self.own.contains(parameter.name) {
            let value = recipe.value(parameter.name)
            parameters[parameter.name] =
                parameter.name == "extra_trees"
                ? .flag(value > 0)
                : parameter.isInteger ? .integer(Int(value)) : .number(value)
        }
        parameters["seed"] = .integer(Int(seed % 2_000_000_000))
        parameters["deterministic"] = true
        parameters["force_col_wise"] = true
        if rows.risks.contains(where: { $0 != nil }) {
            parameters["monotone_constraints"] = .text(constraints.joined(separator: ","))
        }
        return parameters
    }

    /// Parameters that are not LightGBM's, or have their own argument.
    private static let own: Set<String> = ["rounds", "early_stopping_round", "stopping_share", "regrow"]
}
