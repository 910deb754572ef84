import Crypto
import Synchronization

/// The keys of clients in use: which one encrypts what is recorded now, and which ones read.
final class Keyring: Sendable {
    /// A key ready for use.
    struct Key: Sendable {
        let id: KeyID
        let value: SymmetricKey
        /// What the store must keep with the first entry; nil when it does already.
        let new: WrappedKey?
    }

    private struct Known {
        let key: Key
        let expires: Int64
    }

    private let logKey: LogKey
    private let store: any LogStore
    private let settings: LogSettings
    private let known = Mutex<[Subject: Known]>([:])

    init(logKey: LogKey, store: any LogStore, settings: LogSettings) {
        self.logKey = logKey
        self.store = store
        self.settings = settings
    }

    /// The key that encrypts what is recorded of a subject at a time.
    ///
    /// A subject has one key for each span of time, so that what is old can expire without what is new.
    func key(for subject: Subject, at time: Int64) async throws(LogError) -> Key {
        let expires = settings.expiry(of: time)
        if let found = known.withLock({ $0[subject] }), found.expires == expires { return found.key }
        let tag = logKey.tag(of: subject)
        for wrapped in try await store.keys(tag: tag) where wrapped.expires == expires {
            guard let value = logKey.unwrap(wrapped) else { throw Self.foreign }
            let key = Key(id: wrapped.id, value: value, new: nil)
            remember(key, of: subject, expires: expires)
            return key
        }
        var generator = SystemRandomNumberGenerator()
        let id = KeyID(using: &generator)
        let value = SymmetricKey(size: .bits256)
        return Key(id: id, value: value, new: try logKey.wrap(value, id: id, tag: tag, expires: expires))
    }

    /// A key that the store keeps from now on.
    func kept(_ key: Key, of subject: Subject, at time: Int64) {
        guard key.new != nil else { return }
        remember(Key(id: key.id, value: key.value, new: nil), of: subject, expires: settings.expiry(of: time))
    }

    /// Forgets a subject's key, which may have been destroyed elsewhere.
    func forget(_ subject: Subject) { known.withLock { $0[subject] = nil } }

    /// Forgets every key.
    func forgetAll() { known.withLock { $0 = [:] } }

    /// A subject's keys, of any time.
    func ids(of subject: Subject) async throws(LogError) -> [KeyID] {
        try await store.keys(tag: logKey.tag(of: subject)).map(\.id)
    }

    /// The keys that open some entries; those that were destroyed are absent.
    func opening(_ entries: [ChainedEntry]) async throws(LogError) -> [KeyID: SymmetricKey] {
        let ids = Set(entries.map(\.entry.key))
        guard !ids.isEmpty else { return [:] }
        var keys: [KeyID: SymmetricKey] = [:]
        for wrapped in try await store.keys(ids) {
            guard let key = logKey.unwrap(wrapped) else { throw Self.foreign }
            keys[wrapped.id] = key
        }
        return keys
    }

    private func remember(_ key: Key, of subject: Subject, expires: Int64) {
        known.withLock { known in
            // A few megabytes at most; to begin again costs one read for each client.
            if known.count >= 16_384 { known = [:] }
            known[subject] = Known(key: key, expires: expires)
        }
    }

    private static let foreign = LogError(
        .corrupt, "a client's key in the log was changed: restore it from a backup; what it encrypts cannot be read.")
}
