import Access
import Catalog
import Credit
import Explaining
import Foundation
import HTTPTypes
import Recording
import Testing

@testable import Web

@Suite("A new application")
struct NewApplicationTests {
    typealias Recorded = DecidingTests.Recorded

    /// A signed-in adviser with the form's token and reference.
    struct Adviser {
        let server: Server
        let headers: HTTPFields
        let token: String
        let reference: String

        init(_ server: Server, as name: String = "adviser") async throws {
            var headers = try await AdmissionTests.signIn(server, as: name)
            let page = try await server.send("/applications/new", headers: headers, as: .stranger).body
            token = try AdmissionTests.token(in: page)
            reference = String(try #require(page.firstMatch(of: /name="dossier" value="([^"]+)"/)).output.1)
            headers[.contentType] = "application/x-www-form-urlencoded"
            self.headers = headers
            self.server = server
        }

        func post(_ fields: [String: String], to path: String = "/applications/new", trigger: String? = nil)
            async throws -> Reply
        {
            var headers = headers
            if let trigger {
                headers[.fragment] = "true"
                headers[.fragmentTrigger] = trigger
            }
            let all = ["form_token": token, "dossier": reference].merging(fields) { $1 }
            return try await server.send(
                path, method: .post, headers: headers, as: .stranger,
                body: all.map { "\($0.key)=\(Form.encoded($0.value))" }.joined(separator: "&"))
        }
    }

    static let whole = [
        "type-de-pret": "Cash loans", "montant-emprunte": "406 597,50", "mensualite": "24 700,5",
        "revenu-declare": "202500", "age": "15/03/1990", "enfants-a-charge": "0", "possede-une-voiture": "no",
        "anciennete-dans-l-emploi": "8 ans", "score-externe-n-2": "0,62",
    ]

    @Test(
        "asks what the catalog says, in its sections, in either language; needed items are marked",
        arguments: ["fr", "en"])
    func form(language: String) async throws {
        let body = try await Server.shared.send("/applications/new?lang=\(language)").body
        let parts =
            language == "fr"
            ? ["Prêt demandé", "date de naissance", "nécessaire", "Calculer et consigner", "maison ou appartement"]
            : ["Requested loan", "Date of birth", "needed", "Compute and record", "house or flat"]
        for part in parts { #expect(body.localizedCaseInsensitiveContains(part), "\(part)") }
        #expect(body.components(separatedBy: "aria-required=\"true\"").count == 6)
        let catalog = Server.shared.engine.catalog
        let labels = body.matches(of: /<label for="field-([^"]+)"/).map { String($0.output.1) }
        let names = FieldNames(catalog.rootTable?.columns ?? [], reserved: ApplicationForms.reserved)
        #expect(labels == catalog.questions.flatMap { $0.first + $0.more }.map { names[$0] })
        #expect(labels.count == Set(labels).count && !body.contains("CODE_GENDER") && !labels.contains("sexe"))
    }

    @Test("a whole form is decided, recorded with the very values, and leads to its decision")
    func decided() async throws {
        let recorded = try await Recorded()
        let adviser = try await Adviser(recorded.server)
        let reply = try await adviser.post(Self.whole)
        #expect(reply.status == 303)
        let place = try #require(reply.headers[.location])
        let id = try #require(EntryID(place.dropFirst("/decisions/".count)))
        let entry = try #require(try await recorded.log.entry(id))
        #expect(entry.content?.subject == .applicant(adviser.reference))
        #expect(entry.content?.author == Author(name: "adviser", role: "adviser", channel: "page"))
        guard case .decision(let record)? = entry.content?.event else {
            Issue.record("no decision")
            return
        }
        let application = try #require(try JSONReader.value(of: record.input)["application"])
        #expect(
            application == [
                "NAME_CONTRACT_TYPE": "Cash loans", "AMT_CREDIT": .number(406_597.5), "AMT_ANNUITY": .number(24_700.5),
                "AMT_INCOME_TOTAL": 202_500, "DAYS_BIRTH": -13_409, "CNT_CHILDREN": 0, "FLAG_OWN_CAR": "N",
                "DAYS_EMPLOYED": -2_922, "EXT_SOURCE_2": .number(0.62),
            ])
        // The button pressed twice, or the page sent again, decides once.
        #expect(try await adviser.post(Self.whole).headers[.location] == place)
        #expect(try await recorded.log.entries(LogQuery(kinds: [.decision])).count == 1)
        let other = try await adviser.post(Self.whole.merging(["montant-emprunte": "300000"]) { $1 })
        #expect(other.status == 303 && other.headers[.location] != place)
    }

