public import Credit

/// One field of an application, before and after a change.
public struct FieldChange: Hashable, Sendable {
    /// The column of the application.
    public let field: String
    /// What it is called.
    public let label: LocalizedText
    /// The value before, as a file would hold it.
    public let before: RawValue
    /// The value after.
    public let after: RawValue
    /// The value before in human units.
    public let beforeText: LocalizedText
    /// The value after in human units.
    public let afterText: LocalizedText
    /// Whether it follows from another change and was not asked for.
    public let isDependent: Bool

    /// Makes a change.
    public init(
        field: String, label: LocalizedText, before: RawValue, after: RawValue, beforeText: LocalizedText,
        afterText: LocalizedText, isDependent: Bool
    ) {
        self.field = field
        self.label = label
        self.before = before
        self.after = after
        self.beforeText = beforeText
        self.afterText = afterText
        self.isDependent = isDependent
    }
}

/// What an application would have become with other values.
public struct Simulation: Hashable, Sendable {
    /// The decision on the application as it is.
    public let before: Decision
    /// The decision on the changed application.
    public let after: Decision
    /// The reasons after the change.
    public let explanation: Explanation
    /// What was changed, asked for or following; empty when nothing changes.
    public let changes: [FieldChange]
    /// Notices on the records and on the changes.
    public let messages: [FieldMessage]

    /// Makes a simulation.
    public init(
        before: Decision, explanation: Explanation, changes: [FieldChange], messages: [FieldMessage]
    ) {
        self.before = before
        after = explanation.decision
        self.explanation = explanation
        self.changes = changes
        self.messages = messages
    }
}
