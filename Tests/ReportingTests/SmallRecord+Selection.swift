import Credit
import Foundation
import Learning
import Statistics

@testable import Modeling
@testable import Reporting

extension SmallRecord {
    static func selection(
        _ rows: DrawnRows, names: [String], groups: [String], cost: CostMatrix, threshold: Double, scale: Int
    ) throws -> SelectionReport {
        let costs = DecisionCosts.perError(
            missedPositive: cost.missedDefault, falseAlarm: cost.refusedGoodClient)
        let bayes = cost.refusedGoodClient / (cost.refusedGoodClient + cost.missedDefault)
        func spread(_ value: Double, _ width: Double) -> Estimate {
            Estimate(estimate: value, low: value - width, high: value + width)
        }
        func price(_ model: Int) throws -> Double {
            1000
                * (try present(
                    meanCost(
                        probabilities: rows.probabilities[model], outcomes: rows.outcomes, threshold: bayes,
                        missedPositive: cost.missedDefault, falseAlarm: cost.refusedGoodClient)))
        }
        func paired(_ first: Int, _ second: Int) throws -> PairedDifference {
            try present(
                pairedCostDifference(
                    first: (probabilities: rows.probabilities[first], threshold: bayes),
                    second: (probabilities: rows.probabilities[second], threshold: bayes), outcomes: rows.outcomes,
                    costs: costs,
                    persons: rows.persons, replicates: 40, seed: 1))
        }
        func areas(_ first: Int, _ second: Int) throws -> AreaComparison {
            try present(
                AreaComparison(
                    first: rows.probabilities[first], second: rows.probabilities[second], outcomes: rows.outcomes,
                    persons: rows.persons))
        }
        let candidates = try names.indices.map { model in
            let area = try present(areaUnderROC(scores: rows.probabilities[model], outcomes: rows.outcomes))
            let price = try price(model)
            return CandidateReport(
                name: names[model], recipe: LearnerRecipe(.boosting, name: names[model]),
                parameters: ["learning_rate": "0.03"], foldAUCs: [area - 0.002, area + 0.002],
                foldCosts: [price - 4, price + 4], meanAUC: area, deviationAUC: 0.0021 + Double(model) * 1e-4,
                auc: spread(area, 0.0093), logLoss: 0.2413 + Double(model) * 0.0011,
                brier: 0.06621 + Double(model) * 3e-4,
                calibrationError: 0.0031 + Double(model) * 7e-4, costAtBayesThreshold: spread(price, 17.3),
                costAtOwnThreshold: spread(price - 1.7, 17.9), threshold: threshold, calibration: "isotonic",
                rounds: [600, 622], meanFeatures: 871.5, isChosen: model == 0,
                reason: model == 0
                    ? LocalizedText(
                        fr: "Aucun candidat plus simple n’est aussi peu cher.", en: "No simpler candidate is as cheap.")
                    : LocalizedText(fr: "Plus cher.", en: "Dearer."))
        }
        let comparisons = try names.indices.dropFirst().map { model in
            CandidateComparison(
                candidate: names[model], auc: try areas(model, 0), cost: try paired(model, 0),
                logLoss: try paired(model, 0), foldAUC: nil, foldCost: nil)
        }
        let imbalance = try (0..<min(4, names.count)).map { model in
            ImbalanceReport(
                treatment: .none,
                label: [
                    LocalizedText(fr: "aucun", en: "none"), LocalizedText(fr: "poids des classes", en: "class weights"),
                    LocalizedText(fr: "sous-échantillonnage", en: "undersampling"), SmallRecord.text("SMOTE"),
                ][model],
                candidate: names[model], auc: candidates[model].auc, meanProbabilityRaw: 0.0813 + 0.11 * Double(model),
                calibrationErrorRaw: 0.0042 + 0.1 * Double(model),
                calibrationErrorCorrected: 0.0042 + 0.003 * Double(model),
                logLoss: candidates[model].logLoss, cost: candidates[model].costAtBayesThreshold,
                difference: model == 0 ? nil : try paired(model, 0))
        }
        return SelectionReport(
            design: ValidationDesign(
                rows: 26_143, persons: 25_019, defaults: 2_117, testRows: 4_000, developmentRows: 22_143,
                developmentDefaults: 1_793, folds: 5, repetitions: 3, seed: 42,
                datasetDigest: String(repeating: "b04e", count: 16), features: 925),
            candidates: candidates, chosen: names[0],
            rule: LocalizedText(
                fr: "le plus simple de ceux dont le coût ne se distingue pas du plus bas.",
                en: "the simplest of those whose cost cannot be told from the lowest."),
            comparisons: Array(comparisons), imbalance: imbalance,
            calibrations: [("none", 0.24317), ("Platt", 0.24188), ("isotonic", 0.24131)].enumerated().map {
                place, way in
                CalibrationReport(
                    name: way.0, logLoss: way.1, brier: 0.06644 - Double(place) * 1e-4,
                    calibrationError: 0.0113 - Double(place) * 0.004, isChosen: place == 2)
            },
            additions: try (0..<(scale == 1 ? 2 : 6)).map { place in
                AdditionReport(
                    name: "neighbours",
                    label: place == 0
                        ? LocalizedText(fr: "issue des voisins les plus proches", en: "outcome of the nearest clients")
                        : LocalizedText(fr: "sélection par importance nulle", en: "selection by null importance"),
                    featuresWith: 914, featuresWithout: 913, auc: try areas(0, 1), cost: try paired(0, 1),
                    isUsed: place == 0, reason: SmallRecord.text("–"))
            },
            cost: try costReport(rows, names: names, cost: cost, costs: costs, bayes: bayes, threshold: threshold),
            reliability: ReliabilityReport(
                deciles: ReliabilityTable(
                    probabilities: rows.probabilities[0], outcomes: rows.outcomes, binCount: 10), line: nil, groups: []),
            fairness: try fairness(rows, groups: groups, threshold: threshold, areas: areas, paired: paired),
            importance: importance(scale: scale),
            search: SearchReport(
                learner: .boosting, objective: "cost", method: "sequential", trials: 87, pruned: 39, failed: 1,
                best: 527.4, progress: (0..<60).map { 540 - 12.6 * (1 - exp(-Double($0) / 9)) },
                parameters: ["leaves": "17"], space: ["leaves": "4…64", "learning_rate": "0.01…0.1"]), warnings: [])
    }

