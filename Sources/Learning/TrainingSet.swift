/// What a learner is given after resampling: rows of the data, invented rows, and weights.
public struct TrainingSet: Sendable, Hashable {
    /// Rows of the data; a row may come more than once.
    public let rows: [Int]
    /// Invented defaults, by column; empty when there are none.
    public let syntheticDefaults: [[Float]]
    /// One per row of the data taken; nil when each counts once.
    ///
    /// Invented rows count once.
    public let weights: [Double]?
    /// What to add to log-odds learned from this set, so that they hold for the data as it was.
    ///
    /// With `π` the share of defaults in the data and `π'` in this set, `logit(π) − logit(π')`: sampling within classes
    /// multiplies all odds by one number (King and Zeng, *Logistic Regression in Rare Events Data*, 2001, section 4.1;
    /// Elkan, *The Foundations of Cost-Sensitive Learning*, 2001, theorem 2). Exact for a model that learns the set's odds.
    public let priorShift: Double

    init(rows: [Int], syntheticDefaults: [[Float]] = [], weights: [Double]? = nil, priorShift: Double = 0) {
        self.rows = rows
        self.syntheticDefaults = syntheticDefaults
        self.weights = weights
        self.priorShift = priorShift
    }

    /// How many rows a learner sees.
    public var count: Int { rows.count + (syntheticDefaults.first?.count ?? 0) }

    /// The columns that a learner sees: rows of the data, then invented ones.
    public func columns(of columns: [[Float]]) -> [[Float]] {
        let gathered = gatherRows(rows, of: columns)
        return syntheticDefaults.isEmpty ? gathered : zip(gathered, syntheticDefaults).map { $0 + $1 }
    }

    /// The outcome of each row that a learner sees.
    public func labels(of labels: [Bool]) -> [Bool] {
        rows.map { labels[$0] } + [Bool](repeating: true, count: count - rows.count)
    }

    /// The weight of each row that a learner sees; nil when each counts once.
    public var rowWeights: [Double]? {
        weights.map { $0 + [Double](repeating: 1, count: count - rows.count) }
    }

    /// Log-odds for the data as it was, from those that a learner of this set gives.
    public func corrected(logOdds: [Double]) -> [Double] { logOdds.map { $0 + priorShift } }
}
