import Catalog
import Credit
import Explaining
import Fixtures
import Testing

@Suite("What a person fills in and what a file holds")
struct HumanEntryTests {
    static let today = Day(secondsSince1970: 1_796_000_000)

    let root: TableDefinition
    let currency: String

    init() throws {
        let catalog = try LenderCatalog(folder: Places.homeCredit)
        root = try #require(catalog.rootTable)
        currency = catalog.currency
    }

    private func entry(_ name: String, _ language: Language = .fr) throws -> HumanEntry {
        HumanEntry(
            try #require(root.column(name)), on: Self.today, format: HumanFormat(language: language, currency: currency)
        )
    }

    /// Values of every shape that a person can mean.
    private func values(_ entry: HumanEntry) -> [RawValue] {
        let column = entry.column
        switch entry.shape {
        case .choice:
            if column.kind == .flag {
                return column.flagWords.map { [.text($0.yes), .text($0.no)] } ?? [.number(1), .number(0)]
            }
            return column.levels.keys.map(RawValue.text)
        case .word: return [.text("Some words"), .text("été")]
        case .birth, .since, .whole, .number:
            let (low, high) = (column.valid?.low ?? -1e6, column.valid?.high ?? 1e6)
            let isWhole = entry.shape != .number
            return (0...40).map { part in
                let value = low + (high - low) * Double(part) / 40
                return .number(isWhole ? value.rounded(.towardZero) : (value * 1e6).rounded() / 1e6)
            }
        }
    }

    @Test(
        "whatever is written for a value is read as that value: every column, both languages",
        arguments: Language.allCases)
    func roundTrip(language: Language) throws {
        for column in root.columns where column.kind != .id && column.kind != .outcome {
            let entry = try self.entry(column.name, language)
            for value in values(entry) + [.missing] {
                let text = entry.text(of: value)
                #expect(try entry.value(of: text) == value, "\(column.name): \(text)")
            }
        }
    }

    @Test("a percentage is typed in per cent and stored as a share")
    func percent() throws {
        let text = """
            SCORE: {type: percent, label: {fr: part, en: share}, family: scores, valid: [0, 1], risk: falls}
            """
        let files = CatalogFiles.small.replacing(
            "SCORE: {type: score, label: {fr: score, en: score}, family: scores, valid: [0, 1], risk: falls}",
            with: text,
            in: "tables/application.yml")
        let column = try #require(try files.read().rootTable?.column("SCORE"))
        let entry = HumanEntry(column, on: Self.today, format: HumanFormat(language: .fr, currency: "€"))
        #expect(try entry.value(of: "12 %") == .number(0.12) && entry.text(of: .number(0.12)) == "12")
        for share in stride(from: 0.0, through: 1, by: 0.01) {
            let value = (share * 100).rounded() / 100
            #expect(try entry.value(of: entry.text(of: .number(value))) == .number(value))
        }
    }

    @Test(
        "past days are dates, day first, or how long ago they are",
        arguments: [
            ("DAYS_EMPLOYED", "29/11/2026", -1), ("DAYS_EMPLOYED", "29.11.2026", -1),
            ("DAYS_EMPLOYED", "2026-11-29", -1),
            ("DAYS_EMPLOYED", "30/11/2026", 0), ("DAYS_EMPLOYED", "8 ans", -2_922), ("DAYS_EMPLOYED", "8", -2_922),
            ("DAYS_EMPLOYED", "6 mois", -183), ("DAYS_EMPLOYED", "10 jours", -10), ("DAYS_EMPLOYED", "1,5 an", -548),
            ("DAYS_BIRTH", " 01/01/1990 ", -13_482),
        ])
    func past(column: String, text: String, days: Double) throws {
        #expect(Self.today.description == "2026-11-30")
        #expect(try entry(column).value(of: text) == .number(days))
    }

    @Test(
        "what cannot be is refused, with what can",
        arguments: [
            ("AMT_CREDIT", "beaucoup", "Il faut un nombre"), ("AMT_CREDIT", "-5", "possible de 1 €"),
            ("AMT_CREDIT", "99999999999", "à 10 000 000 €"), ("AMT_CREDIT", "1; DROP TABLE x", "Il faut un nombre"),
            ("CNT_CHILDREN", "1,5", "nombre entier"), ("CNT_CHILDREN", "21", "de 0 à 20"),
            ("DAYS_BIRTH", "31/02/1990", "Il faut une date"), ("DAYS_BIRTH", "30", "Il faut une date"),
            ("DAYS_BIRTH", "01/12/2026", "à venir"), ("DAYS_BIRTH", "01/01/2020", "possible de"),
            ("DAYS_EMPLOYED", "hier", "ou une durée"), ("DAYS_EMPLOYED", "-3 ans", "ou une durée"),
            ("DAYS_EMPLOYED", "1er janvier 2099", "ou une durée"), ("EXT_SOURCE_1", "7", "de 0,00 à 1,00"),
            ("FLAG_OWN_CAR", "<script>", "Choisissez"), ("FLAG_EMAIL", "maybe", "Choisissez"),
            ("NAME_HOUSING_TYPE", String(repeating: "x", count: 101), "trop long"),
        ])
    func refused(column: String, text: String, expected: String) throws {
        let entry = try self.entry(column)
        do {
            let value = try entry.value(of: text)
            Issue.record("\(text) was read as \(value)")
        } catch {
            let words = error.text.fr.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
            #expect(words.contains(expected), "\(words)")
            #expect(!error.text.fr.contains(text) && !error.text.en.isEmpty)
        }
    }

    @Test("choices are in the order in which they are read")
    func choices() throws {
        #expect(try entry("FLAG_OWN_CAR").choices.map(\.label.fr) == ["oui", "non"])
        let housing = try entry("NAME_HOUSING_TYPE").choices.map(\.label.fr)
        #expect(housing == housing.sorted() && housing.count == 6)
        #expect(try entry("NAME_HOUSING_TYPE", .en).choices.map(\.label.en).first == "co-operative flat")
    }
}
