import Credit
import Foundation
import HTTPTypes
import Recording
import Testing

@testable import Web

@Suite("A client's own page shows their decision to who has the link, and nothing else to anybody")
struct MinePageTests {
    @Test(
        "it tells the answer, reasons, data and rights in the second person, to nobody else's address",
        arguments: ["fr", "en"])
    func told(language: String) async throws {
        let follow = try await FollowUpServer()
        let reference = try await follow.decide()
        let link = try await follow.link(reference)
        let page = try await follow.get("\(link)?lang=\(language)", as: nil)
        #expect(page.status == 200)
        let parts =
            language == "fr"
            ? [
                "Votre prêt n’est pas accordé", "Vous nous avez demandé", "25\u{A0}ans", "Contester la réponse",
                "article 22",
            ]
            : ["Your loan is not granted", "You asked us", "25\u{A0}years", "Contest the answer", "article 22"]
        for part in parts { #expect(page.body.contains(part), "\(part)") }
        // No way to another page, no script, no name of staff.
        let addresses = page.body.matches(of: /(?:href|action|src)="([^"]*)"/).map { String($0.output.1) }
        #expect(
            addresses.allSatisfy {
                $0.hasPrefix("/static/") || $0.hasPrefix("?lang=") || $0.hasPrefix("#") || $0.hasPrefix(link)
            })
        for word in ["<script", "<nav", "adviser (", "hx-", "100\u{202F}003"] {
            #expect(!page.body.contains(word), "\(word)")
        }
        #expect(page.headers[.cacheControl] == "no-store" && page.headers[.setCookie] == nil)
        let policy = try #require(HTTPField.Name("Referrer-Policy")),
            robots = try #require(HTTPField.Name("X-Robots-Tag"))
        #expect(page.headers[policy] == "no-referrer" && page.headers[robots]?.contains("noindex") == true)
        #expect(try await follow.events(.link).count == 1)
        let views = try await follow.events(.views).flatMap { event -> [RecordedView] in
            if case .views(let views) = event { views } else { [] }
        }
        #expect(views.contains { $0.what == "own page" && $0.author.channel == "link" })
    }

    @Test("a wrong link, an ended one, one of another log and one of an erased client look the same")
    func closed() async throws {
        let follow = try await FollowUpServer()
        let reference = try await follow.decide()
        let link = try await follow.link(reference, days: 7)
        let other = try #require(LogKey(bytes: (0..<32).map { UInt8($0) })).links
        let forged = other.token(
            of: ClientLink(decision: try #require(EntryID(reference)), expires: Server.now.addingTimeInterval(1000)))
        let nobody = follow.links.token(
            of: ClientLink(decision: try #require(EntryID("0000-0000-0000-0000")), expires: .distantFuture))
        var bodies: Set<String> = []
        for path in ["/mine/x", "/mine/" + forged, "/mine/" + nobody, link.dropLast(2) + "AA"] {
            let reply = try await follow.get(path, as: nil)
            #expect(reply.status == 404 && reply.headers[.cacheControl] == "no-store")
            bodies.insert(reply.body)
        }
        #expect(try await follow.get(link, as: nil).status == 200)
        follow.server.clock.advance(7 * 86_400)
        let ended = try await follow.get(link, as: nil)
        #expect(ended.status == 404)
        bodies.insert(ended.body)
        #expect(bodies.count == 1)
        let body = try #require(bodies.first)
        #expect(
            body.contains("demandez-en un autre à votre conseiller") && !body.contains("<form")
                && !body.contains("href=\"/\""))
        let posted = try await follow.post("/mine/x", ["statement": "x"], as: nil)
        #expect(posted.status == 404)
    }

    @Test("a contest is recorded in the client's words, asks for a review, and is confirmed to the client")
    func contest() async throws {
        let follow = try await FollowUpServer()
        let reference = try await follow.decide()
        let link = try await follow.link(reference)
        let empty = try await follow.post(link, ["statement": "  "], as: nil)
        #expect(empty.status == 422 && empty.body.contains("role=\"alert\""))
        let sent = try await follow.post(link, ["statement": "J’ai un nouvel emploi."], as: nil)
        #expect(sent.status == 303 && sent.headers[.location]?.hasPrefix(link) == true)
        let id = try #require(EntryID(reference))
        #expect(
            try await follow.events(.contest) == [
                .contest(ContestRecord(decision: id, statement: "J’ai un nouvel emploi."))
            ])
        let review = try #require(try await follow.log.reviews(ReviewQuery(decision: id)).first)
        #expect(
            review.due == Server.now.addingTimeInterval(30 * 86_400) && review.requester == Author.clientByLink.name)
        let page = try await follow.get(link, as: nil).body
        #expect(
            page.contains("Votre contestation du 14\u{A0}novembre\u{A0}2023") && page.contains("réexamine actuellement")
        )
        let queue = try await follow.get("/reviews", as: "reviewer").body
        #expect(queue.contains("demandé par le client") && queue.contains("J’ai un nouvel emploi."))
        #expect(try await follow.get("/decisions/\(reference)", as: "adviser").body.contains("Le client conteste"))
        // While a review is open another statement is kept, and no second review is asked for.
        #expect(try await follow.post(link, ["statement": "Encore."], as: nil).status == 303)
        #expect(try await follow.log.reviews(ReviewQuery(decision: id)).count == 1)
        for _ in 0..<3 { _ = try await follow.post(link, ["statement": "x"], as: nil) }
        #expect(try await follow.post(link, ["statement": "x"], as: nil).status == 429)
        #expect(try await follow.events(.contest).count == MinePage.mostContests)
    }

    @Test("a form from another site is refused; a browser's silence on its origin is not")
    func sites() async throws {
        let follow = try await FollowUpServer()
        let link = try await follow.link(try await follow.decide())
        var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .origin: "null"]
        headers[.fetchSite] = "cross-site"
        let foreign = try await follow.server.send(
            link, method: .post, headers: headers, as: .stranger, body: "statement=x")
        #expect(foreign.status == 403)
        headers[.fetchSite] = "same-origin"
        let own = try await follow.server.send(
            link, method: .post, headers: headers, as: .stranger, body: "statement=x")
        #expect(own.status == 303)
    }

    @Test("who tries many links from one address waits")
    func rate() async throws {
        let follow = try await FollowUpServer()
        var statuses: [Int] = []
        for _ in 0..<32 { statuses.append(try await follow.get("/mine/x", as: nil).status) }
        #expect(statuses.prefix(30).allSatisfy { $0 == 404 } && statuses.suffix(2) == [429, 429])
        let told = try await follow.get("/mine/x", as: nil)
        #expect(told.headers[.retryAfter] == "2" && told.body.contains("Attendez une minute"))
    }

    @Test("the reasons follow what a person decided")
    func human() async throws {
        let follow = try await FollowUpServer()
        let reference = try await follow.decide()
        let link = try await follow.link(reference)
        let review = try await follow.askReview(reference)
        _ = try await follow.log.judgeReview(
            review.id, Judgement(outcome: .granted, code: "human.income_confirmed", text: "not for the client"),
            by: Author(name: "rachel", role: "reviewer", channel: "page"))
        let page = try await follow.get(link, as: nil).body
        #expect(page.contains("Votre prêt peut être accordé") && page.contains("Les justificatifs confirment"))
        #expect(!page.contains("rachel") && !page.contains("not for the client"))
    }
}
