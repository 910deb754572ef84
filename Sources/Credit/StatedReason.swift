/// A reason as it stands in a letter, and where it comes from.
public struct StatedReason: Hashable, Sendable {
    /// Where a reason comes from.
    public enum Source: String, Hashable, Sendable, CaseIterable, Codable {
        /// A rule that decides whatever the score.
        case policy
        /// The score.
        case score
        /// A person's judgement.
        case human
    }

    /// Where it comes from.
    public let source: Source
    /// The stable code, as `policy.minimum_age`, `payment_history.adverse` or `human.documents_inconsistent`.
    public let code: String
    /// One plain sentence for the client.
    public let sentence: LocalizedText

    /// Makes a reason.
    public init(source: Source, code: String, sentence: LocalizedText) {
        self.source = source
        self.code = code
        self.sentence = sentence
    }

    /// More reasons than this do not help a person (Regulation B, comment 9(b)(2)-1).
    public static let most = 4

    /// The reasons that a letter of refusal states, from the parts of the procedure that the application failed.
    ///
    /// Regulation B, comment 9(b)(2)-7: reasons come from the part that refused; from the score *and* the person where the score
    /// left the answer open and a person refused; from the person alone where the score granted. Comment 9(b)(2)-8: a rule that
    /// refuses by itself is always named, however many there are. Then come, up to ``most`` in all, the person's reasons and the
    /// score's adverse ones, strongest first. Where both have some, neither fills the letter alone.
    ///
    /// - Parameters:
    ///   - decision: what the score and the rules said.
    ///   - score: the reasons of the score; favourable ones are passed over.
    ///   - human: the reasons of the person who refused; empty when none did.
    /// - Returns: no reason when neither the decision nor a person refuses.
    public static func refusing(_ decision: Decision, score: [Reason], human: [StatedReason] = []) -> [StatedReason] {
        let rules = decision.policy.reasons.filter { $0.status == .refused }.map {
            StatedReason(source: .policy, code: $0.code, sentence: $0.sentence)
        }
        guard decision.status == .refused || !human.isEmpty else { return [] }
        let adverse = score.filter { $0.direction == .adverse }.map {
            StatedReason(source: .score, code: $0.code, sentence: $0.sentence)
        }
        let failed = decision.scoreStatus == .granted ? [] : adverse
        let places = max(0, most - rules.count)
        // Each part keeps half of the places for its own reasons; what one leaves, the other takes.
        let forScore = min(failed.count, max(places - human.count, places / 2))
        return rules + human.prefix(max(0, places - forScore)) + failed.prefix(forScore)
    }
}
