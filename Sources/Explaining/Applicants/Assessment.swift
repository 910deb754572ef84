public import Credit
public import FeatureKernels
public import Features

/// An applicant whose records were read and checked.
public struct CheckedApplicant: Sendable {
    /// The records.
    public let records: ApplicantRecords
    /// Notices: values that count as unknown, levels that the model has not seen.
    public let messages: [FieldMessage]

    /// Wraps records that were checked.
    public init(records: ApplicantRecords, messages: [FieldMessage] = []) {
        self.records = records
        self.messages = messages
    }

    /// The client's number; nil where the records give none.
    public var client: ClientID? {
        records.client == ApplicantRecords.newClient ? nil : ClientID(rawValue: records.client)
    }
}

/// All that is said of an applicant in one call.
public struct Assessment: Sendable {
    /// The features, in the order of the engine's own plan; a decision log keeps them.
    public let row: FeatureRow
    /// The features' names, in the order of ``row``.
    public let schema: FeatureSchema
    /// The decision and its reasons.
    public let explanation: Explanation
    /// What would change the answer.
    public let counterfactuals: Counterfactuals
    /// Notices on the records.
    public let messages: [FieldMessage]

    /// Makes an assessment.
    public init(
        row: FeatureRow, schema: FeatureSchema, explanation: Explanation, counterfactuals: Counterfactuals,
        messages: [FieldMessage]
    ) {
        self.row = row
        self.schema = schema
        self.explanation = explanation
        self.counterfactuals = counterfactuals
        self.messages = messages
    }
}
