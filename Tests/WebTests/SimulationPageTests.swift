import Access
import Credit
import Explaining
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOEmbedded
import Recording
import Synchronization
import Testing

@testable import Web

@Suite("What would change the answer, and what if")
struct SimulationPageTests {
    typealias Recorded = DecidingTests.Recorded

    let server = Server.shared
    static let fragment: HTTPFields = [.fragment: "true"]

    /// Spaces that do not break as plain ones.
    static func plain(_ text: String) -> String {
        text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
    }

    /// What stands between the header and the foot.
    static func content(_ page: String) throws -> Substring {
        let text = plain(page)
        return text[try #require(text.firstRange(of: "<main")).lowerBound...]
    }

    // MARK: What would change the answer

    @Test("a refused client's page asks for the changes once it is there, and leads to them without a script")
    func place() async throws {
        let refused = try await server.send("/clients/\(Server.refused)").body
        #expect(refused.contains("hx-get=\"/clients/100003/changes\" hx-trigger=\"load\""))
        #expect(refused.contains("<a href=\"/clients/100003/changes\">"))
        let granted = try await server.send("/clients/\(Server.granted)").body
        #expect(!granted.contains("hx-get=\"/clients/100002/changes\""))
        #expect(granted.contains("accordé tel qu’il est demandé") && granted.contains("/clients/100002/simulation"))
    }

    @Test("a change is a sentence with what comes of it and the way to try it", arguments: ["fr", "en"])
    func found(language: String) async throws {
        for headers in [Self.fragment, [:]] {
            let reply = try await server.send(
                "/clients/\(Server.refused)/changes?lang=\(language)", headers: headers)
            let body = Self.plain(reply.body)
            #expect(reply.status == 200)
            #expect(body.contains("/clients/100003/simulation?revenu-declare=2000000"))
            let parts =
                language == "fr"
                ? [
                    "Déclarer un revenu de 2 000 000 € au lieu de inconnu", "La réponse devient : accordé",
                    "Essayés : revenu.",
                ]
                : [
                    "Declare an income of €2,000,000 instead of unknown", "The answer becomes: granted",
                    "Tried: income.",
                ]
            for part in parts { #expect(body.contains(part), "\(part)") }
            #expect(body.hasPrefix("<!doctype") == headers.isEmpty)
        }
    }

    @Test("none within the limits is a plain answer, with the fields tried, what cannot be changed and why")
    func none() async throws {
        let settings = WebSettings(staticFolder: Server.root + "/Web/Static", passwordCost: .quick)
        let services = Services(
            engine: server.engine, clients: try MemoryStore(clients: [], engine: server.engine),
            accounts: server.accounts)
        let site = Site(settings: settings, services: services, logger: server.logs.logger)
        let visit = Visit(
            site: site,
            request: Request(
                head: HTTPRequest(method: .get, scheme: "http", authority: "test", path: "/"),
                body: RequestBody(buffer: ByteBuffer())),
            context: SiteContext(
                source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: server.logs.logger)))
        let fields = [Counterfactuals.Field(name: "A", label: LocalizedText(fr: "montant", en: "amount"))]
        let found = Counterfactuals(answer: .noneWithinLimits, found: [], fields: fields)
        let response = visit.html(changesSection(visit, ClientID(rawValue: 7), found))
        let writer = BodyCollector()
        try await response.body.write(writer)
        let text = Self.plain(writer.bytes.withLock { String(decoding: $0, as: UTF8.self) })
        for part in [
            "Aucun changement possible ne suffit.", "Essayés : montant.", "Ce qui ne se change pas, et pourquoi",
            "Ces notes viennent d’autres organismes", "score externe n° 1", "âge",
            "crédits dans d&#39;autres établissements",
            "Suit un autre champ, montant emprunté", "/clients/7/simulation",
        ] { #expect(text.contains(part), "\(part)") }
    }

    @Test("wrong numbers and unknown clients are told as everywhere")
    func unknown() async throws {
        for page in ["changes", "simulation"] {
            #expect(try await server.send("/clients/999999/\(page)").status == 404)
            #expect(try await server.send("/clients/abc/\(page)").status == 400)
            let role = try await server.send("/clients/100003/\(page)", as: .role(.operations))
            #expect(role.status == 403)
        }
    }

    // MARK: What if

    @Test("an untouched form shows today's answer, today's values and what is possible")
    func untouched() async throws {
        let body = Self.plain(try await server.send("/clients/\(Server.refused)/simulation").body)
        #expect(body.contains("Aujourd’hui : refusé, 72 sur 100"))
        #expect(body.contains("Aujourd’hui : 1 500 000 €. Possible de 45 000 € à 4 050 000 €. Pas habituel : 1 000 €."))
        #expect(body.contains("Aujourd’hui, sans les intérêts : 60,7 mois."))
        #expect(!body.contains("id=\"gauge-after-title\"") && body.contains("id=\"gauge-before-title\""))
    }

    @Test("values in the address are tried: before and after, what moved, and the address says the same again")
    func tried() async throws {
        let path = "/clients/\(Server.refused)/simulation?montant-emprunte=100+000&revenu-declare=900000"
        let page = Self.plain(try await server.send(path).body)
        #expect(page.contains("value=\"100 000\"") && page.contains("id=\"gauge-after-title\""))
        #expect(page.contains("Ce qui est changé") && page.contains("Les raisons qui bougent"))
        let reply = try await server.send(path, headers: Self.fragment)
        #expect(reply.body.hasPrefix("<section id=\"outcome\""))
        #expect(reply.body.contains("hx-swap-oob=\"true\"") && reply.body.contains("id=\"announcement\""))
        let name = try #require(HTTPField.Name("HX-Replace-Url"))
        let address = try #require(reply.headers[name])
        #expect(address == "/clients/100003/simulation?revenu-declare=900000&montant-emprunte=100%20000")
        let again = try await server.send(address)
        #expect(try Self.content(again.body) == Self.content(page))
    }

    @Test("the term sets the instalment, for the amount of today or the one tried")
    func term() async throws {
        let body = Self.plain(
            try await server.send("/clients/\(Server.refused)/simulation?montant-emprunte=300000&duree=30").body)
        #expect(body.contains("10 000 €") && body.contains("30 mois"))
        #expect(!body.contains("class=\"message problem\">"))
    }

    @Test(
        "a value that cannot be says what is possible, at its field, and nothing is computed",
        arguments: [
            ("montant-emprunte", "beaucoup", "Il faut un nombre"),
            ("montant-emprunte", "-5", "Nous proposons de 45 000 €"),
            ("montant-emprunte", "1e12", "Il faut un nombre"),
            ("montant-emprunte", "999999999999999", "Nous proposons de 45 000 € à 4 050 000 €"),
            ("revenu-declare", "%27%3B+DROP+TABLE+clients%3B--", "Il faut un nombre"),
            ("mensualite", "%3Cscript%3Ealert(1)%3C/script%3E", "Il faut un nombre"), ("duree", "0", "possible de"),
            ("duree", "-3", "possible de"), ("duree", "x", "Il faut un nombre"), ("duree", "9999", "possible de"),
        ])
    func impossible(field: String, text: String, expected: String) async throws {
        let reply = try await server.send("/clients/\(Server.refused)/simulation?\(field)=\(text)")
        let body = Self.plain(reply.body)
        #expect(reply.status == 200 && !body.contains("<script>alert"))
        let message = try #require(
            body.firstMatch(of: try Regex("<p id=\"message-\(field)\" class=\"message problem\"[^>]*>([^<]*)")))
        #expect(
            message.output[1].substring?.contains(expected) == true,
            "\(String(describing: message.output[1].substring))")
        #expect(body.contains("aria-invalid=\"true\"") && body.contains("Une valeur est à corriger"))
        #expect(!body.contains("id=\"gauge-after-title\""))
    }

