/// What the lender's rules say of an application, apart from its score.
public struct PolicyOutcome: Hashable, Sendable {
    /// The version of the policy in force; nil without a policy.
    public let version: String?
    /// The rules that stand against the loan or ask for a person, in the policy's order.
    public let reasons: [PolicyReason]

    /// Makes an outcome.
    public init(version: String?, reasons: [PolicyReason]) {
        self.version = version
        self.reasons = reasons
    }

    /// The outcome without a policy.
    public static let none = PolicyOutcome(version: nil, reasons: [])

    /// The most severe answer among the rules; granted when none applies.
    public var status: Status { reasons.map(\.status).max() ?? .granted }
}

/// A rule of the policy that applies to an application.
public struct PolicyReason: Hashable, Sendable {
    /// The stable code, as `policy.minimum_age`.
    public let code: String
    /// What the rule says: refused or referred.
    public let status: Status
    /// What the rule is called.
    public let label: LocalizedText
    /// One plain sentence for the client.
    public let sentence: LocalizedText

    /// Makes a reason.
    public init(code: String, status: Status, label: LocalizedText, sentence: LocalizedText) {
        self.code = code
        self.status = status
        self.label = label
        self.sentence = sentence
    }
}