    @Test("every mistake is told at its field and at the head, what was typed stays, and nothing is recorded")
    func mistakes() async throws {
        let recorded = try await Recorded()
        let adviser = try await Adviser(recorded.server)
        let wrong = [
            "montant-emprunte": "<script>alert(1)</script>", "mensualite": "-5", "revenu-declare": "99999999999",
            "age": "01/01/2099", "enfants-a-charge": "1,5", "personnes-au-foyer": "' OR 1=1 --",
            "proches-en-retard-de-plus-de-30-jours": "beaucoup",
        ]
        let reply = try await adviser.post(wrong)
        #expect(reply.status == 422 && !reply.body.contains("<script>alert"))
        #expect(reply.body.contains("8 informations sont à corriger"), "the loan's type is missing too")
        for name in wrong.keys + ["type-de-pret"] {
            #expect(reply.body.contains("<a href=\"#field-\(name)\">"), "\(name)")
            let message = try Regex("<p id=\"message-\(name)\" class=\"message problem\"[^>]*>[^<]+")
            #expect(reply.body.firstMatch(of: message) != nil, "\(name)")
        }
        for text in ["value=\"&lt;script&gt;alert(1)&lt;/script&gt;\"", "value=\"-5\"", "value=\"beaucoup\""] {
            #expect(reply.body.contains(text), "\(text)")
        }
        #expect(reply.body.firstMatch(of: /<details class="card more" open>/) != nil, "a part with a mistake is open")
        #expect(try await recorded.log.entries(LogQuery()).allSatisfy { $0.kind == .access })
    }

    @Test("an empty form, and one with everything unknown but what is needed")
    func empty() async throws {
        let recorded = try await Recorded()
        let adviser = try await Adviser(recorded.server)
        #expect(try await adviser.post([:]).body.contains("5 informations sont à corriger"))
        let needed = Self.whole.filter {
            ["type-de-pret", "montant-emprunte", "mensualite", "revenu-declare", "age"].contains($0.key)
        }
        #expect(try await adviser.post(needed).status == 303)
    }

    @Test("a level that the model has not seen is told before anything is recorded, and again decides")
    func notices() async throws {
        let recorded = try await Recorded()
        let adviser = try await Adviser(recorded.server)
        let odd = Self.whole.merging(["logement-occupe": "<b>Igloo</b>"]) { $1 }
        let reply = try await adviser.post(odd)
        #expect(reply.status == 200 && reply.body.contains("Cette catégorie est nouvelle."))
        #expect(reply.body.contains("Confirmer et calculer") && !reply.body.contains("<b>Igloo"))
        #expect(reply.body.contains("name=\"lu\" value=\"logement-occupe\""))
        #expect(try await recorded.log.entries(LogQuery(kinds: [.decision])).isEmpty)
        #expect(try await adviser.post(odd.merging(["lu": "logement-occupe"]) { $1 }).status == 303)
    }

    @Test("a field is checked as it is left")
    func checked() async throws {
        let adviser = try await Adviser(try Server())
        let path = "/applications/new/check"
        let wrong = try await adviser.post(["montant-emprunte": "x"], to: path, trigger: "montant-emprunte")
        #expect(
            wrong.status == 200 && wrong.body.hasPrefix("<p id=\"message-montant-emprunte\" class=\"message problem\""))
        let right = try await adviser.post(["montant-emprunte": "5 000"], to: path, trigger: "montant-emprunte")
        #expect(
            right.body.hasPrefix("<p id=\"message-montant-emprunte\" class=\"message\"")
                && right.body.hasSuffix("></p>"))
        #expect(try await adviser.post([:], to: path, trigger: "nothing").status == 422)
    }

    @Test("without a log nothing is decided; who may not decide sees no form")
    func closed() async throws {
        let adviser = try await Adviser(try Server())
        #expect(try await adviser.post(Self.whole).status == 503)
        #expect(try await Server.shared.send("/applications/new", as: .role(.auditor)).status == 403)
    }
}
