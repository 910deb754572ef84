import Credit
import Learning
import Statistics

/// The choice among judged candidates.
///
/// The one of the lowest cost at the threshold of Bayes is the best; of all candidates whose cost is above it by no more than
/// one standard error of the paired difference, the simplest is taken: no one can tell them apart, and what is simple is easier
/// to explain, to check and to run.
struct CandidateChoice {
    /// The place of the chosen one.
    let chosen: Int
    /// The place of the cheapest one.
    let cheapest: Int
    /// By candidate: cost per application, candidate minus the cheapest; nil for the cheapest itself.
    let differences: [PairedDifference?]

    static let rule = LocalizedText(
        fr:
            "Le coût hors échantillon le plus bas au seuil de Bayes ; parmi les candidats qui n'en diffèrent pas de plus d'une erreur type de la différence appariée, le plus simple.",
        en:
            "The lowest out-of-fold cost at the Bayes threshold; among candidates within one standard error of the paired difference, the simplest."
    )

    /// Chooses.
    init(_ candidates: [JudgedCandidate], _ validation: CrossValidation, cost: CostMatrix) {
        let costs = candidates.map(\.costAtBayesThreshold.estimate)
        let cheapest = costs.indices.reduce(0) { costs[$1] < costs[$0] ? $1 : $0 }
        let differences = candidates.indices.map { place in
            place == cheapest
                ? nil : Self.costDifference(candidates[place], candidates[cheapest], validation, cost: cost)
        }
        let equals = candidates.indices.filter { place in
            guard let difference = differences[place] else { return place == cheapest }
            return difference.difference <= difference.standardError
        }
        self.cheapest = cheapest
        self.differences = differences
        chosen =
            equals.min { a, b in
                let ranks = Self.simplicity(candidates[a]), others = Self.simplicity(candidates[b])
                return ranks != others ? ranks < others : (costs[a], a) < (costs[b], b)
            } ?? cheapest
    }

    /// What orders candidates by simplicity: the learner, then whether classes are treated.
    private static func simplicity(_ candidate: JudgedCandidate) -> (LearnerKind, Int) {
        let recipe = candidate.outOfFold.recipe
        return (recipe.learner, recipe.imbalance == .none ? 0 : 1)
    }

    /// The paired difference of costs per application at the threshold of Bayes.
    static func costDifference(
        _ first: JudgedCandidate, _ second: JudgedCandidate, _ validation: CrossValidation, cost: CostMatrix
    ) -> PairedDifference? {
        let threshold = cost.indifferenceThreshold.probability.value
        return pairedCostDifference(
            first: (first.probabilities, threshold), second: (second.probabilities, threshold),
            outcomes: validation.outcomes, costs: cost.decisions, persons: validation.persons, replicates: 500,
            seed: validation.seed)
    }

    /// Why a candidate was taken, or not.
    func reason(_ place: Int, _ candidates: [JudgedCandidate]) -> LocalizedText {
        let english = HumanFormat(language: .en, currency: ""), french = HumanFormat(language: .fr, currency: "")
        func text(_ value: Double) -> LocalizedText {
            LocalizedText(fr: french.number(value, decimals: 1), en: english.number(value, decimals: 1))
        }
        guard let difference = differences[place] else {
            guard place != chosen else {
                return LocalizedText(fr: "le coût le plus bas", en: "the lowest cost")
            }
            let simpler = candidates[chosen].name
            return LocalizedText(
                fr: "le coût le plus bas, mais \(simpler) coûte autant à une erreur type près et est plus simple",
                en: "the lowest cost, but \(simpler) costs as much to one standard error and is simpler")
        }
        let gap = text(1000 * difference.difference), error = text(1000 * difference.standardError)
        let best = candidates[cheapest].name
        if place == chosen {
            return LocalizedText(
                fr:
                    "\(gap.fr) de plus que \(best) pour 1 000 demandes, moins qu'une erreur type (\(error.fr)), et plus simple",
                en: "\(gap.en) more than \(best) per 1,000, less than one standard error (\(error.en)), and simpler")
        }
        if difference.difference <= difference.standardError {
            let isAsSimple = Self.simplicity(candidates[place]) == Self.simplicity(candidates[chosen])
            let (french, english) =
                isAsSimple ? ("pas plus simple", "no simpler") : ("moins simple", "less simple")
            return LocalizedText(
                fr:
                    "\(gap.fr) de plus que \(best) pour 1 000, à une erreur type près (\(error.fr)), mais \(french) que \(candidates[chosen].name)",
                en:
                    "\(gap.en) more than \(best) per 1,000, within one standard error (\(error.en)), but \(english) than \(candidates[chosen].name)"
            )
        }
        return LocalizedText(
            fr: "\(gap.fr) de plus que \(best) pour 1 000, au-delà d'une erreur type (\(error.fr))",
            en: "\(gap.en) more than \(best) per 1,000, beyond one standard error (\(error.en))")
    }

    /// Every other candidate against the chosen one.
    func comparisons(
        _ candidates: [JudgedCandidate], _ validation: CrossValidation, cost: CostMatrix
    ) -> [CandidateComparison] {
        let winner = candidates[chosen]
        return candidates.indices.filter { $0 != chosen }.compactMap { place in
            let candidate = candidates[place]
            guard
                let auc = AreaComparison(
                    first: candidate.logOdds, second: winner.logOdds, outcomes: validation.outcomes,
                    persons: validation.persons),
                let costs = Self.costDifference(candidate, winner, validation, cost: cost),
                let loss = pairedLogLossDifference(
                    first: candidate.probabilities, second: winner.probabilities, outcomes: validation.outcomes,
                    persons: validation.persons, replicates: 500, seed: validation.seed)
            else { return nil }
            let folds = validation.folds[0].count
            func test(_ a: [Double], _ b: [Double]) -> CorrectedTTest? {
                CorrectedTTest(differences: zip(a, b).map { $0 - $1 }, folds: folds)
            }
            return CandidateComparison(
                candidate: candidate.name, auc: auc, cost: costs, logLoss: loss,
                foldAUC: test(candidate.foldAUCs, winner.foldAUCs),
                foldCost: test(candidate.foldCosts, winner.foldCosts))
        }
    }
}
