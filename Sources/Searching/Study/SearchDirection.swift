/// Which values are better.
public enum SearchDirection: String, Hashable, Sendable {
    /// Lower is better, as for cost.
    case minimise
    /// Higher is better, as for the area under the curve.
    case maximise

    /// The value turned so that lower is better.
    func loss(_ value: Double) -> Double { self == .minimise ? value : -value }
}
