import ArgumentParser
import Catalog
import Credit
import Explaining
import FeatureKernels
import Features
import Foundation
import Modeling
import Recording

/// The command `limpide log replay`.
struct LogReplay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Compute a recorded decision again, and compare it bit for bit.",
        discussion: """
            The model is the one whose digest the entry names, the day and the features are those of the entry; where records were \
            received, the features are computed from them again too. The exit code is 65 when anything differs.
            """)

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var stores: StoreOptions

    @Argument(help: ArgumentHelp("Reference of the decision, or its place.", valueName: "id"))
    var id: String

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    private struct Output: Encodable {
        let id: String
        let isEqual: Bool
        let compared: [String]
        let differences: [String]
        let notes: [String]
    }

    func run() async throws {
        let (log, _) = try await stores.openLog(place, creating: false)
        let entry = try await Log.entry(id, in: log)
        guard entry.kind == .decision else {
            throw CommandFailure(
                code: .usage, message: "entry \(id) is no decision: only decisions can be computed again.")
        }
        guard let content = entry.content, case .decision(let record) = content.event else {
            throw CommandFailure(code: .data, message: "entry \(id) can be read no more: the client was erased.")
        }
        let (digest, bundle) = try ModelRepository(folder: place.models).load(record.modelDigest)
        let replay = try Replay(record, bundle: bundle, digest: digest)
        if json {
            try JSONOutput.print(
                Output(
                    id: entry.receipt.id.description, isEqual: replay.differences.isEmpty, compared: replay.compared,
                    differences: replay.differences, notes: replay.notes))
        }
        guard replay.differences.isEmpty else {
            throw CommandFailure(
                code: .data,
                message: "entry \(id) computed again differs in: \(replay.differences.joined(separator: ", ")).")
        }
        guard !json else { return }
        Terminal.print("Equal, bit for bit: \(replay.compared.joined(separator: ", ")).")
        for note in replay.notes { Terminal.print(note) }
    }
}

/// A decision computed again.
struct Replay {
    /// What was compared.
    private(set) var compared: [String] = []
    /// What differs, without values.
    private(set) var differences: [String] = []
    /// What could not be compared, in sentences.
    private(set) var notes: [String] = []

    init(_ record: DecisionRecord, bundle: ModelBundle, digest: String) throws {
        let scoring = try ScoringModel(bundle)
        let engine = BundleDecisionEngine(scoring, digest: digest, schema: record.schema)
        let explanation = try engine.explanation(for: record.features, on: record.day)
        let decision = explanation.decision
        compare("log-odds", explanation.logOdds.value.bitPattern == record.logOdds.value.bitPattern)
        compare("probability", decision.probability.value.bitPattern == record.probability.value.bitPattern)
        compare("threshold", decision.threshold == record.threshold && decision.band == record.band)
        compare("policy", decision.policy.version == record.policyVersion)
        // Rules are compared by what they come to, the answer, and not one by one.
        compare("outcome", decision.status == record.outcome)
        if let baseline = record.baseline {
            compare("baseline", baseline == explanation.baseline)
            compare("contributions", Self.bits(record.contributions) == Self.bits(explanation.contributions))
            let recorded = record.reasons.filter { $0.source == .score }
            compare("reasons", recorded == explanation.reasons.map(RecordedReason.init))
        } else {
            notes.append("The decision was not explained: reasons and contributions are not compared.")
        }
        compareFeatures(record, bundle: bundle)
    }

    private mutating func compareFeatures(_ record: DecisionRecord, bundle: ModelBundle) {
        guard !record.input.isEmpty else {
            notes.append("The client was asked for by number: the features are those of the load.")
            return
        }
        let plan = FeaturePlan(catalog: bundle.catalog, available: Set(bundle.catalog.tables.map(\.name)))
        guard record.inputType.hasPrefix("application/json"), plan.schema == record.schema,
            let records = try? ApplicantRecords(json: Data(record.input), catalog: bundle.catalog),
            let row = try? FeatureProgram(plan).row(of: records)
        else {
            notes.append("What was received is not the records of an applicant: the features are not computed again.")
            return
        }
        compare("features", Self.bits(row) == Self.bits(record.features))
    }

    private mutating func compare(_ what: String, _ isEqual: Bool) {
        compared.append(what)
        if !isEqual { differences.append(what) }
    }

    /// A number as its bits, a word as its bytes: what equality of values would take for the same.
    private static func bits(_ row: FeatureRow) -> [[UInt8]] {
        row.values.map { value in
            switch value {
            case .missing: []
            case .number(let number): withUnsafeBytes(of: number.bitPattern) { [0] + Array($0) }
            case .level(let word): [1] + Array(word.utf8)
            }
        }
    }

    private static func bits(_ contributions: [Contribution]) -> [String: UInt64] {
        Dictionary(
            contributions.map { ($0.feature, $0.logOdds.value.bitPattern) }, uniquingKeysWith: { first, _ in first })
    }
}
