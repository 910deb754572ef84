import CryptoExtras
import Foundation

/// A password as it is kept: its scrypt hash (RFC 7914) with salt and cost, spelt `$scrypt$ln=15,r=8,p=3$salt$hash`.
public struct PasswordHash: Hashable, Sendable, CustomStringConvertible {
    /// What one guess costs.
    public struct Cost: Hashable, Sendable {
        /// The work doubles with each: N = 2^logRounds, 1…24.
        public let logRounds: Int
        /// Block size r, 1…64: one guess needs 128 · r · N bytes of memory.
        public let blockSize: Int
        /// Parallelism p, 1…64.
        public let parallelism: Int

        /// Makes a cost; nil outside the ranges.
        public init?(logRounds: Int, blockSize: Int, parallelism: Int) {
            guard (1...24).contains(logRounds), (1...64).contains(blockSize), (1...64).contains(parallelism) else {
                return nil
            }
            self.init(logRounds, blockSize, parallelism)
        }

        private init(_ logRounds: Int, _ blockSize: Int, _ parallelism: Int) {
            self.logRounds = logRounds
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// 32 MB and about a tenth of a second; among the settings that OWASP's Password Storage Cheat Sheet recommends.
        public static let standard = Cost(15, 8, 3)
        /// Quick to compute; for tests.
        public static let quick = Cost(4, 8, 1)
    }

    /// The least number of characters of a new password.
    public static let leastLength = 12
    /// The most bytes that are hashed: more would be work for an attacker's sake.
    public static let mostBytes = 1024

    /// The cost that the hash was made at.
    public let cost: Cost
    private let salt: [UInt8]
    private let hash: [UInt8]

    /// Hashes a new password.
    ///
    /// - Parameter salt: 16 random bytes.
    /// - Throws: ``AccessError`` of kind `weakPassword`.
    public init(
        newPassword password: String, account: AccountName, salt: [UInt8], cost: Cost = .standard
    ) throws(AccessError) {
        guard password.count >= Self.leastLength, password.utf8.count <= Self.mostBytes else {
            throw AccessError(
                .weakPassword,
                "a password has \(Self.leastLength) characters or more, as a few words do: choose another.")
        }
        guard !password.lowercased().contains(account.rawValue) || account.rawValue.count < 4,
            Set(password).count >= 5
        else {
            throw AccessError(
                .weakPassword,
                "a password holds neither the account's name nor the same few characters again and again: "
                    + "choose another.")
        }
        self.cost = cost
        self.salt = salt
        hash = try Self.derive(password, salt: salt, cost: cost)
    }

    /// Whether a password is the one that was hashed; takes what the cost says, whatever the answer.
    public func verifies(_ password: String) -> Bool {
        guard password.utf8.count <= Self.mostBytes, let other = try? Self.derive(password, salt: salt, cost: cost)
        else {
            return false
        }
        return zip(hash, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0 && hash.count == other.count
    }

    private static func derive(_ password: String, salt: [UInt8], cost: Cost) throws(AccessError) -> [UInt8] {
        do {
            // One spelling of accents, whatever the keyboard sends.
            let key = try KDF.Scrypt.deriveKey(
                from: Array(password.precomposedStringWithCompatibilityMapping.utf8), salt: salt, outputByteCount: 32,
                rounds: 1 << cost.logRounds, blockSize: cost.blockSize, parallelism: cost.parallelism)
            return key.withUnsafeBytes { Array($0) }
        } catch {
            throw AccessError(
                .failed, "the password could not be hashed for lack of memory: free some, then try again.")
        }
    }

    /// Reads a stored password.
    ///
    /// - Throws: ``AccessError`` of kind `malformedHash`.
    public init(_ text: String) throws(AccessError) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = Self.cost(parts[2]),
            let salt = Data(base64Encoded: String(parts[3])), !salt.isEmpty,
            let hash = Data(base64Encoded: String(parts[4])), hash.count == 32
        else {
            throw AccessError(
                .malformedHash, "a stored password is damaged: set it anew with `limpide users password`.")
        }
        self.cost = cost
        self.salt = Array(salt)
        self.hash = Array(hash)
    }

    private static func cost(_ text: Substring) -> Cost? {
        let pairs = text.split(separator: ",").map { $0.split(separator: "=") }
        guard pairs.count == 3, pairs.allSatisfy({ $0.count == 2 }), pairs.map({ $0[0] }) == ["ln", "r", "p"] else {
            return nil
        }
        let numbers = pairs.compactMap { Int($0[1]) }
        return numbers.count == 3
            ? Cost(logRounds: numbers[0], blockSize: numbers[1], parallelism: numbers[2]) : nil
    }

    /// The spelling that is stored.
    public var description: String {
        "$scrypt$ln=\(cost.logRounds),r=\(cost.blockSize),p=\(cost.parallelism)$"
            + "\(Data(salt).base64EncodedString())$\(Data(hash).base64EncodedString())"
    }
}
