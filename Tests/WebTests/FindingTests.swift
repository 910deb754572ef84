import Access
import Credit
import HTTPTypes
import Storage
import Testing

@testable import Web

@Suite("Clients are browsed by answer and risk, and a person comes back to those they opened")
struct FindingTests {
    let server = Server.shared

    private func numbers(_ body: String) -> [String] {
        body.matches(of: /<th scope="row"><a href="\/clients\/(\d+)">/).map { String($0.output.1) }
    }

    @Test(
        "a list keeps to the answers and risks ticked, in the order chosen",
        arguments: [
            ("status=granted", ["100001", "100002", "100004", "200001"]),
            ("status=refused&order=risk-down", ["100003"]),
            ("from=0&to=5", ["100002"]), ("from=50", ["100003"]), ("to=9&order=risk-up&status=granted", ["100002"]),
            ("q=1000&status=granted&order=number", ["100001", "100002", "100004"]), ("from=0,5&to=99", nil),
            ("from=&to=&order=number&q=2", ["200001"]),
        ] as [(String, [String]?)])
    func filtered(query: String, expected: [String]?) async throws {
        let body = try await server.send("/clients?\(query)").body
        if let expected { #expect(Set(numbers(body)) == Set(expected), "of \(query)") }
        #expect(!numbers(body).isEmpty)
    }

    @Test(
        "what is no filter is refused, and a script is told why",
        arguments: [
            "from=9&to=1", "from=101", "order=x", "status=x", "from=a", "after=x", "order=risk-up&after=100001",
        ])
    func refused(query: String) async throws {
        let reply = try await server.send("/clients?\(query)")
        #expect(reply.status == 400)
        let name = try #require(HTTPField.Name("HX-Request"))
        let part = try await server.send("/clients?\(query)", headers: [name: "true"])
        #expect(part.status == 200 && part.body.contains("Le risque va de 0 à 100"))
    }

    @Test("nothing found says what to do")
    func nothing() async throws {
        let body = try await server.send("/clients?status=granted&from=90").body
        #expect(body.contains("Aucun client ne correspond") && body.contains("Élargissez le risque"))
    }

    @Test("an address says the whole filter, and reads back as itself")
    func address() throws {
        var filter = ClientFilter()
        filter.digits = "10"
        filter.statuses = [.refused, .granted]
        filter.from = 2.5
        filter.order = .riskFalling
        #expect(filter.address() == "/clients?q=10&status=granted&status=refused&from=2.5&order=risk-down")
        let last = ClientSummary(
            id: ClientID(rawValue: 100_001), probability: Probability(clamping: 0.1),
            threshold: Threshold(Probability(clamping: 0.1)),
            status: .refused)
        #expect(filter.address(after: last).hasSuffix("&after=100001~0.1"))
        #expect(ClientFilter().address() == "/clients")
    }

    @Test("a person finds again what they opened, the latest first, and nobody else's")
    func recent() async throws {
        let server = try Server()
        for client in [Server.granted, Server.refused, Server.granted] {
            _ = try await server.send("/clients/\(client)", as: .role(.adviser))
        }
        let home = try await server.send("/", as: .role(.adviser)).body
        let list = try #require(home.firstMatch(of: /<ul class="recent">.*?<\/ul>/.dotMatchesNewlines())).output
        let numbers = list.matches(of: /\/clients\/(\d+)"/).map { String($0.output.1) }
        #expect(numbers == ["\(Server.granted)", "\(Server.refused)"])
        #expect(!(try await server.send("/", as: .role(.reviewer))).body.contains("class=\"recent\""))
        #expect(!(try await server.send("/", as: .role(.auditor))).body.contains("class=\"recent\""))
    }

    @Test("the memory of opened files is short, for every person and in all")
    func bounded() throws {
        let recent = RecentFiles()
        for person in 0..<RecentFiles.mostPeople + 50 {
            let name = try #require(AccountName(rawValue: "person\(person)"))
            for client in 0..<20 { recent.note(ClientID(rawValue: Int64(client)), by: name) }
        }
        let first = try #require(AccountName(rawValue: "person0")),
            last = try #require(AccountName(rawValue: "person2040"))
        #expect(recent.clients(of: first).isEmpty)
        #expect(recent.clients(of: last).map(\.rawValue) == (12...19).reversed())
    }
}
