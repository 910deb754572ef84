import Credit
import Testing

@Suite("A client's number is digits")
struct ClientIDTests {
    @Test(
        "digits are read as people type them",
        arguments: [
            ("100002", 100_002), (" 100002 ", 100_002), ("100 002", 100_002), ("100\u{A0}002", 100_002),
            ("100\u{202F}002\n", 100_002), ("0", 0), ("000100002", 100_002),
            ("999999999999999999", 999_999_999_999_999_999),
        ] as [(String, Int64)])
    func reads(text: String, number: Int64) { #expect(ClientID(text)?.rawValue == number) }

    @Test(
        "anything else is refused",
        arguments: [
            "", " ", "\n", "-1", "+1", "1.0", "1,000", "1e3", "0x10", "10000a", "a", "1_000", "１２３", "٣", "²",
            "1\u{301}", "1\u{0}",
            "1;DROP TABLE clients", "'", "../1", "%31", "1000000000000000000", "9223372036854775808",
            String(repeating: "9", count: 100_000),
            String(repeating: "0", count: 19), "🙂", "NaN", "inf",
        ])
    func refuses(text: String) { #expect(ClientID(text) == nil) }

    @Test(
        "a number written and read again is the same", arguments: [0, 1, 100_002, 999_999_999_999_999_999] as [Int64])
    func roundTrip(number: Int64) {
        let id = ClientID(rawValue: number)
        #expect(ClientID(id.description) == id)
        #expect(ClientID("\(id)"[...]) == id)
    }

    @Test("numbers are in order of number, not of text")
    func order() {
        #expect(ClientID(rawValue: 9) < ClientID(rawValue: 10))
        #expect(!(ClientID(rawValue: 10) < ClientID(rawValue: 10)))
    }
}
