import Credit
import Foundation
import Learning
import Statistics
import Synchronization

@testable import Catalog
@testable import Features
@testable import Modeling
@testable import Reporting

/// A small model's record, computed from drawn rows: the same every time.
enum SmallRecord {
    /// A record as documents are given it.
    ///
    /// - Parameters:
    ///   - scale: 1 for a usual size; 3 for the most candidates, groups, features and the longest names that come.
    static func make(isSynthetic: Bool = true, hasSelection: Bool = true, scale: Int = 1) throws -> ModelRecord {
        try made.withLock { made in
            let key = "\(isSynthetic) \(hasSelection) \(scale)"
            if let record = made[key] { return record }
            let record = try computed(isSynthetic: isSynthetic, hasSelection: hasSelection, scale: scale)
            made[key] = record
            return record
        }
    }

    /// Each record once: resampling takes seconds.
    private static let made = Mutex<[String: ModelRecord]>([:])

    private static func computed(isSynthetic: Bool, hasSelection: Bool, scale: Int) throws -> ModelRecord {
        let names = Array(
            [
                "boosting", "blend", "boosting, class weights", "forest", "logistic", "scorecard", "boosting, smote",
                "boosting, undersampling", "logistic, class weights", "forest, class weights",
                "boosting, oversampling and a very long name that goes on", "boosting, 3 bags", "scorecard, monotone",
                "logistic, ridge", "blend of everything", "majority",
            ].prefix(scale == 1 ? 6 : 16))
        let groupNames = scale == 1 ? ["18–29", "30–44", "45–59", "60+"] : (0..<10).map { "g\($0)" }
        let rows = DrawnRows(models: names.count, groups: groupNames.count)
        let cost = try present(CostMatrix(missedDefault: 10, refusedGoodClient: 1))
        let threshold = 0.0873
        let evaluation = try present(
            Evaluation(
                probabilities: rows.probabilities[0], outcomes: rows.outcomes,
                threshold: Threshold(Probability(clamping: threshold)), cost: cost, replicates: 60, seed: 3))
        var settings = TrainingSettings()
        settings.seed = 42
        let lost = FeaturePlan.Loss(table: "credit_card_balance", features: (0..<17).map { "card.\($0)" })
        return ModelRecord(
            lender: text("Prêt à dépenser"), catalog: "home-credit 1", currency: "€",
            digest: String(repeating: "3fa8c1d2", count: 8), isSynthetic: isSynthetic, suspicionAUC: 0.82,
            protections: [
                Protection(
                    name: "sex", label: LocalizedText(fr: "sexe", en: "sex"), isAllowed: false,
                    reason: LocalizedText(
                        fr:
                            "Le sexe n'entre pas dans la décision ; il sert seulement à vérifier qu'elle traite chacun de la même façon.",
                        en: "Sex plays no part in the decision; it only serves to check that everyone is treated alike."
                    )),
                Protection(
                    name: "age", label: LocalizedText(fr: "âge", en: "age"), isAllowed: true,
                    reason: LocalizedText(
                        fr:
                            "L'âge aide à estimer la durée et la régularité des revenus ; ses effets sont mesurés et publiés.",
                        en:
                            "Age helps to judge how long and how steady income will be; its effects are measured and published."
                    )),
            ],
            features: 913, comparisons: 12, calibration: "isotonic",
            decision: DecisionRule(
                threshold: threshold, interval: Interval(low: 0.0721, high: 0.1034), cost: cost,
                referral: nil),
            reference: LocalizedText(
                fr: "clients accordés, tout près du seuil", en: "granted clients, just below the threshold"),
            referenceClients: 487,
            training: TrainingRecord(
                learner: "LightGBM", recipe: LearnerRecipe(.boosting), settings: settings, rounds: 611, rows: 26_143,
                persons: 25_019,
                trainingRows: 18_304,
                validationRows: 3_921, losses: [lost], validationAUC: 0.7714, isSynthetic: isSynthetic),
            evaluation: evaluation,
            selection: hasSelection
                ? try selection(rows, names: names, groups: groupNames, cost: cost, threshold: threshold, scale: scale)
                : nil)
    }

    static func text(_ text: String) -> LocalizedText { LocalizedText(fr: text, en: text) }
}

struct Absent: Error {}

/// A value that must be there.
func present<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw Absent() }
    return value
}
