import Crypto

/// An entry that is encrypted and waits for its place in the chain.
public struct SealedEntry: Hashable, Sendable {
    /// Its reference.
    public let id: EntryID
    /// When, in milliseconds since 1970 UTC.
    public let time: Int64
    /// What it is about.
    public let kind: EntryKind
    /// The key that encrypts it.
    public let key: KeyID
    /// Nonce (12 bytes), ciphertext, tag (16 bytes) of AES-256-GCM.
    public let payload: [UInt8]
    /// The digest of ``payload``.
    public let payloadDigest: ChainDigest

    /// Takes an entry as it is kept.
    ///
    /// Complexity: O(bytes of the payload).
    public init(id: EntryID, time: Int64, kind: EntryKind, key: KeyID, payload: [UInt8]) {
        self.id = id
        self.time = time
        self.kind = kind
        self.key = key
        self.payload = payload
        payloadDigest = ChainDigest(of: payload)
    }

    /// What is authenticated beside the payload, and part of the digest: reference, time, key, kind.
    var header: [UInt8] { Self.header(id: id, time: time, kind: kind, key: key) }

    /// Ten bytes of the reference; the time as eight bytes, highest first; sixteen of the key; the length of the kind as one byte,
    /// and its letters.
    static func header(id: EntryID, time: Int64, kind: EntryKind, key: KeyID) -> [UInt8] {
        let word = Array(kind.rawValue.utf8.prefix(255))
        return id.bytes + UInt64(bitPattern: time).bytes + key.bytes + [UInt8(word.count)] + word
    }
}

/// An entry in its place.
public struct ChainedEntry: Hashable, Sendable {
    /// Its place, from 1 without a gap.
    public let sequence: Int64
    /// The digest of the entry before; of the first, the log's origin.
    public let previous: ChainDigest
    /// The digest of the chain up to this entry.
    public let digest: ChainDigest
    /// The entry.
    public let entry: SealedEntry

    /// Takes an entry as it is kept; whether the digest is right is for ``expectedDigest`` to say.
    public init(sequence: Int64, previous: ChainDigest, digest: ChainDigest, entry: SealedEntry) {
        self.sequence = sequence
        self.previous = previous
        self.digest = digest
        self.entry = entry
    }

    /// What the digest must be.
    public var expectedDigest: ChainDigest {
        Self.digest(sequence: sequence, previous: previous, entry: entry)
    }

    /// SHA-256 of: the text `limpide log 1` and a line feed; the digest before; the place as eight bytes, highest first; the header;
    /// the digest of the payload.
    static func digest(sequence: Int64, previous: ChainDigest, entry: SealedEntry) -> ChainDigest {
        ChainDigest(
            of: Array("limpide log 1\n".utf8) + previous.bytes + UInt64(bitPattern: sequence).bytes + entry.header
                + entry.payloadDigest.bytes)
    }
}

/// The end of a chain.
public struct ChainHead: Hashable, Sendable {
    /// The place of the last entry; 0 while there is none.
    public let sequence: Int64
    /// Its digest; the log's origin while there is none.
    public let digest: ChainDigest

    /// Makes a head.
    public init(sequence: Int64, digest: ChainDigest) {
        self.sequence = sequence
        self.digest = digest
    }

    /// The head once an entry is in its place.
    public init(_ entry: ChainedEntry) { self.init(sequence: entry.sequence, digest: entry.digest) }

    /// Puts an entry in the next place.
    public func next(_ entry: SealedEntry) -> ChainedEntry {
        ChainedEntry(
            sequence: sequence + 1, previous: digest,
            digest: ChainedEntry.digest(sequence: sequence + 1, previous: digest, entry: entry), entry: entry)
    }
}

extension FixedWidthInteger where Self: UnsignedInteger {
    /// The bytes, highest first.
    var bytes: [UInt8] {
        (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> Self(Self.bitWidth - 8 - 8 * $0)) }
    }

    /// Reads bytes, highest first.
    init(bytes: some Collection<UInt8>) { self = bytes.reduce(0) { $0 << 8 | Self($1) } }
}
