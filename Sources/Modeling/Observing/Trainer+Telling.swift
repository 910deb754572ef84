import Foundation

extension Trainer {
    /// Tells on which rows.
    func tell(_ design: ValidationDesign) {
        run.dataset("training", digest: design.datasetDigest, rows: design.rows)
        run.parameters([
            "seed": "\(design.seed)", "folds": "\(design.folds)", "repetitions": "\(design.repetitions)",
            "test_share": "\(settings.testShare)", "rows": "\(design.rows)", "persons": "\(design.persons)",
            "features": "\(design.features)",
        ])
    }

    /// Tells how good the chosen model is.
    func tell(_ evaluation: Evaluation, _ selection: SelectionReport) {
        run.tags(["chosen": selection.chosen, "dataset": selection.design.datasetDigest])
        run.metrics([
            "test_auc": evaluation.auc.estimate, "test_accuracy": evaluation.accuracy.estimate,
            "test_cost_per_thousand": evaluation.costPerThousand.estimate, "test_brier": evaluation.brier.estimate,
            "test_log_loss": evaluation.logLoss, "test_calibration_error": evaluation.calibrationError,
            "threshold": selection.cost.threshold,
        ])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        if let data = try? encoder.encode(selection) { run.artifact("selection.json", data) }
    }
}

extension ObservedRun {
    /// Tells a candidate's figures, fold by fold and together.
    func report(_ candidate: JudgedCandidate, seconds: Double) {
        for (fold, (auc, cost)) in zip(candidate.foldAUCs, candidate.foldCosts).enumerated() {
            metrics(["fold_auc": auc, "fold_cost_per_thousand": cost], step: fold + 1)
        }
        var figures = [
            "auc": candidate.auc.estimate, "cost_per_thousand": candidate.costAtBayesThreshold.estimate,
            "cost_per_thousand_own_threshold": candidate.costAtOwnThreshold.estimate,
            "threshold": candidate.threshold, "seconds": seconds,
        ]
        if let calibration = candidate.fittings[0].reports.first(where: \.isChosen) {
            figures["log_loss"] = calibration.logLoss
            figures["brier"] = calibration.brier
            figures["calibration_error"] = calibration.calibrationError
        }
        metrics(figures)
    }
}
