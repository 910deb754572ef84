import Crypto

/// What a check of the whole chain found.
public struct ChainVerification: Hashable, Sendable {
    /// The first thing that is wrong.
    public struct Finding: Hashable, Sendable {
        /// What is wrong; open, so match with `default`.
        public struct Kind: Hashable, Sendable, CustomStringConvertible {
            /// The word for programs.
            public let description: String
            /// An entry's content is not what its digest says.
            public static let altered = Kind(description: "altered")
            /// One entry or more were taken out.
            public static let removed = Kind(description: "removed")
            /// An entry does not follow from the one before: inserted, replaced or moved.
            public static let misplaced = Kind(description: "misplaced")
            /// The end was cut off.
            public static let truncated = Kind(description: "truncated")
            /// The chain is whole, but another one than the one whose head was noted.
            public static let rewritten = Kind(description: "rewritten")
            /// An entry cannot be decrypted although its key exists.
            public static let unreadable = Kind(description: "unreadable")
            /// An entry's key is gone, and no erasure or expiry says so.
            public static let keyLost = Kind(description: "key-lost")
        }

        /// What is wrong.
        public let kind: Kind
        /// The place of the first entry that is wrong or missing.
        public let sequence: Int64
        /// The reference of the entry at that place; nil when it is not there.
        public let id: EntryID?
        /// One sentence for the person.
        public let message: String
    }

    /// Entries whose digests are right, before the first that is not.
    public let entries: Int64
    /// The head of the part that is right.
    public let head: ChainHead
    /// Entries that can be read no more, because their keys were destroyed on record.
    public let erased: Int64
    /// What is wrong first; nil when all is right.
    public let finding: Finding?

    /// Whether all is right.
    public var isIntact: Bool { finding == nil }
}

extension StoredDecisionLog {
    /// Checks every entry from the first to the last: its place, its digest, that it can be decrypted, that a key that is gone was
    /// destroyed on record; and that the chain passes through the heads that were noted elsewhere.
    ///
    /// Memory does not grow with the log, but for keys that are gone.
    ///
    /// - Parameters:
    ///   - heads: heads noted outside the store, as a printed one or the head file's.
    ///   - progress: hears how many entries are checked.
    public func verify(
        against heads: [ChainHead] = [], progress: (Int64) -> Void = { _ in }
    ) async throws(LogError) -> ChainVerification {
        let stored = try await store.head()
        var check = ChainCheck(origin: store.origin, heads: heads + (stored.sequence > 0 ? [stored] : []))
        while check.finding == nil {
            let page = try await store.entries(after: check.head.sequence, limit: 500)
            guard !page.isEmpty else { break }
            let keys = try await keyring.opening(page)
            for entry in page {
                check.add(entry, key: keys[entry.entry.key])
                if check.finding != nil { break }
                if let key = keys[entry.entry.key], [.erasure, .expiry].contains(entry.entry.kind),
                    let plaintext = PayloadCipher.open(entry.entry, key: key),
                    let content = try await PayloadCoding.decode(
                        plaintext, kind: entry.entry.kind, list: { _ throws(LogError) in nil })
                {
                    switch content.event {
                    case .erasure(let destroyed), .expiry(let destroyed): check.destroyed(destroyed.keys)
                    default: break
                    }
                }
            }
            progress(check.head.sequence)
        }
        return check.result
    }
}

/// A check under way; pure.
struct ChainCheck {
    private(set) var head: ChainHead
    private(set) var finding: ChainVerification.Finding?
    private let heads: [ChainHead]
    private var erased: Int64 = 0
    /// The first entry of each key that is gone.
    private var gone: [KeyID: (sequence: Int64, id: EntryID, count: Int64)] = [:]
    /// Keys that were destroyed on record.
    private var recorded: Set<KeyID> = []

    init(origin: ChainDigest, heads: [ChainHead]) {
        head = ChainHead(sequence: 0, digest: origin)
        self.heads = heads
    }

    /// Checks the next entry.
    ///
    /// - Parameter key: the key that opens it; nil when it is gone.
    mutating func add(_ entry: ChainedEntry, key: SymmetricKey?) {
        let place = head.sequence + 1
        guard entry.sequence == place else {
            return find(.removed, place, nil, "entry \(place) is missing: the next one is \(entry.sequence).")
        }
        guard entry.digest == entry.expectedDigest else {
            return find(
                .altered, place, entry.entry.id, "entry \(place) was altered: its digest does not fit its content.")
        }
        guard entry.previous == head.digest else {
            return find(
                .misplaced, place, entry.entry.id,
                "entry \(place) does not follow from the one before it: one of them was inserted, replaced or moved.")
        }
        if let key {
            guard PayloadCipher.open(entry.entry, key: key) != nil else {
                return find(
                    .unreadable, place, entry.entry.id, "entry \(place) cannot be decrypted although its key exists.")
            }
        } else {
            gone[entry.entry.key, default: (place, entry.entry.id, 0)].count += 1
        }
        let next = ChainHead(entry)
        guard heads.allSatisfy({ $0.sequence != place || $0.digest == next.digest }) else {
            return find(
                .rewritten, place, entry.entry.id,
                "entry \(place) is not the one whose digest was noted: the chain was written anew up to it.")
        }
        head = next
    }

    /// Notes keys that were destroyed on record.
    mutating func destroyed(_ keys: [KeyID]) { recorded.formUnion(keys) }

    /// What was found, once there are no more entries.
    var result: ChainVerification {
        var finding = finding
        if finding == nil,
            let beyond = heads.filter({ $0.sequence > head.sequence }).max(by: { $0.sequence < $1.sequence })
        {
            let place = head.sequence + 1
            finding = ChainVerification.Finding(
                kind: .truncated, sequence: place, id: nil,
                message:
                    "the log ends with entry \(head.sequence), but entry \(beyond.sequence) was noted: its end was cut off."
            )
        }
        if finding == nil,
            let lost = gone.filter({ !recorded.contains($0.key) }).values.min(by: { $0.sequence < $1.sequence })
        {
            finding = ChainVerification.Finding(
                kind: .keyLost, sequence: lost.sequence, id: lost.id,
                message:
                    "the key of entry \(lost.sequence) is gone, and no erasure or expiry is recorded that destroyed it."
            )
        }
        let erased = gone.reduce(Int64(0)) { $0 + (recorded.contains($1.key) ? $1.value.count : 0) }
        return ChainVerification(entries: head.sequence, head: head, erased: erased, finding: finding)
    }

    private mutating func find(
        _ kind: ChainVerification.Finding.Kind, _ sequence: Int64, _ id: EntryID?, _ message: String
    ) {
        finding = ChainVerification.Finding(kind: kind, sequence: sequence, id: id, message: message)
    }
}
