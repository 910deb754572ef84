import Fixtures
import Testing

@testable import Catalog

@Suite("Timelines in a catalog")
struct TimelineTests {
    private static let file = "tables/loans.yml"

    /// The small catalog with a timeline in its table of loans.
    private func files(_ timeline: String) -> CatalogFiles {
        CatalogFiles.small.replacing("\ncolumns:", with: "\ntimeline: \(timeline)\ncolumns:", in: Self.file)
    }

    @Test("the Home Credit catalog tells three histories")
    func homeCredit() throws {
        let catalog = try LenderCatalog(folder: Places.homeCredit)
        let told = catalog.tables.filter { $0.timeline != nil }.map(\.name)
        #expect(Set(told) == ["bureau", "installments_payments", "credit_card_balance"])
        for table in catalog.tables {
            #expect(table.keeping(Set(catalog.tables.map(\.name))).timeline == table.timeline)
        }
    }

    @Test("what is written is read")
    func read() throws {
        let files = files(
            "{loans: {start: DAYS_OPENED, end: DAYS_OPENED, state: STATE, open: [Active], amount: AMOUNT}}")
        #expect(problems(files).isEmpty)
        let table = try #require(try files.read().tables.first { $0.name == "loans" })
        guard case .loans(let loans) = table.timeline else { return #expect(Bool(false), "no timeline of loans") }
        #expect(loans.open == ["Active"] && loans.amount == "AMOUNT" && loans.overdue == nil)
    }

    @Test(
        "a mistake in a timeline is named",
        arguments: [
            ("{}", "a timeline is one of loans, payments and balances"),
            ("{balance: {}}", "timeline has no key \"balance\""),
            (
                "{balances: {month: NOWHERE, balance: NOWHERE, limit: NOWHERE}}",
                "month: there is no column NOWHERE of numbers"
            ),
            ("{payments: {due: NOWHERE}}", "payments needs the key \"paid\""),
            (
                "{loans: {start: DAYS_OPENED, end: DAYS_OPENED, state: STATE, open: [Actif]}}",
                "STATE has no level Actif"
            ),
            (
                "{loans: {start: NOWHERE, end: NOWHERE, state: NOWHERE, open: [x]}}",
                "state: there is no column NOWHERE of words"
            ),
        ])
    func mistake(timeline: String, message: String) throws {
        let files = files(timeline)
        try #require(files.texts != CatalogFiles.small.texts, "the mistake was not made")
        let found = problems(files)
        #expect(found.contains { $0.message.hasPrefix(message) && $0.file == Self.file }, "\(found)")
    }
}
