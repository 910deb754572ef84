import Foundation
import Recording
import Testing

@Suite("A client's link opens one decision for a time, and nobody else can make one")
struct LinkTests {
    private let key: LinkKey
    private let other: LinkKey
    private let link: ClientLink

    init() throws {
        key = try #require(LogKey(bytes: (0..<32).map { UInt8($0) })).links
        other = try #require(LogKey(bytes: (1..<33).map { UInt8($0) })).links
        link = ClientLink(
            decision: try #require(EntryID("7K3F-9QWE-R2TX-0ABC")),
            expires: Date(timeIntervalSince1970: 1_700_000_000.9))
    }

    @Test("a token comes back as the link that it was made of, to the second")
    func roundTrip() {
        let token = key.token(of: link)
        #expect(key.link(of: token) == link && link.expires == Date(timeIntervalSince1970: 1_700_000_000))
        #expect(
            token.utf8.count == 67
                && token.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
        #expect(link.isLive(at: link.expires - 1) && !link.isLive(at: link.expires))
    }

    @Test("a change of any character, another length, and another log's key open nothing")
    func forged() {
        let token = Array(key.token(of: link))
        for place in token.indices {
            // The last character has two bits that say nothing.
            var changed = token
            changed[place] = token[place] == "Q" ? "g" : "Q"
            #expect(key.link(of: String(changed)) == nil, "character \(place)")
        }
        #expect(other.link(of: String(token)) == nil)
        for text in [
            "", "x", String(token.dropLast()), String(token) + "A", String(token.dropLast()) + "=",
            "+" + String(token.dropFirst()),
        ] {
            #expect(key.link(of: text) == nil)
        }
    }

    @Test("two decisions, and two ends of one, have different tokens")
    func different() throws {
        let later = ClientLink(decision: link.decision, expires: link.expires + 1)
        let neighbour = ClientLink(
            decision: try #require(EntryID("7K3F-9QWE-R2TX-0ABD")), expires: link.expires)
        #expect(Set([link, later, neighbour].map(key.token)).count == 3)
    }
}
