import Statistics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension LenderRecords {
    /// Adds the months of a card, and the payments made on it.
    mutating func appendCard(
        of previous: PreviousApplication,
        contract: Contract,
        using generator: inout SeededGenerator
    ) -> DueDays {
        var days = DueDays()
        if generator.nextBool(probability: 0.65) {
            days.firstDrawing = min(previous.decided + generator.nextIndex(below: 200), -1)
            days.firstDue = min(days.firstDrawing + 30, -1)
        }
        let first = max(previous.decided / 30, -96)
        guard first < 0, generator.nextBool(probability: 0.88) else { return days }
        var card = CreditCard(of: previous, person: contract.person, using: &generator)
        var payments = 0
        for month in first..<0 {
            card.advance(using: &generator)
            card.write(to: &creditCardBalance, month: month, contract: contract, using: &generator)
            guard card.paid > 0 else { continue }
            let parts = generator.nextBool(probability: 0.75) ? 2 : 1
            for part in 0..<parts {
                payments += 1
                let due = month * 30 - 5 + 7 * part
                let least = max(card.leastPayment, 45)
                let record = PaymentRecord(version: 0, place: payments, due: due, amount: least)
                let entry = min(due - 4 + card.delay, -1)
                appendPayment(record, entry: entry, paid: card.paid / Double(parts), contract: contract)
            }
        }
        if generator.nextBool(probability: 0.2) {
            days.lastDue = -1 - generator.nextIndex(below: 30)
            days.termination = days.lastDue
        }
        return days
    }
}

/// A card and its balance, month after month.
struct CreditCard {
    /// Yearly share of the balance that interest adds, over twelve.
    private static let monthlyInterest = 0.022

    private let limit: Double
    private let isUsed: Bool
    private let appetite: Double
    private let carelessness: Double
    private let cashShare: Double
    private var balance = 0.0
    private var months = 0
    private var atATM = 0.0
    private var atShops = 0.0
    private var elsewhere = 0.0
    private var drawings = (atm: 0, shops: 0, elsewhere: 0)
    private(set) var paid = 0.0
    private(set) var leastPayment = 0.0
    private(set) var daysOverdue = 0
    /// Days by which the month's payment made up for a missed one.
    private(set) var delay = 0

    init(of previous: PreviousApplication, person: Person, using generator: inout SeededGenerator) {
        limit = clamped(rounded(previous.credit, to: 4_500), 22_500, 900_000)
        isUsed = generator.nextBool(probability: 0.7)
        appetite = logistic(-0.25 + 0.8 * person.stress + 0.6 * generator.nextNormal())
        carelessness = min(0.022 * exp(-0.85 * person.discipline), 0.4)
        cashShare = clamped(0.5 + 0.12 * person.stress, 0.1, 0.9)
    }

    /// Lets one month pass: drawings up to the appetite, interest, a payment or none.
    mutating func advance(using generator: inout SeededGenerator) {
        months += 1
        (atATM, atShops, elsewhere, paid) = (0, 0, 0, 0)
        delay = 0
        drawings = (0, 0, 0)
        guard isUsed else { return }
        let room = max(limit * appetite - balance, 0)
        if room > 900, generator.nextBool(probability: 0.5) {
            let drawn = room * generator.nextUniform()
            if generator.nextBool(probability: cashShare) {
                atATM = max(rounded(drawn * 0.8, to: 450), 450)
                drawings.atm = 1 + generator.nextIndex(below: 4)
            } else {
                atShops = (drawn * 0.5 * 1_000).rounded() / 1_000
                drawings.shops = 1 + generator.nextIndex(below: 6)
            }
            if generator.nextBool(probability: 0.01) {
                elsewhere = rounded(drawn * 0.1, to: 450)
                drawings.elsewhere = 1
            }
        }
        leastPayment = balance > 0 ? max(balance * 0.05, min(balance, 450)) : 0
        balance += balance * Self.monthlyInterest + atATM + atShops + elsewhere
        if leastPayment > 0, generator.nextBool(probability: carelessness) {
            daysOverdue = min(daysOverdue + 30, 360)
        } else if balance > 0 {
            delay = min(daysOverdue, 28)
            daysOverdue = 0
            paid = min(balance, leastPayment + generator.nextExponential(mean: balance * 0.12 + 450))
            balance -= paid
        }
    }

    /// Adds the month's row of `credit_card_balance`.
    func write(
        to row: inout RecordBuffer,
        month: Int,
        contract: Contract,
        using generator: inout SeededGenerator
    ) {
        let count = drawings.atm + drawings.shops + drawings.elsewhere
        let principal = balance * 0.96
        let isTold = isUsed || generator.nextBool(probability: 0.45)
        row.beginRecord()
        row.integer(contract.previous)
        row.integer(contract.client)
        row.integer(month)
        row.decimal(balance, places: 3)
        row.integer(Int(limit))
        row.decimal(isTold ? atATM : nil, places: 3)
        row.decimal(atATM + atShops + elsewhere, places: 3)
        row.decimal(isTold ? elsewhere : nil, places: 3)
        row.decimal(isTold ? atShops : nil, places: 3)
        let isFirst = months == 1 || (!isUsed && generator.nextBool(probability: 0.12))
        row.decimal(isFirst ? nil : leastPayment, places: 3)
        row.decimal(isTold ? paid : nil, places: 3)
        row.decimal(paid, places: 3)
        row.decimal(principal, places: 3)
        row.decimal(balance, places: 3)
        row.decimal(balance, places: 3)
        row.whole(isTold ? drawings.atm : nil)
        row.integer(count)
        row.whole(isTold ? drawings.elsewhere : nil)
        row.whole(isTold ? drawings.shops : nil)
        row.whole(isFirst ? nil : months - 1)
        let isOver = !isUsed && months > 12 && generator.nextBool(probability: 0.12)
        row.level(isOver ? 1 : 0, of: HistoryLevels.cardStatus)
        row.integer(daysOverdue)
        row.integer(daysOverdue > 30 ? 0 : daysOverdue)
        row.endRecord()
    }
}
