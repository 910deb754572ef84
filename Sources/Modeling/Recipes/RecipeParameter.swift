/// A parameter of a learner: its name, standard value and range.
///
/// Parameters of trees bear LightGBM's own names.
public struct RecipeParameter: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The value when a recipe does not say.
    public let standard: Double
    /// The values allowed, both ends included.
    public let range: ClosedRange<Double>
    /// Whether it is a whole number.
    public let isInteger: Bool
    /// The values that a search tries, evenly or evenly in their logarithm; nil when a search leaves it alone.
    public let searched: (range: ClosedRange<Double>, isLogarithmic: Bool)?

    init(
        _ name: String, _ standard: Double, _ range: ClosedRange<Double>, integer: Bool = false,
        search: ClosedRange<Double>? = nil, logarithmic: Bool = false
    ) {
        self.name = name
        self.standard = standard
        self.range = range
        isInteger = integer
        searched = search.map { ($0, logarithmic) }
    }

    /// A value as text: whole numbers without a fraction.
    func text(_ value: Double) -> String { isInteger ? String(Int(value)) : String(value) }

    /// Equal when the name, the standard and the range are.
    public static func == (a: Self, b: Self) -> Bool {
        (a.name, a.standard, a.range, a.isInteger) == (b.name, b.standard, b.range, b.isInteger)
    }

    /// Feeds what equality looks at.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(standard)
        hasher.combine(range)
        hasher.combine(isInteger)
    }
}

extension LearnerKind {
    /// The parameters of the learner, in the order in which they are told.
    public var parameters: [RecipeParameter] {
        switch self {
        case .majority, .blend: []
        case .scorecard:
            [
                RecipeParameter("maximum_bins", 8, 1...50, integer: true, search: 3...12),
                RecipeParameter("minimum_share", 0.05, 0...1, search: 0.01...0.1, logarithmic: true),
                RecipeParameter("minimum_information_value", 0.02, 0...10, search: 0.002...0.05, logarithmic: true),
                RecipeParameter("maximum_correlation", 0.75, 0...1, search: 0.4...0.95),
                RecipeParameter("maximum_characteristics", 30, 1...1_000, integer: true, search: 10...80),
                RecipeParameter("l2", 1, 0...1e9, search: 0.1...1_000, logarithmic: true),
                RecipeParameter("base_points", 600, -1e6...1e6),
                RecipeParameter("base_odds", 50, 1e-6...1e6),
                RecipeParameter("points_to_double_odds", 20, 1e-3...1e6),
            ]
        case .logistic:
            [
                RecipeParameter("l1", 0, 0...1e9),
                RecipeParameter("l2", 100, 0...1e9, search: 1...10_000, logarithmic: true),
                RecipeParameter("minimum_level_rows", 50, 1...1e9, integer: true, search: 10...500, logarithmic: true),
            ]
        case .forest:
            [
                RecipeParameter("rounds", 300, 1...20_000, integer: true),
                RecipeParameter("num_leaves", 256, 2...100_000, integer: true, search: 31...512, logarithmic: true),
                RecipeParameter("max_depth", 12, 1...100, integer: true, search: 6...16),
                RecipeParameter("min_data_in_leaf", 30, 1...1e9, integer: true, search: 10...200, logarithmic: true),
                RecipeParameter("feature_fraction", 1, 1e-6...1),
                RecipeParameter("feature_fraction_bynode", 0.1, 1e-6...1, search: 0.03...0.5, logarithmic: true),
                RecipeParameter("bagging_fraction", 0.632, 0.01...0.999, search: 0.3...0.9),
                RecipeParameter("lambda_l1", 0, 0...1e9),
                RecipeParameter("lambda_l2", 0, 0...1e9),
                RecipeParameter("cat_smooth", 10, 0...1e9),
                RecipeParameter("cat_l2", 10, 0...1e9),
                RecipeParameter("max_bin", 255, 2...65_535, integer: true),
            ]
        case .boosting:
            [
                RecipeParameter("rounds", 3_000, 1...100_000, integer: true),
                RecipeParameter("early_stopping_round", 150, 0...100_000, integer: true),
                RecipeParameter("stopping_share", 0.1, 0.01...0.5),
                RecipeParameter("regrow", 1, 0...1, integer: true),
                RecipeParameter("learning_rate", 0.04, 1e-6...1, search: 0.01...0.1, logarithmic: true),
                RecipeParameter("num_leaves", 8, 2...100_000, integer: true, search: 4...64, logarithmic: true),
                RecipeParameter("max_depth", 4, -1...100, integer: true, search: 2...10),
                RecipeParameter("min_data_in_leaf", 100, 1...1e9, integer: true, search: 20...500, logarithmic: true),
                RecipeParameter("min_sum_hessian_in_leaf", 1e-3, 0...1e9),
                RecipeParameter("min_gain_to_split", 0, 0...1e9),
                RecipeParameter("feature_fraction", 0.1, 1e-6...1, search: 0.03...0.6, logarithmic: true),
                RecipeParameter("feature_fraction_bynode", 1, 1e-6...1),
                RecipeParameter("bagging_fraction", 0.9, 0.01...1, search: 0.5...1),
                RecipeParameter("lambda_l1", 0.5, 0...1e9, search: 0.01...10, logarithmic: true),
                RecipeParameter("lambda_l2", 20, 0...1e9, search: 1...200, logarithmic: true),
                RecipeParameter("path_smooth", 0, 0...1e9),
                RecipeParameter("extra_trees", 0, 0...1, integer: true),
                RecipeParameter("cat_smooth", 50, 0...1e9, search: 5...200, logarithmic: true),
                RecipeParameter("cat_l2", 50, 0...1e9, search: 5...200, logarithmic: true),
                RecipeParameter("max_cat_to_onehot", 8, 1...1e6, integer: true),
                RecipeParameter("max_cat_threshold", 32, 1...1e6, integer: true),
                RecipeParameter("max_bin", 255, 2...65_535, integer: true),
            ]
        }
    }
}
