import Access
import Foundation
import HTTPTypes
import Recording
import Testing

@testable import Web

@Suite("A review goes from who asked to who decides and back, one step and one person at a time")
struct ReviewPageTests {
    private static let grant = [
        "outcome": "granted", "code": "human.income_confirmed", "text": "Trois bulletins de paie vus.",
    ]

    @Test("asked, taken, judged: the adviser sees the person's decision beside the model's")
    func journey() async throws {
        let follow = try await FollowUpServer()
        let reference = try await follow.decide()
        let review = try await follow.askReview(reference)
        #expect(review.due == Server.now.addingTimeInterval(7 * 86_400) && review.requester == "adviser")
        let queue = try await follow.get("/reviews", as: "reviewer").body
        #expect(
            queue.contains("href=\"/reviews/\(review.id)\"")
                && queue.contains("La situation a changé\u{A0}: Un nouvel emploi"))
        #expect(queue.contains("demandé par adviser") && queue.contains("1\u{202F}500\u{202F}000"))
        let taken = try await follow.post("/reviews/\(review.id)/assignment", ["version": "1"], as: "reviewer")
        #expect(taken.status == 303)
        let page = try await follow.get("/reviews/\(review.id)", as: "reviewer").body
        #expect(page.contains("Informations inconnues\u{A0}: 6 sur 11."))
        #expect(page.contains("name=\"outcome\"") && page.contains("human.income_confirmed"))
        let adviser = try await follow.get("/reviews/\(review.id)", as: "adviser").body
        #expect(!adviser.contains("name=\"outcome\"") && adviser.contains("pris par reviewer"))
        let judged = try await follow.post(
            "/reviews/\(review.id)/judgement", Self.grant.merging(["version": "2"]) { $1 }, as: "reviewer")
        #expect(judged.status == 303)
        for path in ["/clients/100003", "/decisions/\(reference)"] {
            let body = try await follow.get(path, as: "adviser").body
            #expect(body.contains("Décision d’une personne") && body.contains("La réponse du calcul est changée."))
            #expect(body.contains("Trois bulletins de paie vus.") && body.contains("par reviewer (réexamen)"))
        }
        let mine = try await follow.get("/reviews", as: "adviser").body
        #expect(mine.contains("href=\"/reviews/\(review.id)\"") && mine.contains("terminé"))
        let letter = try await follow.get("/decisions/\(reference)/letter", as: "adviser").body
        #expect(letter.contains("Nous pouvons vous l’accorder") && letter.contains("Les justificatifs confirment"))
    }

    @Test("above the amount another person confirms; the first cannot, and a different answer starts again")
    func second() async throws {
        let follow = try await FollowUpServer(changing: { $0.secondAbove = 1_000_000 })
        let review = try await follow.askReview(try await follow.decide())
        let place = "/reviews/\(review.id)"
        _ = try await follow.post(place + "/assignment", ["version": "1"], as: "reviewer")
        let proposed = try await follow.post(
            place + "/judgement", Self.grant.merging(["version": "2"]) { $1 }, as: "reviewer")
        #expect(proposed.status == 303)
        #expect(
            try await follow.get(place, as: "reviewer").body.contains("Une autre personne doit maintenant confirmer"))
        let same = try await follow.post(
            place + "/judgement", Self.grant.merging(["version": "3"]) { $1 }, as: "reviewer")
        #expect(same.status == 409 && same.body.contains("n’est pas celle qui a proposé"))
        let other = try await follow.get(place, as: "everybody").body
        #expect(other.contains("reviewer propose\u{A0}: accordé.") && !other.contains("checked"))
        let refusal = [
            "outcome": "refused", "code": "human.documents_inconsistent", "text": "Les dates diffèrent.",
            "version": "3",
        ]
        #expect(try await follow.post(place + "/judgement", refusal, as: "everybody").status == 303)
        #expect(try await follow.log.review(review.id)?.state == .requested)
        _ = try await follow.post(place + "/assignment", ["version": "4"], as: "reviewer")
        _ = try await follow.post(place + "/judgement", Self.grant.merging(["version": "5"]) { $1 }, as: "reviewer")
        _ = try await follow.post(place + "/judgement", Self.grant.merging(["version": "6"]) { $1 }, as: "everybody")
        let ended = try #require(try await follow.log.review(review.id))
        #expect(ended.state == .decided && ended.first == "reviewer" && ended.second == "everybody")
    }

    @Test("a step that somebody else took is told with their name, and nothing changes")
    func conflict() async throws {
        let follow = try await FollowUpServer()
        let reference = try await follow.decide()
        let review = try await follow.askReview(reference)
        let place = "/reviews/\(review.id)"
        _ = try await follow.post(place + "/assignment", ["version": "1"], as: "everybody")
        let late = try await follow.post(place + "/assignment", ["version": "1"], as: "reviewer")
        #expect(late.status == 409 && late.body.contains("everybody a pris ce réexamen entre-temps"))
        #expect(try await follow.log.review(review.id)?.assignee == "everybody")
        _ = try await follow.post(place + "/judgement", Self.grant.merging(["version": "2"]) { $1 }, as: "everybody")
        let ended = try await follow.post(
            place + "/judgement", Self.grant.merging(["version": "2"]) { $1 }, as: "reviewer")
        #expect(ended.status == 409 && ended.body.contains("terminé entre-temps"))
        _ = try await follow.askReview(reference)
        let again = try await follow.post(
            "/decisions/\(reference)/reviews", ["why": "wrong", "text": "x", "due": "7"], as: "adviser")
        #expect(again.status == 409 && again.body.contains("Un réexamen est déjà en cours."))
    }

    @Test(
        "a judgement without an answer, words, or a reason that goes with the answer is refused, and keeps what was typed",
        arguments: [
            ["outcome": "granted", "code": "human.documents_inconsistent", "text": "typed"],
            ["outcome": "refused", "code": "human.income_confirmed", "text": "typed"],
            ["outcome": "referred", "code": "human.income_confirmed", "text": "typed"],
            ["outcome": "granted", "code": "human.income_confirmed", "text": " "],
            ["outcome": "granted", "code": "", "text": "typed"], ["text": "typed"],
        ])
    func incomplete(fields: [String: String]) async throws {
        let follow = try await FollowUpServer()
        let review = try await follow.askReview(try await follow.decide())
        _ = try await follow.post("/reviews/\(review.id)/assignment", ["version": "1"], as: "reviewer")
        let reply = try await follow.post(
            "/reviews/\(review.id)/judgement", fields.merging(["version": "2"]) { $1 }, as: "reviewer")
        #expect(reply.status == 422 && reply.body.contains("role=\"alert\""))
        #expect(reply.body.contains(">typed</textarea>") == (fields["text"] == "typed"))
        #expect(try await follow.log.review(review.id)?.state == .assigned)
    }

    @Test("what is late says so in a word, and comes first")
    func late() async throws {
        let follow = try await FollowUpServer()
        let slow = try await follow.askReview(try await follow.decide(Server.granted))
        let decision = try #require(EntryID(try await follow.decide()))
        let urgent = try await follow.log.requestReview(
            ReviewRequest(decision: decision, reason: "x", due: Server.now.addingTimeInterval(-60)),
            by: Author(name: "adviser", channel: "page"))
        let body = try await follow.get("/reviews", as: "reviewer").body
        let places = [urgent, slow].map { body.range(of: $0.id.description)?.lowerBound }
        let first = try #require(places[0]), second = try #require(places[1])
        #expect(first < second && body.contains("en retard"))
    }
}
