public import Foundation

extension StoredDecisionLog {
    /// Destroys the keys of a client or applicant: what is recorded of them can be read no more, and the chain still verifies.
    ///
    /// - Throws: ``LogError`` with code `invalid` for the lender itself, `notFound` when nothing is recorded of the subject.
    @discardableResult
    public func erase(
        _ subject: Subject, reason: String, by author: Author
    ) async throws(LogError) -> LogReceipt {
        guard subject != .lender else {
            throw LogError(.invalid, "the lender's own entries cannot be erased: they expire.")
        }
        // Views that wait would bring the client's key back.
        try await flush()
        let keys = try await keyring.ids(of: subject)
        guard !keys.isEmpty else { throw LogError(.notFound, "nothing is recorded of this client.") }
        let receipt = try await destroy(keys, event: { .erasure($0) }, reason: reason, by: author)
        keyring.forget(subject)
        return receipt
    }

    /// Destroys the keys whose date has passed.
    ///
    /// - Returns: how many keys.
    public func expire(before date: Date, by author: Author) async throws(LogError) -> Int {
        var count = 0
        while true {
            let keys = try await store.keys(expiringBefore: date.milliseconds, limit: 1000)
            guard !keys.isEmpty else { return count }
            try await destroy(keys, event: { .expiry($0) }, reason: "past the date of retention", by: author)
            keyring.forgetAll()
            count += keys.count
        }
    }

    @discardableResult
    private func destroy(
        _ keys: [KeyID], event: (DestroyedKeys) -> LogEvent, reason: String, by author: Author
    ) async throws(LogError) -> LogReceipt {
        try await record(event(DestroyedKeys(keys: keys, reason: reason)), about: .lender, by: author) {
            $0.destroying = keys
        }
    }
}
