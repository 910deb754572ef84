import Catalog
import Credit
import Features
import Learning
import Statistics

/// Makes the parts of a report on a choice from predictions out of fold.
struct SelectionReporting {
    let validation: CrossValidation
    let table: FeatureTable
    let catalog: LenderCatalog
    let winner: JudgedCandidate
    let threshold: Threshold
    let threads: Int

    /// Where curves are told.
    private static let sampledThresholds = (0...100).map { Double($0) / 200 }

    private var cut: Double { threshold.probability.value }
    private var bayes: Double { catalog.cost.indifferenceThreshold.probability.value }

    /// Threshold, curve, sensitivity, referral and amounts.
    func cost(_ candidates: [JudgedCandidate]) throws(ModelingError) -> CostReport {
        let probabilities = winner.probabilities, outcomes = validation.outcomes, costs = catalog.cost.decisions
        let sampled = Self.sampledThresholds
        guard let curve = CostCurve(probabilities: probabilities, outcomes: outcomes, costs: costs),
            let band = CostBand(
                probabilities: probabilities, outcomes: outcomes, costs: costs, persons: validation.persons,
                thresholds: sampled, replicates: 200, seed: validation.seed),
            let sensitivity = costSensitivity(models: candidates.map(\.probabilities), outcomes: outcomes)
        else { throw ModelingError(.engine, "the costs of decisions cannot be told: a probability is no number.") }
        let rate = Double(outcomes.count { $0 }) / Double(outcomes.count)
        return CostReport(
            matrix: catalog.cost, bayesThreshold: bayes, threshold: cut, thresholdInterval: band.cheapestThreshold,
            curve: zip(sampled, band.intervals).map { threshold, interval in
                CostPoint(
                    threshold: threshold, cost: 1000 * curve.cost(at: threshold), low: 1000 * interval.low,
                    high: 1000 * interval.high, grantedShare: curve.grantedShare(at: threshold))
            },
            plateau: curve.plateau(), costOfGrantingAll: 1000 * catalog.cost.missedDefault * rate,
            costOfRefusingAll: 1000 * catalog.cost.refusedGoodClient * (1 - rate),
            sensitivityModels: candidates.map(\.name), sensitivity: sensitivity, referral: referral(),
            amounts: amounts())
    }

    private func referral() -> ReferralReport? {
        guard let capacity = catalog.referral, cut > 0, cut < 1 else { return nil }
        let probabilities = winner.probabilities, outcomes = validation.outcomes
        let band = ReferralBand(share: capacity.share, of: probabilities, threshold: cut)
        let inside = outcomes.indices.filter { band.route(probabilities[$0]) == .referred }
        let right = inside.count { (probabilities[$0] >= cut) == outcomes[$0] }
        let accuracy = inside.isEmpty ? nil : Double(right) / Double(inside.count)
        return ReferralCost(
            band: band, probabilities: probabilities, outcomes: outcomes, costs: catalog.cost.decisions,
            reviewer: Reviewer(accuracy: accuracy ?? 1)
        ).map {
            ReferralReport(
                label: capacity.label, capacity: capacity.share, band: band, cost: $0, modelAccuracy: accuracy)
        }
    }

    private func amounts() -> AmountReport? {
        guard let amounts = catalog.amounts, let priced = AmountCosts(catalog, table, rows: validation.rows) else {
            return nil
        }
        let (costs, lent) = (priced.costs, priced.lent)
        let outcomes = priced.places.map { validation.outcomes[$0] }
        let probabilities = priced.places.map { winner.probabilities[$0] }
        guard let curve = CostCurve(probabilities: probabilities, outcomes: outcomes, costs: costs),
            let all = costs.meanCost(
                probabilities: probabilities.map { _ in 0 }, outcomes: outcomes, threshold: 1)
        else { return nil }
        let minimum = curve.minimum
        func side(_ costs: DecisionCosts) -> CostCurve? {
            CostCurve(probabilities: probabilities, outcomes: outcomes, costs: costs)
        }
        let nothing = [Double](repeating: 0, count: lent.count)
        let lost = side(.perLoan(missedPositive: lent.map { $0 * amounts.lossGivenDefault }, falseAlarm: nothing))
        let foregone = side(.perLoan(missedPositive: nothing, falseAlarm: lent.map { $0 * amounts.margin }))
        return AmountReport(
            credit: amounts.credit, lossGivenDefault: amounts.lossGivenDefault, margin: amounts.margin,
            cost: curve.cost(at: cut), cheapestThreshold: minimum.threshold, cheapestCost: minimum.cost,
            costOfGrantingAll: all, rows: priced.places.count,
            curve: lost.flatMap { lost in
                foregone.map { foregone in
                    Self.sampledThresholds.map {
                        AmountPoint(threshold: $0, lost: lost.cost(at: $0), foregone: foregone.cost(at: $0))
                    }
                }
            })
    }

