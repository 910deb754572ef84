public import Credit

/// A set of permitted changes after which the loan is granted.
public struct Counterfactual: Hashable, Sendable {
    /// What changes, asked of the client first, then what follows.
    public let changes: [FieldChange]
    /// How many of the lender's steps it takes, over all fields asked of the client.
    public let steps: Int
    /// The decision after the changes, scored by the model itself: granted.
    public let decision: Decision

    /// Makes a counterfactual.
    public init(changes: [FieldChange], steps: Int, decision: Decision) {
        self.changes = changes
        self.steps = steps
        self.decision = decision
    }
}

/// What would change the answer.
public struct Counterfactuals: Hashable, Sendable {
    /// What can be said.
    public enum Answer: String, Hashable, Sendable, CaseIterable {
        /// The loan is granted as it is.
        case alreadyGranted = "already_granted"
        /// These changes would do.
        case found
        /// No change within the lender's limits would do.
        case noneWithinLimits = "none_within_limits"
    }

    /// What can be said.
    public let answer: Answer
    /// At most three, all on different fields, fewest fields first, then fewest steps.
    public let found: [Counterfactual]
    /// The fields that were tried, in the catalog's order, with their labels.
    public let fields: [Field]

    /// A field that a client may change.
    public struct Field: Hashable, Sendable {
        /// The column of the application.
        public let name: String
        /// What it is called.
        public let label: LocalizedText

        /// Makes a field.
        public init(name: String, label: LocalizedText) {
            self.name = name
            self.label = label
        }
    }

    /// Makes an answer.
    public init(answer: Answer, found: [Counterfactual], fields: [Field]) {
        self.answer = answer
        self.found = found
        self.fields = fields
    }
}
