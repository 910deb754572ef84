import Statistics

/// Labelled rows divided once: those kept for the final judgement, and those that everything else is done on.
///
/// Persons are dealt without a look at outcomes, so that not even the division depends on the outcomes of test rows.
struct HoldOut: Hashable, Sendable {
    /// Rows on which models are made and compared, rising.
    let development: [Int]
    /// Rows that are looked at once, at the end, rising; empty when no share is kept.
    let test: [Int]

    /// Divides rows; those without outcome take no part.
    ///
    /// - Parameter share: Of persons, in 0..<1.
    init(persons: [Int32], outcomes: [Bool?], share: Double, seed: UInt64) {
        var order: [Int32] = []
        var known: Set<Int32> = []
        for (person, outcome) in zip(persons, outcomes) where outcome != nil && known.insert(person).inserted {
            order.append(person)
        }
        var generator = SeededGenerator(seed: seed, stream: 1)
        let kept = Set(shuffled(order, using: &generator).prefix(Int((Double(order.count) * share).rounded())))
        let labelled = outcomes.indices.filter { outcomes[$0] != nil }
        development = labelled.filter { !kept.contains(persons[$0]) }
        test = labelled.filter { kept.contains(persons[$0]) }
    }
}
