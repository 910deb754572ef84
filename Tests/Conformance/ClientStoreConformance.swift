public import Credit
public import Features
public import Storage
public import Testing

/// What a store is to be filled with.
public struct StoreFixture: Sendable {
    /// The features of every client.
    public let schema: FeatureSchema
    /// The threshold of the decisions.
    public let threshold: Threshold
    /// The clients and their probabilities of default.
    public let clients: [(client: StoredClient, probability: Probability)]
}

/// One promise of `ClientStore`, which every implementation must keep.
public struct ClientStoreLaw: Sendable, CustomTestStringConvertible {
    /// The promise, as a sentence.
    public let sentence: String
    /// Fills a store by the given function, then looks whether the promise is kept.
    public let check:
        @Sendable (_ makeStore: @Sendable (StoreFixture) async throws -> any ClientStore) async throws -> Void

    /// The sentence.
    public var testDescription: String { sentence }
}

/// The promises of `ClientStore`, to be run against each implementation.
public enum ClientStoreConformance {
    /// Every law.
    public static let laws: [ClientStoreLaw] = reading + searching + querying + highlighting
}
