import Testing

@testable import Access

@Suite("A password is kept so that it cannot be read back")
struct PasswordTests {
    static let name = AccountName(rawValue: "anne")
    static let salt = (0..<16).map { UInt8($0) }

    static func hash(_ password: String, salt: [UInt8] = salt, cost: PasswordHash.Cost = .quick) throws -> PasswordHash
    {
        let name = try #require(name)
        return try PasswordHash(newPassword: password, account: name, salt: salt, cost: cost)
    }

    @Test("it verifies itself and nothing near it")
    func verifies() throws {
        let hash = try Self.hash("cinq mots bien choisis")
        #expect(hash.verifies("cinq mots bien choisis"))
        for other in ["cinq mots bien choisi", "Cinq mots bien choisis", "cinq mots bien choisis ", ""] {
            #expect(!hash.verifies(other))
        }
        #expect(!hash.verifies(String(repeating: "x", count: 5000)))
    }

    @Test("an accent is the same however the keyboard spells it")
    func accents() throws {
        #expect(try Self.hash("e\u{301}te\u{301} a\u{300} la mer").verifies("\u{e9}t\u{e9} \u{e0} la mer"))
    }

    @Test("the same password with another salt is kept as other bytes")
    func salts() throws {
        let one = try Self.hash("cinq mots bien choisis")
        let other = try Self.hash("cinq mots bien choisis", salt: Self.salt.reversed())
        #expect(one != other && other.verifies("cinq mots bien choisis"))
    }

    @Test("what is stored is read back")
    func spelling() throws {
        let hash = try Self.hash("cinq mots bien choisis")
        #expect(hash.description.hasPrefix("$scrypt$ln=4,r=8,p=1$AAECAwQFBgcICQoLDA0ODw==$"))
        #expect(try PasswordHash(hash.description) == hash)
        #expect(!hash.description.contains("mots"))
    }

    // python3 -c 'import hashlib, base64; print(base64.b64encode(hashlib.scrypt(b"pleaseletmein", salt=bytes(range(16)),
    //   n=1<<14, r=8, p=1, dklen=32)).decode())'
    @Test("the hash is the one that Python's hashlib computes")
    func peer() throws {
        let cost = try #require(PasswordHash.Cost(logRounds: 14, blockSize: 8, parallelism: 1))
        #expect(
            try Self.hash("pleaseletmein", cost: cost).description
                == "$scrypt$ln=14,r=8,p=1$AAECAwQFBgcICQoLDA0ODw==$UxYE/nON8zrmLNK5lL/j9XPtKMDZ5VR/h1tkExic5Zo=")
    }

    @Test(
        "a weak password is refused",
        arguments: ["", "short", "elevenchars", "aaaaaaaaaaaaaaaa", "abababababababab", "anne-anne-anne-1"])
    func weak(password: String) throws {
        let error = #expect(throws: AccessError.self) { try Self.hash(password) }
        #expect(error?.code == .weakPassword)
        #expect(password.isEmpty || error?.message.contains(password) == false)
    }

    @Test(
        "a damaged hash is refused",
        arguments: [
            "", "$scrypt$", "plain", "$scrypt$ln=4,r=8,p=1$AAEC$", "$scrypt$ln=4,r=8$AAEC$AAEC",
            "$scrypt$ln=99,r=8,p=1$AAECAwQFBgcICQoLDA0ODw==$5AkT3aYRwHUiQnUyp8dKfCGqEVxO9bCHYJo0UxNlLp8=",
            "$argon2$ln=4,r=8,p=1$AAECAwQFBgcICQoLDA0ODw==$5AkT3aYRwHUiQnUyp8dKfCGqEVxO9bCHYJo0UxNlLp8=",
        ])
    func damaged(text: String) {
        let error = #expect(throws: AccessError.self) { try PasswordHash(text) }
        #expect(error?.code == .malformedHash)
    }
}
