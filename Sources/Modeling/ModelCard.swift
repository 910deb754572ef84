import Catalog
import Credit
import Features
import Statistics

/// The model card: what a person should know of a model before trusting it, all of it from the bundle.
enum ModelCard {
    static func text(of bundle: ModelBundle) -> String {
        let format = HumanFormat(language: .en, currency: bundle.catalog.currency)
        let test = bundle.evaluation, training = bundle.training
        func figure(_ estimate: Estimate, _ decimals: Int) -> String {
            let digits = [estimate.estimate, estimate.low, estimate.high].map { format.number($0, decimals: decimals) }
            return "\(digits[0]) (95 %: \(digits[1]) to \(digits[2]))"
        }
        let lost = training.losses.filter { !$0.features.isEmpty }
            .map { "- table `\($0.table)` was not there: \($0.features.count) features lost" }
        let compared = bundle.fitted.features.filter { feature in
            bundle.encoder.columns.contains { $0.name == feature.name }
        }
        let peers =
            compared.isEmpty
            ? ""
            : "\n- \(compared.count) of the features compare a client with others, whose medians and means were "
                + "learned on the training rows alone."
        let priced =
            bundle.decision.pricing == .amounts
            ? " The threshold itself was chosen in money: each loan's loss given default against its margin." : ""
        let protections = bundle.catalog.protections.map {
            "- \($0.label.en): \($0.isAllowed ? "used" : "not used"). \($0.reason.en)"
        }
        return """
            # Model card

            \(bundle.catalog.title.en), catalog \(bundle.catalog.name) version \(bundle.catalog.version).

            ## Purpose
            The probability that a consumer loan goes unpaid, for an adviser to grant or refuse it and explain why. Not for mortgages, \
            companies, fraud or marketing.

            ## How it was made
            - Learner: \(training.learner)\(training.rounds > 0 ? ", \(training.rounds) trees" : ""), \(bundle.encoder.columns.count) features.\(peers)
            - Data: \(format.number(Double(training.rows), decimals: 0)) labelled applications of \
            \(format.number(Double(training.persons), decimals: 0)) persons; no person is on two sides of the split.
            - Learned from \(training.trainingRows) applications; calibrated (\(bundle.calibration.name)) and given its threshold by \
            predictions out of \(bundle.selection.design.folds) folds of them; judged once on \(test.rows).
            - Seed \(training.settings.seed).
            \(lost.joined(separator: "\n"))

            ## Decision
            Refuse from a probability of \(format.percent(bundle.decision.threshold)) (cheapest between \
            \(format.percent(bundle.decision.interval.low)) and \(format.percent(bundle.decision.interval.high)) in 95 % of resamples), when a \
            missed default costs \(format.number(bundle.decision.cost.missedDefault, decimals: 0)) and a refused good client \
            \(format.number(bundle.decision.cost.refusedGoodClient, decimals: 0)).\(priced)

            ## Quality on the test rows (\(test.defaults) defaults among \(test.rows))
            - AUC: \(figure(test.auc, 4))
            - Accuracy: \(figure(test.accuracy, 4))
            - Cost per 1,000 applications: \(figure(test.costPerThousand, 1)); granting all would cost \
            \(format.number(test.costOfGrantingAll, decimals: 1))
            - Brier score: \(figure(test.brier, 5)); log-loss \(format.number(test.logLoss, decimals: 5)); mean calibration gap \
            \(format.percent(test.calibrationError))
            - Granted: \(format.percent(test.approvalRate)) of applications

            ## Protected characteristics
            \(protections.joined(separator: "\n"))

            ## Limits
            - It learned from loans that were granted; what refused applicants would have done is unknown.
            - Explanations say what moved this score, not what causes a default.
            - Figures hold for clients like those of the test rows.

            """
    }
}
