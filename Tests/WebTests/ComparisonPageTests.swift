import Catalog
import Credit
import Explaining
import Features
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Web

/// Clients made up so that what is said of them can be counted by hand.
enum Others {
    /// 400 clients: amounts of 100,000 to 499,000 by thousands, every eighth loan unpaid, every tenth still open.
    static let clients = (0..<400).map { index -> StoredClient in
        var information: [String: RawValue] = [
            "AMT_CREDIT": .number(100_000 + 1_000 * Double(index)), "EXT_SOURCE_2": .number(Double(index % 100) / 100),
            "DAYS_BIRTH": .number(-Double(8_000 + 30 * index)), "REGION_RATING_CLIENT": .number(Double(1 + index % 3)),
            "NAME_HOUSING_TYPE": .text(
                index < 10 ? "Office apartment" : index % 4 == 0 ? "With parents" : "House / apartment"),
        ]
        if index % 10 != 0 { information["TARGET"] = .number(index % 8 == 1 ? 1 : 0) }
        return MemoryStore.client(300_000 + Int64(index), information)
    }

    static let dependence = Dependence(
        feature: "EXT_SOURCE_2", label: LocalizedText(fr: "score externe n° 2", en: "external score 2"), kind: .score,
        bins: [
            Dependence.Bin(
                content: .range(nil, 0.5, isClosed: false),
                effect: Dependence.Effect(count: 900, mean: 0.7, usual: 0.2...1.1)),
            Dependence.Bin(
                content: .range(0.5, nil, isClosed: false),
                effect: Dependence.Effect(count: 1_000, mean: -0.5, usual: -0.9 ... -0.1)),
        ], missing: Dependence.Effect(count: 100, mean: 0.01, usual: 0...0.02))

    static let portfolio: LinearEngine.Portfolio = {
        let external = FamilyID(rawValue: "external_scores")
        func row(_ name: String, _ label: LocalizedText, _ heights: Bool) -> Influence.Row {
            Influence.Row(
                name: name, label: label, weight: 0.4, shareAgainst: 0.43, usual: -0.9...1.1,
                cells: [
                    Influence.Cell(place: 25, height: heights ? .low : .neither, count: 900),
                    Influence.Cell(place: 4, height: heights ? .high : .neither, count: 1_000),
                    Influence.Cell(place: 15, height: .neither, count: 1),
                ])
        }
        return LinearEngine.Portfolio(
            alike: (10..<60).map { ClientID(rawValue: 300_000 + $0) },
            importance: GlobalImportance(
                clients: 2_000, sampled: 2_000,
                features: [
                    GlobalImportance.Feature(
                        name: "EXT_SOURCE_2", label: dependence.label, family: external, weight: 0.4)
                ],
                families: [
                    GlobalImportance.Family(
                        id: external, label: LocalizedText(fr: "scores externes", en: "external scores"), weight: 0.4,
                        share: 0.62)
                ]),
            influence: Influence(
                sampled: 2_000, reach: 1.2, features: [row("EXT_SOURCE_2", dependence.label, true)],
                families: [
                    row("external_scores", LocalizedText(fr: "scores externes", en: "external scores"), false)
                ]),
            dependences: [dependence])
    }()
}

@Suite("A client is compared with groups, never with a person")
struct ComparisonPageTests {
    static let server = Result { try Server(others: Others.clients, portfolio: Others.portfolio) }
    let server: Server

    init() throws { server = try Self.server.get() }

    static let pages = [
        "/clients/100003", "/clients/100003/compare", "/clients/100003/compare?variable=amt_credit",
        "/clients/100003/compare?variable=name_housing_type&with=alike",
        "/clients/100003/compare?variable=days_birth&with=group&same=region_rating_client",
        "/clients/100002/compare?variable=score", "/clients/100004/compare?variable=amt_credit",
        "/clients/200001/compare?variable=name_housing_type",
        "/clients/100003/compare/pair", "/clients/100003/compare/pair?x=amt_credit&y=name_housing_type",
        "/clients/100003/compare/pair?x=days_birth&y=days_birth", "/importance",
        "/importance?feature=ext_source_2", "/importance?family=external_scores",
    ]

