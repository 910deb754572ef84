import Catalog
import Credit
import Explaining
import FeatureKernels
import Features
import Foundation
import Markup
import Recording
import Storage

/// What came of computing a recorded decision again.
enum ReplayOutcome: Hashable, Sendable {
    /// Compared bit for bit; with the features where the data received were kept.
    case compared(Replay)
    /// The model that decided does not serve here.
    case gone
}

extension Site {
    /// Computes a recorded decision again, from the data received where they were kept, and compares every bit.
    func replay(of decision: RecordedDecision) async throws -> ReplayOutcome {
        let (engine, record) = (engine, decision.record)
        guard engine.model.digest == record.modelDigest else { return .gone }
        let served = store.schema
        // The store's row also has what models of rows read; it stands for the recorded one while it has the same values.
        let kept = record.input.isEmpty && served == record.schema ? try await storedRow(of: decision) : nil
        return try await work.run {
            if !record.input.isEmpty, let applicant = try? engine.applicant(json: Data(record.input)) {
                let again = try engine.assessment(of: applicant, on: record.day)
                guard again.schema == record.schema else { return .gone }
                var replay = Replay(record, again.explanation)
                replay.compare(again.row, with: record)
                return .compared(replay)
            }
            guard let row = kept ?? record.row(in: served) else { return .gone }
            return .compared(Replay(record, try engine.explanation(for: row, on: record.day)))
        }
    }
}

extension Site {
    private func storedRow(of decision: RecordedDecision) async throws -> FeatureRow? {
        guard let id = decision.client, let row = try await store.features(of: id) else { return nil }
        return row.values == decision.record.features.values ? row : nil
    }
}

extension DecisionRecord {
    /// The recorded row in the order of another schema; nil when that has other features.
    fileprivate func row(in other: FeatureSchema) -> FeatureRow? {
        guard other != schema else { return features }
        let places = schema.positions
        guard other.columns.count == schema.columns.count else { return nil }
        var values: [FeatureValue] = []
        for column in other.columns {
            guard let place = places[column.name] else { return nil }
            values.append(features.values[place])
        }
        return FeatureRow(values: values)
    }
}

/// What the auditor asks for: where the decision stands in the log, what decided, and the way to compute it again.
func proof(_ visit: Visit, _ decision: RecordedDecision, _ replay: ReplayOutcome?) -> some HTML {
    let voice = visit.voice
    return Element("details", .class("card expert"), .id("proof"), Attribute("open", replay != nil)) {
        Element("summary") { voice(FollowUpText.proof) }
        Element("dl") {
            each(facts(visit, decision)) { fact in
                Element("div", .class("entry")) {
                    Element("dt") { fact.name }
                    Element("dd", .class("digest")) { fact.value }
                }
            }
        }
        Element("h3") { voice(FollowUpText.replay) }
        Element("div", .id("replay"), .aria("live", "polite")) {
            if let replay {
                replayResult(voice, decision, replay)
            } else {
                let place = "/decisions/\(decision.id)/replay"
                Element(
                    "a", .class("button quiet"), .href(place + "#proof"), Attribute("hx-get", place),
                    Attribute("hx-target", "#replay")
                ) { voice(FollowUpText.replayCompute) }
            }
        }
    }
}

private func facts(_ visit: Visit, _ decision: RecordedDecision) -> [(name: String, value: String)] {
    let (voice, record) = (visit.voice, decision.record)
    let engine = visit.site.engine
    let catalog =
        engine.model.digest == record.modelDigest
        ? "\(engine.catalog.name) \(engine.catalog.version)" : voice(FollowUpText.proofCatalogGone)
    let input =
        record.input.isEmpty
        ? voice(FollowUpText.proofInputNumber)
        : voice(
            FollowUpText.proofInputBytes,
            ["count": voice.format.number(Double(record.input.count), decimals: 0), "type": record.inputType])
    return [
        (voice(FollowUpText.proofReference), decision.id.description),
        (voice(FollowUpText.proofPlace), "\(decision.receipt.sequence)"),
        (voice(FollowUpText.proofDigest), decision.receipt.digest),
        (voice(FollowUpText.proofModel), record.modelDigest), (voice(FollowUpText.proofCatalog), catalog),
        (voice(FollowUpText.proofPolicy), record.policyVersion ?? voice(FollowUpText.proofPolicyNone)),
        (voice(FollowUpText.proofDay), record.day.description), (voice(FollowUpText.proofInput), input),
    ]
}

/// Whether the decision computed again is the same.
func replayResult(_ voice: Voice, _ decision: RecordedDecision, _ replay: ReplayOutcome) -> some HTML {
    var lines: [String] = []
    switch replay {
    case .gone: lines = [voice(FollowUpText.replayGone, ["reference": decision.id.description])]
    case .compared(let replay):
        let parts = (replay.isEqual ? replay.compared : replay.differences).map { voice($0.label) }
        lines = [
            voice(
                replay.isEqual ? FollowUpText.replayEqual : FollowUpText.replayDiffers,
                ["parts": parts.joined(separator: ", ")])
        ]
        if decision.record.input.isEmpty { lines.append(voice(FollowUpText.replayNotInput)) }
        if !replay.isExplained { lines.append(voice(FollowUpText.notExplained)) }
    }
    return Element("div", .role("status")) { each(lines) { line in Element("p") { line } } }
}

extension Replay.Part {
    /// What it is called.
    fileprivate var label: LocalizedText {
        switch self {
        case .logOdds: LocalizedText(fr: "score", en: "score")
        case .probability: LocalizedText(fr: "probabilité", en: "probability")
        case .threshold: LocalizedText(fr: "seuil", en: "threshold")
        case .policy: LocalizedText(fr: "version des règles", en: "version of the rules")
        case .outcome: LocalizedText(fr: "réponse", en: "answer")
        case .baseline: LocalizedText(fr: "point de comparaison", en: "baseline")
        case .contributions: LocalizedText(fr: "part de chaque caractéristique", en: "each feature’s part")
        case .reasons: LocalizedText(fr: "raisons", en: "reasons")
        case .features: LocalizedText(fr: "caractéristiques", en: "features")
        }
    }
}
