/// A token as a page carries it: other characters every time, so that the length of a compressed page tells nothing of it.
///
/// What a visitor typed and a token on one compressed page would let an eavesdropper guess the token, sign by sign (the BREACH
/// attack). Under a random pad it has no sign to guess.
public enum MaskedToken {
    /// The token under a new pad: twice its bytes, pad first, in hexadecimal.
    public static func mask(_ token: String, using generator: inout some RandomNumberGenerator) -> String {
        let pad = token.utf8.map { _ in UInt8.random(in: 0...255, using: &generator) }
        return hexadecimal(pad + zip(token.utf8, pad).map { $0 ^ $1 })
    }

    /// Whether a text is a token under some pad, in a time that does not tell where it differs.
    public static func isMask(_ text: String, of token: String) -> Bool {
        let digits = Array(text.utf8)
        guard digits.count == 4 * token.utf8.count else { return false }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(digits[place]), let low = value(digits[place + 1]) else { return false }
            bytes.append(high << 4 | low)
        }
        let half = bytes.count / 2
        let difference = zip(zip(bytes[..<half], bytes[half...]), token.utf8).reduce(UInt8(0)) {
            $0 | ($1.0.0 ^ $1.0.1 ^ $1.1)
        }
        return difference == 0
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
