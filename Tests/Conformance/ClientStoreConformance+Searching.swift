import Credit
import Storage
import Testing

extension ClientStoreConformance {
    static let searching: [ClientStoreLaw] = [
        ClientStoreLaw(sentence: "a search finds the numbers that start with its digits, in order of number") {
            makeStore in
            let store = try await makeStore(.numbered(scattered))
            for query in ["1", "10", "100", "1000", "12", "9", "99", "999999999999999999", "4", "0"] {
                let expected = scattered.filter { String($0).hasPrefix(query) }.sorted()
                let found = try await store.search(query, after: nil, limit: 200)
                #expect(found.map(\.id.rawValue) == expected, "of \(query)")
            }
        },
        ClientStoreLaw(sentence: "an empty search finds everybody") { makeStore in
            let store = try await makeStore(.numbered(scattered))
            for query in ["", "  "] {
                #expect(try await store.search(query, after: nil, limit: 200).map(\.id.rawValue) == scattered.sorted())
            }
        },
        ClientStoreLaw(sentence: "spaces between groups of digits are allowed") { makeStore in
            let store = try await makeStore(.numbered(scattered))
            let found = try await store.search(" 100 0", after: nil, limit: 200)
            #expect(found.map(\.id.rawValue) == scattered.filter { String($0).hasPrefix("1000") }.sorted())
        },
        ClientStoreLaw(sentence: "anything that is not digits finds nobody and harms nothing") { makeStore in
            let store = try await makeStore(.numbered(scattered))
            let hostile = [
                "abc", "1%", "1_", "-1", "+1", "1.0", "1e3", "' OR 1=1 --", "1; DROP TABLE clients", "\u{0}", "1\u{0}",
                "٣", "１", "1\u{301}", "99999999999999999999", String(repeating: "9", count: 10_000),
            ]
            for query in hostile { #expect(try await store.search(query, after: nil, limit: 200).isEmpty) }
            #expect(try await store.count() == scattered.count)
        },
        ClientStoreLaw(sentence: "pages follow each other without a gap or a repeat") { makeStore in
            let store = try await makeStore(.numbered(scattered))
            for query in ["", "1", "10"] {
                var seen: [Int64] = []
                var last: ClientID?
                while true {
                    let page = try await store.search(query, after: last, limit: 3)
                    #expect(page.count <= 3)
                    guard let end = page.last else { break }
                    seen += page.map(\.id.rawValue)
                    last = end.id
                    guard seen.count <= scattered.count else { break }
                }
                #expect(seen == scattered.filter { query.isEmpty || String($0).hasPrefix(query) }.sorted())
            }
            #expect(try await store.search("", after: ClientID(rawValue: .max), limit: 3).isEmpty)
            #expect(try await store.search("", after: ClientID(rawValue: .min), limit: 3).count == 3)
        },
        ClientStoreLaw(sentence: "a limit outside 1…200 is brought back into it") { makeStore in
            let store = try await makeStore(.numbered(Array(1...300)))
            for (limit, expected) in [(Int.min, 1), (-1, 1), (0, 1), (1, 1), (200, 200), (201, 200), (Int.max, 200)] {
                #expect(try await store.search("", after: nil, limit: limit).count == expected)
            }
        },
        ClientStoreLaw(sentence: "a list gives each client's decision at the load") { makeStore in
            let fixture = StoreFixture.scored([0, 0.08, 0.09, 0.1, 1], threshold: 0.09)
            let store = try await makeStore(fixture)
            let found = try await store.search("", after: nil, limit: 10)
            #expect(found.map(\.status) == [.granted, .granted, .refused, .refused, .refused])
            #expect(found.map(\.probability) == fixture.clients.map(\.probability))
            #expect(found.allSatisfy { $0.threshold == fixture.threshold })
        },
    ]

    /// Numbers of every length, with neighbours on both sides of each power of ten.
    private static let scattered: [Int64] = [
        0, 1, 2, 9, 10, 11, 12, 19, 20, 99, 100, 101, 109, 110, 120, 999, 1000, 1001, 1009, 1010, 1200, 9999, 10_000,
        10_001, 12_345, 99_999, 100_000, 100_001, 100_002, 100_010, 456_255, 999_999, 1_000_000, 1_000_001,
        100_000_000_000_000_000, 123_456_789_012_345_678, 999_999_999_999_999_998, 999_999_999_999_999_999,
    ].reversed()
}
