/// What to predict.
public enum PredictionKind: Hashable, Sendable, CaseIterable {
    /// The objective's own scale: a probability from 0 to 1 for a binary one.
    case probability
    /// The sum of the trees, before the objective's function: the natural logarithm of the odds for a binary one.
    case logOdds
    /// What each feature adds to the log-odds (TreeSHAP; Lundberg and others 2020), and last the expected value; their sum is the
    /// log-odds.
    case contributions

    var code: Int32 {
        switch self {
        case .probability: 0
        case .logOdds: 1
        case .contributions: 3
        }
    }
}
