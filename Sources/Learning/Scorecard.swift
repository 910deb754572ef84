import Statistics

/// A scorecard: points for the bin that each characteristic of a client falls in; their sum is the score.
///
/// Columns are binned optimally, their weights of evidence enter a logistic regression, and its log-odds are put on a scale
/// of whole points (Siddiqi, *Credit Risk Scorecards*, 2006). A column is left out when it tells too little, repeats a
/// better one, or would count against its own evidence.
public struct Scorecard: Sendable, Hashable, Codable {
    /// How a scorecard is built.
    public struct Settings: Sendable, Hashable, Codable {
        /// The constraints on bins; the trend is that of numbers without one of their own.
        public var binning: OptimalBinning.Settings
        /// Columns of a lower information value are left out; 0.02 is the usual bound of what tells anything.
        public var minimumInformationValue = 0.02
        /// Columns whose evidence correlates more with that of a better column are left out, in 0...1.
        public var maximumCorrelation = 0.75
        /// Most characteristics, the best first, at least 1.
        public var maximumCharacteristics = 30
        /// Ridge of the logistic regression on standardised evidence, 0 or more.
        public var l2 = 1.0
        /// How log-odds become points.
        public var scale = PointsScale()

        /// Monotone bins of numbers, at most 30 characteristics, 600 points at odds of 50 to 1.
        public init() {
            binning = OptimalBinning.Settings()
            binning.trend = .either
        }
    }

    /// One column of the card.
    public struct Characteristic: Sendable, Hashable, Codable {
        /// The position among the columns of training.
        public let column: Int
        /// Its bins.
        public let binning: OptimalBinning
        /// The weight of its evidence in the log-odds, above 0.
        public let coefficient: Double
        /// The points of each bin before rounding.
        public let exactPoints: [Double]
        /// The points of a value in no bin before rounding.
        public let exactNeutralPoints: Double

        /// The points of a bin; nil is a value in no bin.
        public func points(ofBin bin: Int?) -> Int {
            Int((bin.map { exactPoints[$0] } ?? exactNeutralPoints).rounded())
        }
    }

    /// What one characteristic of a client gives to its score.
    public struct Part: Sendable, Hashable {
        /// The position among the columns of training.
        public let column: Int
        /// The bin of its value; nil for none.
        public let bin: Int?
        /// Its points.
        public let points: Int
        /// What it adds to the log-odds of default; negative where it speaks for the client.
        public let logOdds: Double
    }

    /// Why a column is not on the card.
    public enum Omission: Sendable, Hashable, Codable {
        /// Its information value is too low.
        case tellsTooLittle
        /// Its evidence correlates too much with that of a better column, whose position is given.
        case repeats(column: Int)
        /// The card was full.
        case beyondMost
        /// Beside the others it would count against its own evidence.
        case wrongSign
    }

    /// The characteristics, by falling information value; empty when no column tells anything.
    public let characteristics: [Characteristic]
    /// For each column of training, why it is not on the card; nil for those that are.
    public let omissions: [Omission?]
    /// The log-odds of default where all evidence is 0.
    public let intercept: Double
    /// How log-odds become points.
    public let scale: PointsScale

    /// Builds a card.
    ///
    /// - Parameters:
    ///   - columns: NaN where missing; a category is a code, 0 or more.
    ///   - isCategory: One per column.
    ///   - labels: One per row, true for a default.
    ///   - weights: One per row, not negative; nil counts each once.
    ///   - trends: How the default rate may move with each column; nil leaves a column to the settings.
    ///   - settings: How the card is built.
    ///   - threads: At least 1; changes the time alone.
    /// - Throws: ``LearningError`` when a class has no weight, or a setting is out of range.
    /// - Complexity: O(columns · n log n), then O(n · characteristics²).
    public init(
        fitting columns: [[Float]], isCategory: [Bool], labels: [Bool], weights: [Double]? = nil,
        trends: [OptimalBinning.Trend?]? = nil, settings: Settings = Settings(), threads: Int = 1
    ) throws(LearningError) {
        precondition(columns.count == isCategory.count, "one mark per column")
        precondition(trends.map { $0.count == columns.count } ?? true, "one trend per column")
        try settings.scale.check()
        guard settings.maximumCharacteristics >= 1, (0...1).contains(settings.maximumCorrelation) else {
            throw LearningError(
                .invalidSetting, "A card has at least 1 characteristic and its largest correlation is in 0...1.")
        }
        let results = mapInParallel(pieces: columns.count, threads: threads) { column in
            Result { () throws(LearningError) in
                var binning = settings.binning
                if let trend = trends?[column] { binning.trend = trend }
                return try OptimalBinning(
                    fitting: columns[column], isCategory: isCategory[column], labels: labels, weights: weights,
                    settings: binning)
            }
        }
        var binnings: [OptimalBinning] = []
        for result in results { binnings.append(try result.get()) }
        var selection = EvidenceSelection(binnings: binnings, columns: columns, settings: settings)
        let regression = try selection.fit(labels: labels, weights: weights, l2: settings.l2, threads: threads)
        scale = settings.scale
        intercept = regression.intercept
        omissions = selection.omissions
        // The whole's points are shared equally, as no characteristic has a better claim to them.
        let share = settings.scale.points(logOdds: regression.intercept) / Double(max(selection.kept.count, 1))
        let factor = settings.scale.factor
        characteristics = zip(selection.kept, regression.coefficients).map { column, coefficient in
            Characteristic(
                column: column, binning: binnings[column], coefficient: -coefficient,
                exactPoints: binnings[column].bins.map { share - factor * coefficient * $0.weightOfEvidence },
                exactNeutralPoints: share)
        }
    }

    /// What each characteristic gives to a row's score; the points sum to the score, and the log-odds with the intercept
    /// to the row's log-odds.
    ///
    /// - Parameter row: As many values as there were columns in training.
    public func parts(ofRow row: [Float]) -> [Part] {
        precondition(row.count == omissions.count, "as many columns as in training")
        return characteristics.map { characteristic in
            let bin = characteristic.binning.bin(of: row[characteristic.column])
            let evidence = bin.map { characteristic.binning.bins[$0].weightOfEvidence } ?? 0
            return Part(
                column: characteristic.column, bin: bin, points: characteristic.points(ofBin: bin),
                logOdds: -characteristic.coefficient * evidence)
        }
    }

    /// The score of a row: the sum of its points.
    ///
    /// A card without characteristics gives every row the whole's score.
    public func score(ofRow row: [Float]) -> Int {
        guard !characteristics.isEmpty else { return Int(scale.points(logOdds: intercept).rounded()) }
        return parts(ofRow: row).reduce(0) { $0 + $1.points }
    }

    /// The log-odds of default of a row, before points were rounded.
    public func logOdds(ofRow row: [Float]) -> Double {
        parts(ofRow: row).reduce(intercept) { $0 + $1.logOdds }
    }

    /// The log-odds of default of each row, the same bits as one by one.
    ///
    /// - Complexity: O(rows · characteristics · bins).
    public func logOdds(_ columns: [[Float]]) -> [Double] {
        precondition(columns.count == omissions.count, "as many columns as in training")
        var sums = [Double](repeating: intercept, count: columns.first?.count ?? 0)
        for characteristic in characteristics {
            let values = columns[characteristic.column]
            for row in sums.indices {
                sums[row] += -characteristic.coefficient * characteristic.binning.weightOfEvidence(of: values[row])
            }
        }
        return sums
    }

    /// The log-odds of default that a score stands for.
    public func logOdds(ofScore score: Int) -> Double { scale.logOdds(points: Double(score)) }
}
