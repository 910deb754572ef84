/// What was written, and the best that any model can do on it.
public struct SynthesisReport: Sendable, Hashable, Codable {
    /// Rows per table, by table name (`application_train`, `bureau` …), headers not counted.
    public let rows: [String: Int]
    /// Bytes written in all.
    public let bytes: Int
    /// The share of labelled clients who defaulted, in 0...1; 0 when nobody is labelled.
    public let defaultRate: Double
    /// The AUC of the true probabilities against the labelled outcomes; nil when one class is missing.
    ///
    /// No model can be expected to beat it on unseen clients.
    public let ceilingAUC: Double?
    /// The cost per 1,000 labelled clients of deciding on the true probabilities, nil when nobody is labelled.
    ///
    /// A missed default costs 10 and a refused good client 1; refused from 1/11 on, the cheapest threshold.
    public let ceilingCostPerThousand: Double?
}