    @Test("term and instalment together, or a term of an unknown amount, are told")
    func contradictions() async throws {
        let both = try await server.send("/clients/\(Server.refused)/simulation?duree=30&mensualite=9000").body
        #expect(both.contains("remplissez l’une ou l’autre"))
        let unknown = try await server.send("/clients/\(Server.unknownEverything)/simulation?duree=30").body
        #expect(unknown.contains("Il faut connaître le montant emprunté"))
    }

    @Test("a client of whom nothing is known can be asked about all the same")
    func unknownClient() async throws {
        let path = "/clients/\(Server.unknownEverything)/simulation"
        let untouched = Self.plain(try await server.send(path).body)
        #expect(untouched.contains("Aujourd’hui : inconnu. Possible de 45 000 €"))
        #expect(untouched.contains("Aujourd’hui, sans les intérêts : inconnu."))
        let tried = Self.plain(try await server.send(path + "?montant-emprunte=60000&duree=12").body)
        #expect(tried.contains("5 000 €") && tried.contains("id=\"gauge-after-title\""))
        #expect(try await server.send("/clients/\(Server.unknownEverything)/changes").status == 200)
    }

    @Test("a field of the address that cannot be changed is left out, and that is said")
    func strangers() async throws {
        let body = try await server.send("/clients/\(Server.refused)/simulation?score-externe-n-2=1&AMT_CREDIT=1").body
        #expect(body.contains("il n’a pas été pris en compte") && !body.contains("id=\"gauge-after-title\""))
    }

    // MARK: Scenarios

