public import Credit
public import Learning
public import Statistics

/// How one candidate did out of fold.
public struct CandidateReport: Hashable, Sendable, Codable {
    /// What it is called among the others.
    public let name: String
    /// How it is trained.
    public let recipe: LearnerRecipe
    /// Every parameter by name, standard ones too, as text.
    public let parameters: [String: String]
    /// Area under the ROC curve by fold, repetition after repetition.
    public let foldAUCs: [Double]
    /// Cost per 1,000 at the Bayes threshold by fold, in the same order.
    public let foldCosts: [Double]
    /// Mean of the folds' areas.
    public let meanAUC: Double
    /// Standard deviation of the folds' areas; 0 with one fold.
    public let deviationAUC: Double
    /// Area under the ROC curve of the first repetition's predictions, all folds together, with its 95 % interval.
    public let auc: Estimate
    /// Mean logarithmic loss of the calibrated probabilities, in nats.
    public let logLoss: Double
    /// Mean squared error of the calibrated probabilities.
    public let brier: Double
    /// Mean gap between predicted and observed default rates over 15 bins of equal size, after calibration.
    public let calibrationError: Double
    /// Cost per 1,000 at the threshold of Bayes, with its 95 % interval over persons.
    public let costAtBayesThreshold: Estimate
    /// Cost per 1,000 at thresholds chosen on the other folds, with its 95 % interval over persons.
    public let costAtOwnThreshold: Estimate
    /// The cheapest threshold on all rows together.
    public let threshold: Double
    /// How its scores become probabilities, as `Platt`.
    public let calibration: String
    /// Trees by fold, in the order of the areas; empty for a learner without trees.
    public let rounds: [Int]
    /// Features that it uses, on the mean of folds.
    public let meanFeatures: Double
    /// Whether it became the bundle.
    public let isChosen: Bool
    /// Why, or why not.
    public let reason: LocalizedText
}

/// A candidate against the chosen one, on the same rows and folds; differences are candidate minus chosen.
public struct CandidateComparison: Hashable, Sendable, Codable {
    /// The candidate.
    public let candidate: String
    /// Areas under the ROC curve (DeLong, by person).
    public let auc: AreaComparison
    /// Cost per application at the threshold of Bayes, over resamples of persons.
    public let cost: PairedDifference
    /// Logarithmic loss, over resamples of persons.
    public let logLoss: PairedDifference
    /// The t test over folds of the area, corrected for folds sharing rows; nil when folds cannot tell.
    public let foldAUC: CorrectedTTest?
    /// The same of the cost per 1,000.
    public let foldCost: CorrectedTTest?
}

/// What one treatment of class imbalance does to one learner.
public struct ImbalanceReport: Hashable, Sendable, Codable {
    /// The treatment.
    public let treatment: Resampling
    /// What it is called.
    public let label: LocalizedText
    /// The candidate that has it.
    public let candidate: String
    /// Its area under the ROC curve.
    public let auc: Estimate
    /// Mean predicted probability as the learner gives it, before any correction.
    public let meanProbabilityRaw: Double
    /// Calibration error as the learner gives it, before any correction.
    public let calibrationErrorRaw: Double
    /// Calibration error after the correction for the changed share of defaults.
    public let calibrationErrorCorrected: Double
    /// Logarithmic loss after the correction and calibration.
    public let logLoss: Double
    /// Cost per 1,000 at the threshold of Bayes, calibrated.
    public let cost: Estimate
    /// Cost per application against no treatment (treatment minus none); nil for none itself.
    public let difference: PairedDifference?
}

/// One way from score to probability, judged on folds that it did not see.
public struct CalibrationReport: Hashable, Sendable, Codable {
    /// Its name: `none`, `Platt`, `isotonic`.
    public let name: String
    /// Mean logarithmic loss, in nats.
    public let logLoss: Double
    /// Mean squared error.
    public let brier: Double
    /// Mean gap over 15 bins of equal size.
    public let calibrationError: Double
    /// Whether it was taken.
    public let isChosen: Bool
}

/// Something measured on and off, as features made from outcomes or the selection of features.
public struct AdditionReport: Hashable, Sendable, Codable {
    /// Its name, as `neighbours`.
    public let name: String
    /// What it is.
    public let label: LocalizedText
    /// Features with it and without it.
    public let featuresWith: Int
    /// Features without it.
    public let featuresWithout: Int
    /// Areas under the ROC curve, with it minus without it.
    public let auc: AreaComparison
    /// Cost per application at the threshold of Bayes, with it minus without it.
    public let cost: PairedDifference
    /// Whether the bundle has it.
    public let isUsed: Bool
    /// Why, or why not.
    public let reason: LocalizedText

    /// Makes a report.
    public init(
        name: String, label: LocalizedText, featuresWith: Int, featuresWithout: Int, auc: AreaComparison,
        cost: PairedDifference, isUsed: Bool, reason: LocalizedText
    ) {
        self.name = name
        self.label = label
        self.featuresWith = featuresWith
        self.featuresWithout = featuresWithout
        self.auc = auc
        self.cost = cost
        self.isUsed = isUsed
        self.reason = reason
    }
}
