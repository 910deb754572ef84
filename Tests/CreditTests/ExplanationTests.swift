import Credit
import Testing

@Suite("An explanation adds up")
struct ExplanationTests {
    private func explanation(_ parts: [Double], baseline: Double, logOdds: Double, reasons: [Reason] = [])
        -> Explanation
    {
        let decision = Decision(
            probability: Probability(clamping: 0.2), threshold: Threshold(Probability(clamping: 0.09)))
        return Explanation(
            decision: decision, logOdds: LogOdds(logOdds),
            baseline: Baseline(
                label: LocalizedText(fr: "clients accordés", en: "granted clients"), logOdds: LogOdds(baseline)),
            contributions: parts.enumerated().map { index, part in
                Contribution(feature: "f\(index)", family: FamilyID(rawValue: "x"), logOdds: LogOdds(part))
            },
            reasons: reasons)
    }

    @Test(
        "the residual is baseline plus contributions minus score",
        arguments: [
            ([0.5, -0.25, 1], -2.0, -0.75, 0.0), ([], -2, -2, 0), ([0.5], -2, -2, 0.5), ([-0.5, -0.5], 1, 1, -1),
        ] as [([Double], Double, Double, Double)])
    func residual(parts: [Double], baseline: Double, logOdds: Double, expected: Double) {
        #expect(explanation(parts, baseline: baseline, logOdds: logOdds).residual == expected)
    }

    @Test("each direction gives its own reasons, in order")
    func directions() {
        func reason(_ name: String, _ direction: Direction) -> Reason {
            let text = LocalizedText(fr: name, en: name)
            return Reason(
                family: FamilyID(rawValue: name), label: text, direction: direction, contribution: LogOdds(0),
                sentence: text,
                evidence: [])
        }
        let all = [reason("a", .adverse), reason("b", .favourable), reason("c", .adverse)]
        let explanation = explanation([], baseline: 0, logOdds: 0, reasons: all)
        #expect(explanation.reasons(.adverse).map(\.family.rawValue) == ["a", "c"])
        #expect(explanation.reasons(.favourable).map(\.family.rawValue) == ["b"])
    }

    @Test("a text has each language, and a change is made in both")
    func localized() {
        let text = LocalizedText(fr: "âge", en: "age").map { $0.uppercased() }
        #expect(Language.allCases.map { text[$0] } == ["ÂGE", "AGE"])
    }
}
