import Credit
import Explaining
import Logging
import Recording

extension Site {
    /// Records the decision on an applicant; when it returns, the decision is on the disk.
    ///
    /// - Parameter reference: under which an applicant without a number is known.
    func record(
        _ assessment: Assessment, of applicant: CheckedApplicant, input bytes: [UInt8], on day: Day, reference: String,
        by principal: Principal?
    ) async throws -> LogReceipt {
        metrics.count(assessment.explanation.decision, from: .applicant)
        var record = DecisionRecord(
            schema: assessment.schema, features: assessment.row, modelDigest: engine.model.digest,
            explanation: assessment.explanation, on: day)
        record.input = bytes
        record.inputType = "application/json"
        return try await self.record(
            record, about: applicant.client.map(Subject.client) ?? .applicant(reference), by: principal)
    }

    /// The decision that was recorded on the very same application, so that a form sent twice decides once.
    func recordedDecision(on reference: String, input bytes: [UInt8]) async throws -> EntryID? {
        guard let log else { throw Problem.cannotRecord }
        do {
            let entries = try await log.entries(
                LogQuery(kinds: [.decision], subject: .applicant(reference), limit: 10))
            return entries.first { entry in
                guard case .decision(let record)? = entry.content?.event else { return false }
                return record.input == bytes && record.modelDigest == engine.model.digest
            }?.receipt.id
        } catch {
            logger.error("the decision log cannot be read", metadata: ["reason": "\(error.message)"])
            throw Refusal(error)
        }
    }
}
