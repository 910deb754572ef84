import Credit
import Testing

@Suite("Numbers and days as people type them")
struct ReadingTests {
    static let typed: [(String, Language, Double?)] = [
        ("406 597,50", .fr, 406_597.5), ("406\u{202F}597,5", .fr, 406_597.5), ("406\u{A0}597 €", .fr, 406_597),
        ("1.5", .fr, 1.5), ("310.000", .fr, 310_000), ("1.234.567,8", .fr, 1_234_567.8), ("0,5", .fr, 0.5),
        ("12,", .fr, 12), (",5", .fr, 0.5), ("-3", .fr, -3), ("−3", .fr, -3), ("+3", .fr, 3), ("-0", .fr, 0),
        ("406,597.50", .en, 406_597.5), ("€406,597", .en, 406_597), ("-€5", .en, -5), ("310,000", .en, 310_000),
        ("1,5", .en, 1.5), ("1,234,567", .en, 1_234_567), ("18830.5", .fr, 18_830.5),
        ("", .fr, nil), ("  ", .fr, nil), ("beaucoup", .fr, nil), ("1e9", .fr, nil), ("12a", .fr, nil),
        ("1,2,3", .fr, nil), ("1.2.3", .en, nil), ("12.34.567,8", .fr, nil), ("--3", .fr, nil), (".", .fr, nil),
        ("' OR 1=1 --", .en, nil), ("<b>5</b>", .en, nil), ("∞", .fr, nil), ("NaN", .en, nil),
        (String(repeating: "9", count: 41), .fr, nil),
    ]

    @Test("are read with the separators of their language, and nothing else is a number", arguments: typed)
    func number(text: String, language: Language, expected: Double?) {
        #expect(HumanFormat(language: language, currency: "€").number(typed: text) == expected)
    }

    @Test(
        "come back as they were written, in either language",
        arguments: [0, 1, 12.5, -3.25, 999, 1_000, 24_700.5, 406_597.5, 1_234_567.891, 0.000_001, 999_999_999])
    func roundTrip(value: Double) {
        for language in Language.allCases {
            let format = HumanFormat(language: language, currency: "€")
            #expect(format.number(typed: format.number(value, atMost: 6)) == value)
            #expect(format.number(typed: format.money(value)) == value.rounded())
        }
    }

    @Test("a day and its number are two ways to say the same, over two centuries and at their seams")
    func days() throws {
        #expect(try #require(Day("1970-01-01")).daysSince1970 == 0)
        #expect(try #require(Day("2000-03-01")).daysSince1970 == 11_017)
        #expect(try #require(Day("0001-01-01")).daysSince1970 == -719_162)
        var last: Day?
        for number in -36_525...36_525 {
            let day = Day(secondsSince1970: Double(number) * 86_400)
            #expect(day.daysSince1970 == number)
            if let last { #expect(last < day && last.adding(days: 1) == day && day.adding(days: -1) == last) }
            last = day
        }
        #expect(try #require(Day("2024-02-28")).adding(days: 1).description == "2024-02-29")
        #expect(try #require(Day("2026-11-30")).dayFirst == "30/11/2026")
    }
}
