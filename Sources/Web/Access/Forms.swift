import Access
import Foundation
import HTTPTypes
import Hummingbird

/// The fields of a form that a browser sent.
struct Form: Hashable, Sendable {
    /// The most bytes of a form.
    static let mostBytes = 256 * 1024
    /// The hidden field that proves that the form is a page of ours.
    static let tokenField = "form_token"
    /// The hidden field that says whose page it is, so that what was typed comes back to nobody else.
    static let accountField = "form_account"

    private let fields: [String: [String]]

    /// Reads `application/x-www-form-urlencoded`.
    init(_ bytes: some Collection<UInt8>) {
        var fields: [String: [String]] = [:]
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.text(parts[0]) else { continue }
            fields[name, default: []].append(parts.count > 1 ? Self.text(parts[1]) ?? "" : "")
        }
        self.fields = fields
    }

    /// Wraps fields that each stand once.
    init(_ fields: [String: String]) { self.fields = fields.mapValues { [$0] } }

    /// A text as an address holds it.
    static func encoded(_ text: String) -> String {
        var bytes = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                bytes.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                bytes += "%" + (digits.count < 2 ? "0" : "") + digits
            }
        }
        return bytes
    }

    /// A field's text; nil when it is not there.
    subscript(name: String) -> String? { fields[name]?.first }

    /// Every text of a field that may stand more than once.
    func all(_ name: String) -> [String] { fields[name] ?? [] }

    /// Every field that stands once, by name.
    var single: [String: String] { fields.compactMapValues(\.first) }

    private static func text(_ bytes: some Collection<UInt8>) -> String? {
        var plain: [UInt8] = []
        var rest = Array(bytes)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): plain.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard rest.count >= 2, let high = hexadecimal(rest.removeFirst()),
                    let low = hexadecimal(rest.removeFirst())
                else { return nil }
                plain.append(high << 4 | low)
            default: plain.append(byte)
            }
        }
        return String(validating: plain, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension Request {
    /// Whether a page of another site made the browser send this; programs do not say.
    var isFromAnotherSite: Bool {
        if let site = headers[.fetchSite], site != "same-origin", site != "none" { return true }
        guard let origin = headers[.origin] else { return false }
        let host = origin.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).first.map(String.init)
        return host != head.authority
    }
}
