import Statistics

/// Evidently 0.7.23's own rules, to its digits: for those who compare with reports that they already have.
///
/// - Kind, from the **current** data: whole numbers of at most 10 different values and words are categories, other numbers
///   are numbers, words of which more than half differ are text. A whole-number column with a missing value is read as
///   decimal, as pandas does.
/// - Test, by known rows of the reference (n) and different values of both sides together (k). n ≤ 1000: K-S at
///   p ≤ 0.05 for a number with k > 5, chi-square at p < 0.05 for k > 2, z at p < 0.05 else. n > 1000: Wasserstein ≥ 0.1
///   for a number with k > 5, Jensen–Shannon ≥ 0.1 else.
/// - Data set: drift when half of the columns or more have drifted.
///
/// What evidently cannot see, this preset cannot: missing values are dropped, and the kind may change from month to month.
/// Text is left out (evidently trains a classifier on it); so is a column without known values, on which it raises.
public struct EvidentlyPreset: Sendable, Hashable {
    /// Share of drifted columns from which the data set has drifted.
    public let driftShare: Double

    /// The rules, with evidently's default share of one half.
    ///
    /// - Parameter driftShare: In 0...1.
    /// - Throws: ``DriftError`` when the share is out of range.
    public init(driftShare: Double = 0.5) throws(DriftError) {
        guard (0...1).contains(driftShare) else {
            throw DriftError(.invalidSetting, "the share of drifted columns must be between 0 and 1.")
        }
        self.driftShare = driftShare
    }

    /// Evidently's threshold for a test when none is given.
    public static func threshold(of test: DriftTest) -> Double {
        switch test {
        case .kolmogorovSmirnov, .chiSquare, .twoProportions: 0.05
        default: 0.1
        }
    }

    /// Compares two data sets.
    ///
    /// - Parameters:
    ///   - reference: Columns of the same number of rows.
    ///   - current: Columns of the same number of rows.
    ///   - threads: How many threads share the columns; the result is the same at any number.
    /// - Throws: ``DriftError`` when a side has no row or the two share no column.
    /// - Complexity: O(rows) per column.
    public func compare(
        reference: [DriftColumn], current: [DriftColumn], threads: Int = 1
    ) throws(DriftError) -> DriftReport {
        let byName = try matchedColumns(
            reference: reference.map(\.name), rows: reference.first?.rows ?? 0, current: current)
        let columns = mapInParallel(pieces: reference.count, threads: threads) { place in
            compare(reference[place], byName[reference[place].name])
        }
        let compared = columns.count { $0.state == .compared || $0.state == .constant }
        let drifted = columns.count { $0.drifted }
        return DriftReport(
            dataset: DatasetDrift(
                drifted: compared > 0 && Double(drifted) / Double(compared) >= driftShare,
                comparedColumns: compared, driftedColumns: drifted, brokenColumns: columns.count { $0.state.isBroken },
                threshold: .share(driftShare),
                falseAlarmLevel: nil, referenceRows: reference.first?.rows ?? 0, currentRows: current.first?.rows ?? 0),
            columns: columns, newColumns: columnsAdded(by: current, to: reference.map(\.name)))
    }

    /// One statistic of one column, named rather than chosen.
    ///
    /// - Returns: nil where evidently raises an error: no known value on a side, a column that changed type, a statistic
    ///   of numbers asked of words, a range too narrow to bin.
    public func score(
        _ test: DriftTest, reference: DriftColumn, current: DriftColumn, threshold: Double? = nil
    ) -> (score: Double, drifted: Bool)? {
        guard case .ready(let pair) = prepare(reference, current) else { return nil }
        return pair.evaluate(test, threshold: threshold ?? Self.threshold(of: test))
    }

    /// Every statistic that evidently allows for a column's kind, each at its own threshold.
    ///
    /// - Returns: Empty where evidently raises an error for the column itself.
    /// - Complexity: O(rows): the column is sorted once.
    public func scores(
        reference: DriftColumn, current: DriftColumn
    ) -> [DriftTest: (score: Double, drifted: Bool)] {
        guard case .ready(let pair) = prepare(reference, current) else { return [:] }
        let own: [DriftTest] = pair.isNumerical ? [.kolmogorovSmirnov, .wasserstein] : [.chiSquare, .twoProportions]
        let tests = own + [.jensenShannon, .populationStability, .kullbackLeibler, .hellinger]
        return tests.reduce(into: [:]) { $0[$1] = pair.evaluate($1, threshold: Self.threshold(of: $1)) }
    }

