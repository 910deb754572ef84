import Credit
import Testing

@testable import Web

@Suite("Every text is there in every language")
struct TextTests {
    @Test("no text is empty, and both languages fill in the same places", arguments: textTables.indices)
    func complete(table: Int) {
        func check(_ entries: (some TextTable).Type) {
            for entry in entries.allCases {
                let text = entry.text
                #expect(!text.fr.isEmpty && !text.en.isEmpty, "\(entry)")
                #expect(places(text.fr) == places(text.en), "\(entry)")
                #expect(!text.fr.contains("'") && !text.en.contains("'"), "an apostrophe is typed straight: \(entry)")
                #expect(text.fr.firstMatch(of: /\ [:;?!»%]/) == nil, "a space before a sign may break: \(entry)")
                #expect(!text.fr.contains("!") && !text.en.contains("!"), "\(entry)")
            }
        }
        check(textTables[table])
    }

    private func places(_ text: String) -> Set<String> {
        Set(text.matches(of: /\{[a-z]+\}/).map { String($0.output) })
    }

    @Test("places are filled in, in the language of the voice")
    func filled() {
        let voice = Voice(language: .fr, currency: "€")
        #expect(voice(.thisClient, ["risk": "18"]) == "Ce client\u{A0}: 18 sur 100")
        #expect(voice.title(LocalizedText(fr: "état", en: "state")) == "État")
    }

    @Test(
        "a client's number is read in groups of three",
        arguments: [(7, "7"), (1_234, "1\u{202F}234"), (100_002, "100\u{202F}002")])
    func number(id: Int64, text: String) {
        #expect(Voice(language: .en, currency: "€").number(ClientID(rawValue: id)) == text)
    }
}
