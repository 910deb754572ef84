import Catalog
import Credit
import Explaining
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("The API answers programs")
struct APITests {
    let server = Server.shared

    @Test("a score is the probability against the threshold, refused from the threshold on")
    func score() async throws {
        let reply = try await server.send("/v1/clients/\(Server.atTheLimit)/score")
        let score = try reply.json(ScoreAnswer.self)
        #expect(reply.headers[.contentType] == "application/json")
        #expect(abs(score.probability - 0.1) < 1e-12)
        #expect(abs(score.distance) < 1e-12)
        #expect(score.threshold == 0.1)
        #expect(score.model == server.engine.model.digest)
        let granted = try await server.send("/v1/clients/\(Server.granted)/score").json(ScoreAnswer.self)
        // −ln 9 − 2.5 × 0.4 − 3 × 0.25 = −3.947…
        #expect(abs(granted.probability - 1 / (1 + exp(log(9.0) + 1.75))) < 1e-7)
        #expect(granted.status == "accordé" && granted.statusCode == "granted" && granted.distance < 0)
        let refused = try await server.send("/v1/clients/\(Server.refused)/score").json(ScoreAnswer.self)
        #expect(refused.status == "refusé" && refused.statusCode == "refused" && refused.distance > 0)
    }

    @Test("an explanation adds up to its score, and its reasons name families, labels and values")
    func explanation() async throws {
        let answer = try await server.send("/v1/clients/\(Server.refused)/explanation").json(ExplanationAnswer.self)
        let sum = answer.contributions.reduce(answer.baseline.logOdds) { $0 + $1.logOdds }
        #expect(abs(sum - answer.logOdds) < 1e-9)
        #expect(abs(answer.sumCheck.sum - answer.logOdds) < 1e-9 && abs(answer.sumCheck.residual) < 1e-9)
        #expect(answer.contributions.count == LinearEngine.terms.count)
        let first = try #require(answer.reasons.first)
        #expect(first.code == "external_scores" && first.direction == "adverse" && first.contribution > 0)
        #expect(!first.sentence.fr.isEmpty && !first.sentence.en.isEmpty)
        #expect(first.evidence.map(\.feature).sorted() == ["EXT_SOURCE_2", "EXT_SOURCE_3"])
        #expect(first.evidence.allSatisfy { $0.usual.value != nil && !$0.label.fr.contains("EXT_") })
    }

    @Test("information is raw and human, missing as null and « inconnu », sentinels too")
    func information() async throws {
        let answer = try await server.send("/v1/clients/\(Server.granted)").json(InformationAnswer.self)
        let items = Dictionary(uniqueKeysWithValues: answer.sections.flatMap(\.items).map { ($0.name, $0) })
        #expect(items["AMT_CREDIT"]?.value == .integer(500_000))
        #expect(items["AMT_CREDIT"]?.text == LocalizedText(fr: "500\u{202F}000\u{A0}€", en: "€500,000"))
        #expect(items["DAYS_BIRTH"]?.text == LocalizedText(fr: "43\u{A0}ans", en: "43\u{A0}years"))
        #expect(items["FLAG_OWN_CAR"]?.text == LocalizedText(fr: "oui", en: "yes"))
        #expect(items["DAYS_EMPLOYED"]?.value == .null)
        #expect(items["AMT_ANNUITY"]?.value == .null)
        #expect(items["AMT_ANNUITY"]?.text == LocalizedText(fr: "inconnu", en: "unknown"))
        let sections = try #require(server.engine.catalog.rootTable).sections
        #expect(answer.sections.map(\.name) == sections.map(\.name))
        let shown = try #require(server.engine.catalog.rootTable).columns.count { $0.section != nil }
        #expect(items.count == shown)
    }

