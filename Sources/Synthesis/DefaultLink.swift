/// The known link from a person and a loan to the log-odds of default.
///
/// Linear in two latent numbers and in observed values, so the best reachable AUC is known. About four fifths of the
/// variance is latent: a model sees it through its traces in the history tables only.
enum DefaultLink {
    private static let intercept = -3.18
    private static let stress = 1.02
    private static let discipline = -0.88

    /// The log-odds of default of an application.
    static func logOdds(person: Person, elapsed: Int, loan: RequestedLoan) -> Double {
        var sum = intercept + stress * person.stress + discipline * person.discipline
        sum += ApplicationLevels.gender.effects[person.gender]
        sum += ApplicationLevels.education.effects[person.education]
        sum += ApplicationLevels.familyStatus.effects[person.familyStatus]
        sum += ApplicationLevels.housing.effects[person.housing]
        if person.works {
            sum += ApplicationLevels.incomeType.effects[person.incomeType]
            sum += ApplicationLevels.organization.effects[person.organization]
            if let occupation = person.occupation { sum += ApplicationLevels.occupation.effects[occupation] }
        } else {
            sum -= 0.12
        }
        sum += 0.18 * Double(person.region.ratingWithCity - 2)
        sum += person.region.livesInOtherCity ? 0.15 : 0
        sum -= 0.025 * (person.age(after: elapsed) - 43.9)
        sum -= 0.045 * (min(person.employment(after: elapsed), 15) - 5.5)
        sum += loan.isRevolving ? -0.45 : 1.4 * (loan.credit / loan.goods - 1.11)
        sum += 1.2 * (min(loan.annuity / person.income, 0.6) - 0.18)
        return sum
    }

    /// The hidden part of the risk, standard normal over the population; higher is worse.
    static func hiddenRisk(of person: Person) -> Double {
        (stress * person.stress + discipline * person.discipline)
            / (stress * stress + discipline * discipline).squareRoot()
    }
}