    /// What treatments of class imbalance do, the untreated candidate first.
    func imbalance(_ treated: [JudgedCandidate]) -> [ImbalanceReport] {
        treated.enumerated().map { place, candidate in
            let corrected = candidate.logOdds.map(logistic)
            let raw = zip(candidate.logOdds, candidate.outOfFold.priorShifts[0]).map { logistic($0 - $1) }
            func error(_ probabilities: [Double]) -> Double {
                expectedCalibrationError(probabilities: probabilities, outcomes: validation.outcomes) ?? 1
            }
            let treatment = candidate.outOfFold.recipe.imbalance
            return ImbalanceReport(
                treatment: treatment, label: treatment.title, candidate: candidate.name, auc: candidate.auc,
                meanProbabilityRaw: raw.reduce(0, +) / Double(raw.count), calibrationErrorRaw: error(raw),
                calibrationErrorCorrected: error(corrected),
                logLoss: logLoss(probabilities: candidate.probabilities, outcomes: validation.outcomes) ?? .infinity,
                cost: candidate.costAtBayesThreshold,
                difference: place == 0
                    ? nil : CandidateChoice.costDifference(candidate, treated[0], validation, cost: catalog.cost))
        }
    }

    /// Calibration by tenth and by group.
    func reliability(_ groups: [ProtectedGroups]) -> ReliabilityReport {
        ReliabilityReport(
            deciles: ReliabilityTable(
                probabilities: winner.probabilities, outcomes: validation.outcomes, binCount: 10),
            line: CalibrationLine(probabilities: winner.probabilities, outcomes: validation.outcomes),
            groups: groups.flatMap { attribute in
                zip(attribute.groups, summary(attribute).groups).map { label, group in
                    ReliabilityReport.GroupReliability(
                        attribute: attribute.attribute, group: label, rows: group.count, calibration: group.calibration)
                }
            },
            bands: ReliabilityTable(
                probabilities: winner.probabilities, outcomes: validation.outcomes,
                binCount: min(50, max(10, validation.outcomes.count / 1_000))))
    }

    /// How decisions fall on the groups of one characteristic.
    ///
    /// - Parameter probabilities: Of another model; the chosen one's without.
    func summary(_ groups: ProtectedGroups, probabilities: [Double]? = nil) -> FairnessSummary {
        FairnessSummary(
            probabilities: probabilities ?? winner.probabilities, outcomes: validation.outcomes,
            groups: validation.rows.map { groups.codes[$0] }, names: groups.groups.map(\.en),
            settings: FairnessSettings(threshold: cut))
    }

    /// What a person should look at.
    func warnings(testAUC: Double, _ importance: ImportanceReport) -> [LocalizedText] {
        let highest = max(testAUC, winner.auc.estimate)
        guard highest > catalog.suspicionAUC else { return [] }
        let first = importance.features.first
        func text(_ language: Language) -> (bound: String, auc: String) {
            let format = HumanFormat(language: language, currency: "")
            return (format.number(catalog.suspicionAUC, decimals: 2), format.number(highest, decimals: 4))
        }
        let (french, english) = (text(.fr), text(.en))
        return [
            LocalizedText(
                fr:
                    "Une AUC de \(french.auc), au-dessus de \(french.bound), est suspecte sur ces données : cherchez une variable qui connaît l'issue\(first.map { ", d'abord \($0.name)" } ?? "").",
                en:
                    "An AUC of \(english.auc), above \(english.bound), is suspect on this kind of data: look for a feature that knows the outcome\(first.map { ", \($0.name) first" } ?? "")."
            )
        ]
    }
}

extension Resampling {
    /// What the treatment is called.
    var title: LocalizedText {
        switch self {
        case .none: LocalizedText(fr: "aucun traitement", en: "no treatment")
        case .classWeights: LocalizedText(fr: "poids par classe", en: "class weights")
        case .undersampling: LocalizedText(fr: "sous-échantillonnage", en: "undersampling")
        case .oversampling: LocalizedText(fr: "sur-échantillonnage", en: "oversampling")
        case .smote: LocalizedText(fr: "SMOTE", en: "SMOTE")
        }
    }
}
