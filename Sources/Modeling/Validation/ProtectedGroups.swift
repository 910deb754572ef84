public import Credit

/// To which group of a protected characteristic each row of a table belongs.
public struct ProtectedGroups: Sendable, Hashable {
    /// The characteristic's name in the catalog, as `sex`.
    public let attribute: String
    /// What the groups are called.
    public let groups: [LocalizedText]
    /// By row the place of its group; −1 where it is unknown.
    public let codes: [Int32]

    /// Names the groups of every row of a table.
    public init(attribute: String, groups: [LocalizedText], codes: [Int32]) {
        self.attribute = attribute
        self.groups = groups
        self.codes = codes
    }
}
