import Access
import Credit
import Explaining
import Foundation
import HTTPTypes
import Recording
import Synchronization
import Testing

@testable import Web

@Suite("What is done with a decision is recorded, and shown as it was")
struct FollowUpTests {
    @Test("an adviser records a decision from the client's page, and finds it there afterwards")
    func recorded() async throws {
        let follow = try await FollowUpServer()
        let before = try await follow.get("/clients/100003", as: "adviser").body
        #expect(before.contains("Consigner cette décision</button>") && !before.contains("/decisions/0"))
        #expect(before.contains("Aucune décision n’est encore consignée"))
        let reference = try await follow.decide()
        let page = try await follow.get("/decisions/\(reference)", as: "adviser")
        #expect(page.status == 200)
        for part in [
            "Client 100\u{202F}003", "Refusé</h2>",
            "Consignée le 14\u{A0}novembre\u{A0}2023 à 22:13\u{A0}UTC par adviser (conseil)",
            "Ce qui pèse contre", reference, follow.server.engine.model.digest, "home-credit 1", "un numéro de client",
        ] { #expect(page.body.contains(part), "\(part)") }
        let after = try await follow.get("/clients/100003?lang=en", as: "adviser").body
        #expect(after.contains("href=\"/decisions/\(reference)\"") && after.contains("Decision recorded: refused"))
        #expect(after.contains("href=\"/decisions/\(reference)/letter\"") && after.contains("#review"))
        let views = try await follow.events(.views).flatMap { event -> [RecordedView] in
            if case .views(let views) = event { views } else { [] }
        }
        #expect(views.contains { $0.what == "decision page" && $0.author.name == "adviser" })
    }

    @Test("a new applicant's decision has a page too, computed again from what was received")
    func applicant() async throws {
        let follow = try await FollowUpServer()
        let answer = try await follow.server.send(
            "/v1/applications", method: .post, headers: DecidingTests.json, body: DecidingTests.refusedRecords
        ).json(JSON.self)
        let reference = try DecidingTests.text(answer["reference"])
        let page = try await follow.get("/decisions/\(reference)/changes", as: "adviser")
        #expect(page.status == 200 && page.body.contains("Nouveau demandeur"))
        #expect(page.body.contains("données reçues pour cette décision"))
        let part = try await follow.get("/decisions/\(reference)/replay?lang=en", as: "auditor", fragment: true)
        #expect(part.body.contains("the same bit for bit") && part.body.contains("features"))
        #expect(!part.body.contains("<html"))
        let noted = try await follow.post("/decisions/\(reference)/notes", ["text": "Rappeler jeudi."], as: "adviser")
        #expect(noted.status == 303)
        let id = try #require(EntryID(reference))
        #expect(try await follow.events(.note) == [.note(NoteRecord(text: "Rappeler jeudi.", decision: id))])
        #expect(try await follow.get("/decisions/\(reference)", as: "reviewer").body.contains("Rappeler jeudi."))
    }

    @Test("what would change the answer, and the replay, are parts for a script and whole pages without one")
    func parts() async throws {
        let follow = try await FollowUpServer()
        let reference = try await follow.decide()
        for (path, words) in [("changes", "qui n’a pas changé depuis"), ("replay", "la même bit pour bit")] {
            let part = try await follow.get("/decisions/\(reference)/\(path)", as: "adviser", fragment: true)
            #expect(part.body.contains(words) && !part.body.contains("<html"), "\(path)")
            let whole = try await follow.get("/decisions/\(reference)/\(path)", as: "adviser")
            #expect(whole.body.contains(words) && whole.body.contains("</html>"), "\(path)")
        }
    }

    @Test("a note is kept with the client, words that would be markup stay words, and an empty one is refused")
    func notes() async throws {
        let follow = try await FollowUpServer()
        let hostile = Server.hostileWord
        #expect(try await follow.post("/clients/100003/notes", ["text": hostile], as: "adviser").status == 303)
        #expect(try await follow.events(.note) == [.note(NoteRecord(text: hostile))])
        for path in ["/clients/100003", "/clients/100003/history"] {
            let body = try await follow.get(path, as: "reviewer").body
            #expect(body.contains("&lt;script&gt;alert") && !body.contains("<script>alert"))
        }
        for text in ["", " \n ", String(repeating: "x", count: FollowUpForm.longestText + 1)] {
            #expect(try await follow.post("/clients/100003/notes", ["text": text], as: "adviser").status == 422)
        }
        #expect(try await follow.events(.note).count == 1)
    }

    @Test("the history goes on page by page, and says nothing of other clients")
    func history() async throws {
        let follow = try await FollowUpServer()
        for number in 0..<History.page + 3 {
            _ = try await follow.log.append(
                .note(NoteRecord(text: "note \(number).")), about: .client(ClientID(rawValue: Server.refused)),
                by: Author(name: "adviser", role: "adviser", channel: "page"))
        }
        _ = try await follow.log.append(
            .note(NoteRecord(text: "someone else.")), about: .client(ClientID(rawValue: Server.granted)),
            by: Author(name: "adviser", channel: "page"))
        let first = try await follow.get("/clients/100003/history", as: "adviser").body
        #expect(first.contains("note 42.") && !first.contains("note 2.") && !first.contains("someone else"))
        let next = try #require(first.firstMatch(of: /href="([^"]+before=\d+)"/))
        let second = try await follow.get(String(next.output.1), as: "adviser").body
        #expect(second.contains("note 2.") && second.contains("note 0.") && !second.contains("note 42."))
        #expect(!second.contains("Plus ancien"))
    }

    @Test("a letter that was handed over is kept with its text, its language and its digest")
    func letter() async throws {
        let follow = try await FollowUpServer()
        let reference = try await follow.decide()
        let page = try await follow.get("/decisions/\(reference)/letter?lang=en", as: "adviser")
        #expect(page.status == 200 && page.body.contains("<article class=\"letter\" lang=\"en\">"))
        #expect(page.headers[.setCookie] == nil, "the letter's language is not the adviser's")
        #expect(page.body.contains("use your browser’s print") && !page.body.contains("letter.pdf"))
        let sent = try await follow.post(
            "/decisions/\(reference)/letters", ["medium": "post", "language": "en"], as: "adviser")
        #expect(sent.status == 303)
        guard case .letter(let letter)? = try await follow.events(.letter).first else {
            Issue.record("no letter is recorded")
            return
        }
        #expect(letter.language == "en" && letter.medium == "post" && letter.decision.description == reference)
        #expect(letter.text.contains("we cannot grant it") && letter.text.contains(reference))
        #expect(letter.documentDigest?.count == 64)
        let after = try await follow.get("/decisions/\(reference)/letter", as: "adviser").body
        #expect(after.contains("Remise le") && after.contains("par la poste"))
        #expect(
            try await follow.post("/decisions/\(reference)/letters", ["medium": "owl"], as: "adviser").status == 422)
    }

