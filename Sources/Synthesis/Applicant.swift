import Statistics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// One application for a loan: who asks, for what, and whether it goes wrong.
struct Applicant {
    /// The largest number of history rows of one kind, so that identifiers can be computed from the client's number.
    static let historyLimit = 64

    let number: Int
    let person: Person
    /// Days between the person's first application and this one.
    let elapsed: Int
    let isLabelled: Bool
    let loan: RequestedLoan
    let scores: ExternalScores
    let hasBureau: Bool
    let probability: Double
    let isDefault: Bool

    var id: Int { 100_001 + number }
    var firstBureauID: Int { 5_000_000 + number * Self.historyLimit }
    var firstPreviousID: Int { 1_000_000 + number * Self.historyLimit }

    /// Builds client `number` of a lender; the same whatever the number of clients.
    init(number: Int, of lender: SyntheticLender, using generator: inout SeededGenerator) {
        self.number = number
        let identity = Identity(number: number, seed: lender.seed)
        var personal = SeededGenerator(seed: lender.seed, stream: UInt64(identity.number) &* 2)
        let person = Person(&personal)
        self.person = person
        elapsed = identity.elapsed
        isLabelled = !generator.nextBool(probability: lender.unlabelledShare)
        let drifts = lender.drift && !isLabelled
        loan = RequestedLoan(for: person, drifts: drifts, using: &generator)
        hasBureau = generator.nextBool(probability: 0.857)
        let logOdds = DefaultLink.logOdds(person: person, elapsed: elapsed, loan: loan)
        scores = ExternalScores(
            risk: DefaultLink.hiddenRisk(of: person),
            age: person.age(after: elapsed),
            hasBureau: hasBureau,
            using: &generator
        )
        probability = logistic(logOdds)
        isDefault = generator.nextBool(probability: probability)
    }
}

/// Whose application it is: a few people apply twice, sometimes three times.
struct Identity {
    /// The number of the person's first application.
    let number: Int
    /// Days since that application.
    let elapsed: Int

    init(number: Int, seed: UInt64) {
        var first = number
        var elapsed = 0
        // A second stream family: the draws of the people themselves must not shift.
        var generator = SeededGenerator(seed: ~seed, stream: UInt64(number))
        while first > 0, generator.nextBool(probability: 0.024) {
            first -= 1 + generator.nextIndex(below: min(first, 5_000))
            elapsed += 30 + generator.nextIndex(below: 800)
            generator = SeededGenerator(seed: ~seed, stream: UInt64(first))
        }
        self.number = first
        // A person met thrice is still within the ages of the table.
        self.elapsed = min(elapsed, 950)
    }
}

/// The loan asked for.
struct RequestedLoan {
    let isRevolving: Bool
    let goods: Double
    let credit: Double
    let annuity: Double

    init(for person: Person, drifts: Bool, using generator: inout SeededGenerator) {
        isRevolving = generator.nextBool(probability: drifts ? 0.01 : 0.0955)
        let growth = drifts ? 1.18 : 1
        let means = growth * (person.income / 146_000).squareRoot()
        if isRevolving {
            goods = clamped(
                rounded(generator.nextAmount(median: 205_000 * means, spread: 0.45), to: 22_500), 135_000, 1_350_000)
            credit = goods
            annuity = goods / 20
            return
        }
        let wanted = generator.nextAmount(median: 440_000 * means, spread: 0.62)
        let isRoundPrice = generator.nextBool(probability: 0.3)
        goods = clamped(rounded(wanted, to: isRoundPrice ? 225_000 : 4_500), 40_500, 2_250_000)
        let insured = generator.nextBool(probability: 0.68 + 0.05 * person.stress)
        let surcharge = insured ? 1 + clamped(0.16 + 0.09 * generator.nextNormal(), 0.03, 0.45) : 1
        credit = rounded(goods * surcharge, to: 4.5)
        let ambition = 3 * log(goods / 200_000)
        let months = 6 * clamped((4.4 + ambition * 0.45 + 1.6 * generator.nextNormal()).rounded(), 2, 10)
        let yearly = clamped(0.205 + 0.02 * person.stress + 0.07 * generator.nextNormal(), 0.06, 0.6)
        annuity = rounded(monthlyPayment(credit: credit, months: months, yearlyRate: yearly), to: 4.5)
    }
}

/// The constant payment that repays a credit: `C r / (1 - (1 + r)^-n)` with `r` the yearly rate over twelve.
func monthlyPayment(credit: Double, months: Double, yearlyRate: Double) -> Double {
    let rate = yearlyRate / 12
    return credit * rate / (1 - pow(1 + rate, -months))
}

/// Scores bought from others, each a noisy view of the same risk.
struct ExternalScores {
    let first: Double?
    let second: Double?
    let third: Double?

    init(risk: Double, age: Double, hasBureau: Bool, using generator: inout SeededGenerator) {
        let noise = (generator.nextNormal(), generator.nextNormal(), generator.nextNormal())
        let experience = (age - 43.9) / 11.9
        let hasFirst = generator.nextBool(probability: 0.434)
        let hasThird = generator.nextBool(probability: hasBureau ? 0.9 : 0.2)
        first = hasFirst ? 0.96 * logistic(0.09 + 0.62 * experience - 0.44 * risk + 0.7 * noise.0) : nil
        second = generator.nextBool(probability: 0.998) ? 0.86 * logistic(0.62 - 0.53 * risk + 0.9 * noise.1) : nil
        third = hasThird ? 0.9 * logistic(0.36 - 0.58 * risk + 0.8 * noise.2) : nil
    }
}
