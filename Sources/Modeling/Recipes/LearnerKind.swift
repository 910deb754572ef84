/// The learners, the simplest first: what is as cheap and simpler is preferred.
public enum LearnerKind: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    /// The share of defaults for everyone: what any other must beat.
    case majority
    /// Points for the bin of each characteristic.
    case scorecard
    /// Logistic regression on filled and scaled features.
    case logistic
    /// A random forest.
    case forest
    /// Gradient-boosted trees.
    case boosting
    /// A weighted mean of several learners.
    case blend

    /// Orders by simplicity.
    public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }

    /// What the learner is called in reports.
    public var title: String {
        switch self {
        case .majority: "majority"
        case .scorecard: "scorecard"
        case .logistic: "logistic regression"
        case .forest: "LightGBM random forest"
        case .boosting: "LightGBM"
        case .blend: "blend"
        }
    }

    /// Whether it is made of trees that LightGBM grows.
    var isTrees: Bool { self == .forest || self == .boosting }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
