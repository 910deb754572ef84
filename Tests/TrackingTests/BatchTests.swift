import Foundation
import Testing

@testable import Tracking

@Suite("What a run says is cut into calls within the server's limits")
struct BatchTests {
    private let time = Date(timeIntervalSince1970: 1_763_703_302)

    @Test("no batch is over a limit, and together they hold everything once, in order")
    func limits() throws {
        let metrics = (0..<5000).map { Metric("m/\($0 % 7)", Double($0), step: $0, time: time) }
        let parameters = Dictionary(
            uniqueKeysWithValues: (0..<450).map { ("p\($0)", String(repeating: "é\n", count: 2500)) })
        let tags = Dictionary(uniqueKeysWithValues: (0..<250).map { ("t\($0)", String(repeating: "x", count: 7999)) })
        let batches = MLflowBatch.batches(run: "r", metrics: metrics, parameters: parameters, tags: tags)
        for batch in batches {
            #expect(batch.metrics.count <= 1000 && batch.params.count <= 100 && batch.tags.count <= 100)
            #expect(batch.metrics.count + batch.params.count + batch.tags.count <= 1000)
            #expect(try MLflowClient.json(batch).count <= 1_000_000)
        }
        #expect(batches.flatMap(\.metrics).map(\.step) == Array(0..<5000))
        #expect(batches.flatMap(\.params).dictionary == parameters)
        #expect(batches.flatMap(\.tags).dictionary == tags)
        #expect(MLflowBatch.batches(run: "r", metrics: [], parameters: [:], tags: [:]).isEmpty)
    }

    @Test(
        "a name that the server takes stays as it is",
        arguments: ["auc", "valid_0 auc", "crédit/é", "a.b-c:d", "数/値", String(repeating: "x", count: 250)])
    func plainKeys(name: String) { #expect(MLflowKey.of(name) == name) }

    @Test(
        "another name becomes one that it takes, and no two fall together",
        arguments: [
            ["ndcg@3", "ndcg#3"], ["a//b", "a/b/"], ["../a", "./a"], ["..", "."], ["a\nb", "a\tb"],
            [String(repeating: "x", count: 251), String(repeating: "x", count: 252)],
        ])
    func otherKeys(names: [String]) throws {
        let keys = names.map { MLflowKey.of($0) }
        #expect(Set(keys).count == names.count)
        for key in keys {
            #expect(key.unicodeScalars.count <= 250)
            #expect(key.wholeMatch(of: try Regex("[\\w\\-. :/]+")) != nil)
            #expect(!key.hasPrefix("/") && !key.hasSuffix("/") && !key.contains("//") && !key.hasPrefix(".."))
        }
    }

    @Test("a text is cut at the server's length, and says so")
    func texts() {
        #expect(MLflowText.parameter(String(repeating: "é", count: 6000)) == String(repeating: "é", count: 6000))
        let cut = MLflowText.parameter(String(repeating: "é", count: 6001))
        #expect(cut.unicodeScalars.count == 6000 && cut.hasSuffix("in long-texts/]"))
        #expect(MLflowText.tag(String(repeating: "x", count: 8001)).unicodeScalars.count == 8000)
    }
}
