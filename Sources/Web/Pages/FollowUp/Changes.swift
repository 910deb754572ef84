import Credit
import Explaining
import Features
import Foundation
import Markup
import Recording
import Storage

/// What would have changed a recorded answer, as far as it can still be told.
enum Changes: Hashable, Sendable {
    /// The loan is granted as it is.
    case granted
    /// Computed again from the data received, or from a file that has not changed since.
    case computed(Counterfactuals, isFromInput: Bool)
    /// Another model decides now.
    case otherModel
    /// The data that the features were computed from are not there any more.
    case noRecords
}

extension Site {
    /// What would have changed a recorded answer: by the model that gave it, on the very data that it was given on, or not at all.
    ///
    /// Some tens of milliseconds, off the threads that serve requests.
    func changes(for decision: RecordedDecision) async throws -> Changes {
        guard decision.decision.status != .granted else { return .granted }
        let (engine, record) = (engine, decision.record)
        guard engine.model.digest == record.modelDigest else { return .otherModel }
        let isFromInput = !record.input.isEmpty
        var bytes = record.input
        if !isFromInput {
            guard let id = decision.client, store.schema == record.schema,
                let features = try await store.features(of: id), features.values == record.features.values,
                let kept = try await store.records(of: id)
            else { return .noRecords }
            bytes = kept
        }
        let records = bytes
        return try await work.run {
            do {
                let applicant =
                    isFromInput ? try engine.applicant(json: Data(records)) : try engine.applicant(stored: records)
                let found = try engine.counterfactuals(for: applicant, on: record.day)
                return found.answer == .alreadyGranted ? .noRecords : .computed(found, isFromInput: isFromInput)
            } catch is ExplainingError {
                return .noRecords
            } catch is InvalidRecords {
                return .noRecords
            }
        }
    }
}

/// Each set of changes as one line.
func changesList(_ voice: Voice, _ changes: Changes) -> some HTML {
    let lines = sentences(voice, changes)
    return Group(
        Element("p") { changesLead(voice, changes) },
        lines.isEmpty
            ? nil
            : Element("ul", .class("plain-list")) { each(lines) { sentence in Element("li") { sentence } } },
        changesNote(voice, changes))
}

private func changesLead(_ voice: Voice, _ changes: Changes) -> String {
    switch changes {
    case .granted: voice(FollowUpText.changesGranted)
    case .otherModel: voice(FollowUpText.changesOtherModel)
    case .noRecords: voice(FollowUpText.changesNoRecords)
    case .computed(let found, _):
        found.answer == .found
            ? voice(FollowUpText.changesLead)
            : voice(
                FollowUpText.changesNone, ["fields": found.fields.map { voice($0.label) }.joined(separator: ", ")])
    }
}

/// That it was computed just now, and from what.
@HTMLBuilder private func changesNote(_ voice: Voice, _ changes: Changes) -> some HTML {
    if case .computed(_, let isFromInput) = changes {
        Element("p", .class("small")) {
            voice(isFromInput ? FollowUpText.changesRecomputed : FollowUpText.changesFromFile) + " "
                + voice(FollowUpText.changesFixed)
        }
    }
}

/// What would do, each set of changes as one sentence; none where nothing would, or nothing is known.
func sentences(_ voice: Voice, _ changes: Changes) -> [String] {
    guard case .computed(let found, _) = changes else { return [] }
    return found.found.map { one in
        func words(_ change: FieldChange) -> String {
            voice(
                FollowUpText.instead,
                [
                    "label": voice(change.label), "after": voice(change.afterText), "before": voice(change.beforeText),
                ])
        }
        let asked = one.changes.filter { !$0.isDependent }.map(words).joined(
            separator: voice.language == .fr ? " ; " : "; ")
        let following = one.changes.filter(\.isDependent).map(words).joined(separator: ", ")
        let text = voice.language.typeset(asked)
        let first = text.prefix(1).uppercased() + text.dropFirst()
        return following.isEmpty ? first : "\(first) (\(voice(FollowUpText.withit, ["changes": following])))"
    }
}