    private static func costReport(
        _ rows: DrawnRows, names: [String], cost: CostMatrix, costs: DecisionCosts, bayes: Double, threshold: Double
    ) throws -> CostReport {
        let curve = try present(
            CostCurve(probabilities: rows.probabilities[0], outcomes: rows.outcomes, costs: costs))
        let band = ReferralBand(low: 0.0761, threshold: threshold, high: 0.0993)
        return CostReport(
            matrix: cost, bayesThreshold: bayes, threshold: threshold,
            thresholdInterval: Interval(low: 0.0721, high: 0.1034),
            curve: (0...60).map { step in
                let place = Double(step) / 60 * 0.6
                let price = curve.cost(at: place) * 1000
                return CostPoint(
                    threshold: place, cost: price, low: price - 17, high: price + 18,
                    grantedShare: curve.grantedShare(at: place))
            },
            plateau: curve.plateau(), costOfGrantingAll: 809.8, costOfRefusingAll: 919,
            sensitivityModels: Array(names.prefix(2)),
            sensitivity: try present(
                costSensitivity(models: Array(rows.probabilities.prefix(2)), outcomes: rows.outcomes)),
            referral: ReferralReport(
                label: LocalizedText(fr: "à revoir par une personne", en: "refer to a person"), capacity: 0.05,
                band: band,
                cost: try present(
                    ReferralCost(
                        band: band, probabilities: rows.probabilities[0], outcomes: rows.outcomes, costs: costs,
                        reviewer: Reviewer(accuracy: 0.8))), modelAccuracy: 0.57),
            amounts: nil)
    }

    private static func fairness(
        _ rows: DrawnRows, groups: [String], threshold: Double, areas: (Int, Int) throws -> AreaComparison,
        paired: (Int, Int) throws -> PairedDifference
    ) throws -> [FairnessReport] {
        func summary(_ codes: [Int32], _ names: [String]) -> FairnessSummary {
            FairnessSummary(
                probabilities: rows.probabilities[0], outcomes: rows.outcomes, groups: codes, names: names,
                settings: FairnessSettings(threshold: threshold))
        }
        return [
            FairnessReport(
                attribute: "sex", label: LocalizedText(fr: "sexe", en: "sex"), isAllowed: false,
                groups: [LocalizedText(fr: "femmes", en: "women"), LocalizedText(fr: "hommes", en: "men")],
                summary: summary(rows.groups.map { $0 % 2 }, ["F", "M"]), dropping: nil),
            FairnessReport(
                attribute: "age", label: LocalizedText(fr: "âge", en: "age"), isAllowed: true,
                groups: groups.map(SmallRecord.text), summary: summary(rows.groups, groups),
                dropping: FairnessReport.DroppingReport(
                    features: ["age", "age.ratio"], auc: try areas(1, 0), cost: try paired(1, 0),
                    lowestImpactRatio: 0.81)),
        ]
    }

    private static func importance(scale: Int) -> ImportanceReport {
        let families = (0..<(scale == 1 ? 9 : 20)).map { place in
            ImportanceReport.Family(
                id: FamilyID(rawValue: "family\(place)"),
                label: [
                    LocalizedText(fr: "scores externes", en: "external scores"),
                    LocalizedText(fr: "poids de la dette", en: "debt burden"),
                    LocalizedText(fr: "historique de paiement", en: "payment history"),
                    LocalizedText(fr: "emploi et revenus", en: "employment and income"),
                    LocalizedText(fr: "identité et documents présentés", en: "identity and documents shown"),
                ][place % 5],
                meanContribution: 0.6174 / Double(place + 1))
        }
        let features = (0..<(scale == 1 ? 30 : 300)).map { place in
            ImportanceReport.Feature(
                name: "f\(place)",
                label: place % 3 == 0
                    ? LocalizedText(
                        fr: "moyenne du rapport entre la dette et le crédit des prêts actifs déclarés au bureau",
                        en: "mean ratio of debt to credit of active loans reported to the bureau")
                    : LocalizedText(fr: "score externe", en: "external score"),
                family: FamilyID(rawValue: "family\(place % families.count)"),
                meanContribution: 0.3128 / Double(place + 1),
                direction: [0.84, -0.77, nil, 0.1][place % 4])
        }
        return ImportanceReport(rows: 2_000, features: features, families: families)
    }
}
