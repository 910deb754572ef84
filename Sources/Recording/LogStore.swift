/// Where a log lies: entries, keys, lists and reviews, as bytes; it knows nothing of what they mean.
///
/// An implementation runs the suite `LogStoreConformance`.
public protocol LogStore: Sendable {
    /// What the chain begins with: 32 random bytes, drawn when the log was made.
    var origin: ChainDigest { get }

    /// Adds entries at the end of the chain, in order, all in one transaction that is on the disk when the function returns.
    ///
    /// Several processes may append at once; the chain stays one.
    ///
    /// - Returns: for each entry its place, or why it alone was not added.
    /// - Throws: ``LogError`` when none was added, or nothing is known.
    func append(_ batch: [LogAppend]) async throws(LogError) -> [Result<ChainedEntry, LogRejection>]

    /// The end of the chain.
    func head() async throws(LogError) -> ChainHead
    /// Entries after a place, in order, at most `limit` of them.
    func entries(after sequence: Int64, limit: Int) async throws(LogError) -> [ChainedEntry]
    /// Entries that pass a filter, the newest first.
    func entries(_ filter: EntryFilter) async throws(LogError) -> [ChainedEntry]
    /// An entry by its reference.
    func entry(_ id: EntryID) async throws(LogError) -> ChainedEntry?
    /// A list by its digest.
    func list(_ digest: ChainDigest) async throws(LogError) -> [UInt8]?

    /// A subject's keys.
    func keys(tag: [UInt8]) async throws(LogError) -> [WrappedKey]
    /// Those of some keys that still exist.
    func keys(_ ids: Set<KeyID>) async throws(LogError) -> [WrappedKey]
    /// Keys whose date is before a time in milliseconds since 1970 UTC, at most `limit` of them.
    func keys(expiringBefore time: Int64, limit: Int) async throws(LogError) -> [KeyID]

    /// A review by its reference.
    func review(_ id: EntryID) async throws(LogError) -> Review?
    /// Reviews by their due date (those without one last), then by the time of their request; or the latest first.
    func reviews(_ query: ReviewQuery) async throws(LogError) -> [Review]
    /// The reviews that ended, and the decisions recorded, from a time up to another, in milliseconds since 1970 UTC.
    func overrides(from start: Int64, to end: Int64) async throws(LogError) -> OverrideSummary

    /// Keeps the check of the log's key when none is kept, and gives the one that is.
    func check(_ check: [UInt8]) async throws(LogError) -> [UInt8]
}

/// An entry to add, with what must become true in the same moment.
public struct LogAppend: Sendable {
    /// The entry; its key must exist by then.
    public let entry: SealedEntry
    /// Keys to keep.
    public var newKeys: [WrappedKey] = []
    /// Lists to keep, by digest; one that is there already is left.
    public var lists: [ChainDigest: [UInt8]] = [:]
    /// The review to keep: version 1 is new, a later one replaces the version before it.
    public var review: Review?
    /// Keys to destroy, so that nothing of them is left in the file.
    public var destroying: [KeyID] = []

    /// Makes an append of nothing but the entry.
    public init(_ entry: SealedEntry) { self.entry = entry }
}

/// Why one entry of a batch was not added.
public enum LogRejection: Error, Hashable, Sendable {
    /// Its key does not exist (any more).
    case noKey
    /// The review is of another version, or the decision already has an open one.
    case staleReview
    /// There is an entry with this reference.
    case sameID
}

/// Which entries to find.
public struct EntryFilter: Hashable, Sendable {
    /// The kinds wanted; empty means all.
    public var kinds: Set<EntryKind> = []
    /// Only those encrypted by one of these keys; nil means any.
    public var keys: [KeyID]?
    /// Only those from this time, in milliseconds since 1970 UTC.
    public var from: Int64?
    /// Only those before this time, in milliseconds since 1970 UTC.
    public var to: Int64?
    /// Only those before this place.
    public var before: Int64?
    /// At most this many.
    public var limit = 100

    /// Makes a filter that lets everything pass.
    public init() {}
}
