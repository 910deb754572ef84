public import Catalog
public import Credit
import FeatureKernels
public import Features
public import Foundation
public import Modeling
import Synchronization

/// Decides and explains with a loaded model.
public final class BundleDecisionEngine: DecisionEngine {
    /// What is known of the model.
    public let model: ModelSummary
    /// The catalog that the model was trained with.
    public let catalog: LenderCatalog
    /// For rows of clients that were loaded.
    private let served: RowReader
    /// For rows computed from records.
    private let own: RowReader
    private let program: FeatureProgram
    private let reading: ApplicantReading
    private let changes: ApplicationChanges
    private let loaded: Mutex<Loaded?>
    private let words: PortfolioWords
    private let calibration: Calibration
    private let clock: @Sendable () -> Day
    /// How the model did on past applications that it had not seen.
    public let record: TrackRecord?

    /// Prepares a model for rows of one schema.
    ///
    /// - Parameters:
    ///   - digest: the bundle's digest.
    ///   - portfolio: what a load has computed over all clients; nil leaves questions on other clients without an answer.
    ///   - clock: tells the day by which the policy in force is chosen.
    public init(
        _ scoring: ScoringModel, digest: String, schema: FeatureSchema, portfolio: Portfolio? = nil,
        clock: @escaping @Sendable () -> Day = { Day(secondsSince1970: Date().timeIntervalSince1970) }
    ) {
        let bundle = scoring.bundle
        self.clock = clock
        catalog = bundle.catalog
        calibration = bundle.calibration
        record = TrackRecord(bundle)
        // What was lost in training is lost for an applicant too: else a count would be 0 that the model never saw.
        let lost = Set(bundle.training.losses.map(\.table))
        let plan = FeaturePlan(
            catalog: catalog, available: Set(catalog.tables.map(\.name)).subtracting(lost))
        program = FeatureProgram(plan)
        served = RowReader(scoring, schema: schema)
        own = plan.schema == schema ? served : RowReader(scoring, schema: plan.schema)
        reading = ApplicantReading(catalog)
        changes = ApplicationChanges(catalog)
        let words = PortfolioWords(bundle.catalog)
        self.words = words
        loaded = Mutex(portfolio.map { Loaded($0, words) })
        model = ModelSummary(
            digest: digest, learner: bundle.training.learner, featureCount: bundle.encoder.columns.count,
            trainingRows: bundle.training.trainingRows, threshold: bundle.decision.value, cost: bundle.decision.cost,
            testAUC: bundle.evaluation.auc.estimate, testCostPerThousand: bundle.evaluation.costPerThousand.estimate)
    }

    /// The day by which the policy in force is chosen when none is named.
    public var today: Day { clock() }

    /// The probability, its place against the threshold, and what the policy of a day says.
    public func decision(for row: FeatureRow, on day: Day) throws -> Decision {
        try served.decisions([row], on: day)[0]
    }

    /// The decision with its reasons.
    public func explanation(for row: FeatureRow, on day: Day) throws -> Explanation {
        try served.explanation(row, on: day)
    }

    /// The calibrated probability that belongs to a score.
    public func probability(of score: LogOdds) -> Probability { calibration.probability(score) }

    /// What one family is made of for a client.
    public func facts(of family: FamilyID, in explanation: Explanation, for row: FeatureRow) -> [Evidence] {
        served.facts(of: family, in: explanation, row)
    }

    // MARK: Records

    /// Reads and checks records posted as JSON.
    public func applicant(json: Data) throws -> CheckedApplicant { try reading.applicant(json: json) }

    /// Reads the records that a load has kept of a client.
    public func applicant(stored bytes: [UInt8]) throws -> CheckedApplicant { try reading.applicant(stored: bytes) }

