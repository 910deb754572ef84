/// What somebody wrote down of a conversation with a client.
public struct NoteRecord: Hashable, Sendable, Codable {
    /// What was said.
    public let text: String
    /// The decision that it was about; nil when about none.
    public let decision: EntryID?

    /// Makes a note.
    public init(text: String, decision: EntryID? = nil) {
        self.text = text
        self.decision = decision
    }
}