    @Test("the PDF is printed from a page of its own, and its absence is told")
    func pdf() async throws {
        let asked = Mutex<[UInt8]>([])
        let follow = try await FollowUpServer(print: { html in
            asked.withLock { $0 = html }
            return Array("%PDF-1.4".utf8)
        })
        let reference = try await follow.decide()
        let reply = try await follow.get("/decisions/\(reference)/letter.pdf?lang=fr", as: "adviser")
        #expect(reply.status == 200 && reply.headers[.contentType] == "application/pdf" && reply.body == "%PDF-1.4")
        let html = asked.withLock { String(decoding: $0, as: UTF8.self) }
        #expect(html.contains("Notre réponse") && html.contains("file:///") && !html.contains("<form"))
        let without = try await FollowUpServer()
        let other = try await without.decide()
        #expect(try await without.get("/decisions/\(other)/letter.pdf", as: "adviser").status == 503)
        let failing = try await FollowUpServer(print: { _ in throw Problem.failure })
        let third = try await failing.decide()
        let told = try await failing.get("/decisions/\(third)/letter.pdf", as: "adviser")
        #expect(told.status == 503 && told.body.contains("l’impression du navigateur"))
    }

    @Test("a decision of a client who was erased says so, and nothing else")
    func erased() async throws {
        let follow = try await FollowUpServer()
        let reference = try await follow.decide()
        let review = try await follow.askReview(reference)
        let link = try await follow.link(reference)
        _ = try await follow.log.erase(
            .client(ClientID(rawValue: Server.refused)), reason: "asked for", by: Author(name: "x", channel: "command"))
        for path in ["", "/letter", "/changes", "/replay"] {
            let page = try await follow.get("/decisions/\(reference)\(path)", as: "adviser")
            #expect(page.status == 410 && page.body.contains("ne peut plus être lue"), "\(path)")
            #expect(!page.body.contains("100\u{202F}003") && !page.body.contains("Refusé"))
        }
        #expect(try await follow.post("/decisions/\(reference)/link", ["days": "7"], as: "adviser").status == 404)
        let page = try await follow.get("/reviews/\(review.id)", as: "reviewer")
        #expect(
            page.status == 200 && page.body.contains("Le client a été effacé") && !page.body.contains("100\u{202F}003"))
        #expect(try await follow.get("/reviews", as: "reviewer").body.contains("Entrée effacée"))
        #expect(try await follow.get(link, as: nil).status == 404)
    }

    @Test("nobody does what their role does not permit", arguments: Role.allCases)
    func roles(role: Role) async throws {
        let follow = try await FollowUpServer()
        let reference = try await follow.decide()
        let review = try await follow.askReview(reference)
        let pages: [(String, Permission)] = [
            ("/clients/100003/history", .readClients), ("/decisions/\(reference)", .readClients),
            ("/decisions/\(reference)/changes", .readClients), ("/decisions/\(reference)/replay", .readClients),
            ("/decisions/\(reference)/letter", .readClients), ("/reviews", .requestReviews),
            ("/reviews/\(review.id)", .requestReviews),
        ]
        for (path, permission) in pages {
            let status = try await follow.get(path, as: role.rawValue).status
            #expect(status == (role.permissions.contains(permission) ? 200 : 403), "\(path)")
        }
        let forms: [(String, Permission)] = [
            ("/clients/100003/decisions", .writeDecisions), ("/clients/100003/notes", .requestReviews),
            ("/decisions/\(reference)/reviews", .requestReviews), ("/decisions/\(reference)/link", .writeDecisions),
            ("/decisions/\(reference)/letters", .writeDecisions), ("/decisions/\(reference)/notes", .requestReviews),
            ("/reviews/\(review.id)/assignment", .decideReviews),
            ("/reviews/\(review.id)/judgement", .decideReviews),
        ]
        for (path, permission) in forms {
            let status = try await follow.post(path, as: role.rawValue).status
            #expect((status != 403) == role.permissions.contains(permission), "\(path) \(status)")
        }
        let shown = try await follow.get("/decisions/\(reference)", as: role.rawValue).body
        #expect(shown.contains("/link\"") == role.permissions.contains(.writeDecisions))
    }

    @Test("a stranger is led to sign in, and a reference that is none is not found")
    func strangers() async throws {
        let follow = try await FollowUpServer()
        let reference = try await follow.decide()
        for path in [
            "/decisions/\(reference)", "/decisions/\(reference)/letter.pdf", "/reviews", "/clients/100003/history",
        ] {
            #expect(try await follow.get(path, as: nil).status == 303)
        }
        let review = try await follow.askReview(reference)
        for path in [
            "/decisions/x", "/decisions/0000-0000-0000-0000", "/decisions/\(review.id)", "/reviews/\(reference)",
        ] {
            #expect(try await follow.get(path, as: "adviser").status == 404, "\(path)")
        }
    }

    @Test("every page is whole and speaks to people, in either language", arguments: Language.allCases)
    func whole(language: Language) async throws {
        let follow = try await FollowUpServer()
        let reference = try await follow.decide()
        let review = try await follow.askReview(reference)
        let link = try await follow.link(reference)
        let pages = [
            "/clients/100003", "/clients/100003/history", "/decisions/\(reference)", "/decisions/\(reference)/changes",
            "/decisions/\(reference)/replay", "/decisions/\(reference)/letter", "/reviews", "/reviews/\(review.id)",
            link,
        ]
        _ = try await follow.post("/reviews/\(review.id)/assignment", ["version": "1"], as: "everybody")
        for path in pages {
            let reply = try await follow.get("\(path)?lang=\(language.rawValue)", as: path == link ? nil : "everybody")
            #expect(
                reply.status == 200 && reply.body.hasPrefix("<!doctype html>\n<html lang=\"\(language.rawValue)\">"))
            #expect(reply.body.components(separatedBy: "<h1").count == 2, "\(path)")
            let ids = reply.body.matches(of: /\ id="([^"]+)"/).map { String($0.output.1) }
            #expect(Set(ids).count == ids.count, "an identifier stands twice: \(path)")
            #expect(reply.body.firstMatch(of: /\ style=|\ on[a-z]+="|hx-on|<style|<script[^>]*>[^<]/) == nil)
            let page = reply.body.replacing(/<details class="card expert".*?<\/details>/.dotMatchesNewlines(), with: "")
                .replacing(/data-many="[^"]*"/, with: "").replacing(/<option value="[^"]*"/, with: "")
            #expect(page.firstMatch(of: /[A-Z]{2,}_[A-Z_]+|\{[a-z]+\}|AUC|SHAP|Optional\(/) == nil, "\(path)")
        }
    }
}
