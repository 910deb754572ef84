import Credit
import Foundation

@testable import Recording
@testable import Web

/// The last entry of a review, as a log gives it.
enum ReviewStepFixture {
    /// A review that ended some days after the decisions of the tests.
    static func ended(_ review: EntryID, outcome: Status, code: String) -> LogEntry {
        let json = #"""
            {"review": "\#(review)", "decision": "\#(review)", "kind": "override", "before": "refused",
             "judgement": {"outcome": "\#(outcome.rawValue)", "code": "\#(code)", "text": "Bulletins vus."}}
            """#
        let step: ReviewStep
        do {
            step = try JSONDecoder().decode(ReviewStep.self, from: Data(json.utf8))
        } catch {
            preconditionFailure("the fixture does not stand: \(error)")
        }
        return LogEntry(
            receipt: LogReceipt(id: review, sequence: 2, time: Server.now.addingTimeInterval(3 * 86_400), digest: ""),
            kind: .override,
            content: LogEntry.Content(
                subject: .client(ClientID(rawValue: Server.refused)),
                author: Author(name: "rachel", role: "reviewer", channel: "page"), event: .review(step)))
    }
}
