public import Catalog
public import Credit
public import Features
public import Foundation

/// Decides and explains, for rows of one feature schema and for records; what pages and routes see of a model.
///
/// The same day, row or records give the same answer to the last bit. Every method may be called from any thread; those that
/// take milliseconds or more belong off the threads that answer requests.
public protocol DecisionEngine: Sendable {
    /// What is known of the model.
    var model: ModelSummary { get }
    /// The catalog that the model was trained with: labels, families, units.
    var catalog: LenderCatalog { get }
    /// The day by which the policy in force is chosen when none is named.
    var today: Day { get }

    /// The probability, its place against the threshold, and what the policy of a day says. Microseconds.
    func decision(for row: FeatureRow, on day: Day) throws -> Decision
    /// The decision with its reasons. Milliseconds.
    func explanation(for row: FeatureRow, on day: Day) throws -> Explanation

    /// The calibrated probability that belongs to a score. Microseconds.
    func probability(of score: LogOdds) -> Probability
    /// What one family is made of for a client: every feature of an explanation that moves the score, strongest first, with the
    /// client's value and what is usual.
    func facts(of family: FamilyID, in explanation: Explanation, for row: FeatureRow) -> [Evidence]
    /// How the model did on past applications that it had not seen; nil where that is not known.
    var record: TrackRecord? { get }

    /// Reads and checks records posted as JSON: `{"application": {…}, "bureau": [{…}, …], …}`.
    ///
    /// - Throws: ``InvalidRecords`` with every problem at once; nothing is scored then.
    func applicant(json: Data) throws -> CheckedApplicant
    /// Reads the records that a load has kept of a client.
    ///
    /// - Throws: ``ExplainingError`` when they are damaged or were kept with another catalog.
    func applicant(stored bytes: [UInt8]) throws -> CheckedApplicant
    /// Scores an applicant: decision, reasons, what would change the answer, in one call. Some tens of milliseconds.
    func assessment(of applicant: CheckedApplicant, on day: Day) throws -> Assessment
    /// An applicant as they are, and with some fields of the application changed.
    ///
    /// Fields that follow from a changed one are changed too, unless they are named themselves; a simulation that changes nothing
    /// gives exactly the decision without it. Milliseconds.
    /// - Parameter changes: new values by column of the application, as a file would hold them.
    /// - Throws: ``InvalidRecords`` for a field that is not there, cannot be changed or cannot take the value.
    func simulation(of applicant: CheckedApplicant, changing changes: [String: RawValue], on day: Day) throws
        -> Simulation
    /// The smallest permitted changes after which the loan is granted. Some tens of milliseconds.
    func counterfactuals(for applicant: CheckedApplicant, on day: Day) throws -> Counterfactuals

    /// Past clients alike and how their loans went; nil when no portfolio was loaded. Milliseconds.
    ///
    /// - Parameter client: the client that the row belongs to, who is not counted among those alike.
    func similarClients(to row: FeatureRow, except client: ClientID?) throws -> SimilarClients?
    /// The numbers of past clients alike, for a comparison with them as a group; nil when no portfolio was loaded, none when they
    /// are too few to speak of. Milliseconds.
    func clientsAlike(to row: FeatureRow, except client: ClientID?) throws -> [ClientID]?
    /// The value of a feature for a row of a loaded client, those that compare the client with others included.
    func value(of feature: String, for row: FeatureRow) -> FeatureValue
    /// How much features and families move scores over a sample of the portfolio; nil when no portfolio was loaded.
    var influence: Influence? { get }
    /// How scores depend on a feature; nil for one that is not among those of ``influence``.
    func dependence(of feature: String) -> Dependence?
    /// What weighs most over the whole portfolio; nil when no portfolio was loaded.
    var importance: GlobalImportance? { get }
    /// How a feature is spread over the portfolio, by outcome; nil for one that is not known.
    func distribution(of feature: String) -> FeatureDistribution?
}

extension DecisionEngine {
    /// The decision of today.
    public func decision(for row: FeatureRow) throws -> Decision { try decision(for: row, on: today) }
    /// The decision of today with its reasons.
    public func explanation(for row: FeatureRow) throws -> Explanation { try explanation(for: row, on: today) }
    /// An applicant scored today.
    public func assessment(of applicant: CheckedApplicant) throws -> Assessment {
        try assessment(of: applicant, on: today)
    }
    /// A simulation of today.
    public func simulation(of applicant: CheckedApplicant, changing changes: [String: RawValue]) throws -> Simulation {
        try simulation(of: applicant, changing: changes, on: today)
    }
    /// What would change today's answer.
    public func counterfactuals(for applicant: CheckedApplicant) throws -> Counterfactuals {
        try counterfactuals(for: applicant, on: today)
    }
}

/// What a model says of itself.
public struct ModelSummary: Hashable, Sendable {
    /// SHA-256 of the bundle's manifest, in hexadecimal.
    public let digest: String
    /// The learner, as `LightGBM`.
    public let learner: String
    /// Number of features.
    public let featureCount: Int
    /// Labelled applications that it learned from.
    public let trainingRows: Int
    /// The threshold from which it refuses.
    public let threshold: Threshold
    /// The costs that the threshold minimises.
    public let cost: CostMatrix
    /// Quality on the test set: area under the ROC curve.
    public let testAUC: Double
    /// Cost on the test set per 1,000 applications.
    public let testCostPerThousand: Double

    /// Makes a summary.
    public init(
        digest: String, learner: String, featureCount: Int, trainingRows: Int, threshold: Threshold, cost: CostMatrix,
        testAUC: Double, testCostPerThousand: Double
    ) {
        self.digest = digest
        self.learner = learner
        self.featureCount = featureCount
        self.trainingRows = trainingRows
        self.threshold = threshold
        self.cost = cost
        self.testAUC = testAUC
        self.testCostPerThousand = testCostPerThousand
    }
}
