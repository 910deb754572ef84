import Statistics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A person, as they are on the day of their first application.
///
/// Days count back from that day, so they are negative. Two latent numbers drive everything that can go wrong.
struct Person {
    /// Burden of debt, standard normal, higher is worse; seen in balances, loans and refusals.
    let stress: Double
    /// Discipline in paying, standard normal, higher is better; seen in delays and amounts overdue.
    let discipline: Double
    let gender: Int
    let education: Int
    let familyStatus: Int
    let housing: Int
    let children: Int
    /// Whether the person works; else `incomeType` and `organization` are those of the inactive.
    let works: Bool
    let incomeType: Int
    let occupation: Int?
    let organization: Int
    let birth: Int
    /// nil for those who do not work.
    let employed: Int?
    let registration: Int
    let idPublish: Int
    let income: Double
    let region: Region

    init(_ generator: inout SeededGenerator) {
        stress = generator.nextNormal()
        discipline = generator.nextNormal()
        gender = ApplicationLevels.gender.draw(&generator)
        education = ApplicationLevels.education.draw(&generator)
        familyStatus = ApplicationLevels.familyStatus.draw(&generator)
        housing = ApplicationLevels.housing.draw(&generator)
        works = !generator.nextBool(probability: 0.179)
        let years: Double
        if works {
            years = clamped(41 + 9.8 * generator.nextNormal(), 21.1, 66)
            incomeType = ApplicationLevels.incomeType.draw(&generator)
            organization = ApplicationLevels.organization.draw(&generator)
            occupation =
                generator.nextBool(probability: 0.84) ? ApplicationLevels.occupation.draw(&generator) : nil
        } else {
            years = clamped(60 - abs(4.2 * generator.nextNormal()) + 3.4 * generator.nextNormal(), 36, 66.3)
            incomeType = generator.nextBool(probability: 0.0006) ? 1 : 0
            organization = 0
            occupation = nil
        }
        birth = -Int(years * 365.25)
        let adult = Double(-birth) - 18 * 365.25
        employed = works ? -Int(min(generator.nextAmount(median: 1_620, spread: 1.05) + 60, adult)) : nil
        registration = -Int(min(abs(4_600 + 3_500 * generator.nextNormal()), 22_000, Double(-birth) - 30))
        idPublish = -Int(min(generator.nextUniform().squareRoot() * 4_900, adult + 1_400))
        let wanted = generator.nextUniform()
        children = years > 58 || wanted < 0.66 ? 0 : wanted < 0.89 ? 1 : wanted < 0.985 ? 2 : wanted < 0.998 ? 3 : 4
        let earning = 0.25 * (education == 1 ? 1 : 0) - (works ? 0 : 0.3) + (gender == 1 ? 0.14 : 0)
        let earned = generator.nextAmount(median: 146_000 * exp(earning), spread: 0.45)
        income = clamped(rounded(earned, to: 4_500), 27_000, 900_000)
        region = Region(&generator)
    }

    /// Age in years on a day counted from the first application.
    func age(after elapsed: Int) -> Double { Double(elapsed - birth) / 365.25 }

    /// Length of employment in years; 5 stands for those who do not work.
    func employment(after elapsed: Int) -> Double {
        employed.map { Double(elapsed - $0) / 365.25 } ?? 5
    }
}

/// Where a person lives and works.
struct Region {
    let population: Int
    let rating: Int
    let ratingWithCity: Int
    let livesElsewhere: Bool
    let worksElsewhere: Bool
    let livesInOtherCity: Bool
    let worksInOtherCity: Bool

    init(_ generator: inout SeededGenerator) {
        population = ApplicationLevels.regionPopulation.draw(&generator)
        let place = generator.nextUniform()
        rating = place < 0.1044 ? 1 : place < 0.843 ? 2 : 3
        let moves = generator.nextBool(probability: 0.04)
        ratingWithCity = moves ? clamped(rating + (generator.nextBool(probability: 0.7) ? -1 : 1), 1, 3) : rating
        livesElsewhere = generator.nextBool(probability: 0.0144)
        worksElsewhere = generator.nextBool(probability: livesElsewhere ? 0.7 : 0.041)
        livesInOtherCity = livesElsewhere || generator.nextBool(probability: 0.064)
        worksInOtherCity = worksElsewhere || generator.nextBool(probability: livesInOtherCity ? 0.6 : 0.157)
    }
}
