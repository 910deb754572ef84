import Credit
import Fixtures
import Foundation
import Testing

@testable import Catalog

@Suite("The Home Credit catalog")
struct HomeCreditCatalogTests {
    let catalog: LenderCatalog

    init() throws { catalog = try LenderCatalog(folder: Places.homeCredit) }

    @Test("has at least 700 features, each with a label in both languages, a unit and a declared family")
    func features() {
        #expect(catalog.features.count >= 700)
        for feature in catalog.definitions.values {
            #expect(!feature.label.fr.isEmpty && !feature.label.en.isEmpty)
            #expect(feature.label.fr != "?" && feature.label.en != "?")
            #expect(catalog.family(feature.family) != nil)
        }
    }

    @Test("names and labels are unique")
    func unique() {
        let all = catalog.features + catalog.fitted.map(\.definition)
        #expect(Set(all.map(\.name)).count == all.count)
        for language in Language.allCases { #expect(Set(all.map { $0.label[language] }).count == all.count) }
    }

    @Test(
        "describes every column of the seven tables",
        arguments: [
            ("application", 122), ("bureau", 17), ("bureau_balance", 3), ("previous_application", 37),
            ("POS_CASH_balance", 8), ("installments_payments", 8), ("credit_card_balance", 23),
        ])
    func columns(table: String, count: Int) {
        #expect(catalog.tables.first { $0.name == table }?.columns.count == count)
    }

    @Test("keeps sex and family status out of every feature", arguments: ["CODE_GENDER", "NAME_FAMILY_STATUS"])
    func protectedColumns(column: String) {
        for feature in catalog.features { #expect(feature.name != column) }
        for feature in catalog.business { #expect(!feature.inputs.contains(column)) }
    }

    @Test("compares clients within nothing that is protected, and nothing protected itself")
    func comparisons() throws {
        let root = try #require(catalog.rootTable)
        #expect((8...14).contains(catalog.fitted.count))
        for input in catalog.fitted.flatMap(\.comparison.inputs) {
            #expect(root.column(input)?.protection == nil, "\(input)")
            let business = catalog.business.first { $0.name == input }
            for name in business?.inputs ?? [] { #expect(root.column(name)?.protection == nil, "\(name)") }
        }
    }

    @Test("lets a score that rises never speak against a client through a comparison")
    func directions() {
        let risks = Dictionary(catalog.features.map { ($0.name, $0.risk) }, uniquingKeysWith: { first, _ in first })
        var compared = 0
        for feature in catalog.fitted where risks[feature.comparison.value] == .falls {
            #expect(feature.definition.risk == .falls, "\(feature.name)")
            compared += 1
        }
        #expect(compared > 0)
    }

    @Test("asks a new applicant some twenty things at once, none protected but the age, nothing that no feature needs")
    func questions() throws {
        let questions = catalog.questions
        let first = questions.flatMap(\.first)
        #expect((18...24).contains(first.count) && first.count { $0.ask == .needed } == 5)
        let root = try #require(catalog.rootTable)
        let order = root.sections.map(\.name)
        #expect(
            questions.map(\.section.name) == order.filter { name in questions.contains { $0.section.name == name } })
        let used = Set(catalog.features.map(\.name) + catalog.business.flatMap(\.inputs))
        for column in first + questions.flatMap(\.more) {
            #expect(column.protection == nil || column.protection == "age")
            #expect(used.contains(column.name), "\(column.name)")
        }
        for column in root.columns where column.actionability.map({ $0.way != .no }) ?? false {
            #expect(column.change != nil, "\(column.name)")
        }
    }

    @Test("survives a round trip through JSON, as it travels in a bundle")
    func travels() throws {
        let data = try JSONEncoder().encode(catalog)
        #expect(try JSONDecoder().decode(LenderCatalog.self, from: data) == catalog)
    }
}