    @Test("a scenario is kept under its client, listed, and opens again with its values")
    func kept() async throws {
        let recorded = try await Recorded()
        let server = recorded.server
        var headers = try await AdmissionTests.signIn(server, as: "adviser")
        let page = try await server.send(
            "/clients/100003/simulation?revenu-declare=900000", headers: headers, as: .stranger
        ).body
        #expect(page.contains("Garder ce scénario") && page.contains("Aucun scénario n’est gardé"))
        let token = try AdmissionTests.token(in: page)
        headers[.contentType] = "application/x-www-form-urlencoded"
        func post(_ name: String, _ values: String = "&revenu-declare=900000") async throws -> Reply {
            try await server.send(
                "/clients/100003/scenarios", method: .post, headers: headers, as: .stranger,
                body: "form_token=\(token)&scenario=\(name)\(values)")
        }
        for name in ["", "+", String(repeating: "x", count: 81)] {
            let reply = try await post(name)
            #expect(reply.status == 422 && reply.body.contains("id=\"keep-message\""))
        }
        #expect(try await post("rien", "").status == 422, "nothing was changed")
        #expect(try await recorded.log.entries(LogQuery(kinds: [.scenario])).isEmpty)
        let reply = try await post("%3Cscript%3EPlus+de+revenu%3C/script%3E")
        #expect(reply.status == 303)
        #expect(reply.headers[.location] == "/clients/100003/simulation?revenu-declare=900000&scenario=1#scenarios")
        let entry = try #require(try await recorded.log.entries(LogQuery(kinds: [.scenario])).first)
        #expect(entry.content?.subject == .client(ClientID(rawValue: 100_003)))
        #expect(entry.content?.author == Author(name: "adviser", role: "adviser", channel: "page"))
        guard case .scenario(let record)? = entry.content?.event else {
            Issue.record("no scenario")
            return
        }
        #expect(record.changes.map(\.field) == ["AMT_INCOME_TOTAL"] && record.changes.map(\.value) == [900_000])
        #expect(record.before.status == .refused && record.modelDigest == server.engine.model.digest)
        #expect(try await recorded.log.entries(LogQuery(kinds: [.decision])).isEmpty, "a scenario is no decision")
        let after = try await server.send("/clients/100003/simulation", headers: headers, as: .stranger).body
        #expect(after.contains("&lt;script&gt;Plus de revenu&lt;/script&gt;") && !after.contains("<script>Plus"))
        #expect(after.contains("href=\"/clients/100003/simulation?revenu-declare=900000\""))
        let other = try await server.send("/clients/100002/simulation", headers: headers, as: .stranger).body
        #expect(other.contains("Aucun scénario n’est gardé"))
    }

    @Test("who may not decide sees no way to keep a scenario")
    func auditor() async throws {
        let recorded = try await Recorded()
        let headers = try await AdmissionTests.signIn(recorded.server, as: "auditor")
        let page = try await recorded.server.send(
            "/clients/100003/simulation?revenu-declare=900000", headers: headers, as: .stranger
        ).body
        #expect(page.contains("id=\"gauge-after-title\"") && !page.contains("Garder ce scénario"))
    }
}

@Suite("Words for what moves")
struct ReasonShiftTests {
    private func reason(_ family: String, _ weight: Double) -> Reason {
        let text = LocalizedText(fr: family, en: family)
        return Reason(
            family: FamilyID(rawValue: family), label: text, direction: weight > 0 ? .adverse : .favourable,
            contribution: LogOdds(weight), sentence: text, evidence: [])
    }

    @Test(
        "say which way and whether a reason comes or goes",
        arguments: [
            (0.5, 1.0, SimulationText.moreAgainst), (1, 0.5, .lessAgainst), (-0.5, -1, .moreFavour),
            (-1, -0.5, .lessFavour),
            (0, 0.5, .nowAgainst), (-0.5, 0.5, .nowAgainst), (0, -0.5, .nowFavour), (0.5, -0.5, .nowFavour),
            (0.5, 0, .noMore), (-0.5, 0, .noMore),
        ])
    func move(before: Double, after: Double, expected: SimulationText) {
        let shifts = ReasonShift.all(
            from: before == 0 ? [] : [reason("a", before)], to: after == 0 ? [] : [reason("a", after)])
        #expect(shifts.map(\.move) == [expected])
    }

    @Test("name those that move most first, and leave out those that hardly do")
    func order() {
        let shifts = ReasonShift.all(
            from: [reason("a", 1), reason("b", 1), reason("c", -1)],
            to: [reason("a", 1.04), reason("b", 0.5), reason("c", -2)])
        #expect(shifts.map(\.family.rawValue) == ["c", "b"])
    }

    @Test(
        "names of fields are the label's letters alone",
        arguments: [
            ("montant emprunté", "montant-emprunte"), ("score externe n° 1", "score-externe-n-1"),
            ("niveau d'études", "niveau-d-etudes"), ("Ça  va\u{A0}?", "ca-va"), ("—", ""),
        ])
    func names(label: String, expected: String) {
        #expect(FieldNames.plain(label) == expected)
    }
}
