import Credit
import Explaining

// Comparisons as they may come.
extension Example {
    private static let label = LocalizedText(fr: "revenu déclaré", en: "declared income")
    private static let range = LocalizedText(fr: "de 112 500 € à 135 000 €", en: "€112,500 to €135,000")
    private static let digest = String(repeating: "3b2f", count: 16)

    private static func compared(_ fields: [String: JSON]) -> JSON {
        let start: JSON = [
            "client": 123_456, "feature": "AMT_INCOME_TOTAL", "label": JSON(label),
            "text": JSON(LocalizedText(fr: "121 500 €", en: "€121,500")), "model": .text(digest),
        ]
        return start.adding(fields)
    }

    static let comparison = compared([
        "with": "all", "count": 307_510, "lower": .number(0.375), "same": .number(0.015), "higher": .number(0.61),
        "unknown": .number(0.0625),
        "bins": [
            [
                "text": JSON(range), "count": 61_200, "share_of_paid": .number(0.1875),
                "share_of_unpaid": .number(0.25), "unpaid_share": .number(0.09), "is_own": .flag(true),
            ],
            [
                "text": JSON(range), "count": 24, "share_of_paid": .null, "share_of_unpaid": .null,
                "unpaid_share": .null, "is_own": .flag(false),
            ],
        ],
    ])
    static let noComparison = compared([
        "with": "group", "count": 0, "lower": .null, "same": .null, "higher": .null, "unknown": .null, "bins": [],
    ])

    private static let effect = Dependence.Effect(count: 200, mean: 0.3125, usual: 0.0625...0.5)

    private static func depending(_ missing: Dependence.Effect?) -> JSON {
        JSON(
            Dependence(
                feature: "AMT_INCOME_TOTAL", label: label, kind: .money,
                bins: [Dependence.Bin(content: .range(112_500, 135_000, isClosed: false), effect: effect)],
                missing: missing), texts: [range]
        ).adding(["model": .text(digest)])
    }

    static let dependence = depending(nil)
    static let dependenceWithUnknown = depending(effect)
}
