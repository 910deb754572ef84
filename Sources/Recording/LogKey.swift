import Crypto

/// The key of a whole log: it encrypts the clients' keys, and hides whose they are.
///
/// From its 32 bytes come, by HKDF-SHA-256 without salt, one key for each use: `limpide log wrap 1`, `limpide log tag 1`,
/// `limpide log head 1`, `limpide log link 1`, `limpide log check 1`.
public struct LogKey: Sendable {
    private let wrapping: SymmetricKey
    private let tagging: SymmetricKey
    private let heads: SymmetricKey
    /// Signs the links that clients get.
    public let links: LinkKey
    /// What a log keeps to know its key again: 16 bytes that say nothing of the key.
    public let check: [UInt8]

    /// Takes the 32 bytes of a key; nil for another number of them.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        let master = SymmetricKey(data: Array(bytes))
        func derived(_ use: String, _ count: Int = 32) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: master, info: Array("limpide log \(use) 1".utf8), outputByteCount: count)
        }
        wrapping = derived("wrap")
        tagging = derived("tag")
        heads = derived("head")
        links = LinkKey(derived("link"))
        check = derived("check", 16).withUnsafeBytes { Array($0) }
    }

    /// The tag under which a subject's keys are kept: 16 bytes, which only this key can compute from a name.
    func tag(of subject: Subject) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(subject.name.utf8), using: tagging).prefix(16))
    }

    /// The code that proves that somebody with this key wrote a head.
    func code(ofHead line: String) -> ChainDigest? {
        ChainDigest(bytes: Array(HMAC<SHA256>.authenticationCode(for: Array(line.utf8), using: heads)))
    }

    /// Encrypts a client's key.
    func wrap(_ key: SymmetricKey, id: KeyID, tag: [UInt8], expires: Int64) throws(LogError) -> WrappedKey {
        let bytes = key.withUnsafeBytes { Array($0) }
        let header = WrappedKey.header(id: id, tag: tag, expires: expires)
        guard let box = try? AES.GCM.seal(bytes, using: wrapping, authenticating: header), let combined = box.combined
        else { throw LogError(.failed, "a client's key could not be encrypted: try again.") }
        return WrappedKey(id: id, tag: tag, expires: expires, wrapped: Array(combined))
    }

    /// Decrypts a client's key; nil when it was changed, or belongs to a log with another key.
    func unwrap(_ key: WrappedKey) -> SymmetricKey? {
        guard let box = try? AES.GCM.SealedBox(combined: key.wrapped),
            let bytes = try? AES.GCM.open(box, using: wrapping, authenticating: key.header), bytes.count == 32
        else { return nil }
        return SymmetricKey(data: bytes)
    }
}

/// The key of one client for a span of time, encrypted by the log's.
public struct WrappedKey: Hashable, Sendable {
    /// Its number.
    public let id: KeyID
    /// Whose it is, as 16 bytes that only the log's key can compute from a client's number.
    public let tag: [UInt8]
    /// When it is to be destroyed, in milliseconds since 1970 UTC.
    public let expires: Int64
    /// Nonce, ciphertext, tag of AES-256-GCM, authenticated with number, tag and date.
    public let wrapped: [UInt8]

    /// Takes a key as it is kept.
    public init(id: KeyID, tag: [UInt8], expires: Int64, wrapped: [UInt8]) {
        self.id = id
        self.tag = tag
        self.expires = expires
        self.wrapped = wrapped
    }

    fileprivate var header: [UInt8] { Self.header(id: id, tag: tag, expires: expires) }

    fileprivate static func header(id: KeyID, tag: [UInt8], expires: Int64) -> [UInt8] {
        id.bytes + tag + UInt64(bitPattern: expires).bytes
    }
}

/// Encrypting and decrypting of payloads.
enum PayloadCipher {
    static func seal(
        _ plaintext: [UInt8], id: EntryID, time: Int64, kind: EntryKind, key: (id: KeyID, value: SymmetricKey)
    ) throws(LogError) -> SealedEntry {
        let header = SealedEntry.header(id: id, time: time, kind: kind, key: key.id)
        guard let box = try? AES.GCM.seal(plaintext, using: key.value, authenticating: header),
            let combined = box.combined
        else { throw LogError(.failed, "an entry could not be encrypted: try again.") }
        return SealedEntry(id: id, time: time, kind: kind, key: key.id, payload: Array(combined))
    }

    /// The plaintext; nil when payload or header were changed.
    static func open(_ entry: SealedEntry, key: SymmetricKey) -> [UInt8]? {
        guard let box = try? AES.GCM.SealedBox(combined: entry.payload),
            let plaintext = try? AES.GCM.open(box, using: key, authenticating: entry.header)
        else { return nil }
        return Array(plaintext)
    }
}
