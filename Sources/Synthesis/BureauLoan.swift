import Statistics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension LenderRecords {
    /// Adds the loans that other lenders reported, and for some clients their months.
    mutating func appendBureau(of applicant: Applicant, using generator: inout SeededGenerator) {
        guard applicant.hasBureau else { return }
        let person = applicant.person
        let size = exp(1.43 + 0.2 * person.stress + 0.74 * generator.nextNormal())
        let count = clamped(Int(size.rounded()), 1, Applicant.historyLimit - 4)
        let hasMonths = generator.nextBool(probability: 0.477)
        for place in 0..<count {
            let loan = BureauLoan(of: person, using: &generator)
            loan.write(to: &bureau, client: applicant.id, id: applicant.firstBureauID + place, using: &generator)
            if hasMonths {
                loan.writeMonths(
                    to: &bureauBalance,
                    id: applicant.firstBureauID + place,
                    discipline: person.discipline,
                    using: &generator
                )
            }
        }
    }
}

/// A loan that another lender reported to the bureau.
struct BureauLoan {
    /// Places of the frequent types among the levels.
    private enum Kind {
        static let consumer = 0
        static let card = 1
        static let car = 2
        static let mortgage = 3
        static let microloan = 4
    }

    private let kind: Int
    /// Days before the application on which it was granted.
    private let granted: Int
    private let plannedEnd: Int?
    /// nil while it runs.
    private let closed: Int?
    private let amount: Double
    private let debt: Double
    private let daysOverdue: Int
    private let highestOverdue: Double?

    init(of person: Person, using generator: inout SeededGenerator) {
        let seeksMicroloan = generator.nextBool(probability: 0.006 * exp(0.7 * person.stress))
        kind = seeksMicroloan ? Kind.microloan : HistoryLevels.creditType.draw(&generator)
        granted = -Int(2_900 * pow(generator.nextUniform(), 1.6 + 0.24 * person.stress)) - 5
        let months = Self.months(of: kind, using: &generator)
        let end = granted + Int(months * 30.44)
        let isFarAway = kind == Kind.card && generator.nextBool(probability: 0.1)
        let hasEnd = generator.nextBool(probability: kind == Kind.card ? 0.78 : 0.985)
        plannedEnd = hasEnd ? (isFarAway ? 30_000 + generator.nextIndex(below: 900) : end) : nil
        let patience = clamped(0.5 - 0.15 * person.stress, 0.15, 0.85)
        let effectiveEnd = kind == Kind.card && isFarAway ? granted + 1_500 : end
        if effectiveEnd < -1, generator.nextBool(probability: 0.96) {
            let early = generator.nextBool(probability: patience) ? generator.nextUniform() : 0
            closed = min(effectiveEnd - Int(early * 0.6 * Double(effectiveEnd - granted)), -1)
        } else if generator.nextBool(probability: patience * 0.38), granted < -40 {
            closed = granted + 20 + generator.nextIndex(below: -granted - 25)
        } else {
            closed = nil
        }
        amount = Self.amount(of: kind, person: person, using: &generator)
        let left: Double
        if kind == Kind.card {
            left =
                generator.nextBool(probability: 0.6)
                ? logistic(-0.3 + 1.1 * person.stress + 0.8 * generator.nextNormal()) : 0
        } else {
            let passed = clamped(Double(-granted) / max(Double(end - granted), 1), 0, 1)
            left = (1 - passed) * exp(0.2 * person.stress + 0.1 * generator.nextNormal())
        }
        let carelessness = exp(-0.75 * person.discipline)
        let isLate = closed == nil && generator.nextBool(probability: min(0.008 * carelessness, 0.5))
        daysOverdue = isLate ? 1 + min(Int(generator.nextExponential(mean: 45 * carelessness.squareRoot())), 2_000) : 0
        debt = closed == nil ? max(amount * min(left, 1.2), isLate ? 900 : 0) : 0
        if generator.nextBool(probability: 0.33) {
            let wasLate = isLate || generator.nextBool(probability: min(0.16 * carelessness, 0.9))
            highestOverdue = wasLate ? min(generator.nextAmount(median: 5_500, spread: 1.3), amount + 4_000) : 0
        } else {
            highestOverdue = nil
        }
    }

    private static func months(of kind: Int, using generator: inout SeededGenerator) -> Double {
        switch kind {
        case Kind.card: 12 * Double(2 + generator.nextIndex(below: 4))
        case Kind.car: 12 * Double(3 + generator.nextIndex(below: 3))
        case Kind.mortgage: 12 * Double(10 + generator.nextIndex(below: 16))
        case Kind.microloan: Double(1 + generator.nextIndex(below: 3))
        default: clamped(generator.nextAmount(median: 12.5, spread: 0.85), 2, 84)
        }
    }

