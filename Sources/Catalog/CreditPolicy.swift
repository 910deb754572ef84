public import Credit

/// The lender's policy from one day on: where the score decides, where a person does, and which rules decide whatever the score.
public struct PolicyVersion: Hashable, Sendable, Codable {
    /// Its name, as `2026-1`.
    public let version: String
    /// The first day on which it holds; it holds until the next version does.
    public let from: Day
    /// Refuse from this probability; nil for the model's own threshold.
    public let cutoff: Double?
    /// Where a person decides, in multiples of the cut-off: from the low end, 0…1, up to the high end, 1 or more; nil where nobody does.
    public let review: ValidRange?
    /// Rules, in order.
    public let rules: [PolicyRule]
}

/// A condition on an application's features that decides whatever the score.
public struct PolicyRule: Hashable, Sendable, Codable {
    /// Its name, as `minimum_age`.
    public let name: String
    /// The SQL condition; the rule applies where it is true, and not where it is unknown.
    public let condition: String
    /// The features that the condition reads.
    public let inputs: [String]
    /// What becomes of an application to which it applies: refused or referred.
    public let status: Status
    /// What it is called.
    public let label: LocalizedText
    /// What to tell the client.
    public let sentence: LocalizedText

    /// The stable code, as `policy.minimum_age`.
    public var code: String { "policy.\(name)" }
}

/// A reason that a person gives for a decision of theirs.
public struct ReviewReason: Hashable, Sendable, Codable {
    /// Its name, as `income_confirmed`.
    public let name: String
    /// What the decision that it stands for is: granted or refused.
    public let status: Status
    /// What it is called.
    public let label: LocalizedText
    /// What to tell the client.
    public let sentence: LocalizedText

    /// The stable code, as `human.income_confirmed`.
    public var code: String { "human.\(name)" }
}

extension LenderCatalog {
    /// The policy that holds on a day; nil before the first version, or without a policy.
    public func policy(on day: Day) -> PolicyVersion? {
        (policies ?? []).filter { $0.from <= day }.max { $0.from < $1.from }
    }
}