    @Test("every page is whole, names nothing as the lender's files do, and needs nothing forbidden", arguments: pages)
    func whole(path: String) async throws {
        for language in Language.allCases {
            let reply = try await server.send("\(path)\(path.contains("?") ? "&" : "?")lang=\(language.rawValue)")
            #expect(reply.status == 200)
            #expect(reply.body.components(separatedBy: "<h1").count == 2)
            let ids = reply.body.matches(of: /\ id="([^"]+)"/).map { String($0.output.1) }
            #expect(Set(ids).count == ids.count, "an identifier stands twice")
            let page = reply.body.replacing(
                /<details class="card expert">.*?<\/details>/.dotMatchesNewlines(), with: ""
            )
            .replacing(/data-many="[^"]*"/, with: "")
            #expect(page.firstMatch(of: /\{[a-z]+\}/) == nil, "a place was not filled in")
            #expect(page.firstMatch(of: /[A-Z]{2,}_[A-Z_]+/) == nil, "a raw name")
            #expect(page.firstMatch(of: /AUC|SHAP|[Ll]og-(odds|cotes)|\bnan\b|Optional\(/) == nil)
            #expect(page.firstMatch(of: /\ style=|\ on[a-z]+="|hx-on|<style|javascript:/) == nil)
            // Headings go down one step at a time.
            let levels = page.matches(of: /<h([1-6])/).compactMap { Int($0.output.1) }
            #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "\(levels)")
        }
    }

    @Test("the finding is counted among all others, in words that fit")
    func finding() async throws {
        // 500,000 is more than all 400; of four other fixture clients two have no amount.
        let all = try await server.send("/clients/100002/compare?variable=AMT_CREDIT").body
        #expect(
            all.contains("Plus élevé que chez plus de 99 clients sur 100")
                || all.contains("Plus élevé que chez 99 clients sur 100"))
        #expect(
            all.contains("Montant emprunté\u{A0}: 500\u{202F}000\u{A0}€ pour ce client. Comparé à 404 autres clients."))
        let alike = try await server.send("/clients/100002/compare?variable=amt_credit&with=alike&lang=en").body
        #expect(alike.contains("Compared with the 50 past clients most like this one."))
        // 43 years: older than those of 8,000 + 30 × i days with i < 266, and than the two others of known age.
        let age = try await server.send("/clients/100002/compare?variable=days_birth").body
        #expect(age.contains("Plus élevé que chez 67 clients sur 100"))
        let level = try await server.send("/clients/100003/compare?variable=name_housing_type").body
        #expect(level.contains("«\u{A0}Chez les parents\u{A0}»\u{A0}: comme 24 clients sur 100"))
        let unknown = try await server.send("/clients/100004/compare?variable=amt_credit").body
        #expect(unknown.contains("Inconnu pour ce client, connu pour presque tous les autres"))
    }

    @Test("a level that fewer than twenty share is not told apart")
    func rareLevel() async throws {
        let body = try await server.send("/clients/300003/compare?variable=name_housing_type").body
        #expect(body.contains("Moins de 20 clients sont dans le même cas"))
        #expect(!body.contains("Logement de fonction</th>") && !body.contains("Logement de fonction<strong"))
    }

    @Test("a group has in common what was chosen; one that is too small, empty or impossible is said, and nothing else")
    func groups() async throws {
        func body(_ query: String, client: Int = 100_003) async throws -> String {
            try await server.send("/clients/\(client)/compare?variable=amt_credit&with=group\(query)").body
        }
        let region = try await body("&same=region_rating_client", client: 300_004)
        #expect(region.contains("Comparé à 132 clients qui ont en commun\u{A0}: note de la région (1 à 3) (2)."))
        #expect(try await body("").contains("Choisissez au moins un point commun"))
        #expect(
            try await body("&same=region_rating_client").contains("Inconnu pour ce client\u{A0}: note de la région"))
        let few = try await body("&same=region_rating_client&same=name_housing_type&same=days_birth", client: 300_003)
        #expect(few.contains("Moins de 20 clients dans ce groupe\u{A0}: nous n’en disons rien."))
        #expect(!few.contains("<figure class=\"comparison\""))
    }

    @Test("htmx gets the result alone, and the client's own page has the same form")
    func fragment() async throws {
        let fragment: HTTPFields = [.fragment: "true"]
        let part = try await server.send("/clients/100002/compare?variable=amt_credit", headers: fragment).body
        #expect(part.hasPrefix("<figure class=\"comparison\">") && !part.contains("<form"))
        let page = try await server.send("/clients/100003").body
        #expect(page.contains("hx-get=\"/clients/100003/compare\"") && page.contains("id=\"compare-result\""))
        #expect(page.contains("id=\"compare\""))
        let detail = try await server.send("/importance?family=external_scores", headers: fragment).body
        #expect(detail.hasPrefix("<figure") && detail.contains("pèse contre 43 clients sur 100"))
    }

    @Test("without what a load keeps, the client's page is whole and the comparison says what to do")
    func notLoaded() async throws {
        let bare = Server.shared
        #expect(!(try await bare.send("/clients/100003")).body.contains("compare-result"))
        for path in ["/clients/100003/compare", "/clients/100003/compare/pair", "/importance"] {
            let reply = try await bare.send(path)
            #expect(reply.status == 404 && reply.body.contains("charger les clients de nouveau"))
        }
    }

    @Test(
        "what cannot be compared is refused",
        arguments: [
            "variable=CODE_GENDER", "variable=x", "with=friends", "with=group&same=CODE_GENDER", "same=amt_annuity",
        ])
    func refused(query: String) async throws {
        let reply = try await server.send("/clients/100003/compare?\(query)")
        #expect(reply.status == 400 && reply.body.contains("Comparaison inconnue"))
        #expect(try await server.send("/v1/clients/100003/comparison?\(query)").status == 400)
    }

    @Test("a grid marks the client's cell and leaves those under twenty empty")
    func grid() async throws {
        let body = try await server.send("/clients/300101/compare/pair?x=amt_credit&y=name_housing_type").body
        #expect(body.components(separatedBy: "aria-current=\"true\"><strong>").count == 2)
        #expect(body.contains("<th scope=\"col\">Logement occupé</th>"))
        for count in body.matches(of: /<small>([0-9]+) clients<\/small>/) {
            #expect(try #require(Int(count.output.1)) >= 20)
        }
        #expect(body.contains("moins de 20</small>"))
    }

    @Test("a look is recorded, and only who may see clients sees them compared")
    func access() async throws {
        #expect(try await server.send("/clients/100003/compare", as: .stranger).status == 303)
        #expect(try await server.send("/clients/999999/compare").status == 404)
        #expect(try await server.send("/clients/abc/compare/pair").status == 400)
    }

    @Test("effects are told as a person multiplies, dots stand for twenty clients at least")
    func importance() async throws {
        let body = try await server.send("/importance").body
        #expect(body.contains("«\u{A0}scores externes\u{A0}», 62\u{A0}% de tout le poids"))
        #expect(
            body.contains(
                "«\u{A0}score externe n° 2\u{A0}»\u{A0}: × 2 dans la tranche la plus basse, ÷ 1,6 dans la plus haute"))
        #expect(body.contains("Plus la valeur est haute, plus le risque baisse."))
        #expect(body.contains("sans effet"))
        #expect(body.components(separatedBy: "class=\"dot-low\"").count == 2)
        #expect(!body.contains("class=\"dot-none\""), "one client alone is no dot")
        #expect(try await server.send("/importance?feature=amt_credit").body.contains("compte trop peu"))
        #expect(try await server.send("/importance?feature=nothing").status == 400)
        #expect(try await server.send("/importance?family=nothing").status == 400)
    }

    @Test("the API says the same, as its description promises")
    func api() async throws {
        let document = try await server.send("/openapi.json").json(JSON.self)
        let addresses = [
            "/v1/clients/{id}/comparison": [
                "/v1/clients/100002/comparison", "/v1/clients/100002/comparison?variable=AMT_CREDIT",
                "/v1/clients/100003/comparison?variable=NAME_HOUSING_TYPE&with=alike",
                "/v1/clients/100003/comparison?with=group",
            ],
            "/v1/model/dependence": ["/v1/model/dependence?feature=EXT_SOURCE_2"],
        ]
        for (route, addresses) in addresses {
            let schema = try #require(
                document["paths"]?[route]?["get"]?["responses"]?["200"]?["content"]?["application/json"]?["schema"])
            for address in addresses {
                let reply = try await server.send(address)
                #expect(reply.status == 200)
                let misfits = DescriptionTests.misfits(try reply.json(JSON.self), schema, at: address)
                #expect(misfits == [])
            }
        }
        let answer = try await server.send("/v1/clients/100002/comparison?variable=AMT_CREDIT").json(JSON.self)
        #expect(answer["count"] == .integer(404))
        let few = try await server.send("/v1/clients/100003/comparison?with=group").json(JSON.self)
        #expect(few["count"] == .integer(0) && few["bins"] == .list([]) && few["lower"] == .null)
        #expect(try await server.send("/v1/model/dependence?feature=AMT_CREDIT").status == 400)
        #expect(try await Server.shared.send("/v1/model/dependence?feature=EXT_SOURCE_2").status == 404)
    }
}

