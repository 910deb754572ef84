import Credit
import Storage
import Testing

extension ClientStoreConformance {
    static let highlighting: [ClientStoreLaw] = [
        ClientStoreLaw(sentence: "highlights are the nearest and the furthest on each side of the threshold") {
            makeStore in
            let probabilities = (0..<100).map { Double($0) / 100 }
            let store = try await makeStore(.scored(probabilities, threshold: 0.09))
            let found = try await store.highlights(limit: 2)
            func scores(_ kind: Highlight.Kind) -> [Double] {
                found.filter { $0.kind == kind }.map(\.client.probability.value)
            }
            #expect(scores(.narrowlyRefused) == [0.09, 0.10])
            #expect(scores(.narrowlyGranted) == [0.08, 0.07])
            #expect(scores(.clearlyRefused) == [0.99, 0.98])
            #expect(scores(.clearlyGranted) == [0, 0.01])
            #expect(found.map(\.kind) == Highlight.Kind.allCases.flatMap { [$0, $0] })
        },
        ClientStoreLaw(sentence: "nobody is highlighted twice, however few clients there are") { makeStore in
            for count in 0...9 {
                let probabilities = (0..<count).map { 0.05 + 0.02 * Double($0) }
                let store = try await makeStore(.scored(probabilities, threshold: 0.09))
                let found = try await store.highlights(limit: 3)
                #expect(Set(found.map(\.client.id)).count == found.count)
                #expect(found.count == min(count, 2) + min(max(count - 2, 0), 6))
            }
        },
        ClientStoreLaw(sentence: "each kind is on its side of the threshold, with at most `limit` clients") {
            makeStore in
            let probabilities = (0..<50).map { Double($0 % 7) / 20 }
            let store = try await makeStore(.scored(probabilities, threshold: 0.1))
            for limit in [-1, 0, 1, 5, 1000] {
                for (kind, group) in Dictionary(grouping: try await store.highlights(limit: limit), by: \.kind) {
                    let isRefused = kind == .narrowlyRefused || kind == .clearlyRefused
                    #expect(group.count <= max(limit, 0))
                    #expect(group.allSatisfy { $0.client.status == (isRefused ? .refused : .granted) })
                }
            }
        },
        ClientStoreLaw(sentence: "highlights are the same at every call, ties included") { makeStore in
            let store = try await makeStore(.scored(Array(repeating: 0.2, count: 40), threshold: 0.1))
            let first = try await store.highlights(limit: 4)
            #expect(first.count == 8)
            for _ in 0..<5 { #expect(try await store.highlights(limit: 4) == first) }
        },
    ]
}
