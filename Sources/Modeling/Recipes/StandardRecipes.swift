extension LearnerRecipe {
    /// The recipe of a learner that suits most lenders; a blend is one of regression, forest and boosting.
    public static func standard(_ learner: LearnerKind) -> LearnerRecipe {
        guard learner == .blend else { return LearnerRecipe(learner) }
        return blend(of: [standard(.logistic), standard(.forest), standard(.boosting)])
    }

    /// A blend of recipes.
    public static func blend(of members: [LearnerRecipe]) -> LearnerRecipe { LearnerRecipe(.blend, members: members) }

    /// Every learner, the simplest first, with one boosting recipe in place of the standard one if it is given.
    public static func everyLearner(boosting: LearnerRecipe = .standard(.boosting)) -> [LearnerRecipe] {
        LearnerKind.allCases.map { kind in
            switch kind {
            case .boosting: boosting
            case .blend: blend(of: [standard(.logistic), standard(.forest), boosting])
            default: standard(kind)
            }
        }
    }
}
