import Statistics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension LenderRecords {
    /// Adds the client's previous applications with the months and payments of those that became loans.
    mutating func appendPrevious(of applicant: Applicant, using generator: inout SeededGenerator) {
        guard !generator.nextBool(probability: 0.045) else { return }
        let person = applicant.person
        let size = exp(1.345 + 0.08 * person.stress + 0.7 * generator.nextNormal())
        let count = clamped(Int(size.rounded()), 1, Applicant.historyLimit - 4)
        for place in 0..<count {
            let previous = PreviousApplication(of: person, using: &generator)
            let id = applicant.firstPreviousID + place
            var due = DueDays()
            if previous.isApproved {
                let contract = Contract(previous: id, client: applicant.id, person: person)
                if previous.kind == .revolving {
                    due = appendCard(of: previous, contract: contract, using: &generator)
                } else {
                    due = appendInstalments(of: previous, contract: contract, using: &generator)
                }
            }
            previous.write(to: &previousApplication, client: applicant.id, id: id, due: due, using: &generator)
        }
    }
}

/// Whose contract the rows of a history table belong to.
struct Contract {
    let previous: Int
    let client: Int
    let person: Person
}

/// The days that a contract leaves in the previous application; the sentinel stands for "never" or "still running".
struct DueDays {
    var firstDrawing = Sentinel.days
    var firstDue = Sentinel.days
    var lastDueFirstVersion = Sentinel.days
    var lastDue = Sentinel.days
    var termination = Sentinel.days
}

/// An earlier application at the same lender.
struct PreviousApplication {
    /// What was asked for, in the order of the levels.
    enum Kind: Int {
        case cash, consumer, revolving, unknown
    }

    /// What became of it, in the order of the levels.
    enum Status: Int {
        case approved, canceled, refused, unused
    }

    let kind: Kind
    let status: Status
    /// Day of the decision, before the application.
    let decided: Int
    let asked: Double
    let downPayment: Double
    let credit: Double
    let months: Int
    /// Interest group, 0 cheapest to 3; 4 when there is none.
    let yieldGroup: Int
    let annuity: Double
    let goodsCategory: Int

    var isApproved: Bool { status == .approved }

    init(of person: Person, using generator: inout SeededGenerator) {
        let asks = generator.nextUniform()
        let kind: Kind = asks < 0.0003 ? .unknown : asks < 0.461 ? .cash : asks < 0.871 ? .consumer : .revolving
        self.kind = kind
        let strain = 0.5 * person.stress - 0.32 * person.discipline
        let decision = generator.nextUniform()
        let refusal: Double
        switch kind {
        case .cash:
            refusal = logistic(-1.32 + strain)
            status = decision < refusal ? .refused : decision < refusal + 0.38 ? .canceled : .approved
        case .consumer:
            refusal = logistic(-2.28 + strain)
            let unused = refusal + 0.038
            status =
                decision < refusal
                ? .refused : decision < unused ? .unused : decision < unused + 0.002 ? .canceled : .approved
        case .revolving:
            refusal = logistic(-1.2 + strain)
            status = decision < refusal ? .refused : decision < refusal + 0.26 ? .canceled : .approved
        case .unknown:
            refusal = 0.3
            status = decision < refusal ? .refused : .canceled
        }
        // What was turned down or dropped is mostly recent.
        let recency = status == .canceled || status == .refused ? 2.4 : kind == .revolving ? 1.3 : 1.55
        decided = -Int(2_850 * pow(generator.nextUniform(), recency)) - 3
        goodsCategory = HistoryLevels.goodsCategory.draw(&generator)
        let means = (person.income / 146_000).squareRoot()
        let isEmpty = status == .canceled || kind == .unknown
        switch kind {
        case .cash:
            asked =
                isEmpty
                ? 0
                : clamped(
                    rounded(generator.nextAmount(median: 230_000 * means, spread: 0.85), to: 4_500), 18_000, 2_250_000)
            months = Self.cashTerm(using: &generator)
            downPayment = 0
        case .consumer:
            asked =
                isEmpty
                ? 0
                : clamped(rounded(generator.nextAmount(median: 70_000 * means, spread: 0.75), to: 4.5), 9_000, 900_000)
            months = Self.consumerTerm(using: &generator)
            downPayment =
                generator.nextBool(probability: 0.42)
                ? rounded(asked * 0.3 * generator.nextUniform(), to: 4.5) : 0
        case .revolving, .unknown:
            asked =
                isEmpty
                ? 0
                : clamped(
                    rounded(generator.nextAmount(median: 180_000 * means, spread: 0.6), to: 22_500), 45_000, 900_000)
            months = 0
            downPayment = 0
        }
        let surcharge = generator.nextBool(probability: 0.55) ? 1 + 0.2 * generator.nextUniform() : 1
        credit = rounded((asked - downPayment) * (kind == .revolving ? 1 : surcharge), to: 4.5)
        let price = 0.25 * person.stress - 0.15 * person.discipline + generator.nextNormal()
        let hasInterest = status != .canceled && (kind == .cash || kind == .consumer)
        yieldGroup = hasInterest ? (price < -1.43 ? 0 : price < -0.28 ? 1 : price < 0.62 ? 2 : 3) : 4
        let yearly = [0.04, 0.18, 0.33, 0.55, 0.3][yieldGroup] * (0.9 + 0.2 * generator.nextUniform())
        if kind == .revolving {
            annuity = credit / 20
        } else if credit > 0, months > 0 {
            annuity = (monthlyPayment(credit: credit, months: Double(months), yearlyRate: yearly) * 200).rounded() / 200
        } else {
            annuity = 0
        }
    }

    private static func cashTerm(using generator: inout SeededGenerator) -> Int {
        let place = generator.nextUniform()
        let terms = [(0.08, 6), (0.35, 12), (0.49, 18), (0.68, 24), (0.72, 30), (0.85, 36), (0.87, 42), (0.95, 48)]
        return terms.first { place < $0.0 }?.1 ?? 60
    }

    private static func consumerTerm(using generator: inout SeededGenerator) -> Int {
        let place = generator.nextUniform()
        let terms = [(0.33, 12), (0.58, 6), (0.78, 10), (0.865, 24), (0.91, 8), (0.95, 4), (0.985, 18)]
        return terms.first { place < $0.0 }?.1 ?? 14
    }
}
