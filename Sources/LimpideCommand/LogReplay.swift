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
        let recomputed = try Recomputed(record, bundle: bundle, digest: digest)
        let replay = recomputed.replay
        let (compared, differences) = (replay.compared.map(\.rawValue), replay.differences.map(\.rawValue))
        if json {
            try JSONOutput.print(
                Output(
                    id: entry.receipt.id.description, isEqual: replay.isEqual, compared: compared,
                    differences: differences, notes: recomputed.notes))
        }
        guard replay.isEqual else {
            throw CommandFailure(
                code: .data,
                message: "entry \(id) computed again differs in: \(differences.joined(separator: ", ")).")
        }
        guard !json else { return }
        Terminal.print("Equal, bit for bit: \(compared.joined(separator: ", ")).")
        for note in recomputed.notes { Terminal.print(note) }
    }
}

/// A decision computed again.
private struct Recomputed {
    /// What was compared, and what differs.
    private(set) var replay: Replay
    /// What could not be compared, in sentences.
    private(set) var notes: [String] = []

    init(_ record: DecisionRecord, bundle: ModelBundle, digest: String) throws {
        let scoring = try ScoringModel(bundle)
        let engine = BundleDecisionEngine(scoring, digest: digest, schema: record.schema)
        replay = Replay(record, try engine.explanation(for: record.features, on: record.day))
        if !replay.isExplained {
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
        replay.compare(row, with: record)
    }
}