    @Test("the list is in order of number, by prefix, page by page")
    func list() async throws {
        let first = try await server.send("/v1/clients?limit=3").json(ClientListAnswer.self)
        #expect(first.clients.map(\.client) == [100_001, 100_002, 100_003])
        #expect(first.next.value == 100_003)
        let second = try await server.send("/v1/clients?limit=3&cursor=100003").json(ClientListAnswer.self)
        #expect(second.clients.map(\.client) == [100_004, 200_001] && second.next.value == nil)
        let found = try await server.send("/v1/clients?q=20+0").json(ClientListAnswer.self)
        #expect(found.clients.map(\.client) == [200_001])
    }

    @Test("the model and the server say who they are")
    func identity() async throws {
        let model = try await server.send("/v1/model").json(ModelAnswer.self)
        #expect(model.digest == server.engine.model.digest && model.trainingRows == 246_009 && model.threshold == 0.1)
        #expect(model.cost.missedDefault == server.engine.catalog.cost.missedDefault && model.test.auc == 0.7731)
        let health = try await server.send("/health").json(HealthAnswer.self)
        #expect(health == HealthAnswer(status: "ok", model: server.engine.model.digest))
    }

    @Test(
        "a request that cannot be answered gets a problem document without a word of the inside",
        arguments: [
            ("/v1/clients/999999", 404, "unknown-client"), ("/v1/clients/abc", 400, "malformed-client-number"),
            ("/v1/clients/-1/score", 400, "malformed-client-number"),
            ("/v1/clients/%3Cscript%3E/explanation", 400, "malformed-client-number"),
            ("/v1/clients/99999999999999999999999", 400, "malformed-client-number"),
            ("/v1/clients/999999999999999999", 404, "unknown-client"), ("/v1/clients?limit=0", 400, "malformed-query"),
            ("/v1/clients?limit=201", 400, "malformed-query"), ("/v1/clients?limit=x", 400, "malformed-query"),
            ("/v1/clients?cursor=x", 400, "malformed-query"), ("/v1/clients?q=1a", 400, "malformed-query"),
            ("/v1/clients?q=١٢", 400, "malformed-query"), ("/v1/nothing", 404, "unknown-address"),
            ("/v1", 404, "unknown-address"), ("/v1/clients/500500/score", 500, "internal-failure"),
        ]
    )
    func problems(path: String, status: Int, type: String) async throws {
        let reply = try await server.send(path)
        #expect(reply.status == status)
        #expect(reply.headers[.contentType] == "application/problem+json")
        let problem = try reply.json(ProblemDocument.self)
        #expect(problem.type == "urn:limpide:problem:\(type)" && problem.status == status)
        #expect(!problem.title.isEmpty && problem.detail.hasSuffix("."))
        #expect(!reply.body.contains("disk") && !reply.body.contains("Error"))
    }

    @Test("another method is refused and told which are allowed", arguments: [HTTPRequest.Method.post, .put, .delete])
    func methods(method: HTTPRequest.Method) async throws {
        let reply = try await server.send("/v1/clients/100001/score", method: method)
        #expect(reply.status == 405 && reply.headers[.allow] == "GET, HEAD")
        #expect(try reply.json(ProblemDocument.self).type == "urn:limpide:problem:method-not-allowed")
        #expect(try await server.send("/v1/nothing", method: method).status == 404)
        #expect(try await server.send("/clients/100001", method: method).status == 405)
    }

    @Test(
        "HEAD says what GET would, without a body",
        arguments: ["/v1/clients/100001/score", "/health", "/clients/100001", "/", "/v1/clients/1", "/nothing"]
    )
    func head(path: String) async throws {
        let (get, head) = (try await server.send(path), try await server.send(path, method: .head))
        #expect(head.status == get.status && head.body.isEmpty)
        #expect(head.headers[.contentType] == get.headers[.contentType])
        #expect(head.headers[.contentLength] == get.headers[.contentLength])
    }

    @Test("equal requests get equal bytes")
    func stable() async throws {
        for path in ["/v1/clients/100003/explanation", "/openapi.json", "/v1/clients/100002"] {
            let (first, second) = (try await server.send(path), try await server.send(path))
            #expect(first.body == second.body)
        }
    }
}
