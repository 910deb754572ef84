import Access
import Foundation
import HTTPTypes
import Monitoring
import Storage
import Testing

@testable import Web

@Suite("The monitoring page says what drifted, since when, and whether it matters")
struct MonitoringPageTests {
    private let store: SQLiteMonitoringStore
    private let server: Server
    private let column = "EXT_SOURCE_2"

    init() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "limpide-\(UUID().uuidString).sqlite")
        store = try SQLiteMonitoringStore(path: path.path(percentEncoded: false))
        server = try Server(monitoring: store)
        let start = Date(timeIntervalSince1970: 1_699_920_000)
        let indicator = Indicator(.missing, column: column)
        for day in 0..<2 {
            let window = Window(
                start: start.addingTimeInterval(Double(day) * 86_400),
                end: start.addingTimeInterval(Double(day + 1) * 86_400))
            let record = WindowRecord(
                window: window, model: "m",
                facts: WindowRecord.Facts(
                    decisions: 1_234, approvalRate: 0.8, overrideRate: 0.01, expectedDefaults: 0.08, expectedCost: 0.5,
                    reasons: [:]),
                measurements: [
                    Reading(Indicator(.volume), .normal, value: 1_234, limit: 1),
                    Reading(
                        indicator, .breached, value: 0.49, limit: 0.05, before: 0.01, now: 0.5, approvalChange: -0.031),
                ])
            _ = try await store.record(
                record, rules: AlertRules(breaches: 2, of: 3), channels: [], replacing: false, now: window.end)
        }
    }

    private func post(_ cookie: HTTPFields, _ body: String) async throws -> Reply {
        var headers = cookie
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await server.send(
            "/monitoring/alerts/1", method: .post, headers: headers, as: .stranger, body: body)
    }

    @Test(
        "in either language: the column’s name, the change, its effect, since when, what to do",
        arguments: ["fr", "en"])
    func told(language: String) async throws {
        let cookie = try await AdmissionTests.signIn(server, as: "operations")
        let page = try await server.send("/monitoring?lang=\(language)", headers: cookie, as: .stranger)
        #expect(page.status == 200)
        let parts =
            language == "fr"
            ? ["Surveillance", "50\u{A0}%", "−3,1 pt", "2023-11-14", "Réparez la collecte", "1\u{202F}234", "au-delà"]
            : ["Monitoring", "50%", "−3.1 pts", "2023-11-14", "Mend the collection", "1,234", "past"]
        for part in parts { #expect(page.body.contains(part), "\(part)") }
        #expect(!page.body.contains(">" + column), "a person sees no raw name of a column")
        #expect(page.body.contains("href=\"/monitoring\""))
    }

    @Test("operations take and close an alert with a form of this session; the name is that of the account")
    func closed() async throws {
        let cookie = try await AdmissionTests.signIn(server, as: "operations")
        let page = try await server.send("/monitoring", headers: cookie, as: .stranger)
        let token = try AdmissionTests.token(in: page.body)
        #expect(try await post(cookie, "action=take&what=on+it").status == 403, "without the token")
        #expect(try await store.alert(1)?.state == .open)
        #expect(try await post(cookie, "form_token=\(token)&action=take&what=on+it").status == 303)
        #expect(try await store.alert(1)?.owner == "operations")
        #expect(try await post(cookie, "form_token=\(token)&action=close&why=+").status == 422)
        #expect(try await store.alert(1)?.state == .acknowledged)
        let hostile = "%3Cscript%3Ealert(1)%3C/script%3E"
        #expect(try await post(cookie, "form_token=\(token)&action=close&why=\(hostile)&what=none").status == 303)
        let alert = try #require(try await store.alert(1))
        #expect(alert.closure?.who == "operations" && alert.closure?.why == "<script>alert(1)</script>")
        #expect(alert.closure?.at == Server.now)
        let after = try await server.send("/monitoring", headers: cookie, as: .stranger)
        #expect(!after.body.contains("<script>alert"))
        #expect(after.body.contains("&lt;script&gt;alert"))
        #expect(try await post(cookie, "form_token=\(token)&action=close&why=again").status == 422)
    }

    @Test("who may read sees no form, and who may not sees no page")
    func roles() async throws {
        let auditor = try await AdmissionTests.signIn(server, as: "auditor")
        let page = try await server.send("/monitoring", headers: auditor, as: .stranger)
        #expect(page.status == 200 && !page.body.contains("/monitoring/alerts/"))
        let token = try AdmissionTests.token(in: page.body)
        #expect(try await post(auditor, "form_token=\(token)&action=close&why=x").status == 403)
        let adviser = try await AdmissionTests.signIn(server, as: "adviser")
        #expect(try await server.send("/monitoring", headers: adviser, as: .stranger).status == 403)
    }

    @Test("where nothing is watched there is no such page; where nothing was found the page says so")
    func calm() async throws {
        let unwatched = try Server()
        let cookie = try await AdmissionTests.signIn(unwatched, as: "operations")
        #expect(try await unwatched.send("/monitoring", headers: cookie, as: .stranger).status == 404)
        let path = FileManager.default.temporaryDirectory.appending(path: "limpide-\(UUID().uuidString).sqlite")
        let calm = try Server(monitoring: SQLiteMonitoringStore(path: path.path(percentEncoded: false)))
        let other = try await AdmissionTests.signIn(calm, as: "operations")
        let page = try await calm.send("/monitoring?lang=en", headers: other, as: .stranger)
        #expect(page.body.contains("No period has been looked at yet"))
    }
}
