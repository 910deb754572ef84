import Credit
public import Recording

extension LogFixture {
    /// A scenario with one field asked for and one that follows.
    public static var scenario: ScenarioRecord {
        let text = LocalizedText(fr: "310\u{202F}000\u{A0}€", en: "€310,000")
        let limit = Threshold(Probability(clamping: 0.1))
        return ScenarioRecord(
            name: "Moins\u{0}🙂",
            changes: [
                ScenarioRecord.Change(
                    field: "AMT_CREDIT", label: LocalizedText(fr: "montant", en: "amount"), value: 310_000,
                    before: text, after: text, isDependent: false),
                ScenarioRecord.Change(
                    field: "AMT_ANNUITY", label: LocalizedText(fr: "mensualité", en: "instalment"), value: nil,
                    before: text, after: text, isDependent: true),
            ],
            before: Decision(probability: Probability(clamping: 1.0 / 3), threshold: limit),
            after: Decision(probability: Probability(clamping: 0.05), threshold: limit), modelDigest: "ab12",
            day: Day(secondsSince1970: 1_795_000_000))
    }
}
