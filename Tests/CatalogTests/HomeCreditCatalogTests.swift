import Credit
import Fixtures
import Foundation
import Testing

@testable import Catalog

@Suite("The Home Credit catalog")
struct HomeCreditCatalogTests {
    let catalog: LenderCatalog

    init() throws { catalog = try LenderCatalog(folder: Places.homeCredit) }

    @Test("has about 150 features or more, each with a label in both languages, a unit and a declared family")
    func features() {
        #expect(catalog.features.count >= 150)
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

    @Test("describes every column of the two tables")
    func columns() {
        #expect(catalog.rootTable?.columns.count == 122)
        #expect(catalog.tables.first { $0.name == "bureau" }?.columns.count == 17)
    }

    @Test("keeps the sex of a client out of every feature")
    func protectedColumns() {
        for feature in catalog.features { #expect(feature.name != "CODE_GENDER") }
        for feature in catalog.business { #expect(!feature.inputs.contains("CODE_GENDER")) }
    }

    @Test("survives a round trip through JSON, as it travels in a bundle")
    func travels() throws {
        let data = try JSONEncoder().encode(catalog)
        #expect(try JSONDecoder().decode(LenderCatalog.self, from: data) == catalog)
    }
}