    private static func amount(of kind: Int, person: Person, using generator: inout SeededGenerator) -> Double {
        let means = (person.income / 146_000).squareRoot()
        switch kind {
        case Kind.card:
            if generator.nextBool(probability: 0.12) { return 0 }
            return rounded(generator.nextAmount(median: 90_000 * means, spread: 1.0), to: 4_500)
        case Kind.car: return rounded(generator.nextAmount(median: 620_000 * means, spread: 0.55), to: 0.5)
        case Kind.mortgage: return rounded(generator.nextAmount(median: 1_900_000 * means, spread: 0.6), to: 0.5)
        case Kind.microloan: return rounded(generator.nextAmount(median: 12_000, spread: 0.7), to: 0.5)
        default: return min(generator.nextAmount(median: 112_000 * means, spread: 1.25), 9_000_000)
        }
    }

    /// Adds the loan's row of `bureau`.
    func write(to row: inout RecordBuffer, client: Int, id: Int, using generator: inout SeededGenerator) {
        row.beginRecord()
        row.integer(client)
        row.integer(id)
        let isSold = closed == nil && generator.nextBool(probability: 0.01)
        row.level(closed != nil ? 0 : isSold ? 2 : 1, of: HistoryLevels.creditActive)
        row.level(HistoryLevels.currency.draw(&generator), of: HistoryLevels.currency)
        row.integer(granted)
        row.integer(daysOverdue)
        row.whole(plannedEnd)
        row.whole(closed)
        row.decimal(highestOverdue, places: 2)
        row.integer(generator.nextBool(probability: 0.005) ? 1 + generator.nextIndex(below: 3) : 0)
        row.decimal(amount, places: 2)
        let knowsDebt = generator.nextBool(probability: closed == nil ? 0.9 : 0.83)
        row.decimal(knowsDebt ? debt : nil, places: 2)
        let knowsLimit = generator.nextBool(probability: 0.63)
        let limit = kind == Kind.card && closed == nil ? max(amount - debt, 0) : 0
        row.decimal(knowsLimit ? (generator.nextBool(probability: 0.6) ? limit : 0) : nil, places: 2)
        row.decimal(daysOverdue > 0 ? min(debt, highestOverdue ?? debt * 0.2) : 0, places: 2)
        row.level(kind, of: HistoryLevels.creditType)
        let told = Int(generator.nextExponential(mean: closed == nil ? 25 : 120))
        row.integer(closed.map { clamped($0 + told - 3, granted, 0) } ?? max(-3 - told, granted))
        let knowsAnnuity = generator.nextBool(probability: 0.43)
        let paysAnnuity = closed == nil || generator.nextBool(probability: 0.3)
        row.decimal(knowsAnnuity ? (paysAnnuity ? amount / 14 : 0) : nil, places: 2)
        row.endRecord()
    }

    /// Adds the loan's months to `bureau_balance`, latest first.
    func writeMonths(
        to row: inout RecordBuffer,
        id: Int,
        discipline: Double,
        using generator: inout SeededGenerator
    ) {
        let first = max(granted / 30, -96)
        let last = closed.map { max($0 / 30, first) } ?? 0
        // Some loans were reported until they closed, others ever since.
        let latest = generator.nextBool(probability: 0.8) ? 0 : last
        let unknownShare = generator.nextBool(probability: 0.42) ? 0.82 : 0.12
        let slip = clamped(0.02 * exp(-0.95 * discipline), 0.0005, 0.3)
        var late = daysOverdue > 0 ? min(1 + daysOverdue / 30, 5) : 0
        var month = latest
        while month >= first {
            row.beginRecord()
            row.integer(id)
            row.integer(month)
            if closed != nil, month > last || (month == last && latest == 0) {
                row.level(6, of: HistoryLevels.monthStatus)
            } else if generator.nextBool(probability: unknownShare), late == 0 {
                row.level(7, of: HistoryLevels.monthStatus)
            } else {
                row.level(late, of: HistoryLevels.monthStatus)
                if late > 0 {
                    late = generator.nextBool(probability: 0.75) ? late - 1 : late
                } else if generator.nextBool(probability: slip) {
                    late = generator.nextBool(probability: 0.88) ? 1 : 1 + generator.nextIndex(below: 5)
                }
            }
            row.endRecord()
            month -= 1
        }
    }
}
