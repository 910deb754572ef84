import Foundation
import Testing

@testable import Web

@Suite("JSON is read strictly and written exactly")
struct JSONTests {
    static func read(_ text: String) throws -> JSON { try JSONReader.value(of: Array(text.utf8)) }

    @Test(
        "what JSON allows is read",
        arguments: [
            ("null", JSON.null), (" true\n", .flag(true)), ("[]", .list([])), ("{}", .object([:])),
            ("-0", .number(-0.0)),
            ("12", .integer(12)), ("1.50", .number(1.5)), ("1e2", .number(100)), ("-3E-1", .number(-0.3)),
            ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("\"\"", ""),
            (#""a\"\\\/\b\f\n\r\té""#, "a\"\\/\u{8}\u{C}\n\r\té"),
            (#""\u00e9\ud83d\ude00""#, "é😀"), (#"{"a":[1,{"b":null}],"c":"d"}"#, ["a": [1, ["b": .null]], "c": "d"]),
        ] as [(String, JSON)])
    func valid(text: String, value: JSON) throws { #expect(try Self.read(text) == value) }

    @Test(
        "anything else is refused, with the place",
        arguments: [
            "", " ", "nul", "tru", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "{\"a\":1 \"b\":2}",
            "01", "-", "1.",
            ".5", "1e", "+1", "NaN", "-NaN", "Infinity", "-Infinity", "1e999", "-1e999", "\"", "\"\\x\"", "\"\\u12\"",
            "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\u{1}\"", "\"\t\"", "[1] 2", "{\"a\":1,\"a\":2}", "'a'",
            "\u{FEFF}1",
            String(repeating: "[", count: 100_000),
        ])
    func invalid(text: String) {
        let failure = #expect(throws: JSONReader.Failure.self) { try Self.read(text) }
        #expect(failure?.sentence.hasPrefix("Line 1, column ") == true)
    }

    @Test("a text that is not UTF-8 is refused")
    func bytes() {
        #expect(throws: JSONReader.Failure.self) { try JSONReader.value(of: [0x22, 0xFF, 0x22]) }
        #expect(throws: JSONReader.Failure.self) { try JSONReader.value(of: [0x22, 0xED, 0xA0, 0x80, 0x22]) }
    }

    @Test("the place is that of the mistake, and holds nothing of the text")
    func place() {
        let failure = #expect(throws: JSONReader.Failure.self) { try Self.read("{\n  \"income\": 12345x\n}") }
        #expect(failure?.line == 2 && failure?.column == 18)
        #expect(failure?.sentence.contains("12345") == false)
    }

    @Test("NaN is null where Python's clients may write it, and nowhere else")
    func notANumber() throws {
        #expect(try JSONReader.value(of: Array("[1, NaN]".utf8), takesNaN: true) == [1, .null])
        #expect(throws: JSONReader.Failure.self) { try JSONReader.value(of: Array("[-Infinity]".utf8), takesNaN: true) }
    }

    @Test("what is written reads back as the same value, and Foundation reads it the same way")
    func roundTrip() throws {
        var random = SystemRandomNumberGenerator()
        func value(_ depth: Int) -> JSON {
            switch Int.random(in: 0..<(depth > 3 ? 5 : 7), using: &random) {
            case 0: return .null
            case 1: return .flag(.random(using: &random))
            case 2: return .integer(Int64.random(in: -1_000_000...1_000_000, using: &random))
            case 3: return .number(Double.random(in: -1e-6...1e-6, using: &random))
            case 4:
                let scalars = (0..<4).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0...0x2FF, using: &random)) }
                return .text(String(String.UnicodeScalarView(scalars)))
            case 5: return .list((0..<3).map { _ in value(depth + 1) })
            default: return .object(["a": value(depth + 1), "\"\u{0}é": value(depth + 1)])
            }
        }
        for _ in 0..<300 {
            let value = value(0)
            let bytes = JSONWriter.bytes(of: value)
            #expect(try JSONReader.value(of: bytes) == value)
            #expect(try JSONDecoder().decode(JSON.self, from: Data(bytes)) == value)
        }
    }

    @Test("numbers are written shortest, and never as what JSON has not")
    func numbers() {
        let written = JSONWriter.bytes(of: [
            .number(0.1), .number(2), .number(1e300), .number(-0.0), .number(.nan), .number(.infinity),
        ])
        #expect(String(decoding: written, as: UTF8.self) == "[0.1,2,1e+300,-0.0,null,null]")
    }
}
