import Access
import Catalog
import Credit
import Explaining
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Web

@Suite("The uncertainty is told, and the way to a risk adds up")
struct WhyTests {
    let server = Server.shared

    @Test("the verdict says what became of comparable applications, on the ruler too")
    func observed() async throws {
        let body = try await server.send("/clients/\(Server.atTheLimit)").body
        #expect(
            body.contains(
                "Parmi les 2\u{202F}000 dossiers passés au risque comparable (estimé de 8 à 12 sur 100), entre 9 et 11 sur 100"
            ))
        #expect(body.contains("class=\"observed-band\""))
        #expect(body.contains("Ce qui a été observé pour un risque comparable\u{A0}: de 9 à 11 sur 100."))
    }

    @Test("too few comparable applications say nothing, and both ends are said as ends")
    func ends() throws {
        let voice = Voice(language: .fr, currency: "€")
        func words(_ probability: Double, count: Int = 30) -> ObservedWords? {
            let parts = [(0.0, 0.1), (0.1, 0.4), (0.4, 0.8)].map { ends in
                ObservedRisk(count: count, range: ends.0...ends.1, predicted: 0.2, observed: 0.2, interval: 0.18...0.22)
            }
            let record = TrackRecord(
                rows: 90, defaults: 9, folds: 3, tenths: parts, parts: parts, cost: TrackRecord.linear.cost,
                treatment: [])
            return ObservedWords(
                Decision(
                    probability: Probability(clamping: probability), threshold: Threshold(Probability(clamping: 0.1))),
                record: record, voice: voice)
        }
        #expect(words(0.2, count: 19) == nil)
        #expect(try #require(words(0.2)).sentence.contains("estimé de 10 à 40 sur 100"))
        #expect(try #require(words(0.01)).sentence.contains("estimé à 10 sur 100 ou moins"))
        #expect(try #require(words(0.95)).sentence.contains("estimé à 40 sur 100 ou plus"))
    }

    @Test(
        "the points of a path add up as they are read, and end at the client's risk",
        arguments: [Server.atTheLimit, Server.granted, Server.refused, Server.unknownEverything])
    func adds(client: Int64) throws {
        let row = try #require(Server.clients.first { $0.id.rawValue == client }).features
        let explanation = try server.engine.explanation(for: row)
        let weights = FamilyWeight.all(of: explanation, catalog: server.engine.catalog)
        let path = RiskPath(explanation, weights, probability: server.engine.probability(of:))
        #expect(path.steps.reduce(path.start) { $0 + $1.tenths } == path.end)
        #expect(path.end == Int((explanation.decision.probability.value * 1_000).rounded()))
        #expect(zip(path.steps, path.steps.dropFirst()).allSatisfy { $0.after == $1.before })
    }

    @Test("a client's page has each subject on a line that opens, and its address")
    func page() async throws {
        let body = try await server.send("/clients/\(Server.refused)").body
        #expect(body.contains("Comment on arrive à ce risque"))
        #expect(body.contains("hx-get=\"/clients/100003/reasons/external_scores\""))
        #expect(body.contains("<a href=\"/clients/100003/reasons/external_scores\">"))
    }

    @Test("a subject opens onto its features: the value, what is usual, the side")
    func family() async throws {
        let name = try #require(HTTPField.Name("HX-Request"))
        let path = "/clients/\(Server.refused)/reasons/external_scores"
        let part = try await server.send(path, headers: [name: "true"]).body
        #expect(part.hasPrefix("<p>En tout, ce sujet pèse contre le prêt.</p>"))
        #expect(part.contains("<strong>0,10</strong>") && part.contains("▲ contre"))
        let whole = try await server.send(path).body
        #expect(whole.contains("de quoi c’est fait</h1>") && whole.contains("Revenir au client"))
        #expect(try await server.send("/clients/\(Server.refused)/reasons/nothing").status == 404)
        #expect(try await server.send("/clients/999999/reasons/external_scores").status == 404)
    }

    @Test(
        "who may not see clients does not see their reasons or history",
        arguments: ["reasons", "reasons/external_scores", "history-of-credit"])
    func access(path: String) async throws {
        #expect(try await server.send("/clients/100003/\(path)", as: .role(.operations)).status == 403)
    }

    @Test("every entry of the file carries its words in the other language")
    func bothLanguages() async throws {
        let french = try await server.send("/clients/\(Server.granted)?lang=fr").body
        let english = try await server.send("/clients/\(Server.granted)?lang=en").body
        let column = try #require(server.engine.catalog.rootTable?.columns.first { $0.section != nil })
        #expect(french.contains("data-words=\"\(column.label.en)\""))
        #expect(english.contains("data-words=\"\(column.label.fr)\""))
    }
}