@Suite("The shelf of columns")
struct ColumnShelfTests {
    /// A store whose columns change with its load.
    private final class Loads: ClientStore {
        let schema = FeatureSchema(columns: [])
        let state: TestState

        final class TestState: @unchecked Sendable {
            var generation: Int64 = 1
            var asked: [[String]] = []
        }

        init(_ state: TestState) { self.state = state }

        func columns(_ names: [String]) async throws(StorageError) -> ClientColumns {
            state.asked.append(names)
            let size = Int(state.generation)
            let clients = PortfolioClients(
                numbers: (0..<Int64(size)).map { $0 }, outcomes: [UInt8](repeating: 0, count: size))
            var contents: [String: [UInt8]] = [:]
            for name in names where name.hasPrefix("feature:") {
                contents[name] = PortfolioColumn((0..<size).map { Float($0) }).encoded()
            }
            if names.contains(ColumnName.clients) {
                contents[ColumnName.clients] = clients.encodedNumbers
                contents[ColumnName.outcomes] = clients.outcomes
            }
            return ClientColumns(generation: state.generation, contents: contents)
        }

        func client(_ id: ClientID) async throws(StorageError) -> StoredClient? { nil }
        func clients(_ query: ClientQuery) async throws(StorageError) -> [ClientSummary] { [] }
        func spread() async throws(StorageError) -> RiskSpread { RiskSpread(of: []) }
        func threshold() async throws(StorageError) -> Threshold { Threshold(Probability(clamping: 0.1)) }
        func records(of id: ClientID) async throws(StorageError) -> [UInt8]? { nil }
        func portfolio() async throws(StorageError) -> [UInt8]? { nil }
        func count() async throws(StorageError) -> Int { 0 }
    }

    @Test("reads a column once, and all anew after another load")
    func loads() async throws {
        let state = Loads.TestState()
        let shelf = ColumnShelf(Loads(state))
        #expect(try await shelf.take(["feature:a"])?.columns["feature:a"]?.ranks.count == 1)
        #expect(try await shelf.take(["feature:a", "feature:b"])?.columns.count == 2)
        #expect(state.asked.dropFirst() == [["feature:b"]])
        state.generation = 5
        let taken = try #require(try await shelf.take(["feature:a"]))
        #expect(taken.clients.count == 5 && taken.columns["feature:a"]?.ranks.count == 5)
        #expect(try await shelf.take(["nowhere"])?.columns.isEmpty == true)
    }

    @Test("keeps no more columns than it may")
    func bounded() async throws {
        let state = Loads.TestState()
        let shelf = ColumnShelf(Loads(state))
        for number in 0..<60 { _ = try await shelf.take(["feature:\(number)"]) }
        state.asked = []
        _ = try await shelf.take(["feature:0"])
        _ = try await shelf.take(["feature:59"])
        #expect(state.asked == [["feature:0"], []])
    }
}
