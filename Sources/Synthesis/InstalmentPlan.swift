import Statistics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension LenderRecords {
    /// Adds the months and payments of a loan that is repaid in instalments.
    mutating func appendInstalments(
        of previous: PreviousApplication,
        contract: Contract,
        using generator: inout SeededGenerator
    ) -> DueDays {
        let plan = InstalmentPlan(previous: previous, person: contract.person, using: &generator)
        var days = DueDays()
        days.firstDue = plan.dueDay(1)
        days.lastDueFirstVersion = plan.dueDay(plan.planned)
        if previous.kind == .cash, generator.nextBool(probability: 0.07) { days.firstDrawing = previous.decided }
        var lastMonth = 0
        let signed = plan.dueDay(1) / 30 - 2
        if signed >= -96, signed < 0, generator.nextBool(probability: 0.1) {
            appendMonth(signed, left: plan.planned, status: 2, overdue: 0, plan: plan, contract: contract)
        }
        for place in 1...plan.paid {
            let due = plan.dueDay(place)
            guard due < 0 else { break }
            let overdue = appendPayments(place, of: plan, contract: contract, using: &generator)
            let month = due / 30 - 1
            lastMonth = month
            guard month >= -96 else { continue }
            let left = place == plan.paid ? 0 : plan.planned - place
            appendMonth(
                month, left: left, status: overdue > 150 ? 3 : 0, overdue: overdue, plan: plan, contract: contract)
        }
        if plan.dueDay(plan.paid) < 0 {
            days.lastDue = plan.dueDay(plan.paid)
            if generator.nextBool(probability: 0.97) {
                days.termination = min(days.lastDue + 2 + generator.nextIndex(below: 9), -1)
            }
            if lastMonth + 1 < 0, lastMonth + 1 >= -96 {
                appendMonth(lastMonth + 1, left: 0, status: 1, overdue: 0, plan: plan, contract: contract)
            }
        }
        return days
    }

    private mutating func appendMonth(
        _ month: Int,
        left: Int,
        status: Int,
        overdue: Int,
        plan: InstalmentPlan,
        contract: Contract
    ) {
        posCashBalance.beginRecord()
        posCashBalance.integer(contract.previous)
        posCashBalance.integer(contract.client)
        posCashBalance.integer(month)
        posCashBalance.whole(status == 1 ? plan.paid : plan.planned)
        posCashBalance.whole(left)
        posCashBalance.level(status, of: HistoryLevels.monthlyStatus)
        posCashBalance.integer(overdue)
        // Small debts are tolerated in the second measure.
        posCashBalance.integer(overdue > 5 && plan.amount > 4_000 ? overdue : 0)
        posCashBalance.endRecord()
    }

    /// Adds one instalment's payments; returns the days past due at the end of its month.
    private mutating func appendPayments(
        _ place: Int,
        of plan: InstalmentPlan,
        contract: Contract,
        using generator: inout SeededGenerator
    ) -> Int {
        let isLastOfShortened = place == plan.paid && plan.paid < plan.planned
        let amount = isLastOfShortened ? plan.amount * Double(1 + (plan.planned - plan.paid)) * 0.93 : plan.amount
        let version = isLastOfShortened ? 2 : 1
        let due = plan.dueDay(place)
        let delay = plan.delay(using: &generator)
        // A delay that reaches today is a payment that has not come.
        let entry = due + delay < 0 ? due + delay : nil
        let record = PaymentRecord(version: version, place: place, due: due, amount: amount)
        guard let entry else {
            appendPayment(record, entry: nil, paid: nil, contract: contract)
            return min(-due, 30)
        }
        if generator.nextBool(probability: plan.splitShare) {
            let share = 0.1 + 0.8 * generator.nextUniform()
            let part = (amount * share * 1_000).rounded() / 1_000
            appendPayment(record, entry: entry, paid: part, contract: contract)
            let isCompleted = generator.nextBool(probability: plan.completionShare)
            if isCompleted {
                let rest = min(entry + generator.nextIndex(below: 12), -1)
                appendPayment(record, entry: rest, paid: amount - part, contract: contract)
            }
        } else {
            appendPayment(record, entry: entry, paid: amount, contract: contract)
        }
        return max(0, delay - generator.nextIndex(below: 30))
    }

    /// Adds one row of `installments_payments`.
    mutating func appendPayment(_ record: PaymentRecord, entry: Int?, paid: Double?, contract: Contract) {
        installmentsPayments.beginRecord()
        installmentsPayments.integer(contract.previous)
        installmentsPayments.integer(contract.client)
        installmentsPayments.whole(record.version)
        installmentsPayments.integer(record.place)
        installmentsPayments.whole(record.due)
        installmentsPayments.whole(entry)
        installmentsPayments.decimal(record.amount, places: 3)
        installmentsPayments.decimal(paid, places: 3)
        installmentsPayments.endRecord()
    }
}

/// What was due, of which a payment covers all or a part.
struct PaymentRecord {
    let version: Int
    let place: Int
    let due: Int
    let amount: Double
}

/// How a loan is repaid, and how carefully.
struct InstalmentPlan {
    /// Instalments agreed on, and instalments in fact: fewer when repaid early.
    let planned: Int
    let paid: Int
    let amount: Double
    /// Chance that an instalment comes in parts, and that the parts then add up.
    let splitShare: Double
    let completionShare: Double
    private let firstDue: Int
    private let lateShare: Double
    private let meanDelay: Double
    private let severeShare: Double

    init(previous: PreviousApplication, person: Person, using generator: inout SeededGenerator) {
        planned = max(previous.months, 1)
        amount = previous.annuity
        firstDue = previous.decided + 30 + generator.nextIndex(below: 10)
        let repaysEarly = generator.nextBool(probability: clamped(0.28 - 0.07 * person.stress, 0.05, 0.8))
        paid = repaysEarly ? max(1, Int((Double(planned) * generator.nextUniform()).rounded(.up))) : planned
        let laxity = -person.discipline
        let mood = 0.5 * generator.nextNormal()
        lateShare = logistic(-2.35 + 0.75 * laxity + 0.15 * person.stress + mood)
        meanDelay = 7 * exp(0.22 * laxity)
        severeShare = min(0.012 * exp(0.7 * laxity + 0.2 * person.stress), 0.3)
        splitShare = clamped(0.055 + 0.015 * person.stress, 0.005, 0.15)
        completionShare = clamped(0.9 - 0.05 * laxity, 0.4, 1)
    }

    /// The day on which an instalment falls due, counted from 1.
    func dueDay(_ place: Int) -> Int { firstDue + (place - 1) * 487 / 16 }

    /// Days between due day and payment; negative for the early, as most are.
    func delay(using generator: inout SeededGenerator) -> Int {
        if generator.nextBool(probability: lateShare) {
            let isSevere = generator.nextBool(probability: severeShare)
            return 1 + min(Int(generator.nextExponential(mean: isSevere ? 90 : meanDelay)), 900)
        }
        guard generator.nextBool(probability: 0.78) else { return 0 }
        return -min(Int(generator.nextExponential(mean: 12)), 180)
    }
}
