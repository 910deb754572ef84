import Catalog
import Credit
import Modeling
import Statistics

/// What documents tell of a model, all of it from its bundle.
public struct ModelRecord: Sendable {
    /// The lender.
    var lender: LocalizedText
    /// The catalog's name and version.
    var catalog: String
    /// The currency's symbol.
    var currency: String
    /// The bundle's digest.
    var digest: String
    /// Whether it learned from made-up clients; then every page says so.
    var isSynthetic: Bool
    /// An AUC above it is suspect.
    var suspicionAUC: Double
    /// What must not decide, and what is watched.
    var protections: [Protection]
    /// Columns that the learner sees.
    var features: Int
    /// Columns among them that compare a client with others.
    var comparisons: Int
    /// How scores become probabilities.
    var calibration: String
    /// The threshold and the costs.
    var decision: DecisionRule
    /// The clients that explanations compare with.
    var reference: LocalizedText
    /// How many they are.
    var referenceClients: Int
    /// How the model was made.
    var training: TrainingRecord
    /// How good it is on the test rows.
    var evaluation: Evaluation
    /// How it was chosen; nil for a bundle that does not know.
    var selection: SelectionReport?

    /// The first digits of the digest.
    var shortDigest: String { String(digest.prefix(12)) }

    /// Whether the bundle knows how its model was chosen.
    public var hasSelection: Bool { selection != nil }

    /// The chosen candidate.
    var chosen: CandidateReport? {
        selection.flatMap { report in report.candidates.first { $0.name == report.chosen } }
    }
}
