/// Rows dealt into folds, no person in two of them, with the same share of defaults in each as far as persons allow.
///
/// Persons with defaults are dealt first, most defaults first, each to the fold with the fewest; then the others, most
/// rows first, each to the fold with the highest default rate that is not yet a tenth larger than the mean. Folds so
/// differ by no more defaults than one person has, and in default rate by about one row. The seed decides who goes
/// where among persons alike; the order of the rows decides nothing.
public struct PersonFolds: Sendable, Hashable {
    /// How many folds.
    public let count: Int
    /// By row: its fold, in `0..<count`.
    public let folds: [Int]

    /// Deals rows.
    ///
    /// - Parameters:
    ///   - persons: A number per row; rows of one person share it.
    ///   - outcomes: One per row, true for a default.
    ///   - count: How many folds, at least 2.
    ///   - seed: The same seed and rows give the same folds.
    ///   - repetition: Another number deals the same rows anew under the same seed.
    /// - Throws: ``StatisticsError`` with fewer than two folds, no rows, one class only, more folds than persons, or a
    ///   fold that would hold no default or no repaid row.
    /// - Complexity: O(rows + persons · (log persons + folds)).
    public init(
        persons: [Int32], outcomes: [Bool], count: Int = 5, seed: UInt64, repetition: Int = 0
    ) throws(StatisticsError) {
        precondition(persons.count == outcomes.count, "one person per outcome")
        precondition(repetition >= 0, "a repetition that is not negative")
        var tallies: [Int32: (rows: Int, defaults: Int)] = [:]
        for (person, outcome) in zip(persons, outcomes) {
            tallies[person, default: (0, 0)].rows += 1
            tallies[person, default: (0, 0)].defaults += outcome ? 1 : 0
        }
        try Self.check(Array(tallies.values), count)
        var generator = SeededGenerator(seed: seed, stream: UInt64(repetition))
        let dealt = shuffled(tallies.keys.sorted(), using: &generator).enumerated()
            .map { place, person in
                let tally = tallies[person] ?? (0, 0)
                return (person: person, rows: tally.rows, defaults: tally.defaults, place: place)
            }
            .sorted { ($1.defaults, $1.rows, $0.place) < ($0.defaults, $0.rows, $1.place) }
        var sizes = [(rows: Int, defaults: Int)](repeating: (0, 0), count: count)
        var foldOfPerson: [Int32: Int] = [:]
        foldOfPerson.reserveCapacity(dealt.count)
        let room = 1.1 * Double(persons.count) / Double(count)
        for entry in dealt {
            let fold = sizes.indices.dropFirst().reduce(0) { best, fold in
                let (a, b) = (sizes[fold], sizes[best])
                guard entry.defaults == 0 else { return (a.defaults, a.rows) < (b.defaults, b.rows) ? fold : best }
                // First a fold without repaid rows, then one with room, then the one with the highest default rate.
                let (first, second) = (Self.need(a, room), Self.need(b, room))
                guard first == second else { return first < second ? fold : best }
                return a.rows * b.defaults < b.rows * a.defaults ? fold : best
            }
            sizes[fold].rows += entry.rows
            sizes[fold].defaults += entry.defaults
            foldOfPerson[entry.person] = fold
        }
        guard sizes.allSatisfy({ $0.rows > $0.defaults }) else {
            throw StatisticsError(
                .unusableData, "A fold would have no repaid application: ask for fewer than \(count) folds.")
        }
        self.count = count
        folds = persons.map { foldOfPerson[$0] ?? 0 }
    }

    /// Folds of several repetitions under one seed.
    ///
    /// - Parameters:
    ///   - persons: A number per row; rows of one person share it.
    ///   - outcomes: One per row, true for a default.
    ///   - count: How many folds, at least 2.
    ///   - repetitions: How many times to deal, at least 1.
    ///   - seed: The first repetition is that of `init` under the same seed.
    /// - Throws: As `init`.
    public static func repeated(
        persons: [Int32], outcomes: [Bool], count: Int = 5, repetitions: Int, seed: UInt64
    ) throws(StatisticsError) -> [PersonFolds] {
        precondition(repetitions > 0, "at least one repetition")
        var all: [PersonFolds] = []
        for repetition in 0..<repetitions {
            all.append(
                try PersonFolds(persons: persons, outcomes: outcomes, count: count, seed: seed, repetition: repetition))
        }
        return all
    }

    /// The rows of a fold, rising.
    ///
    /// - Parameter fold: In `0..<count`.
    public func heldOut(_ fold: Int) -> [Int] {
        precondition((0..<count).contains(fold), "a fold of these")
        return folds.indices.filter { folds[$0] == fold }
    }

    /// The rows outside a fold, rising.
    ///
    /// - Parameter fold: In `0..<count`.
    public func training(_ fold: Int) -> [Int] {
        precondition((0..<count).contains(fold), "a fold of these")
        return folds.indices.filter { folds[$0] != fold }
    }

    private static func need(_ fold: (rows: Int, defaults: Int), _ room: Double) -> Int {
        fold.rows == fold.defaults ? 0 : Double(fold.rows) < room ? 1 : 2
    }

    private static func check(_ tallies: [(rows: Int, defaults: Int)], _ count: Int) throws(StatisticsError) {
        guard count > 1 else {
            throw StatisticsError(.invalidSetting, "Cross-validation needs at least 2 folds.")
        }
        guard !tallies.isEmpty else {
            throw StatisticsError(.unusableData, "There are no applications to divide into folds.")
        }
        let defaulted = tallies.count { $0.defaults > 0 }
        let repaid = tallies.count { $0.rows > $0.defaults }
        guard defaulted > 0, repaid > 0 else {
            throw StatisticsError(
                .unusableData,
                defaulted > 0
                    ? "All applications are defaults: folds need repaid applications too."
                    : "No application is a default: folds need some of both kinds.")
        }
        guard tallies.count >= count else {
            throw StatisticsError(
                .unusableData,
                "There are \(tallies.count) persons for \(count) folds: ask for no more folds than persons.")
        }
        guard defaulted >= count else {
            throw StatisticsError(
                .unusableData,
                "Persons with a default: \(defaulted), so that a fold would have none; \(advice(defaulted))."
            )
        }
        guard repaid >= count else {
            throw StatisticsError(
                .unusableData,
                "Persons with a repaid application: \(repaid), so that a fold would have none; \(advice(repaid))."
            )
        }
    }

    private static func advice(_ most: Int) -> String {
        most > 1 ? "ask for at most \(most) folds" : "bring more applications"
    }
}
