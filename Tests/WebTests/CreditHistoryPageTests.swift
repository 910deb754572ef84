import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("A client's credit over time, in words, drawings and tables")
struct CreditHistoryPageTests {
    let server = Server.shared

    private func page(_ client: Int64, _ language: String = "fr") async throws -> String {
        try await server.send("/clients/\(client)/history-of-credit?lang=\(language)").body
    }

    @Test("a clean history says so")
    func clean() async throws {
        let body = try await page(Server.granted)
        #expect(body.contains("Aucun paiement en retard depuis 24 mois</h2>"))
        #expect(body.contains("1\u{A0}crédit en cours, 1\u{A0}terminé ou cédé</h2>"))
        #expect(body.contains("Aucun n’est en retard à ce jour."))
        #expect(body.contains("Aucune carte chez nous n’est connue."))
        #expect(try await page(Server.granted, "en").contains("No late payment in 24 months</h2>"))
    }

    @Test("lateness is counted and measured; parts of one payment are one payment")
    func late() async throws {
        let body = try await page(Server.refused)
        #expect(body.contains("1\u{A0}échéance payée en retard sur 3 en 24 mois, 30\u{A0}jours au plus</h2>"))
        #expect(body.contains("Sans paiement connu\u{A0}: 1\u{A0}échéance."))
        #expect(body.contains("En retard à ce jour\u{A0}: 1\u{A0}crédit, pour 640\u{A0}€ en tout."))
        #expect(body.contains("En moyenne, 100\u{A0}% du plafond utilisé</h2>"))
        #expect(body.contains("Plafond dépassé\u{A0}: 1\u{A0}mois sur 2."))
    }

    @Test("no history is said to be none, not bad")
    func none() async throws {
        let body = try await page(Server.atTheLimit)
        #expect(body.contains("Pas d’historique connu</h2>") && body.contains("une absence d’information"))
        #expect(!body.contains("<svg role=\"img\""))
    }

    @Test("every drawing has its words and its table; a script gets the part alone, one heading lower")
    func parts() async throws {
        let body = try await page(Server.refused)
        let drawings = body.components(separatedBy: "class=\"drawing\"").count - 1
        #expect(drawings == 2)
        #expect(body.components(separatedBy: "<details class=\"figures\">").count - 1 == 3)
        let name = try #require(HTTPField.Name("HX-Request"))
        let part = try await server.send("/clients/\(Server.refused)/history-of-credit", headers: [name: "true"]).body
        #expect(!part.contains("<html") && part.contains("</h3>") && !part.contains("<h2"))
        let client = try await server.send("/clients/\(Server.refused)").body
        #expect(client.contains("hx-get=\"/clients/100003/history-of-credit\" hx-trigger=\"load\""))
    }
}
