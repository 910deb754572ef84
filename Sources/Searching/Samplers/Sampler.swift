/// A way to choose the parameters of the next trial.
///
/// A value without a state of its own: what it suggests depends on the seed, the trial's number and the trials that have
/// ended, never on time or on how often it was asked. So a search that was interrupted goes on as if it never was.
public protocol Sampler: Sendable {
    /// Its name and settings, by which a journal knows it.
    var identity: String { get }

    /// Checks that it can search this space with its settings.
    func check(_ space: SearchSpace) throws(SearchError)

    /// The parameters of a trial; nil when nothing is left to try.
    ///
    /// - Parameters:
    ///   - number: The trial's place in the search, from 0.
    ///   - history: What is known before it.
    func suggestion(forTrial number: Int, after history: SearchHistory) -> [String: ParameterValue]?
}
