import Statistics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Logistic regression with a ridge, lasso or elastic-net penalty: log-odds of default as a weighted sum of columns.
///
/// Minimises `Σ w (ln(1 + exp η) − y η) + l1 Σ|β| + l2 / 2 Σβ²` with `η = intercept + Σ β x`; the intercept is free of
/// penalty. This is scikit-learn's objective divided by its `C`: `l2 = 1 / C`, and for its `l1_ratio` r,
/// `l1 = r / C` and `l2 = (1 − r) / C`. Minimised by Newton steps (iteratively reweighted least squares; McCullagh and
/// Nelder, 1989), each solved by Cholesky or, with `l1` or signs to keep, by coordinate descent (Friedman, Hastie and
/// Tibshirani, 2010). The same bits come out at any number of threads.
public struct LogisticRegression: Sendable, Hashable, Codable {
    /// What to minimise, and how far.
    public struct Settings: Sendable, Hashable, Codable {
        /// Weight of `Σ|β|`, 0 or more.
        public var l1 = 0.0
        /// Weight of `Σβ² / 2`, 0 or more.
        public var l2 = 1.0
        /// Whether penalties see columns of standard deviation 1; coefficients are told for the columns given all the same.
        public var isStandardised = true
        /// Whether coefficients may not be negative.
        public var isNonNegative = false
        /// Most Newton steps, at least 1.
        public var maximumIterations = 100
        /// The largest slope of the objective per unit of weight, in any standardised column, that counts as none.
        public var tolerance = 1e-9

        /// Ridge of weight 1 on standardised columns.
        public init() {}

        func check() throws(LearningError) {
            guard l1 >= 0, l2 >= 0, l1.isFinite, l2.isFinite else {
                throw LearningError(.invalidSetting, "The penalties l1 and l2 must be 0 or more.")
            }
            guard maximumIterations >= 1, tolerance > 0 else {
                throw LearningError(.invalidSetting, "Iterations must be at least 1 and the tolerance above 0.")
            }
        }
    }

    /// How the search for the minimum ended.
    public enum Convergence: String, Sendable, Hashable, Codable {
        /// At the minimum, to the tolerance.
        case converged
        /// As near to the minimum as rounding permits.
        case stalled
        /// Without a penalty the classes can be told apart wholly, so there is no minimum: coefficients grow without end.
        case separable
        /// The steps ran out.
        case exhausted
    }

    /// The log-odds where every column is 0.
    public let intercept: Double
    /// What a unit of each column adds to the log-odds; 0 for a constant column.
    public let coefficients: [Double]
    /// How the search ended.
    public let convergence: Convergence
    /// Newton steps taken.
    public let iterations: Int

    /// Fits the coefficients.
    ///
    /// - Parameters:
    ///   - columns: Finite numbers, columns of equal length; there may be none.
    ///   - labels: One per row, true for a default.
    ///   - weights: One per row, not negative; nil counts each once.
    ///   - settings: Penalties and limits.
    ///   - threads: At least 1; changes the time alone.
    /// - Throws: ``LearningError`` for missing values, one class only, or a setting out of range.
    /// - Complexity: O(rows × columns²) for each of about three Hessians; memory of eight Hessians beyond the columns.
    public init(
        fitting columns: [[Float]], labels: [Bool], weights: [Double]? = nil, settings: Settings = Settings(),
        threads: Int = 1
    ) throws(LearningError) {
        try settings.check()
        try checkOutcomes(labels, weights: weights)
        for column in columns {
            precondition(column.count == labels.count, "one value per label")
            guard column.allSatisfy(\.isFinite) else {
                throw LearningError(
                    .unusableData, "A logistic regression needs a number in every cell: fill missing values first.")
            }
        }
        let scaling = Scaling(fitting: columns, weights: weights)
        let used = columns.indices.filter { scaling.deviations[$0] > 0 }
        let rows = LogisticRows(
            columns: used.map { columns[$0] }, centres: used.map { scaling.means[$0] },
            deviations: used.map { scaling.deviations[$0] }, labels: labels, weights: weights, threads: threads)
        let minimum = LogisticSearch(rows: rows, settings: settings).minimum()
        // Back from standardised columns; place 0 is the intercept.
        var coefficients = [Double](repeating: 0, count: columns.count)
        var intercept = minimum.point[0]
        for (place, column) in used.enumerated() {
            coefficients[column] = minimum.point[place + 1] / scaling.deviations[column]
            intercept -= coefficients[column] * scaling.means[column]
        }
        self.intercept = intercept
        self.coefficients = coefficients
        convergence = minimum.convergence
        iterations = minimum.iterations
    }

    /// The log-odds of default of each row; NaN where a value is missing.
    ///
    /// - Complexity: O(rows × columns).
    public func logOdds(_ columns: [[Float]]) -> [Double] {
        precondition(columns.count == coefficients.count, "as many columns as in training")
        var sums = [Double](repeating: intercept, count: columns.first?.count ?? 0)
        for (column, coefficient) in zip(columns, coefficients) where coefficient != 0 {
            for row in sums.indices { sums[row] += coefficient * Double(column[row]) }
        }
        return sums
    }

    /// The log-odds of default of one row, the same bits as among others.
    public func logOdds(ofRow row: [Float]) -> Double {
        precondition(row.count == coefficients.count, "as many columns as in training")
        var sum = intercept
        for (value, coefficient) in zip(row, coefficients) where coefficient != 0 { sum += coefficient * Double(value) }
        return sum
    }
}
