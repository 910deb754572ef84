import Statistics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension Applicant {
    /// Adds the client's row of `application_train`, or of `application_test` when the outcome is not told.
    func write(to row: inout RecordBuffer, using generator: inout SeededGenerator) {
        row.beginRecord()
        row.integer(id)
        if isLabelled { row.flag(isDefault) }
        writeLoan(to: &row, using: &generator)
        writeDates(to: &row, using: &generator)
        writePlace(to: &row, using: &generator)
        row.decimal(scores.first, places: 15)
        row.decimal(scores.second, places: 15)
        row.decimal(scores.third, places: 15)
        Building(region: person.region, using: &generator).write(to: &row, using: &generator)
        writeCircle(to: &row, using: &generator)
        writeDocuments(to: &row, using: &generator)
        writeEnquiries(to: &row, using: &generator)
        row.endRecord()
    }

    private func writeLoan(to row: inout RecordBuffer, using generator: inout SeededGenerator) {
        let ownsCar = generator.nextBool(probability: person.gender == 1 ? 0.53 : 0.24)
        let carAge = drawCarAge(using: &generator)
        row.level(loan.isRevolving ? 1 : 0, of: ApplicationLevels.contractType)
        row.level(person.gender, of: ApplicationLevels.gender)
        row.letter(ownsCar)
        row.letter(generator.nextBool(probability: 0.698))
        row.integer(person.children)
        row.decimal(person.income, places: 1)
        row.decimal(loan.credit, places: 1)
        row.decimal(generator.nextBool(probability: 0.00004) ? nil : loan.annuity, places: 1)
        row.decimal(generator.nextBool(probability: 0.0009) ? nil : loan.goods, places: 1)
        let hasSuite = generator.nextBool(probability: 0.9958)
        row.level(hasSuite ? ApplicationLevels.suite.draw(&generator) : nil, of: ApplicationLevels.suite)
        row.level(
            person.incomeType,
            of: person.works ? ApplicationLevels.incomeType : ApplicationLevels.inactiveIncomeType
        )
        row.level(person.education, of: ApplicationLevels.education)
        row.level(person.familyStatus, of: ApplicationLevels.familyStatus)
        row.level(person.housing, of: ApplicationLevels.housing)
        row.level(person.region.population, of: ApplicationLevels.regionPopulation)
        row.integer(person.birth - elapsed)
        row.integer(person.employed.map { $0 - elapsed } ?? Sentinel.days)
        row.whole(person.registration - elapsed)
        row.integer(person.idPublish - elapsed)
        row.whole(ownsCar ? carAge : nil)
    }

    /// Mostly up to 30 years, with the spike at 64 and 65 of the real table.
    private func drawCarAge(using generator: inout SeededGenerator) -> Int {
        if generator.nextBool(probability: 0.031) { return generator.nextBool(probability: 0.7) ? 64 : 65 }
        return min(Int(generator.nextExponential(mean: 10.5)), 63)
    }

    private func writeDates(to row: inout RecordBuffer, using generator: inout SeededGenerator) {
        row.flag(true)
        row.flag(person.works)
        row.flag(person.works && generator.nextBool(probability: 0.242))
        row.flag(generator.nextBool(probability: 0.9983))
        row.flag(generator.nextBool(probability: 0.278))
        row.flag(generator.nextBool(probability: 0.0557))
        row.level(person.occupation, of: ApplicationLevels.occupation)
        // Levels 0 and 2 are those who live as a couple.
        row.whole(person.children + (person.familyStatus == 0 || person.familyStatus == 2 ? 2 : 1))
        row.integer(person.region.rating)
        row.integer(person.region.ratingWithCity)
        row.level(ApplicationLevels.weekday.draw(&generator), of: ApplicationLevels.weekday)
        row.integer(clamped(Int((12.05 + 3.26 * generator.nextNormal()).rounded()), 0, 23))
    }

    private func writePlace(to row: inout RecordBuffer, using generator: inout SeededGenerator) {
        let region = person.region
        row.flag(region.livesElsewhere)
        row.flag(region.worksElsewhere)
        row.flag(region.worksElsewhere && generator.nextBool(probability: 0.8))
        row.flag(region.livesInOtherCity)
        row.flag(region.worksInOtherCity)
        row.flag(region.worksInOtherCity && generator.nextBool(probability: 0.78))
        row.level(
            person.organization,
            of: person.works ? ApplicationLevels.organization : ApplicationLevels.noOrganization
        )
    }

    /// The client's social circle and telephone; friends of the indebted default more.
    private func writeCircle(to row: inout RecordBuffer, using generator: inout SeededGenerator) {
        if generator.nextBool(probability: 0.0035) {
            for _ in 0..<4 { row.missing() }
        } else {
            let size = generator.nextExponential(mean: 1.43)
            let observed = min(generator.nextCount(mean: size), 20)
            let share = clamped(0.1 + 0.025 * person.stress, 0.01, 0.3)
            var defaulted = 0
            for _ in 0..<observed where generator.nextBool(probability: share) { defaulted += 1 }
            let recent = generator.nextBool(probability: 0.012) ? max(observed - 1, 0) : observed
            row.whole(observed)
            row.whole(defaulted)
            row.whole(recent)
            row.whole(min(recent, generator.nextBool(probability: 0.3) ? max(defaulted - 1, 0) : defaulted))
        }
        let stability = exp(0.12 * person.discipline)
        let change = -Int(min(generator.nextExponential(mean: 960 * stability), 4_200))
        row.whole(generator.nextBool(probability: 0.12) ? 0 : change)
    }

    private func writeDocuments(to row: inout RecordBuffer, using generator: inout SeededGenerator) {
        for share in Self.documentShares { row.flag(generator.nextBool(probability: share)) }
    }

    /// Shares of clients who gave documents 2 to 21.
    private static let documentShares = [
        0.00004, 0.71, 0.00008, 0.0151, 0.088, 0.00019, 0.0813, 0.0039, 0.00002, 0.0039, 0.00001, 0.0035, 0.0029,
        0.0012,
        0.0099, 0.00027, 0.0081, 0.0006, 0.0005, 0.0003,
    ]

    /// Enquiries at the bureau, unknown for most clients that it does not know.
    private func writeEnquiries(to row: inout RecordBuffer, using generator: inout SeededGenerator) {
        guard generator.nextBool(probability: hasBureau ? 0.995 : 0.08) else {
            for _ in 0..<6 { row.missing() }
            return
        }
        let hunger = exp(0.18 * person.stress)
        row.whole(generator.nextCount(mean: 0.0064))
        row.whole(generator.nextCount(mean: 0.007))
        row.whole(generator.nextCount(mean: 0.034 * hunger))
        row.whole(min(generator.nextCount(mean: generator.nextExponential(mean: 0.27)), 20))
        row.whole(min(generator.nextCount(mean: generator.nextExponential(mean: 0.26)), 5))
        row.whole(min(generator.nextCount(mean: generator.nextExponential(mean: 1.88 * hunger)), 25))
    }
}

/// Values that stand for "none" in the real tables.
enum Sentinel {
    /// A thousand years, in days.
    static let days = 365_243
}
