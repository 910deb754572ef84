import Spelling
import Testing

@Suite("The nearest name")
struct NearestNameTests {
    @Test(
        "is found through a slip of the finger",
        arguments: [
            ("AMUONT", "AMOUNT"), ("amount", "AMOUNT"), ("AMOUNTS", "AMOUNT"), ("AMONT", "AMOUNT"),
            ("ANOUNT", "AMOUNT"),
            ("AMT_CREDT", "AMT_CREDIT"),
        ])
    func found(name: String, meant: String) {
        #expect(nearestName(to: name, among: ["RATE", "AMOUNT", "AMT_CREDIT"]) == meant)
    }

    @Test("is none when nothing is near", arguments: ["zzzzzz", "AMOUNT_OF_SOMETHING_ELSE", "x", ""])
    func none(name: String) { #expect(nearestName(to: name, among: ["RATE", "AMOUNT"]) == nil) }

    @Test("is none among none") func nobody() { #expect(nearestName(to: "A", among: []) == nil) }

    @Test("is never the name itself")
    func itself() { #expect(nearestName(to: "RATE", among: ["RATE"]) == nil) }

    @Test("is the closest, and the first by name among equals, whatever the order of candidates")
    func closest() {
        #expect(nearestName(to: "abcdef", among: ["abcxyf", "abcdeg", "abcdxx"]) == "abcdeg")
        #expect(nearestName(to: "abcdef", among: ["bbcdef", "abcdeg"]) == "abcdeg")
        #expect(nearestName(to: "abcdef", among: ["abcdeg", "bbcdef"]) == "abcdeg")
    }

    @Test("an adjacent swap counts one change")
    func swap() { #expect(nearestName(to: "ba", among: ["ab"]) == "ab") }
}