    /// Scores an applicant: decision, reasons, what would change the answer.
    public func assessment(of applicant: CheckedApplicant, on day: Day) throws -> Assessment {
        let folded = try folding(applicant)
        let explanation = try own.explanation(folded.row, on: day)
        return Assessment(
            row: folded.row, schema: own.schema, explanation: explanation,
            counterfactuals: try search(folded, explanation.decision, on: day), messages: applicant.messages)
    }

    /// An applicant as they are, and with some fields of the application changed.
    public func simulation(
        of applicant: CheckedApplicant, changing asked: [String: RawValue], on day: Day
    ) throws -> Simulation {
        let folded = try folding(applicant)
        let application = folded.application
        let changed = try changes.checked(asked, in: application)
        let rows = changed.isEmpty ? [folded.row] : try folded.rows(changing: changed)
        return Simulation(
            before: try own.decisions([folded.row], on: day)[0], explanation: try own.explanation(rows[0], on: day),
            changes: changes.described(changed, 0, asked: Set(asked.keys), from: application),
            messages: applicant.messages)
    }

    /// The smallest permitted changes after which the loan is granted.
    public func counterfactuals(for applicant: CheckedApplicant, on day: Day) throws -> Counterfactuals {
        let folded = try folding(applicant)
        return try search(folded, try own.decisions([folded.row], on: day)[0], on: day)
    }

    private func search(_ folded: FoldedApplicant, _ before: Decision, on day: Day) throws -> Counterfactuals {
        try CounterfactualSearch(
            applicant: folded, changes: changes, decide: { [own] in try own.decisions($0, on: day) }
        ).run(before)
    }

    private func folding(_ applicant: CheckedApplicant) throws -> FoldedApplicant {
        do {
            return try program.folding(applicant.records)
        } catch {
            // The engine's own sentence may name the numbers of contracts.
            throw InvalidRecords(
                messages: applicant.messages + [
                    FieldMessage(
                        kind: .contradiction, isProblem: true, table: "", record: nil, field: nil,
                        text: LocalizedText(
                            fr: "Deux enregistrements d'une table ont le même numéro, ou la demande ne compte pas.",
                            en: "Two records of a table have the same number, or the application does not count."))
                ])
        }
    }

    // MARK: The portfolio

    /// What a load has computed, with what is made of it once.
    private struct Loaded: Sendable {
        let portfolio: Portfolio
        let influence: Influence

        init(_ portfolio: Portfolio, _ words: PortfolioWords) {
            self.portfolio = portfolio
            influence = words.influence(portfolio)
        }
    }

    private var portfolio: Portfolio? { loaded.withLock { $0?.portfolio } }

    /// Answers from now on from what another load has computed over all clients.
    public func use(_ portfolio: Portfolio?) {
        let fresh = portfolio.map { Loaded($0, words) }
        loaded.withLock { $0 = fresh }
    }

    /// Past clients alike and how their loans went.
    public func similarClients(to row: FeatureRow, except client: ClientID?) throws -> SimilarClients? {
        portfolio.map { $0.similar.clients(like: row, in: served.schema, except: client, words: words) }
    }

    /// The numbers of past clients alike.
    public func clientsAlike(to row: FeatureRow, except client: ClientID?) throws -> [ClientID]? {
        portfolio.map { $0.similar.numbers(like: row, in: served.schema, except: client) }
    }

    /// The value of a feature for a row of a loaded client.
    public func value(of feature: String, for row: FeatureRow) -> FeatureValue {
        served.value(of: feature, for: row)
    }

    /// How much features and families move scores.
    public var influence: Influence? { loaded.withLock { $0?.influence } }

    /// How scores depend on a feature.
    public func dependence(of feature: String) -> Dependence? {
        portfolio.flatMap { words.dependence(feature, $0) }
    }

    /// What weighs most over the whole portfolio.
    public var importance: GlobalImportance? { portfolio.map { words.importance($0) } }

    /// How a feature is spread over the portfolio, by outcome.
    public func distribution(of feature: String) -> FeatureDistribution? {
        portfolio?.distributions[feature].map { words.distribution(feature, $0) }
    }
}
