import Statistics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What is done, before learning, about defaults being rare.
///
/// `ratio` is how much defaults weigh for each repaid row afterwards, 1 being balance; where defaults weigh as much already,
/// nothing is done. All but `none` change the base rate, which ``TrainingSet/priorShift`` undoes.
public enum Resampling: Sendable, Hashable, Codable {
    /// Rows as they are.
    case none
    /// Each row is weighted by its class; weights sum to the number of rows.
    case classWeights(ratio: Double)
    /// Repaid rows are left out at random.
    case undersampling(ratio: Double)
    /// Defaults are repeated: each as often as any other or once more, at random.
    case oversampling(ratio: Double)
    /// Defaults are invented between a default and one of its nearest (Chawla and others, *SMOTE*, 2002).
    case smote(ratio: Double, neighbours: Int)

    /// Makes a training set.
    ///
    /// - Parameters:
    ///   - columns: NaN where missing; a category is a code, 0 or more.
    ///   - isCategory: One per column.
    ///   - labels: One per row, true for a default.
    ///   - rows: The rows to learn from, each once.
    ///   - seed: Decides every draw.
    ///   - threads: At least 1; changes the time alone.
    /// - Throws: ``LearningError`` when a class has no row, or a setting is out of range.
    /// - Complexity: O(rows), for SMOTE O(defaults² × columns).
    public func trainingSet(
        columns: [[Float]], isCategory: [Bool], labels: [Bool], rows: [Int], seed: UInt64, threads: Int = 1
    ) throws(LearningError) -> TrainingSet {
        precondition(columns.count == isCategory.count, "one mark per column")
        try check()
        try checkOutcomes(rows.map { labels[$0] }, weights: nil)
        let goods = rows.filter { !labels[$0] }
        let bads = rows.filter { labels[$0] }
        let (good, bad) = (Double(goods.count), Double(bads.count))
        guard let ratio, bad < ratio * good else { return TrainingSet(rows: rows) }
        var generator = SeededGenerator(seed: seed)
        switch self {
        case .none: return TrainingSet(rows: rows)
        case .classWeights:
            let unit = (good + bad) / (good * (1 + ratio))
            let weights = rows.map { labels[$0] ? unit * ratio * good / bad : unit }
            return TrainingSet(rows: rows, weights: weights, priorShift: log(bad / good) - log(ratio))
        case .undersampling:
            let count = max(1, Int((bad / ratio).rounded()))
            let kept = (bads + shuffled(goods, using: &generator).prefix(count)).sorted()
            return TrainingSet(rows: kept, priorShift: log(bad / good) - log(bad / Double(count)))
        case .oversampling:
            let extra = max(0, Int((ratio * good).rounded()) - bads.count)
            let repeats = [[Int]](repeating: bads, count: extra / bads.count).flatMap(\.self)
            let rest = shuffled(bads, using: &generator).prefix(extra % bads.count)
            return TrainingSet(
                rows: (rows + repeats + rest).sorted(),
                priorShift: log(bad / good) - log((bad + Double(extra)) / good))
        case .smote(_, let neighbours):
            guard bads.count > 1 else {
                throw LearningError(.unusableData, "SMOTE needs at least two defaults: use oversampling instead.")
            }
            let extra = max(0, Int((ratio * good).rounded()) - bads.count)
            let synthesis = SyntheticMinority(
                columns: gatherRows(bads, of: columns), isCategory: isCategory, neighbours: neighbours,
                threads: threads)
            return TrainingSet(
                rows: rows, syntheticDefaults: synthesis.rows(extra, using: &generator),
                priorShift: log(bad / good) - log((bad + Double(extra)) / good))
        }
    }

    private var ratio: Double? {
        switch self {
        case .none: nil
        case .classWeights(let ratio), .undersampling(let ratio), .oversampling(let ratio), .smote(let ratio, _): ratio
        }
    }

    private func check() throws(LearningError) {
        if let ratio, !(ratio > 0 && ratio.isFinite) {
            throw LearningError(.invalidSetting, "The ratio of defaults to repaid rows must be above 0.")
        }
        if case .smote(_, let neighbours) = self, neighbours < 1 {
            throw LearningError(.invalidSetting, "SMOTE needs at least 1 neighbour.")
        }
    }
}
