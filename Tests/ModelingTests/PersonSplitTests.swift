import Modeling
import Statistics
import Testing

@Suite("The split by person")
struct PersonSplitTests {
    /// Rows of 4,000 persons, one to three each, every tenth row without outcome, one person in five defaulting.
    private static let rows: (persons: [Int32], outcomes: [Bool?]) = {
        var generator = SeededGenerator(seed: 3)
        var persons: [Int32] = []
        var outcomes: [Bool?] = []
        for person in 0..<4_000 {
            let defaults = generator.nextBool(probability: 0.2)
            for _ in 0...generator.nextIndex(below: 3) {
                persons.append(Int32(person))
                outcomes.append(
                    generator.nextBool(probability: 0.1) ? nil : defaults && generator.nextBool(probability: 0.7))
            }
        }
        // Rows of one person lie far apart.
        let order = shuffled(Array(persons.indices), using: &generator)
        return (order.map { persons[$0] }, order.map { outcomes[$0] })
    }()

    private func split(seed: UInt64 = 1, validation: Double = 0.2, test: Double = 0.1) -> PersonSplit {
        PersonSplit(
            persons: Self.rows.persons, outcomes: Self.rows.outcomes, validation: validation, test: test, seed: seed)
    }

    @Test("puts every labelled row on one side and no other row", arguments: [1, 2, 3] as [UInt64])
    func complete(seed: UInt64) {
        let split = split(seed: seed)
        let all = split.training + split.validation + split.test
        #expect(all.sorted() == Self.rows.outcomes.indices.filter { Self.rows.outcomes[$0] != nil })
        for side in [split.training, split.validation, split.test] { #expect(side == side.sorted()) }
    }

    @Test("puts no person on two sides", arguments: [1, 2, 3] as [UInt64])
    func disjoint(seed: UInt64) {
        let split = split(seed: seed)
        let sides = [split.training, split.validation, split.test].map { Set($0.map { Self.rows.persons[$0] }) }
        #expect(sides[0].isDisjoint(with: sides[1]))
        #expect(sides[0].isDisjoint(with: sides[2]))
        #expect(sides[1].isDisjoint(with: sides[2]))
    }

    @Test("gives each side its share of persons and the same share of defaulting persons")
    func shares() {
        let split = split()
        var defaulting: Set<Int32> = [], all: Set<Int32> = []
        for (person, outcome) in zip(Self.rows.persons, Self.rows.outcomes) {
            if outcome != nil { all.insert(person) }
            if outcome == true { defaulting.insert(person) }
        }
        let overall = Double(defaulting.count) / Double(all.count)
        for (side, share) in [(split.training, 0.7), (split.validation, 0.2), (split.test, 0.1)] {
            let persons = Set(side.map { Self.rows.persons[$0] })
            #expect(abs(Double(persons.count) - share * Double(all.count)) <= 2)
            #expect(abs(Double(persons.intersection(defaulting).count) / Double(persons.count) - overall) < 0.01)
        }
    }

    @Test("is decided by the seed")
    func seed() {
        #expect(split(seed: 1) == split(seed: 1))
        #expect(split(seed: 1) != split(seed: 2))
    }

    @Test("keeps the test side when the validation share changes")
    func stable() { #expect(split(validation: 0.2).test == split(validation: 0.4).test) }
}
