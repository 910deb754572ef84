import Statistics

extension PreviousApplication {
    /// Adds the row of `previous_application`.
    func write(
        to row: inout RecordBuffer,
        client: Int,
        id: Int,
        due: DueDays,
        using generator: inout SeededGenerator
    ) {
        let isFilled = status == .approved || (status == .refused && generator.nextBool(probability: 0.84))
        row.beginRecord()
        row.integer(id)
        row.integer(client)
        row.level(kind.rawValue, of: HistoryLevels.contractType)
        row.decimal(isFilled ? annuity : nil, places: 3)
        row.decimal(asked, places: 3)
        row.decimal(isFilled ? credit : 0, places: 3)
        let paysDown = kind == .consumer && isFilled
        row.decimal(paysDown ? downPayment : nil, places: 3)
        row.decimal(asked > 0 ? asked : nil, places: 3)
        row.level(HistoryLevels.weekday.draw(&generator), of: HistoryLevels.weekday)
        row.integer(clamped(Int((12.5 + 3.3 * generator.nextNormal()).rounded()), 0, 23))
        row.letter(generator.nextBool(probability: 0.9957))
        row.flag(generator.nextBool(probability: 0.9967))
        row.decimal(paysDown && asked > 0 ? downPayment / asked : nil, places: 12)
        let hasRates = kind == .consumer && generator.nextBool(probability: 0.0085)
        row.decimal(hasRates ? 0.13 + 0.07 * generator.nextUniform() : nil, places: 12)
        row.decimal(hasRates ? 0.6 + 0.26 * generator.nextUniform() : nil, places: 12)
        writeCircumstances(to: &row, using: &generator)
        writeProduct(to: &row, isFilled: isFilled, using: &generator)
        writeDays(due, to: &row, using: &generator)
        row.endRecord()
    }

    private func writeCircumstances(to row: inout RecordBuffer, using generator: inout SeededGenerator) {
        if kind == .cash {
            let isPlain = status == .canceled
            row.level(isPlain ? 0 : HistoryLevels.purpose.draw(&generator), of: HistoryLevels.purpose)
        } else {
            row.level(1, of: HistoryLevels.unknown)
        }
        row.level(status.rawValue, of: HistoryLevels.status)
        row.integer(decided)
        let byBank = status != .canceled && generator.nextBool(probability: 0.76)
        let rare = generator.nextUniform()
        row.level(rare < 0.005 ? 2 : rare < 0.0054 ? 3 : byBank ? 0 : 1, of: HistoryLevels.paymentType)
        if status == .refused {
            row.level(HistoryLevels.rejectReason.draw(&generator), of: HistoryLevels.rejectReason)
        } else {
            row.level(status == .unused ? 1 : 0, of: HistoryLevels.noReason)
        }
        let hasSuite = status != .canceled && generator.nextBool(probability: 0.64)
        row.level(hasSuite ? HistoryLevels.suite.draw(&generator) : nil, of: HistoryLevels.suite)
        row.level(HistoryLevels.clientType.draw(&generator), of: HistoryLevels.clientType)
    }

    private func writeProduct(
        to row: inout RecordBuffer,
        isFilled: Bool,
        using generator: inout SeededGenerator
    ) {
        let isConsumer = kind == .consumer
        if isConsumer {
            row.level(goodsCategory, of: HistoryLevels.goodsCategory)
        } else {
            row.level(0, of: HistoryLevels.unknown)
        }
        let crossSold = generator.nextBool(probability: kind == .cash ? 0.79 : 0.66)
        let hasProduct = status != .canceled && kind != .unknown
        row.level(hasProduct ? [1, 0, 2, 4][kind.rawValue] : 4, of: HistoryLevels.portfolio)
        row.level(hasProduct && !isConsumer ? (crossSold ? 1 : 2) : 0, of: HistoryLevels.productType)
        let channels = isConsumer ? HistoryLevels.consumerChannel : HistoryLevels.cashChannel
        row.level(channels.draw(&generator), of: channels)
        if isConsumer {
            row.integer(Int(min(generator.nextAmount(median: 80, spread: 1.6), 5_000)))
            row.level(HistoryLevels.sellerIndustry.draw(&generator), of: HistoryLevels.sellerIndustry)
        } else {
            row.integer(-1)
            row.level(0, of: HistoryLevels.unknown)
        }
        row.whole(isFilled ? months : nil)
        row.level(yieldGroup, of: HistoryLevels.yieldGroup)
        // The real table leaves the combination out for some 0.02 % of rows.
        row.level(kind == .unknown ? nil : product(crossSold: crossSold), of: HistoryLevels.product)
    }

    /// The product's place among the levels.
    private func product(crossSold: Bool) -> Int {
        switch kind {
        case .cash:
            guard yieldGroup < 4 else { return 0 }
            return (crossSold ? 1 : 4) + max(yieldGroup - 1, 0)
        case .revolving, .unknown: return crossSold && status != .canceled ? 8 : 7
        case .consumer:
            let free = yieldGroup == 0 ? 1 : 0
            // Mobile; furniture and construction; household electronics; the rest.
            switch goodsCategory {
            case 0: return 9 + free
            case 4, 5, 6: return 13 + free
            case 1, 2, 3, 7: return 11 + free
            default: return 15 + free
            }
        }
    }

    private func writeDays(_ due: DueDays, to row: inout RecordBuffer, using generator: inout SeededGenerator) {
        guard isApproved, generator.nextBool(probability: 0.959) else {
            for _ in 0..<6 { row.missing() }
            return
        }
        row.whole(due.firstDrawing)
        row.whole(due.firstDue)
        row.whole(due.lastDueFirstVersion)
        row.whole(due.lastDue)
        row.whole(due.termination)
        row.whole(kind != .revolving && generator.nextBool(probability: 0.37) ? 1 : 0)
    }
}
