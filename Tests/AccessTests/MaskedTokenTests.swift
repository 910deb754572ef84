import Access
import Testing

@Suite("A token on a page looks different every time and is known again")
struct MaskedTokenTests {
    @Test(
        "under any pad it is itself, and no two pads look alike",
        arguments: ["", "x", "a-token_of-40-signs-0123456789-abcdefghij"])
    func roundTrip(token: String) {
        var generator = SystemRandomNumberGenerator()
        let masks = (0..<50).map { _ in MaskedToken.mask(token, using: &generator) }
        #expect(masks.allSatisfy { MaskedToken.isMask($0, of: token) })
        #expect(token.utf8.count < 8 || Set(masks).count == masks.count)
    }

    @Test("another token, a cut or odd mask, and the token itself are none")
    func others() {
        var generator = SystemRandomNumberGenerator()
        let mask = MaskedToken.mask("token", using: &generator)
        #expect(!MaskedToken.isMask(mask, of: "tokem"))
        #expect(!MaskedToken.isMask(String(mask.dropLast(2)), of: "token"))
        #expect(!MaskedToken.isMask(mask.uppercased() + "zz", of: "token"))
        #expect(!MaskedToken.isMask(String(mask.dropLast()) + "g", of: "token"))
        #expect(!MaskedToken.isMask("token", of: "token") && !MaskedToken.isMask("", of: "token"))
    }
}