    /// The test that evidently chooses when none is named.
    static func chosenTest(isNumerical: Bool, referenceCount: Int, distinctTogether: Int) -> DriftTest {
        guard referenceCount <= 1000 else {
            return isNumerical && distinctTogether > 5 ? .wasserstein : .jensenShannon
        }
        if isNumerical && distinctTogether > 5 { return .kolmogorovSmirnov }
        return distinctTogether > 2 ? .chiSquare : .twoProportions
    }

    private func compare(_ reference: DriftColumn, _ current: DriftColumn?) -> ColumnDrift {
        guard let current else { return outcome(.absent, .empty, reference, nil) }
        switch prepare(reference, current) {
        case .not(let state, let kind): return outcome(state, kind, reference, current)
        case .ready(let pair):
            let test = Self.chosenTest(
                isNumerical: pair.isNumerical, referenceCount: pair.referenceCount,
                distinctTogether: pair.distinctTogether)
            let threshold = Self.threshold(of: test)
            let kind = pair.isNumerical ? ColumnKind.number : .category
            guard let (score, drifted) = pair.evaluate(test, threshold: threshold) else {
                return outcome(.tooNarrow, kind, reference, current)
            }
            return ColumnDrift(
                column: reference.name, kind: kind, state: pair.distinctTogether == 1 ? .constant : .compared,
                test: test, score: score, threshold: threshold, drifted: drifted,
                missingReference: reference.missingShare, missingCurrent: current.missingShare,
                signals: [], measures: nil, bins: [])
        }
    }

    private func outcome(
        _ state: ColumnState, _ kind: ColumnKind, _ reference: DriftColumn, _ current: DriftColumn?
    ) -> ColumnDrift {
        ColumnDrift(
            column: reference.name, kind: kind, state: state, test: nil, score: nil, threshold: nil, drifted: false,
            missingReference: reference.missingShare, missingCurrent: current?.missingShare,
            signals: [], measures: nil, bins: [])
    }

    /// A column ready to be scored, or why not.
    private enum Preparation {
        case ready(EvidentlyPair)
        case not(ColumnState, ColumnKind)
    }

    private func prepare(_ reference: DriftColumn, _ current: DriftColumn) -> Preparation {
        if case .levels(let codes, let levels) = reference.values,
            case .levels(let currentCodes, let currentLevels) = current.values
        {
            let counts = (
                LevelCounts(codes: codes, levels: levels), LevelCounts(codes: currentCodes, levels: currentLevels)
            )
            let known = counts.1.known
            guard known > 0 else { return .not(.emptyCurrent, .empty) }
            if Double(counts.1.counts.count) > 0.5 * Double(known) { return .not(.text, .text) }
            guard counts.0.known > 0 else { return .not(.emptyReference, .category) }
            return .ready(
                EvidentlyPair(
                    values: .levels(PairedCounts(levels: counts.0.counts, counts.1.counts)),
                    referenceCount: counts.0.known, currentCount: known, isNumerical: false))
        }
        guard let samples = alignedSamples(reference, current) else { return .not(.typeChanged, .empty) }
        guard samples.current.count > 0 else { return .not(.emptyCurrent, .number) }
        guard let gap = SampleGap(reference: samples.reference, current: samples.current) else {
            return .not(.emptyReference, .number)
        }
        let wholeReference = reference.isInteger && samples.reference.missing == 0
        let wholeCurrent = current.isInteger && samples.current.missing == 0
        return .ready(
            EvidentlyPair(
                values: .numbers(
                    reference: samples.reference, current: samples.current, gap: gap,
                    areIntegers: wholeReference && wholeCurrent),
                referenceCount: samples.reference.count, currentCount: samples.current.count,
                isNumerical: !(wholeCurrent && gap.distinctCurrent <= 10)))
    }
}

/// Both sides' known numbers in one precision; nil when a side holds words.
func alignedSamples(_ reference: DriftColumn, _ current: DriftColumn) -> (
    reference: SortedSample, current: SortedSample
)? {
    guard let first = reference.sorted, let second = current.sorted else { return nil }
    if first.isSinglePrecision == second.isSinglePrecision { return (first, second) }
    return (first.rounded, second.rounded)
}
