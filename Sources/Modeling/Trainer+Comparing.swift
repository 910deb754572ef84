import Catalog
import Credit
import Features
import Learning
import Statistics

extension Trainer {
    /// What a comparison of candidates gave.
    struct Comparison {
        /// The candidates, in the order in which they were tried.
        var candidates: [JudgedCandidate] = []
        /// Predictions of members of blends that are no candidates themselves.
        var members: [OutOfFold] = []
        /// The untreated candidate and its treatments; empty when none was compared.
        var treated: [JudgedCandidate] = []

        /// The predictions of a recipe, if it was tried.
        func predictions(of recipe: LearnerRecipe) -> OutOfFold? {
            (candidates.map(\.outOfFold) + members).first { $0.recipe == recipe }
        }
    }

    /// Fits and judges every candidate, then the treatments of class imbalance.
    func compare(
        _ validation: CrossValidation, _ table: FeatureTable, _ catalog: LenderCatalog, _ rows: [Int],
        _ onProgress: (Progress) throws -> Void
    ) throws -> Comparison {
        var result = Comparison()
        var plan = ComparisonPlan(settings)
        func outOfFold(_ recipe: LearnerRecipe) throws -> OutOfFold {
            let count = validation.places.count
            let predictions = try validation.run(recipe) { fold, share in
                let within = (Double(fold) + share) / Double(count)
                try onProgress(
                    Progress(
                        stage: .comparing, share: plan.share(recipe, within),
                        detail: "\(recipe.name), fold \(min(fold + 1, count)) of \(count)"))
            }
            plan.finish(recipe)
            return predictions
        }
        func judge(_ recipe: LearnerRecipe) throws -> JudgedCandidate {
            let told = run.child(recipe.name)
            let clock = ContinuousClock(), start = clock.now
            return try told.during {
                told.parameters(recipe.settings.merging(["learner": recipe.learner.rawValue]) { $1 })
                let predictions: OutOfFold
                if recipe.learner == .blend {
                    let members = try recipe.members.map { member in
                        if let known = result.predictions(of: member) { return known }
                        let made = try outOfFold(member)
                        result.members.append(made)
                        return made
                    }
                    predictions = try validation.blend(recipe, of: members)
                } else {
                    predictions = try result.predictions(of: recipe) ?? outOfFold(recipe)
                }
                let judged = try JudgedCandidate(predictions, validation, cost: catalog.cost)
                told.report(judged, seconds: (clock.now - start) / .seconds(1))
                return judged
            }
        }
        // Blends come last, so that members are there.
        let recipes =
            settings.candidates.filter { $0.learner != .blend } + settings.candidates.filter { $0.learner == .blend }
        for recipe in recipes { result.candidates.append(try judge(recipe)) }
        guard !settings.treatments.isEmpty,
            let base = result.candidates.filter({ ![.blend, .majority].contains($0.outOfFold.recipe.learner) })
                .min(by: { $0.costAtBayesThreshold.estimate < $1.costAtBayesThreshold.estimate }),
            base.outOfFold.recipe.imbalance == .none
        else { return result }
        result.treated = [base]
        for treatment in settings.treatments {
            var recipe = base.outOfFold.recipe
            recipe.imbalance = treatment
            recipe.name += ", " + treatment.title.en
            let judged = try judge(recipe)
            result.treated.append(judged)
            result.candidates.append(judged)
        }
        return result
    }

    /// Fits a recipe to all development rows, with as many trees as were best in the folds.
    func fitWhole(
        _ recipe: LearnerRecipe, _ compared: Comparison, _ preparation: Preparation, _ rows: [Int],
        onProgress: (Double) throws -> Void
    ) throws -> FittedLearner {
        let fitting = LearnerFitting(rows: preparation.training(rows), seed: settings.seed, threads: threads)
        let parts = recipe.learner == .blend ? recipe.members : [recipe]
        let predictions = parts.compactMap { compared.predictions(of: $0) }
        var learners: [FittedLearner] = []
        for (place, part) in parts.enumerated() {
            let result = try fitting.fit(part, rounds: predictions[place].medianRounds) { share in
                try onProgress((Double(place) + share) / Double(parts.count))
            }
            learners.append(result.learner)
        }
        guard recipe.learner == .blend else { return learners[0] }
        let blend = try FittedBlend(
            fitting: predictions.map { $0.logOdds[0] }, to: rows.map { preparation.completed.outcomes[$0] == true })
        return try FittedLearner.sum(
            zip(learners, blend.weights).map { (learner: $0, weight: $1) }, constant: blend.constant)
    }
}

/// How far a comparison has come, by how long learners take.
private struct ComparisonPlan {
    private let total: Double
    private var done = 0.0

    init(_ settings: TrainingSettings) {
        var planned: [LearnerRecipe] = []
        for recipe in settings.candidates.flatMap({ $0.learner == .blend ? $0.members : [$0] })
        where !planned.contains(recipe) { planned.append(recipe) }
        let treatments = Double(settings.treatments.count) * Self.weight(.boosting)
        total = max(planned.reduce(treatments) { $0 + Self.weight($1.learner) }, 0.01)
    }

    func share(_ recipe: LearnerRecipe, _ within: Double) -> Double {
        min(1, (done + Self.weight(recipe.learner) * within) / total)
    }

    mutating func finish(_ recipe: LearnerRecipe) { done += Self.weight(recipe.learner) }

    private static func weight(_ learner: LearnerKind) -> Double {
        switch learner {
        case .majority, .blend: 0.01
        case .scorecard: 1
        case .logistic: 2
        case .forest, .boosting: 4
        }
    }
}
