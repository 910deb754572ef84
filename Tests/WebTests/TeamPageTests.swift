import Access
import Credit
import Explaining
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("The portfolio, the models and fairness, for the team")
struct TeamPageTests {
    let server = Server.shared

    private static let fragment: HTTPFields = HTTPField.Name("HX-Request").map { [$0: "true"] } ?? [:]

    @Test("the portfolio counts the clients served, and says from which rows its figures are")
    func portfolio() async throws {
        let body = try await server.send("/portfolio").body
        #expect(
            body.contains(
                "Dossiers chargés\u{A0}: 5. Accordés\u{A0}: 4\u{A0}; à revoir\u{A0}: 0\u{A0}; refusés\u{A0}: 1."))
        #expect(
            body.contains("Chiffres de 20\u{202F}000 dossiers passés dont l’issue est connue (1\u{202F}600 impayés)"))
        #expect(body.contains("Dans 9 tranches sur 10, le risque annoncé est celui qui a été observé"))
    }

    @Test("the limit in force is looked at first; another one gives its own figures")
    func cost() async throws {
        let first = try await server.send("/portfolio").body
        #expect(first.contains("À 10 sur 100, 20 dossiers sur 100 sont accordés"))
        let other = try await server.send("/portfolio?limit=25&ratio=10").body
        #expect(other.contains("À 25 sur 100, 50 dossiers sur 100 sont accordés"))
        // Granted unpaid: 0.08 · 0.5² of all; cost: ten times that, and what is refused of the good.
        let granted = 0.08 * 0.25
        let refused = 0.92 - (0.5 - granted)
        let cost = ((10 * granted + refused) * 1_000).rounded()
        #expect(other.contains("autant que \(Int(cost)) bons clients refusés"))
        #expect(
            other.contains("20 – impayé accordé")
                && other.contains("\(Int((refused * 1_000).rounded())) – bon client refusé"))
        #expect(other.contains("entre 400 et 600, 95 fois sur 100"))
        let dearer = try await server.send("/portfolio?limit=25&ratio=20").body
        #expect(dearer.contains("Le prix d’un impayé retenu par le prêteur est de 10 bons clients refusés."))
        #expect(dearer.contains("À ce prix, la limite la moins chère serait 4,8 sur 100."))
    }

    @Test("money adds up: earned minus lost")
    func money() async throws {
        let body = try await server.send("/portfolio?limit=25").body
        let unpaid = 0.08 * 0.25, refused = 0.92 - (0.5 - unpaid)
        let earned = 33_000 * (1 - refused / 0.92), lost = 28_000 * unpaid / 0.08
        let format = HumanFormat(language: .fr, currency: "€")
        #expect(body.contains("Gagné moins perdu\u{A0}: \(format.money(earned - lost)) par dossier reçu."))
    }

    @Test(
        "a script gets the outcome alone; what is not on offer is said",
        arguments: ["limit=x", "limit=-1", "limit=51", "ratio=4", "ratio=21", "ratio=nan"])
    func form(query: String) async throws {
        let part = try await server.send("/portfolio?limit=12", headers: Self.fragment)
        #expect(part.body.hasPrefix("<h3>") && !part.body.contains("<html"))
        let wrong = try await server.send("/portfolio?\(query)", headers: Self.fragment)
        #expect(wrong.status == 200 && wrong.body.contains("La limite va de 0 à 50 sur 100"))
        #expect(try await server.send("/portfolio?\(query)").body.contains("La limite va de 0 à 50 sur 100"))
    }

    @Test("fairness says each finding in words, and keeps silent on groups too small")
    func fairness() async throws {
        let body = try await server.send("/fairness").body
        #expect(body.contains("Tous les groupes sont au-dessus de quatre cinquièmes"))
        #expect(body.contains("«\u{A0}Moins de 25 ans\u{A0}» est sous quatre cinquièmes\u{A0}: 70 accords pour 100"))
        #expect(body.contains("trop peu de dossiers"))
        #expect(
            body.contains("coûteraient 4,1 bons clients refusés de plus pour 1\u{A0}000 dossiers")
                || body.contains("coûteraient 4,1 bons clients refusés de plus pour 1 000 dossiers"))
        #expect(body.contains("sous-estimé de 29\u{A0}%") && body.contains("8 (4 à 12)"))
        #expect(body.contains("10 (−2 à 20), peut être nul"))
    }

    @Test("without a shelf the page says so; with one it lists models, the one that decides first told apart")
    func models() async throws {
        #expect(try await server.send("/models").body.contains("ne donne pas accès aux modèles gardés"))
        let shelf = MemoryShelf(deciding: server.engine.model.digest)
        let own = try Server(shelf: shelf)
        let body = try await own.send("/models").body
        #expect(body.contains("Modèle champion – décide aujourd’hui"))
        #expect(body.contains("77 fois sur 100") && body.contains("512 bons clients refusés"))
        #expect(body.contains("Ce modèle a été modifié ou vient d’une autre version"))
        #expect(body.contains("train-1") && body.contains("2\u{A0}minutes") && body.contains("échoué"))
    }

    @Test("a model's card is a document that runs and loads nothing")
    func card() async throws {
        let shelf = MemoryShelf(deciding: server.engine.model.digest)
        let own = try Server(shelf: shelf)
        let reply = try await own.send("/models/\(shelf.digest)/card?lang=en")
        #expect(reply.status == 200 && reply.body == "<!doctype html><p>card en</p>")
        let policy = try #require(reply.headers[.contentSecurityPolicy])
        #expect(policy.contains("default-src 'none'") && policy.contains("sandbox") && !policy.contains("script"))
        for wrong in ["x", String(repeating: "0", count: 64), "../../etc/passwd"] {
            #expect(try await own.send("/models/\(wrong)/card").status == 404)
        }
    }

    @Test("who may not read the model sees none of these", arguments: ["/portfolio", "/models", "/fairness"])
    func access(path: String) async throws {
        #expect(try await server.send(path, as: .stranger).status != 200)
        #expect(try await server.send(path, as: .role(.adviser)).status == 200)
    }
}

/// A shelf with a model that decides and one that was changed.
private struct MemoryShelf: ModelShelf {
    let digest: String

    init(deciding digest: String) { self.digest = digest }

    func models() throws -> [ShelvedModel] {
        [
            ShelvedModel(
                digest: digest, aliases: ["champion"], saved: Date(timeIntervalSince1970: 1_796_000_000),
                figures: ShelvedModel.Figures(
                    learner: "Linear", features: 11, trainingRows: 246_009, threshold: Probability(clamping: 0.1),
                    meanAUC: 0.7731, auc: 0.765...0.781, meanCost: 512, cost: 501...523, testRows: 61_502)),
            ShelvedModel(digest: String(repeating: "c", count: 64), aliases: [], saved: .distantPast, figures: nil),
        ]
    }

    func experiments() throws -> [Experiment] {
        let start = Date(timeIntervalSince1970: 1_795_000_000)
        return [
            Experiment(
                id: "a", name: "train-1", experiment: "limpide", state: .finished, started: start,
                ended: start.addingTimeInterval(125), parts: 5, metrics: ["test_auc": 0.7731]),
            Experiment(
                id: "b", name: "search-1", experiment: "limpide", state: .failed, started: start, ended: nil, parts: 0,
                metrics: [:]),
        ]
    }

    func card(of digest: String, language: Language) throws -> [UInt8]? {
        digest == self.digest ? Array("<!doctype html><p>card \(language.rawValue)</p>".utf8) : nil
    }
}
