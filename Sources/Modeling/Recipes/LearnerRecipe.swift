public import Learning

/// How a learner is trained, whole: the same recipe, rows and seed give the same model.
public struct LearnerRecipe: Hashable, Sendable, Codable {
    /// What it is called among others, as `boosting` or `boosting, class weights`.
    public var name: String
    /// Which learner.
    public var learner: LearnerKind
    /// The learner's parameters by name, those that differ from the standard; see ``RecipeParameter``.
    public var parameters: [String: Double]
    /// What is done about defaults being rare; probabilities are brought back to the population's.
    public var imbalance: Resampling
    /// Models that differ in their seed alone and whose log-odds are averaged, at least 1.
    public var bags: Int
    /// What a blend is made of; empty for the others.
    public var members: [LearnerRecipe]

    /// A recipe; what is not given is standard.
    public init(
        _ learner: LearnerKind, name: String? = nil, parameters: [String: Double] = [:], imbalance: Resampling = .none,
        bags: Int = 1, members: [LearnerRecipe] = []
    ) {
        self.name = name ?? learner.rawValue
        self.learner = learner
        self.parameters = parameters
        self.imbalance = imbalance
        self.bags = bags
        self.members = members
    }
}
