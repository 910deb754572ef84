public import Credit
public import Features

/// Where the clients that are served live.
public protocol ClientStore: Sendable {
    /// The features that every client's row holds, in order.
    var schema: FeatureSchema { get }
    /// One client, or nil when the lender does not know the number.
    func client(_ id: ClientID) async throws(StorageError) -> StoredClient?
    /// One client's features alone, or nil when the lender does not know the number.
    func features(of id: ClientID) async throws(StorageError) -> FeatureRow?
    /// The clients that a query asks for, at most its limit.
    func clients(_ query: ClientQuery) async throws(StorageError) -> [ClientSummary]
    /// How many clients there are at each risk, by answer; counted once for each load.
    func spread() async throws(StorageError) -> RiskSpread
    /// The threshold of the decisions in lists.
    func threshold() async throws(StorageError) -> Threshold
    /// The records that one client's features were computed from, as the load wrote them; nil when it kept none.
    func records(of id: ClientID) async throws(StorageError) -> [UInt8]?
    /// What the load computed over all clients; nil when it kept nothing.
    func portfolio() async throws(StorageError) -> [UInt8]?
    /// Columns that the load kept of all clients, by name, all of one load; names that it did not keep are left out.
    func columns(_ names: [String]) async throws(StorageError) -> ClientColumns
    /// A number that every load changes.
    func generation() async throws(StorageError) -> Int64
    /// How many clients there are.
    func count() async throws(StorageError) -> Int
}

/// Columns of all clients, in order of their numbers, as a load has written them.
public struct ClientColumns: Hashable, Sendable {
    /// The number of the load.
    public let generation: Int64
    /// The columns' bytes, by name.
    public let contents: [String: [UInt8]]

    /// Makes them.
    public init(generation: Int64, contents: [String: [UInt8]]) {
        self.generation = generation
        self.contents = contents
    }
}

extension ClientStore {
    /// A number that every load changes.
    public func generation() async throws(StorageError) -> Int64 { try await columns([]).generation }
    /// One client's features alone, read with everything else.
    public func features(of id: ClientID) async throws(StorageError) -> FeatureRow? { try await client(id)?.features }
}

/// One client as it is kept.
public struct StoredClient: Hashable, Sendable {
    /// The client's number.
    public let id: ClientID
    /// The features, in the order of the store's schema.
    public let features: FeatureRow
    /// The application's columns as the lender received them, by column name.
    public let information: [String: RawValue]

    /// Makes a client.
    public init(id: ClientID, features: FeatureRow, information: [String: RawValue]) {
        self.id = id
        self.features = features
        self.information = information
    }
}

/// A client in a list.
public struct ClientSummary: Hashable, Sendable {
    /// The client's number.
    public let id: ClientID
    /// The probability of default when the client was loaded.
    public let probability: Probability
    /// The threshold of that day.
    public let threshold: Threshold
    /// The answer of that day, rules of the policy included.
    public let status: Status

    /// Makes a summary.
    public init(id: ClientID, decision: Decision) {
        self.init(
            id: id, probability: decision.probability, threshold: decision.threshold, status: decision.status)
    }

    /// Makes a summary from its parts.
    public init(id: ClientID, probability: Probability, threshold: Threshold, status: Status) {
        self.id = id
        self.probability = probability
        self.threshold = threshold
        self.status = status
    }
}

/// A client worth looking at, and why.
public struct Highlight: Hashable, Sendable {
    /// Why a client is worth looking at.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Refused, but closest to the threshold.
        case narrowlyRefused
        /// Granted, but closest to the threshold.
        case narrowlyGranted
        /// Refused, furthest from the threshold.
        case clearlyRefused
        /// Granted, furthest from the threshold.
        case clearlyGranted
    }

    /// Why.
    public let kind: Kind
    /// Who.
    public let client: ClientSummary

    /// Makes a highlight.
    public init(kind: Kind, client: ClientSummary) {
        self.kind = kind
        self.client = client
    }
}

/// Why the store could not answer.
public struct StorageError: Error, Hashable, CustomStringConvertible {
    /// The kinds of failure; open, so match with `default`.
    public struct Code: Hashable, Sendable {
        private enum Value { case notFound, corrupt, outdated, full, failed }
        private let value: Value
        /// There is no store at this place.
        public static let notFound = Code(value: .notFound)
        /// The file is not a store of Limpide, or is damaged.
        public static let corrupt = Code(value: .corrupt)
        /// The store was filled with another model.
        public static let outdated = Code(value: .outdated)
        /// The disk is full.
        public static let full = Code(value: .full)
        /// Anything else.
        public static let failed = Code(value: .failed)
    }

    /// What kind of failure.
    public let code: Code
    /// One sentence for the person, without a client's values.
    public let message: String

    /// Makes an error from its kind and sentence.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}
