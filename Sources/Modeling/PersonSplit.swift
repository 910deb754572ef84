import Statistics

/// Rows divided between learning, choosing and judging, no person on two sides.
public struct PersonSplit: Hashable, Sendable {
    /// Rows that the model learns from.
    public let training: [Int]
    /// Rows that stop the learning, calibrate it and set the threshold.
    public let validation: [Int]
    /// Rows that are looked at once, at the end.
    public let test: [Int]

    /// Divides the labelled rows by person, with the same share of defaulting persons on each side.
    ///
    /// Persons are shuffled within two strata (any default among their rows, none) and dealt in the order test, validation,
    /// training, so that a side's size does not depend on the others'. Complexity: O(rows).
    ///
    /// - Parameters:
    ///   - persons: a number per row; rows of one person share it.
    ///   - outcomes: whether each row is a default; rows without outcome take no part.
    ///   - validation: share of persons for validation, and `test` for test, each 0 or more; together below 1.
    ///   - seed: the same seed and rows give the same split.
    public init(persons: [Int32], outcomes: [Bool?], validation: Double, test: Double, seed: UInt64) {
        var rowsOfPerson: [Int32: [Int]] = [:]
        var order: [Int32] = []
        for (row, person) in persons.enumerated() where outcomes[row] != nil {
            if rowsOfPerson[person] == nil { order.append(person) }
            rowsOfPerson[person, default: []].append(row)
        }
        var generator = SeededGenerator(seed: seed)
        var sides: [[Int]] = [[], [], []]
        for defaulted in [true, false] {
            let stratum = order.filter { person in
                (rowsOfPerson[person] ?? []).contains { outcomes[$0] == true } == defaulted
            }
            let dealt = shuffled(stratum, using: &generator)
            let testEnd = Int((Double(dealt.count) * test).rounded())
            let validationEnd = testEnd + Int((Double(dealt.count) * validation).rounded())
            for (position, person) in dealt.enumerated() {
                let side = position < testEnd ? 2 : position < validationEnd ? 1 : 0
                sides[side] += rowsOfPerson[person] ?? []
            }
        }
        training = sides[0].sorted()
        self.validation = sides[1].sorted()
        self.test = sides[2].sorted()
    }
}
