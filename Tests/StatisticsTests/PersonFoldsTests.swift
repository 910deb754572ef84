import Statistics
import Testing

@Suite("Folds by person")
struct PersonFoldsTests {
    /// Rows of persons with one to four applications, about one in ten a default.
    private func portfolio(_ count: Int, seed: UInt64) -> (persons: [Int32], outcomes: [Bool]) {
        var generator = SeededGenerator(seed: seed)
        var persons: [Int32] = []
        var outcomes: [Bool] = []
        for person in 0..<count {
            let risk = generator.nextBool(probability: 0.1) ? 0.6 : 0.05
            for _ in 0...(generator.nextBool(probability: 0.2) ? generator.nextIndex(below: 4) : 0) {
                persons.append(Int32(person * 3 + 1))
                outcomes.append(generator.nextBool(probability: risk))
            }
        }
        var first = SeededGenerator(seed: seed + 1)
        let order = shuffled([Int](persons.indices), using: &first)
        return (order.map { persons[$0] }, order.map { outcomes[$0] })
    }

    @Test("Every person is in exactly one fold, every row held out once", arguments: [2, 3, 5, 10])
    func partition(count: Int) throws {
        let (persons, outcomes) = portfolio(2_000, seed: 4)
        let folds = try PersonFolds(persons: persons, outcomes: outcomes, count: count, seed: 1)
        var foldsOfPerson: [Int32: Set<Int>] = [:]
        for (row, fold) in folds.folds.enumerated() { foldsOfPerson[persons[row], default: []].insert(fold) }
        #expect(foldsOfPerson.values.allSatisfy { $0.count == 1 })
        #expect((0..<count).flatMap { folds.heldOut($0) }.sorted() == [Int](persons.indices))
        for fold in 0..<count {
            let (inside, outside) = (folds.heldOut(fold), folds.training(fold))
            #expect(inside.count + outside.count == persons.count)
            #expect(Set(inside.map { persons[$0] }).isDisjoint(with: outside.map { persons[$0] }))
        }
    }

    @Test("Defaults, their rates and sizes are as equal as persons allow", arguments: [UInt64](1...5))
    func balance(seed: UInt64) throws {
        let (persons, outcomes) = portfolio(3_000, seed: seed)
        let mean = Double(outcomes.count { $0 }) / Double(outcomes.count)
        for count in [3, 5, 8] {
            let folds = try PersonFolds(persons: persons, outcomes: outcomes, count: count, seed: seed)
            let sides = (0..<count).map { folds.heldOut($0) }
            let defaults = sides.map { rows in rows.count { outcomes[$0] } }
            let sizes = sides.map(\.count)
            #expect(try #require(defaults.max()) - #require(defaults.min()) <= 1)
            for (size, bad) in zip(sizes, defaults) {
                #expect(abs(Double(bad) / Double(size) / mean - 1) < 0.01)
                #expect(Double(size) <= 1.1 * Double(persons.count) / Double(count) + 4)
            }
        }
    }

    @Test("Default rates are nearer to each other than those of scikit-learn's StratifiedGroupKFold")
    func peer() throws {
        let golden = try JudgingGolden.read()
        let rows = golden.rows
        for peer in golden.folds {
            var deviations: [Double] = []
            for folds in try PersonFolds.repeated(
                persons: rows.persons, outcomes: rows.outcomes, count: peer.folds, repetitions: 10, seed: 3)
            {
                let rates = (0..<peer.folds).map { fold in
                    let held = folds.heldOut(fold)
                    return Double(held.count { rows.outcomes[$0] }) / Double(held.count)
                }
                let mean = rates.reduce(0, +) / Double(rates.count)
                deviations.append(
                    (rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rates.count)).squareRoot())
            }
            #expect(deviations.reduce(0, +) / 10 <= peer.meanDeviation)
        }
    }

    @Test("The seed decides, repetitions differ, and the order of the rows does not matter")
    func determinism() throws {
        let (persons, outcomes) = portfolio(500, seed: 8)
        let folds = try PersonFolds(persons: persons, outcomes: outcomes, seed: 5)
        #expect(try PersonFolds(persons: persons, outcomes: outcomes, seed: 5) == folds)
        #expect(try PersonFolds(persons: persons, outcomes: outcomes, seed: 6) != folds)
        let repeated = try PersonFolds.repeated(persons: persons, outcomes: outcomes, repetitions: 4, seed: 5)
        #expect(repeated[0] == folds && Set(repeated).count == 4)
        let backwards = try PersonFolds(persons: persons.reversed(), outcomes: outcomes.reversed(), seed: 5)
        #expect(backwards.folds == folds.folds.reversed())
    }

    @Test("A person alone with many defaults takes a fold's share, and each fold still has both kinds")
    func heavyPerson() throws {
        let persons = [Int32](repeating: 1, count: 12) + (2...9).map { Int32($0) }
        let outcomes = [Bool](repeating: true, count: 12) + [true, true, false, false, false, false, false, false]
        let folds = try PersonFolds(persons: persons, outcomes: outcomes, count: 3, seed: 2)
        for fold in 0..<3 {
            let held = folds.heldOut(fold)
            #expect(held.contains { outcomes[$0] } && held.contains { !outcomes[$0] })
        }
        #expect(Set(folds.folds.prefix(12)).count == 1)
    }

    @Test(
        "What cannot be folded is refused in a sentence that says what to do",
        arguments: [
            ([1, 2], [true, false], 1, "Cross-validation needs at least 2 folds."),
            ([], [], 3, "There are no applications to divide into folds."),
            ([1, 2, 3], [true, true, true], 2, "All applications are defaults: folds need repaid applications too."),
            ([1, 2, 3], [false, false, false], 2, "No application is a default: folds need some of both kinds."),
            (
                [1, 1, 2], [true, false, true], 3,
                "There are 2 persons for 3 folds: ask for no more folds than persons."
            ),
            (
                [1, 2, 3, 4], [true, true, false, false], 3,
                "Persons with a default: 2, so that a fold would have none; ask for at most 2 folds."
            ),
            (
                [1, 2, 3], [true, false, false], 2,
                "Persons with a default: 1, so that a fold would have none; bring more applications."
            ),
            (
                [1, 2, 3, 4], [true, true, true, false], 2,
                "Persons with a repaid application: 1, so that a fold would have none; bring more applications."
            ),
        ] as [([Int32], [Bool], Int, String)])
    func refusals(persons: [Int32], outcomes: [Bool], count: Int, message: String) {
        let error = #expect(throws: StatisticsError.self) {
            try PersonFolds(persons: persons, outcomes: outcomes, count: count, seed: 1)
        }
        #expect(error?.description == message)
        #expect(error?.code == (count < 2 ? .invalidSetting : .unusableData))
    }
}
