public import Foundation
import Synchronization

/// A decision log over a store.
public final class StoredDecisionLog: DecisionLog {
    /// Where it lies.
    public let store: any LogStore
    let keyring: Keyring
    let clock: @Sendable () -> Date
    private let layouts = ListLayouts()
    private let commits: GroupCommit
    private let lists = Mutex<[ChainDigest: ListContent]>([:])
    let views: ViewBuffer

    /// Opens a log with its key.
    ///
    /// - Parameters:
    ///   - head: where the end of the chain is noted after each write, outside the store; nil for nowhere.
    ///   - clock: gives the time of entries.
    /// - Throws: ``LogError`` with code `key` when the log was written with another key.
    public static func open(
        _ store: any LogStore, key: LogKey, head: HeadFile? = nil, settings: LogSettings = LogSettings(),
        clock: @escaping @Sendable () -> Date = { Date() }
    ) async throws(LogError) -> StoredDecisionLog {
        guard try await store.check(key.check) == key.check else {
            throw LogError(
                .key,
                "the log was written with another key than this one: restore the key's file from its backup.")
        }
        return StoredDecisionLog(store, key: key, head: head, settings: settings, clock: clock)
    }

    private init(
        _ store: any LogStore, key: LogKey, head: HeadFile?, settings: LogSettings,
        clock: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.clock = clock
        keyring = Keyring(logKey: key, store: store, settings: settings)
        let origin = store.origin
        commits = GroupCommit(store: store) { end in head?.note(end, origin: origin, key: key) }
        views = ViewBuffer(delay: settings.viewDelay)
    }

    /// Records something.
    @discardableResult
    public func append(_ event: LogEvent, about subject: Subject, by author: Author) async throws(LogError)
        -> LogReceipt
    {
        try await record(event, about: subject, by: author) { _ in }
    }

    /// Records something together with what must become true in the same moment.
    func record(
        _ event: LogEvent, about subject: Subject, by author: Author, id: EntryID? = nil,
        with complete: (inout LogAppend) throws(LogError) -> Void
    ) async throws(LogError) -> LogReceipt {
        let kind = PayloadCoding.kind(of: event)
        guard kind.isValid else { throw LogError(.invalid, "an entry's kind is not made of lower-case letters.") }
        let (plaintext, lists) = try PayloadCoding.encode(event, subject: subject, author: author, layouts: layouts)
        let time = clock().milliseconds
        // A key may be destroyed, and a reference may be taken, between here and the end of the chain: try once more with new ones.
        for _ in 0..<3 {
            let key = try await keyring.key(for: subject, at: time)
            var generator = SystemRandomNumberGenerator()
            let sealed = try PayloadCipher.seal(
                plaintext, id: id ?? EntryID(using: &generator), time: time, kind: kind, key: (key.id, key.value))
            var append = LogAppend(sealed)
            append.lists = lists
            append.newKeys = key.new.map { [$0] } ?? []
            try complete(&append)
            switch try await commits.append(append) {
            case .success(let chained):
                keyring.kept(key, of: subject, at: time)
                return LogReceipt(chained)
            case .failure(.noKey): keyring.forget(subject)
            case .failure(.sameID) where id == nil: continue
            case .failure(.sameID), .failure(.staleReview):
                throw LogError(.conflict, "somebody else has changed this review in the meantime: look at it again.")
            }
        }
        throw LogError(.conflict, "the client is being erased: nothing is recorded of them.")
    }

    /// An entry by its reference; nil when there is none.
    public func entry(_ id: EntryID) async throws(LogError) -> LogEntry? {
        guard let chained = try await store.entry(id) else { return nil }
        return try await read([chained]).first
    }

    /// Entries, the newest first.
    public func entries(_ query: LogQuery) async throws(LogError) -> [LogEntry] {
        var filter = EntryFilter()
        filter.kinds = query.kinds
        filter.from = query.from?.milliseconds
        filter.to = query.to?.milliseconds
        filter.before = query.before
        filter.limit = min(max(query.limit, 1), 1000)
        if let subject = query.subject {
            let keys = try await keyring.ids(of: subject)
            guard !keys.isEmpty else { return [] }
            filter.keys = keys
        }
        return try await read(store.entries(filter))
    }

    /// Entries as people read them.
    ///
    /// - Throws: ``LogError`` with code `corrupt` when an entry was changed.
    public func read(_ chained: [ChainedEntry]) async throws(LogError) -> [LogEntry] {
        let keys = try await keyring.opening(chained)
        var entries: [LogEntry] = []
        for one in chained {
            let receipt = LogReceipt(one)
            guard let key = keys[one.entry.key] else {
                entries.append(LogEntry(receipt: receipt, kind: one.entry.kind, content: nil))
                continue
            }
            guard let plaintext = PayloadCipher.open(one.entry, key: key),
                let content = try await PayloadCoding.decode(
                    plaintext, kind: one.entry.kind, list: { digest throws(LogError) in try await self.list(digest) })
            else {
                throw LogError(
                    .corrupt,
                    "entry \(one.sequence) of the log was changed, or is of a later version: run limpide log verify.")
            }
            entries.append(LogEntry(receipt: receipt, kind: one.entry.kind, content: content))
        }
        return entries
    }

    private func list(_ digest: ChainDigest) async throws(LogError) -> ListContent? {
        if let known = lists.withLock({ $0[digest] }) { return known }
        guard let content = try await store.list(digest), let list = ListContent(content, digest: digest) else {
            return nil
        }
        lists.withLock { $0[digest] = list }
        return list
    }
}

extension LogReceipt {
    /// Where a chained entry stands.
    init(_ entry: ChainedEntry) {
        self.init(
            id: entry.entry.id, sequence: entry.sequence, time: Date(milliseconds: entry.entry.time),
            digest: entry.digest.description)
    }
}
