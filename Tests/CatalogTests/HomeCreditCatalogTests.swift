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
        for feature in catalog.features {
            #expect(!feature.label.fr.isEmpty && !feature.label.en.isEmpty)
            #expect(feature.label.fr != "?" && feature.label.en != "?")
            #expect(catalog.family(feature.family) != nil)
        }
    }

    @Test("names and labels are unique")
    func unique() {
        #expect(Set(catalog.features.map(\.name)).count == catalog.features.count)
        for language in Language.allCases {
            #expect(Set(catalog.features.map { $0.label[language] }).count == catalog.features.count)
        }
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

    @Test("survives a round trip through JSON, as it travels in a bundle")
    func travels() throws {
        let data = try JSONEncoder().encode(catalog)
        #expect(try JSONDecoder().decode(LenderCatalog.self, from: data) == catalog)
    }
}
