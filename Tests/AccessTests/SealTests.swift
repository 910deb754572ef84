import Access
import Foundation
import Testing

@Suite("A seal")
struct SealTests {
    @Test(
        "opens what it has closed, whatever it is, and shows nothing of it",
        arguments: ["", "a", "amélie=406 597,50", String(repeating: "x", count: 5_000)])
    func opens(text: String) throws {
        let seal = Seal()
        let closed = try #require(seal.close(Data(text.utf8)))
        #expect(seal.open(closed) == Data(text.utf8))
        #expect(
            closed.utf8.allSatisfy {
                $0 == 0x2D || $0 == 0x5F || Character(Unicode.Scalar($0)).isLetter
                    || Character(Unicode.Scalar($0)).isNumber
            })
        #expect(text.count < 5 || !closed.contains(Data(text.utf8).base64EncodedString().prefix(8)))
        #expect(try #require(seal.close(Data(text.utf8))) != closed, "the same text closes differently each time")
    }

    @Test("does not open what was changed, what another seal closed, or what is no seal's")
    func refuses() throws {
        let seal = Seal()
        let closed = try #require(seal.close(Data("secret".utf8)))
        #expect(Seal().open(closed) == nil)
        for place in closed.indices {
            var changed = closed
            changed.replaceSubrange(place...place, with: closed[place] == "A" ? "B" : "A")
            // The last letter may hold bits that stand for nothing.
            if place != closed.index(before: closed.endIndex) { #expect(seal.open(changed) == nil) }
        }
        for text in ["", "x", "not a seal", String(repeating: "A", count: 200)] { #expect(seal.open(text) == nil) }
    }
}
