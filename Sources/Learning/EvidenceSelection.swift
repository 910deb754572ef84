/// The choice of a scorecard's columns by what they tell, each by itself and beside the others.
struct EvidenceSelection {
    /// The columns on the card, by falling information value.
    private(set) var kept: [Int] = []
    /// Why each other column is not.
    private(set) var omissions: [Scorecard.Omission?]
    /// The evidence of the columns kept.
    private var evidence: [[Float]] = []

    /// Keeps columns that tell enough and do not repeat a better one.
    init(binnings: [OptimalBinning], columns: [[Float]], settings: Scorecard.Settings) {
        omissions = [Scorecard.Omission?](repeating: nil, count: columns.count)
        let values = binnings.map(\.informationValue)
        var standardised: [[Float]] = []
        for column in columns.indices.sorted(by: { (values[$1], $0) < (values[$0], $1) }) {
            guard values[column] >= settings.minimumInformationValue, binnings[column].bins.count > 1 else {
                omissions[column] = .tellsTooLittle
                continue
            }
            guard kept.count < settings.maximumCharacteristics else {
                omissions[column] = .beyondMost
                continue
            }
            let weights = binnings[column].apply(to: columns[column])
            let scaled = Scaling(fitting: [weights]).apply(to: [weights])[0]
            let twin = zip(kept, standardised).first { _, other in
                abs(Self.meanProduct(scaled, other)) > settings.maximumCorrelation
            }
            if let twin {
                omissions[column] = .repeats(column: twin.0)
                continue
            }
            kept.append(column)
            evidence.append(weights)
            standardised.append(scaled)
        }
    }

    /// Fits log-odds of default to the evidence, dropping columns of the wrong sign one by one.
    ///
    /// Evidence speaks for the client, so a right coefficient is negative.
    mutating func fit(
        labels: [Bool], weights: [Double]?, l2: Double, threads: Int
    ) throws(LearningError) -> LogisticRegression {
        var settings = LogisticRegression.Settings()
        settings.l2 = l2
        let deviations = Scaling(fitting: evidence, weights: weights).deviations
        var spread = Dictionary(uniqueKeysWithValues: zip(kept, deviations))
        while true {
            guard !kept.isEmpty else {
                // Without columns only the intercept is left.
                return try LogisticRegression(fitting: [], labels: labels, weights: weights, settings: settings)
            }
            let regression = try LogisticRegression(
                fitting: evidence, labels: labels, weights: weights, settings: settings, threads: threads)
            let effects = zip(kept, regression.coefficients).map { $1 * (spread[$0] ?? 0) }
            guard let worst = effects.indices.max(by: { (effects[$0], $1) < (effects[$1], $0) }),
                regression.coefficients[worst] >= 0
            else { return regression }
            omissions[kept[worst]] = .wrongSign
            spread[kept[worst]] = nil
            kept.remove(at: worst)
            evidence.remove(at: worst)
        }
    }

    /// The correlation of standardised columns.
    private static func meanProduct(_ left: [Float], _ right: [Float]) -> Double {
        guard !left.isEmpty else { return 0 }
        var sum = 0.0
        for row in left.indices { sum += Double(left[row]) * Double(right[row]) }
        return sum / Double(left.count)
    }
}
