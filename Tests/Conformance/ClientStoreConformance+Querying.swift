import Credit
import Storage
import Testing

extension ClientStoreConformance {
    static let querying: [ClientStoreLaw] = [
        ClientStoreLaw(sentence: "a list holds the answers, risks and first digits asked for, in the order asked for") {
            makeStore in
            let store = try await makeStore(mixed)
            let all = try await everybody(store)
            #expect(all.count == mixed.clients.count)
            for query in queries {
                #expect(try await store.clients(query) == query.answer(from: all), "of \(query)")
            }
        },
        ClientStoreLaw(sentence: "pages in any order follow each other without a gap or a repeat, equal risks included")
        {
            makeStore in
            let store = try await makeStore(mixed)
            let all = try await everybody(store)
            for var query in queries {
                query.limit = 37
                var seen: [ClientSummary] = []
                while seen.count <= all.count {
                    let page = try await store.clients(query)
                    #expect(page == query.answer(from: all), "of \(query)")
                    guard let last = page.last else { break }
                    seen += page
                    query.after = ClientQuery.Cursor(id: last.id, probability: last.probability)
                }
                query.after = nil
                #expect(Set(seen.map(\.id)).count == seen.count && seen.allSatisfy(query.asks), "of \(query)")
                #expect(seen.count == all.count(where: query.asks), "of \(query)")
            }
        },
        ClientStoreLaw(sentence: "both ends of the risks asked for are among those found") { makeStore in
            let store = try await makeStore(.scored([0, 0.1, 0.2, 0.3, 1], threshold: 0.15))
            func found(_ risks: ClosedRange<Double>) async throws -> [Double] {
                try await store.clients(ClientQuery(risks: risks, order: .riskRising)).map(\.probability.value)
            }
            #expect(try await found(0.1...0.3) == [0.1, 0.2, 0.3])
            #expect(try await found(0...0) == [0])
            #expect(try await found(1...1) == [1])
            #expect(try await found(0...1) == [0, 0.1, 0.2, 0.3, 1])
            #expect(try await found(0.21...0.29) == [])
        },
        ClientStoreLaw(sentence: "nobody is asked for without an answer, or with what is no number") { makeStore in
            let store = try await makeStore(mixed)
            #expect(try await store.clients(ClientQuery(statuses: [])).isEmpty)
            for order in ClientQuery.Order.allCases {
                #expect(try await store.clients(ClientQuery(start: "1 OR 1=1", order: order)).isEmpty)
                #expect(try await store.clients(ClientQuery(start: "424242424242", order: order)).isEmpty)
            }
        },
        ClientStoreLaw(sentence: "the spread counts every client once, at the step of their risk") { makeStore in
            for fixture in [mixed, .numbered([]), .scored([0, 0.005, 0.0999, 0.1, 0.999, 1, 1], threshold: 0.1)] {
                let store = try await makeStore(fixture)
                let spread = try await store.spread()
                #expect(spread == RiskSpread(of: try await everybody(store)))
                #expect(spread.total == fixture.clients.count)
            }
        },
        ClientStoreLaw(sentence: "a client in a list is found by number, and only by the whole of it") { makeStore in
            let store = try await makeStore(.numbered([12, 120, 1200]))
            #expect(try await store.summary(of: ClientID(rawValue: 120))?.id.rawValue == 120)
            #expect(try await store.summary(of: ClientID(rawValue: 1)) == nil)
            #expect(try await store.summary(of: ClientID(rawValue: 12_000)) == nil)
        },
        ClientStoreLaw(sentence: "the threshold of lists is that of the load") { makeStore in
            let store = try await makeStore(.scored([0.5], threshold: 0.123))
            #expect(try await store.threshold().probability.value == 0.123)
        },
    ]

    /// Six hundred clients of many numbers, some risks shared by many.
    private static let mixed: StoreFixture = {
        var numbers: Set<Int64> = []
        for place: Int64 in 0..<200 {
            numbers.formUnion([100_000 + 3 * place, 45_000 + 3 * place, 900_000 - 7 * place])
        }
        return .numbered(numbers.sorted())
    }()

    private static func everybody(_ store: any ClientStore) async throws -> [ClientSummary] {
        var all: [ClientSummary] = []
        while true {
            let page = try await store.search("", after: all.last?.id, limit: 200)
            if page.isEmpty { return all }
            all += page
        }
    }

    private static let queries: [ClientQuery] = ClientQuery.Order.allCases.flatMap { order in
        ["", "1", "45 1", "8999"].flatMap { start in
            [0...1, 0...0.09.nextDown, 0.4...0.41].flatMap { risks in
                [Set(Status.allCases), [.granted], [.referred, .refused]].map { statuses in
                    ClientQuery(start: start, statuses: statuses, risks: risks, order: order, limit: 20)
                }
            }
        }
    }
}
