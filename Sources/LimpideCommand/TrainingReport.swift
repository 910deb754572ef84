import Catalog
import Credit
import Modeling
import Statistics

/// What a training gave, for a person and for a program.
struct TrainingReport {
    let model: String
    let bundle: ModelBundle
    let isSynthetic: Bool
    let candidateSeconds: [String: Double]
    let seconds: Double

    /// The JSON object.
    struct Output: Encodable {
        struct Test: Encodable {
            let auc: Estimate
            let accuracy: Estimate
            let costPerThousand: Estimate
            let brier: Estimate
        }
        struct Candidate: Encodable {
            let name: String
            let learner: String
            let isChosen: Bool
            let auc: Estimate
            let meanAuc: Double
            let deviationAuc: Double
            let logLoss: Double
            let brier: Double
            let calibrationError: Double
            let costAtBayesThreshold: Estimate
            let costAtOwnThreshold: Estimate
            let seconds: Double?
            let reason: String
        }

        let model: String
        let rows: Int
        let features: Int
        let seconds: Double
        let threshold: Double
        let synthetic: Bool
        let chosen: String
        let candidates: [Candidate]
        let test: Test
        let warnings: [String]
    }

    var output: Output {
        let evaluation = bundle.evaluation, selection = bundle.selection
        return Output(
            model: model, rows: bundle.training.rows, features: bundle.encoder.columns.count, seconds: seconds,
            threshold: bundle.decision.threshold, synthetic: isSynthetic, chosen: selection.chosen,
            candidates: selection.candidates.map { candidate in
                Output.Candidate(
                    name: candidate.name, learner: candidate.recipe.learner.rawValue, isChosen: candidate.isChosen,
                    auc: candidate.auc, meanAuc: candidate.meanAUC, deviationAuc: candidate.deviationAUC,
                    logLoss: candidate.logLoss, brier: candidate.brier, calibrationError: candidate.calibrationError,
                    costAtBayesThreshold: candidate.costAtBayesThreshold,
                    costAtOwnThreshold: candidate.costAtOwnThreshold, seconds: candidateSeconds[candidate.name],
                    reason: candidate.reason.en)
            },
            test: Output.Test(
                auc: evaluation.auc, accuracy: evaluation.accuracy, costPerThousand: evaluation.costPerThousand,
                brier: evaluation.brier),
            warnings: selection.warnings.map(\.en))
    }

    /// Tells a person.
    func print() {
        let test = bundle.evaluation, decision = bundle.decision, selection = bundle.selection
        if isSynthetic { Terminal.print("Synthetic data: these figures say nothing of a real lender.") }
        let trees = bundle.training.rounds > 0 ? "\(bundle.training.rounds) trees on " : ""
        Terminal.print(
            """
            Model \(model)
            \(bundle.training.learner), \(trees)\(bundle.encoder.columns.count) features; learned from \
            \(bundle.training.trainingRows) of \(bundle.training.rows) applications, calibrated (\(bundle.calibration.name)) out of \
            \(selection.design.folds) folds.

            """)
        printCandidates()
        Terminal.print(
            """
            Refuses from a probability of \(FigureText.digits(decision.threshold * 100, 1)) % (cheapest between \
            \(FigureText.digits(decision.interval.low * 100, 1)) % and \(FigureText.digits(decision.interval.high * 100, 1)) % in 95 % of \
            resamples).
            On \(test.rows) test applications, \(test.defaults) of them defaults, none seen before:
            \(FigureText.line("AUC", test.auc, 4))
            \(FigureText.line("accuracy", test.accuracy, 4))
            \(FigureText.line("cost per 1,000 applications", test.costPerThousand, 1))
            \(FigureText.line("Brier score", test.brier, 5))
            Granting everyone would cost \(FigureText.digits(test.costOfGrantingAll, 1)) per 1,000; \
            \(FigureText.digits(test.approvalRate * 100, 1)) % are granted.
            """)
        if let referral = selection.cost.referral {
            Terminal.print(
                "For a person to decide: \(FigureText.digits(referral.band.low * 100, 1)) % to \(FigureText.digits(referral.band.high * 100, 1)) %, \(FigureText.digits(referral.cost.referredShare * 100, 1)) % of applications."
            )
        }
        Terminal.print("Done in \(ProgressDisplay.text(.seconds(seconds))).")
        for warning in selection.warnings { Terminal.error("warning: \(warning.en)") }
    }

    /// The candidates, one line each, out of fold.
    private func printCandidates() {
        let candidates = bundle.selection.candidates
        let width = max(9, candidates.map(\.name.count).max() ?? 0)
        func cell(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        Terminal.print(
            "Out of fold  \(FigureText.padded("candidate", width))      AUC  ±folds  log-loss   cost at 1/\(FigureText.digits(1 / bundle.selection.cost.bayesThreshold, 0))  own thr.     s"
        )
        for candidate in candidates {
            Terminal.print(
                "  \(candidate.isChosen ? "chosen →" : "        ")   \(FigureText.padded(candidate.name, width))  "
                    + cell(FigureText.digits(candidate.auc.estimate, 4), 7) + "  "
                    + cell(FigureText.digits(candidate.deviationAUC, 4), 6) + "  "
                    + cell(FigureText.digits(candidate.logLoss, 5), 8) + "  "
                    + cell(FigureText.digits(candidate.costAtBayesThreshold.estimate, 1), 13) + "  "
                    + cell(FigureText.digits(candidate.costAtOwnThreshold.estimate, 1), 8) + "  "
                    + cell(candidateSeconds[candidate.name].map { FigureText.digits($0, 0) } ?? "", 4))
        }
        if candidates.count > 1, let chosen = candidates.first(where: \.isChosen) {
            Terminal.print("\(chosen.name): \(chosen.reason.en).")
        }
        Terminal.print("")
    }
}

/// Figures as text.
enum FigureText {
    /// A number with a fixed number of decimals.
    static func digits(_ value: Double, _ decimals: Int) -> String {
        HumanFormat(language: .en, currency: "").number(value, decimals: decimals)
    }

    /// A figure with its interval, on a line of its own.
    static func line(_ name: String, _ value: Estimate, _ decimals: Int) -> String {
        "  \(padded(name, 30))\(digits(value.estimate, decimals))   95 % interval \(digits(value.low, decimals)) to \(digits(value.high, decimals))"
    }

    /// A text with spaces behind it.
    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
