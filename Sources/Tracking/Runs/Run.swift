public import Foundation

/// One training, trial or fold, as it was kept.
public struct Run: Hashable, Sendable, Identifiable {
    /// Its own name.
    public let id: RunID
    /// The run that it is a part of; nil for one that stands alone.
    public let parent: RunID?
    /// The run at the top: itself, when it has no parent.
    public let root: RunID
    /// The experiment it belongs to.
    public let experiment: String
    /// What a person calls it.
    public let name: String
    /// Who started it.
    public let user: String?
    /// When it began.
    public let started: Date
    /// When it ended; for one that was killed, when it last said something; nil while it goes on.
    public internal(set) var ended: Date?
    /// How it stands.
    public internal(set) var state: RunState
    /// Texts that may change.
    public internal(set) var tags: [String: String] = [:]
    /// Settings, each said once.
    public internal(set) var parameters: [String: String] = [:]
    /// Every value of every metric, in the order they came.
    public internal(set) var metrics: [Metric] = []
    /// The data that went in.
    public internal(set) var datasets: [DatasetInput] = []
    /// The files, by path; the last one where a path was written again.
    public internal(set) var artifacts: [StoredFile] = []
    /// The models that came out.
    public internal(set) var models: [StoredModel] = []
}

/// How a run stands.
public enum RunState: String, Hashable, Sendable, Codable, CaseIterable {
    /// It goes on.
    case running
    /// It came to its end.
    case finished
    /// It stopped with an error.
    case failed
    /// It was stopped from outside.
    case killed
}

/// One value of one metric.
public struct Metric: Hashable, Sendable, Codable {
    /// What was measured, such as `auc`.
    public let name: String
    /// The value; not a number and infinities are kept.
    public let value: Double
    /// Where in the run: a round, a fold, a trial.
    public let step: Int
    /// When, to the millisecond.
    public let time: Date

    /// Makes a value; the time is cut to whole milliseconds.
    public init(_ name: String, _ value: Double, step: Int = 0, time: Date) {
        self.name = name
        self.value = value
        self.step = step
        self.time = Date(milliseconds: time.milliseconds)
    }
}

/// Data that went into a run.
public struct DatasetInput: Hashable, Sendable, Codable {
    /// What a person calls it.
    public let name: String
    /// What tells its content from another's; a server keeps 36 characters.
    public let digest: String
    /// Of what kind the source is, such as `local`.
    public let sourceKind: String
    /// Where it came from, such as a folder's name.
    public let source: String
    /// The columns and their types, as JSON text.
    public let schema: String?
    /// Figures such as the number of rows, as JSON text.
    public let profile: String?
    /// What it was used for, such as `training`.
    public let purpose: String

    /// Describes data.
    public init(
        name: String,
        digest: String,
        sourceKind: String = "local",
        source: String,
        schema: String? = nil,
        profile: String? = nil,
        purpose: String = "training"
    ) {
        self.name = name
        self.digest = digest
        self.sourceKind = sourceKind
        self.source = source
        self.schema = schema
        self.profile = profile
        self.purpose = purpose
    }
}

/// A file that a run keeps.
public struct StoredFile: Hashable, Sendable, Codable {
    /// Its place below the run's (or the model's) files, parts between `/`.
    public let path: String
    /// SHA-256 in hexadecimal.
    public let digest: String
    /// Its length in bytes.
    public let size: Int
}

/// A model that a run keeps.
public struct StoredModel: Hashable, Sendable, Codable {
    /// Its name, one of its kind in the run.
    public let name: String
    /// Its files.
    public let files: [StoredFile]
    /// Settings of the model itself.
    public let parameters: [String: String]
    /// Texts on the model.
    public let tags: [String: String]
    /// Under which name it goes into the registry; nil when it does not.
    public let registration: ModelRegistration?
}

/// How a model goes into the registry.
public struct ModelRegistration: Hashable, Sendable, Codable {
    /// The registered model's name.
    public let name: String
    /// What is said of this version.
    public let description: String
    /// The alias that is to point at this version, such as `champion`.
    public let alias: String?
    /// Texts on the version.
    public let tags: [String: String]

    /// Asks for a version under `name`.
    public init(name: String, description: String = "", alias: String? = nil, tags: [String: String] = [:]) {
        self.name = name
        self.description = description
        self.alias = alias
        self.tags = tags
    }
}

extension Date {
    /// Milliseconds since 1970.
    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }

    /// From milliseconds since 1970.
    init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
