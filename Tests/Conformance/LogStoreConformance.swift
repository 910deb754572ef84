public import Recording
public import Testing

/// One promise of `LogStore`, which every implementation must keep.
public struct LogStoreLaw: Sendable, CustomTestStringConvertible {
    /// Opens one and the same log, which was empty at first; each call stands for another process.
    public typealias Open = @Sendable () async throws -> any LogStore

    /// The promise, as a sentence.
    public let sentence: String
    /// Looks whether the promise is kept.
    public let check: @Sendable (_ open: Open) async throws -> Void

    /// The sentence.
    public var testDescription: String { sentence }
}

/// The promises of `LogStore`, to be run against each implementation.
public enum LogStoreConformance {
    /// Every law.
    public static let laws: [LogStoreLaw] = chaining + finding + erasing + reviewing
}
