import Credit
import Testing

@Suite("Three outcomes and their reasons")
struct OutcomeTests {
    private static func probability(_ value: Double) -> Probability { Probability(clamping: value) }

    private static func policy(_ statuses: Status...) -> PolicyOutcome {
        PolicyOutcome(
            version: "1",
            reasons: statuses.enumerated().map { place, status in
                PolicyReason(
                    code: "policy.\(place)", status: status, label: LocalizedText(fr: "r", en: "r"),
                    sentence: LocalizedText(fr: "s", en: "s"))
            })
    }

    private static func decision(_ score: Status, _ policy: PolicyOutcome = .none) -> Decision {
        let band = ReviewBand(low: probability(0.08), high: probability(0.12))
        let value =
            switch score {
            case .granted: 0.05
            case .referred: 0.1
            case .refused: 0.2
            }
        return Decision(
            probability: probability(value), threshold: Threshold(probability(0.1)), band: band, policy: policy)
    }

    private static func reason(_ name: String, _ direction: Direction = .adverse) -> Reason {
        Reason(
            family: FamilyID(rawValue: name), label: LocalizedText(fr: name, en: name), direction: direction,
            contribution: LogOdds(1), sentence: LocalizedText(fr: name, en: name), evidence: [])
    }

    private static let score = ["a", "b", "c", "d", "e"].map { reason($0) } + [reason("f", .favourable)]
    private static let human = ["x", "y", "z", "v", "w"].map {
        StatedReason(source: .human, code: "human.\($0)", sentence: LocalizedText(fr: $0, en: $0))
    }

    @Test("the band has its low end, not its high one; an empty one is the threshold")
    func band() throws {
        let band = try #require(ReviewBand(low: Self.probability(0.08), high: Self.probability(0.12)))
        #expect(
            [0.0799, 0.08, 0.1199, 0.12].map { band.status(of: Self.probability($0)) } == [
                .granted, .referred, .referred, .refused,
            ])
        #expect(ReviewBand(low: Self.probability(0.2), high: Self.probability(0.1)) == nil)
        let threshold = Threshold(Self.probability(0.1))
        for value in stride(from: 0.0, through: 1, by: 0.05) {
            let p = Self.probability(value)
            #expect(ReviewBand(at: threshold).status(of: p) == threshold.status(of: p))
            #expect(Decision(probability: p, threshold: threshold).status == threshold.status(of: p))
        }
    }

    @Test("the answer is the more severe of score and rules", arguments: Status.allCases, Status.allCases)
    func severity(score: Status, rule: Status) {
        let decision = Self.decision(score, rule == .granted ? .none : Self.policy(rule))
        #expect(decision.status == max(score, rule) && decision.scoreStatus == score)
        #expect(Status.allCases == Status.allCases.sorted())
    }

    @Test("reasons come from the part that refused, at most four, none of a rule left out")
    func stated() {
        func codes(_ decision: Decision, _ human: [StatedReason] = []) -> [String] {
            StatedReason.refusing(decision, score: Self.score, human: human).map(\.code)
        }
        let four = ["a.adverse", "b.adverse", "c.adverse", "d.adverse"]
        #expect(codes(Self.decision(.granted)) == [] && codes(Self.decision(.referred)) == [])
        #expect(codes(Self.decision(.refused)) == four)
        // The score granted and a rule refused: the rule alone.
        #expect(codes(Self.decision(.granted, Self.policy(.refused, .referred))) == ["policy.0"])
        #expect(codes(Self.decision(.refused, Self.policy(.refused))) == ["policy.0"] + four.prefix(3))
        // A person refused what the score granted: that person's reasons alone.
        #expect(codes(Self.decision(.granted), Self.human) == ["human.x", "human.y", "human.z", "human.v"])
        // The score left it open and a person refused: both, neither alone.
        #expect(codes(Self.decision(.referred), Self.human) == ["human.x", "human.y", "a.adverse", "b.adverse"])
        #expect(codes(Self.decision(.referred), [Self.human[0]]) == ["human.x", "a.adverse", "b.adverse", "c.adverse"])
        // Five rules refuse: all five, and nothing else finds room.
        let many = Self.policy(.refused, .refused, .refused, .refused, .refused)
        #expect(codes(Self.decision(.refused, many), Self.human) == (0..<5).map { "policy.\($0)" })
    }

    @Test("days are those of the calendar, and read as they are written")
    func days() throws {
        #expect(Day("2026-11-30")?.description == "2026-11-30" && Day("0001-01-01")?.description == "0001-01-01")
        for wrong in [
            "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "2026-01-32", "", "today",
            "2026-04-31",
        ] {
            #expect(Day(wrong) == nil, "\(wrong)")
        }
        #expect(Day("2024-02-29") != nil && Day("2000-02-29") != nil)
        #expect(Day(secondsSince1970: 0).description == "1970-01-01")
        #expect(Day(secondsSince1970: -1).description == "1969-12-31")
        #expect(Day(secondsSince1970: 951_782_400).description == "2000-02-29")
        #expect(Day(secondsSince1970: 1_796_083_199).description == "2026-11-30")
        let days = stride(from: -1e9, to: 4e9, by: 86_400).map { Day(secondsSince1970: $0) }
        #expect(zip(days, days.dropFirst()).allSatisfy { $0 < $1 })
        #expect(days.allSatisfy { Day($0.description) == $0 })
    }
}
