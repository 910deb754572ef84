import Access
import Credit
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("MLflow's clients are understood")
struct InvocationTests {
    let server = Server.shared

    func predictions(_ body: String, type: String = "application/json") async throws -> [Double] {
        let reply = try await server.send("/invocations", method: .post, headers: [.contentType: type], body: body)
        try #require(reply.status == 200, "\(reply.body)")
        return try reply.json(InvocationAnswer.self).predictions
    }

    @Test("the four forms of JSON and CSV say the same, words of categories and unknown values included")
    func forms() async throws {
        let bodies = [
            #"{"dataframe_split": {"columns": ["NAME_EDUCATION_TYPE", "EXT_SOURCE_2", "extra"], "index": [7, 8], "data": [["Higher education", 0.25, 1], ["Lower secondary", null, "x"]]}}"#,
            #"{"dataframe_records": [{"EXT_SOURCE_2": 0.25, "NAME_EDUCATION_TYPE": "Higher education"}, {"NAME_EDUCATION_TYPE": "Lower secondary", "EXT_SOURCE_2": NaN}]}"#,
            #"{"instances": [{"EXT_SOURCE_2": 0.25, "NAME_EDUCATION_TYPE": "Higher education"}, {"NAME_EDUCATION_TYPE": "Lower secondary"}], "params": {}}"#,
            #"{"inputs": {"EXT_SOURCE_2": [0.25, null], "NAME_EDUCATION_TYPE": ["Higher education", "Lower secondary"]}}"#,
        ]
        let expected = [LinearEngine.intercept - 2.5 * (0.25 - 0.5) - 0.3, LinearEngine.intercept + 0.35]
            .map { 1 / (1 + exp(-$0)) }
        for body in bodies {
            let found = try await predictions(body)
            #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-9 } && found.count == 2)
        }
        let csv = "EXT_SOURCE_2,NAME_EDUCATION_TYPE\r\n0.25,\"Higher education\"\r\n,Lower secondary\r\n"
        #expect(try await predictions(csv, type: "text/csv") == predictions(bodies[0]))
        #expect(try await predictions(#"{"inputs": {"EXT_SOURCE_2": 0.25}}"#).count == 1)
    }

    @Test(
        "what is neither is refused, with the place",
        arguments: [
            "{}", #"{"inputs": {}, "instances": []}"#, #"{"inputs": [[1, 2]]}"#, #"{"instances": [1]}"#,
            #"{"instances": [], "more": 1}"#, #"{"dataframe_split": {"columns": ["EXT_SOURCE_2"], "data": [[1, 2]]}}"#,
            #"{"dataframe_split": {"columns": ["EXT_SOURCE_2", "EXT_SOURCE_2"], "data": []}}"#,
            #"{"dataframe_split": {"columns": [1], "data": []}}"#, #"{"dataframe_split": {"data": []}}"#,
            #"{"dataframe_records": [{"EXT_SOURCE_2": "x"}]}"#, #"{"dataframe_records": [{"NAME_EDUCATION_TYPE": 1}]}"#,
            #"{"dataframe_records": [{"EXT_SOURCE_2": 1e39}]}"#, #"{"dataframe_records": [{"nothing": 1}]}"#,
            #"{"inputs": {"EXT_SOURCE_2": [1], "EXT_SOURCE_3": [1, 2]}}"#,
        ])
    func refused(body: String) async throws {
        let reply = try await server.send("/invocations", method: .post, headers: DecidingTests.json, body: body)
        #expect(reply.status == 422)
        #expect(try reply.json(ProblemDocument.self).errors?.count == 1)
    }

    @Test(
        "CSV that is not as its first line says is refused",
        arguments: [
            "", "a,b\n1,2", "EXT_SOURCE_2\nx", "EXT_SOURCE_2,EXT_SOURCE_3\n1", "EXT_SOURCE_2\n\"1", "EXT_SOURCE_2\ninf",
        ])
    func csv(body: String) async throws {
        let reply = try await server.send(
            "/invocations", method: .post, headers: [.contentType: "text/csv"], body: body)
        #expect(reply.status == 422)
    }

    @Test("whether it lives and what it is are said to anybody, as MLflow's clients ask")
    func alive() async throws {
        #expect(try await server.send("/ping", as: .stranger).status == 200)
        #expect(try await server.send("/health", as: .stranger).status == 200)
        #expect(try await server.send("/version", as: .stranger).body == "9.9.9")
    }

    @Test("what was done is counted, without a client's number")
    func metrics() async throws {
        let server = try Server()
        for path in ["/v1/clients/100002/score", "/v1/clients/100003/score", "/v1/clients/777/score"] {
            _ = try await server.send(path)
        }
        let reply = try await server.send("/metrics", as: .role(.operations))
        #expect(reply.headers[.contentType]?.hasPrefix("text/plain; version=0.0.4") == true)
        let lines = Set(reply.body.split(separator: "\n").map(String.init))
        #expect(lines.contains(#"limpide_requests_total{method="GET",route="/v1/clients/{id}/score",status="200"} 2"#))
        #expect(lines.contains(#"limpide_requests_total{method="GET",route="/v1/clients/{id}/score",status="404"} 1"#))
        #expect(lines.contains(#"limpide_decisions_total{source="client",status="granted"} 1"#))
        #expect(lines.contains(#"limpide_decisions_total{source="client",status="refused"} 1"#))
        #expect(lines.contains("limpide_probability_count 2"))
        #expect(!["100002", "100003", "clients/777"].contains { reply.body.contains($0) })
        let names = reply.body.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(names.allSatisfy { $0.wholeMatch(of: /[a-z_]+(\{[^}]*\}|\{.*\})? -?[0-9.e+-]+/) != nil })
    }
}
