import Access
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("The description of the API is true")
struct DescriptionTests {
    let server = Server.shared

    static let live = [
        "GET /v1/clients": ["/v1/clients", "/v1/clients?limit=2"],
        "GET /v1/clients/{id}": ["/v1/clients/100002", "/v1/clients/100003"],
        "GET /v1/clients/{id}/score": ["/v1/clients/100003/score"],
        "GET /v1/clients/{id}/explanation": ["/v1/clients/100003/explanation", "/v1/clients/100001/explanation"],
        "GET /v1/clients/{id}/counterfactuals": [
            "/v1/clients/100002/counterfactuals", "/v1/clients/100003/counterfactuals",
        ],
        "GET /v1/clients/{id}/similar": ["/v1/clients/100003/similar"], "GET /v1/model/importance": [],
        "GET /v1/clients/{id}/comparison": [], "GET /v1/model/dependence": [],
        "GET /v1/reviews": [], "GET /v1/reviews/{id}": [],
        "GET /v1/model": ["/v1/model"], "GET /health": ["/health"], "GET /ready": ["/ready"],
        "GET /ping": ["/ping"], "GET /version": ["/version"], "GET /metrics": ["/metrics"],
        "GET /openapi.json": ["/openapi.json"],
    ]

    @Test("it names every registered route and no other")
    func routes() async throws {
        let document = try await server.send("/openapi.json").json(JSON.self)
        guard case .object(let paths)? = document["paths"] else {
            Issue.record("the description has no paths")
            return
        }
        let described = paths.flatMap { path, operations -> [String] in
            guard case .object(let operations) = operations else { return [] }
            return operations.keys.map { "\($0.uppercased()) \(path)" }
        }
        let registered = apiRoutes.map { "\($0.method.rawValue) \($0.path)" }
        #expect(described.sorted() == registered.sorted() && Set(registered).count == registered.count)
        #expect(Set(registered.filter { $0.hasPrefix("GET") }) == Set(Self.live.keys))
        #expect(document["openapi"] == .text("3.1.0"))
        #expect(Set(apiRoutes.map(\.operation)).count == apiRoutes.count)
    }

    @Test("what each route answers satisfies its schema", arguments: live.keys.sorted())
    func answers(route: String) async throws {
        let path = String(route.dropFirst(4))
        let document = try await server.send("/openapi.json").json(JSON.self)
        let content = document["paths"]?[path]?["get"]?["responses"]?["200"]?["content"]
        for address in try #require(Self.live[route]) {
            let reply = try await server.send(address)
            #expect(reply.status == 200)
            let type = try #require(reply.headers[.contentType]).split(separator: ";").first.map(String.init) ?? ""
            let described = try #require(content?[type], "\(type) is not described")
            guard type == "application/json", let schema = described["schema"], schema["type"] == "object" else {
                continue
            }
            #expect(Self.misfits(try reply.json(JSON.self), schema, at: address) == [])
            if let example = described["example"] { #expect(Self.misfits(example, schema, at: "example") == []) }
        }
    }

    @Test("a route that is not for everybody says so, with its scope, and answers 401 and 403 as described")
    func security() async throws {
        let document = try await server.send("/openapi.json").json(JSON.self)
        for route in apiRoutes {
            let operation = try #require(document["paths"]?[route.path]?[route.method.rawValue.lowercased()])
            if route.access == .anybody {
                #expect(operation["security"] == .list([]))
            } else {
                #expect(operation["security"] == [["token": .list([])], ["session": .list([])]])
                #expect(operation["responses"]?["401"] != nil)
                #expect((operation["responses"]?["403"] != nil) == (route.access.permission != nil))
                #expect(operation["x-scope"] == route.access.permission.map { .text($0.rawValue) })
            }
        }
    }

    @Test("each published example is an answer of its route's type")
    func examples() async throws {
        func example(_ path: String) throws -> Data {
            let route = try #require(apiRoutes.first { $0.path == path })
            return try JSONEncoder().encode(try #require(try route.contents().first?.example))
        }
        let decoder = JSONDecoder()
        #expect(try decoder.decode(ClientListAnswer.self, from: example("/v1/clients")) == Example.clientList)
        #expect(try decoder.decode(InformationAnswer.self, from: example("/v1/clients/{id}")) == Example.information)
        #expect(try decoder.decode(ScoreAnswer.self, from: example("/v1/clients/{id}/score")) == Example.score)
        _ = try decoder.decode(ExplanationAnswer.self, from: example("/v1/clients/{id}/explanation"))
        #expect(try decoder.decode(ModelAnswer.self, from: example("/v1/model")) == Example.modelAnswer)
        #expect(try decoder.decode(HealthAnswer.self, from: example("/health")) == Example.health)
    }

    @Test("every property of every answer says what it means")
    func meanings() throws {
        func undescribed(_ schema: JSON) -> [String] {
            var names: [String] = []
            if case .object(let properties)? = schema["properties"] {
                for (name, property) in properties {
                    if property["description"] == nil { names.append(name) }
                    names += undescribed(property)
                }
            }
            if let items = schema["items"] { names += undescribed(items) }
            return names
        }
        for route in apiRoutes {
            for content in try route.contents() { #expect(undescribed(content.schema) == []) }
        }
        for problem in Problem.allCases {
            #expect(undescribed(Schema.inferred(from: [try JSON(of: problem.document)])) == [])
        }
    }

    @Test("a schema read off examples unites their kinds and requires what all have")
    func inference() {
        let schema = Schema.inferred(from: [
            ["a": .integer(1), "b": .null], ["a": .number(0.5), "b": ["x"], "c": "y"],
        ])
        #expect(schema["type"] == .text("object") && schema["required"] == .list(["a", "b"]))
        #expect(schema["properties"]?["a"]?["type"] == .text("number"))
        #expect(schema["properties"]?["b"]?["type"] == .list(["array", "null"]))
        #expect(schema["properties"]?["b"]?["items"]?["type"] == .text("string"))
        #expect(Self.misfits(["a": "1"], schema, at: "") == [".a is of another kind", " lacks b"])
    }

    /// Where a value breaks a schema of ours.
    static func misfits(_ value: JSON, _ schema: JSON, at place: String) -> [String] {
        let kinds: [JSON] =
            switch schema["type"] {
            case .list(let kinds)?: kinds
            case let kind?: [kind]
            case nil: []
            }
        let kind: JSON
        var found: [String] = []
        switch value {
        case .null: kind = "null"
        case .flag: kind = "boolean"
        case .integer: kind = kinds.contains("integer") ? "integer" : "number"
        case .number: kind = "number"
        case .text: kind = "string"
        case .list(let list):
            kind = "array"
            for item in list { found += misfits(item, schema["items"] ?? [:], at: place + "[]") }
        case .object(let object):
            kind = "object"
            if case .object(let properties)? = schema["properties"] {
                for (name, part) in object.sorted(by: { $0.key < $1.key }) {
                    guard let property = properties[name] else {
                        found.append("\(place) has \(name)")
                        continue
                    }
                    found += misfits(part, property, at: "\(place).\(name)")
                }
            }
            if case .list(let names)? = schema["required"] {
                for case .text(let name) in names where object[name] == nil { found.append("\(place) lacks \(name)") }
            }
        }
        return kinds.contains(kind) ? found : found + ["\(place) is of another kind"]
    }
}
