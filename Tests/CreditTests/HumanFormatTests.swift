import Credit
import Testing

/// Spaces that do not break, written as a person would type them in the tables below.
private func plainSpaces(_ text: String) -> String {
    String(text.map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 })
}

@Suite("Values are written as a person reads them")
struct HumanFormatTests {
    private let french = HumanFormat(language: .fr, currency: "€")
    private let english = HumanFormat(language: .en, currency: "€")

    @Test(
        "each kind of value has its unit, sign and decimals",
        arguments: [
            (ValueKind.money, 406_597.5, "406 598 €", "€406,598"), (.money, 0, "0 €", "€0"),
            (.money, -1234, "−1 234 €", "−€1,234"), (.money, -0.4, "0 €", "€0"), (.money, 999.5, "1 000 €", "€1,000"),
            (.money, 117_000_000, "117 000 000 €", "€117,000,000"),
            (.ratio, 0.125, "0,13", "0.13"), (.ratio, 1, "1", "1"), (.ratio, 1.5, "1,5", "1.5"),
            (.ratio, 250.4, "250", "250"),
            (.ratio, 99.999, "100", "100"), (.number, -3.14159, "−3,14", "−3.14"),
            (.number, 12_345.6, "12 346", "12,346"),
            (.score, 0.5, "0,50", "0.50"), (.score, 0.083037, "0,08", "0.08"),
            (.percent, 0.12, "12 %", "12%"), (.percent, 0.089, "8,9 %", "8.9%"), (.percent, 0.0995, "10 %", "10%"),
            (.percent, 0.09, "9 %", "9%"), (.percent, 0, "0 %", "0%"), (.percent, 1, "100 %", "100%"),
            (.percent, -0.05, "−5 %", "−5%"), (.percent, 12.5, "1 250 %", "1,250%"),
            (.daysAgo, -9461, "25 ans", "25 years"), (.daysAgo, -9131, "24 ans", "24 years"),
            (.daysAgo, -731, "2 ans", "2 years"),
            (.daysAgo, -730, "23 mois", "23 months"), (.daysAgo, -61, "2 mois", "2 months"),
            (.daysAgo, -60, "60 jours", "60 days"),
            (.daysAgo, -1, "1 jour", "1 day"), (.daysAgo, 0, "0 jour", "0 days"), (.daysAgo, -0.5, "0 jour", "0 days"),
            (.days, -240, "il y a 7 mois", "7 months ago"), (.days, 900, "dans 2 ans", "in 2 years"),
            (.days, 0, "le jour de la demande", "on the day of application"), (.days, -1, "il y a 1 jour", "1 day ago"),
            (.months, 24, "24 mois", "24 months"), (.months, 1, "1 mois", "1 month"),
            (.months, 13.4, "13,4 mois", "13.4 months"),
            (.months, -3, "3 mois", "3 months"),
            (.years, 1, "1 an", "1 year"), (.years, 1.5, "1,5 an", "1.5 years"), (.years, 12, "12 ans", "12 years"),
            (.years, 0, "0 an", "0 years"),
            (.count, 3, "3", "3"), (.count, 0, "0", "0"), (.count, 2.25, "2,3", "2.3"),
            (.count, 1234, "1 234", "1,234"),
            (.rating, 2, "2", "2"), (.hour, 9, "9 h", "9:00"), (.hour, 0, "0 h", "0:00"),
            (.flag, 1, "oui", "yes"), (.flag, 0, "non", "no"),
            (.id, 100_002, "100002", "100002"), (.outcome, 1, "1", "1"), (.category, 4, "4", "4"),
        ] as [(ValueKind, Double, String, String)])
    func table(kind: ValueKind, value: Double, fr: String, en: String) {
        #expect(plainSpaces(french.text(value, as: kind)) == fr)
        #expect(plainSpaces(english.text(value, as: kind)) == en)
    }

    @Test("what nobody knows is said, for every kind", arguments: ValueKind.allCases)
    func unknown(kind: ValueKind) {
        for value in [nil, Double.nan, .infinity, -.infinity] {
            #expect(french.text(value, as: kind) == "inconnu")
            #expect(english.text(value, as: kind) == "unknown")
        }
    }

    @Test("no number, however large or small, stops the writer", arguments: ValueKind.allCases)
    func extremes(kind: ValueKind) {
        let values: [Double] = [
            -0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 0.999, 0.9999, 1e14, 1e15, -1e15, 1e16, 9.3e18,
            -9.3e18, 1e300,
            -.greatestFiniteMagnitude,
        ]
        for value in values {
            for format in [french, english] {
                let text = format.text(value, as: kind)
                #expect(!text.isEmpty && !text.contains("nan") && !text.contains("inf"))
                #expect(!text.hasPrefix("-"), "a minus sign, not a hyphen: \(text)")
            }
        }
    }

    @Test("a minus is never written before zero", arguments: ValueKind.allCases)
    func noMinusZero(kind: ValueKind) {
        for value in [-0.0, -0.000_01] where !(kind.isCategory || kind == .id || kind == .outcome) {
            #expect(!french.text(value, as: kind).contains("−"))
            #expect(!english.text(value, as: kind).contains("−"))
        }
    }

    @Test(
        "a probability is so many in a hundred",
        arguments: [
            (0.18, "18 sur 100", "18 in 100"), (0.09, "9 sur 100", "9 in 100"), (0.0449, "4,5 sur 100", "4.5 in 100"),
            (0.0003, "moins de 0,1 sur 100", "fewer than 0.1 in 100"), (0, "0 sur 100", "0 in 100"),
            (1, "100 sur 100", "100 in 100"), (0.0995, "10 sur 100", "10 in 100"),
            (0.0994, "9,9 sur 100", "9.9 in 100"),
            (0.9996, "plus de 99 sur 100", "more than 99 in 100"),
        ])
    func outOfHundred(value: Double, fr: String, en: String) {
        let probability = Probability(clamping: value)
        #expect(plainSpaces(french.outOfHundred(probability)) == fr)
        #expect(plainSpaces(english.outOfHundred(probability)) == en)
    }

    @Test("a number and its unit never part at the end of a line")
    func unbreakable() {
        #expect(french.text(-406_597.5, as: .money) == "−406\u{202F}598\u{A0}€")
        #expect(french.text(0.5, as: .percent) == "50\u{A0}%")
        #expect(french.text(-240, as: .days) == "il y a 7\u{A0}mois")
        #expect(french.text(9, as: .hour) == "9\u{A0}h")
        #expect(english.text(-9461, as: .daysAgo) == "25\u{A0}years")
    }

    @Test(
        "a noun goes with the number as it is written",
        arguments: [(1.97, "2 ans", "2 years"), (1.04, "1 an", "1 year"), (0.96, "1 an", "1 year")])
    func nouns(value: Double, fr: String, en: String) {
        #expect(plainSpaces(french.text(value, as: .years)) == fr)
        #expect(plainSpaces(english.text(value, as: .years)) == en)
    }

    @Test("thousands are grouped from four digits on, with the language's separators")
    func grouping() {
        #expect(french.number(1_234_567.891, decimals: 2) == "1\u{202F}234\u{202F}567,89")
        #expect(english.number(1_234_567.891, decimals: 2) == "1,234,567.89")
        #expect(english.number(999, decimals: 0) == "999")
        #expect(english.number(2.5, decimals: 0) == "3")
        #expect(english.number(-2.5, decimals: 0) == "−3")
        #expect(english.number(1.005, decimals: 1) == "1.0")
    }
}
