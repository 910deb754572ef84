/// The percentile bootstrap interval of any statistic of rows, persons being drawn instead of rows.
///
/// Rows of one person resemble each other: drawing them apart makes intervals too narrow. Each replicate draws as many
/// persons as there are, with replacement, and a person's rows all come along (the cluster bootstrap of Davison and
/// Hinkley, *Bootstrap Methods*, 1997, §3.8); the number of rows so varies between replicates, and a statistic must
/// divide by the weights' sum. With one row per person it is
/// ``bootstrapInterval(count:replicates:level:seed:statistic:)``, draw for draw.
///
/// - Parameters:
///   - persons: A number per row; rows of one person share it. Without rows the interval is nil.
///   - replicates: How many resamples, at least 1.
///   - level: The coverage asked, strictly between 0 and 1.
///   - seed: Decides every draw.
///   - statistic: From the count of each row to the figure; nil where it is undefined.
/// - Returns: nil when fewer than half of the replicates are defined.
/// - Complexity: O(replicates · (rows + cost of the statistic)).
public func bootstrapInterval(
    persons: [Int32],
    replicates: Int = 500,
    level: Double = 0.95,
    seed: UInt64,
    statistic: (_ weights: [Int32]) throws -> Double?
) rethrows -> Interval? {
    precondition(replicates > 0, "at least one replicate")
    precondition(level > 0 && level < 1, "a level strictly between 0 and 1")
    guard !persons.isEmpty else { return nil }
    var draws = PersonDraws(Clusters(persons), seed: seed)
    var figures: [Double] = []
    for _ in 0..<replicates {
        draws.next()
        if let figure = try statistic(draws.rowWeights()), !figure.isNaN { figures.append(figure) }
    }
    return percentileInterval(figures, replicates: replicates, level: level)
}

/// Rows grouped by person, persons numbered by their first row.
struct Clusters {
    /// How many persons.
    let count: Int
    /// By row: its person, in `0..<count`.
    let ofRow: [Int32]

    init(_ persons: [Int32]) {
        var numbers: [Int32: Int32] = [:]
        ofRow = persons.map { person in
            if let known = numbers[person] { return known }
            let number = Int32(numbers.count)
            numbers[person] = number
            return number
        }
        count = numbers.count
    }

    /// Each row a person of its own when `persons` is nil.
    init(_ persons: [Int32]?, rows: Int) {
        if let persons { precondition(persons.count == rows, "one person per row") }
        self.init(persons ?? (0..<rows).map(Int32.init))
    }

    /// The sum over each person's rows.
    func sums(_ value: (_ row: Int) -> Double) -> [Double] {
        var sums = [Double](repeating: 0, count: count)
        for row in ofRow.indices { sums[Int(ofRow[row])] += value(row) }
        return sums
    }
}

/// Draws of persons with replacement, one replicate after the other.
struct PersonDraws {
    let clusters: Clusters
    /// By person: how often the current replicate drew it; they sum to the number of persons.
    private(set) var counts: [Int32]
    private var generator: SeededGenerator

    init(_ clusters: Clusters, seed: UInt64) {
        self.clusters = clusters
        counts = [Int32](repeating: 0, count: clusters.count)
        generator = SeededGenerator(seed: seed)
    }

    /// Draws the next replicate.
    mutating func next() {
        for person in counts.indices { counts[person] = 0 }
        for _ in counts.indices { counts[generator.nextIndex(below: counts.count)] += 1 }
    }

    /// How often each row counts in the current replicate.
    func rowWeights() -> [Int32] { clusters.ofRow.map { counts[Int($0)] } }
}
