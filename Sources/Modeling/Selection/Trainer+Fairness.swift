import Catalog
import Credit
import Features
import Statistics

extension Trainer {
    /// How decisions fall on protected groups and, when asked, what dropping the columns in use would do.
    func fairness(
        _ reporting: SelectionReporting, _ groups: [ProtectedGroups], _ winner: JudgedCandidate, _ table: FeatureTable,
        _ catalog: LenderCatalog, _ validation: CrossValidation
    ) throws -> [FairnessReport] {
        try groups.compactMap { attribute in
            guard let protection = catalog.protections.first(where: { $0.name == attribute.attribute }) else {
                return nil
            }
            let summary = reporting.summary(attribute)
            var dropping: FairnessReport.DroppingReport?
            let carriers = Set(catalog.features(carrying: protection.name))
            let dropped =
                table.schema.columns.map(\.name).filter(carriers.contains)
                + catalog.fitted.map(\.name).filter(carriers.contains)
            if settings.measuresDropping, protection.isAllowed, !dropped.isEmpty {
                dropping = try self.dropping(dropped, attribute, winner, reporting, table, catalog, validation)
            }
            return FairnessReport(
                attribute: protection.name, label: protection.label, isAllowed: protection.isAllowed,
                groups: attribute.groups, summary: summary, dropping: dropping)
        }
    }

    /// The chosen recipe on the same folds, without some features.
    private func dropping(
        _ features: [String], _ groups: ProtectedGroups, _ winner: JudgedCandidate, _ reporting: SelectionReporting,
        _ table: FeatureTable, _ catalog: LenderCatalog, _ validation: CrossValidation
    ) throws -> FairnessReport.DroppingReport? {
        let without = try CrossValidation(
            table, catalog, rows: validation.rows, folds: settings.folds, repetitions: settings.repetitions,
            seed: settings.seed, threads: threads, excluded: Set(features))
        let recipe = winner.outOfFold.recipe
        let told = run.child("\(recipe.name) without \(groups.attribute)")
        let clock = ContinuousClock(), start = clock.now
        return try told.during {
            told.parameters(recipe.settings)
            let members = try (recipe.learner == .blend ? recipe.members : [recipe]).map { try without.run($0) }
            let predictions = recipe.learner == .blend ? try without.blend(recipe, of: members) : members[0]
            let judged = try JudgedCandidate(predictions, without, cost: catalog.cost)
            told.report(judged, seconds: (clock.now - start) / .seconds(1))
            guard
                let auc = AreaComparison(
                    first: judged.logOdds, second: winner.logOdds, outcomes: validation.outcomes,
                    persons: validation.persons),
                let cost = CandidateChoice.costDifference(judged, winner, validation, cost: catalog.cost)
            else { return nil }
            return FairnessReport.DroppingReport(
                features: features, auc: auc, cost: cost,
                lowestImpactRatio: reporting.summary(groups, probabilities: judged.probabilities).lowestImpactRatio)
        }
    }
}
