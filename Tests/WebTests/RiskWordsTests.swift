import Credit
import Testing

@testable import Web

@Suite("Risk and limit are figures that can be compared")
struct RiskWordsTests {
    static func words(_ risk: Double, _ limit: Double, _ language: Language = .fr) -> RiskWords {
        RiskWords(
            Decision(probability: Probability(clamping: risk), threshold: Threshold(Probability(clamping: limit))),
            format: HumanFormat(language: language, currency: "€")
        )
    }

    @Test(
        "as few decimals as tell them apart, and the distance is that of the figures as read",
        arguments: [
            (0.1824, 1.0 / 11, "18", "9", "9"), (0.004, 1.0 / 11, "0,4", "9,1", "8,7"),
            (0.0906, 1.0 / 11, "9,06", "9,09", "0,03"), (0.094, 0.09, "9,4", "9", "0,4"),
            (0.5, 0.09, "50", "9", "41"), (0.999, 0.09, "99", "9", "90"), (1, 0.09, "100", "9", "91"),
            (0.0001, 0.09, "moins de 0,1", "9", "9"), (0.09, 0.09, "9", "9", "0"),
        ]
    )
    func figures(risk: Double, limit: Double, riskText: String, limitText: String, points: String) {
        let words = Self.words(risk, limit)
        #expect(words.risk == riskText && words.limit == limitText && words.points == points)
        #expect(words.isAtTheLimit == (risk == limit))
    }

    @Test("French keeps the singular below 2, English for exactly 1")
    func plural() {
        #expect(Self.words(0.0142, 0.09).isOne && Self.words(0.0142, 0.09, .en).isOne)
        #expect(!Self.words(0.02, 0.09).isOne && !Self.words(0.02, 0.09, .en).isOne)
        #expect(Self.words(0.004, 0.09).isOne && !Self.words(0.004, 0.09, .en).isOne)
        #expect(Self.words(0.0906, 1.0 / 11).isOnePoint && !Self.words(0.0906, 1.0 / 11, .en).isOnePoint)
    }

    @Test("places on the gauge rise with the probability, from end to end")
    func gauge() {
        let places = stride(from: 0.0, through: 1, by: 0.001).map(gaugePlace)
        #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
        #expect(places.first == 0 && gaugePlace(1) == 1)
        #expect(gaugePlace(-1) == 0 && gaugePlace(2) == 1)
        #expect(abs(gaugePlace(0.09) - 0.448) < 0.001)
    }
}
