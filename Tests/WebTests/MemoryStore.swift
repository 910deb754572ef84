import Credit
import Explaining
import Features
import Foundation
import Storage

/// Clients in memory, scored when they are loaded.
struct MemoryStore: ClientStore {
    let schema = LinearEngine.schema
    private let clients: [StoredClient]
    private let summaries: [ClientSummary]

    init(clients: [StoredClient], engine: LinearEngine) throws {
        self.clients = clients.sorted { $0.id < $1.id }
        summaries = try self.clients.map { ClientSummary(id: $0.id, decision: try engine.decision(for: $0.features)) }
    }

    func client(_ id: ClientID) async throws(StorageError) -> StoredClient? {
        if id.rawValue == 500_500 { throw StorageError(.failed, "the disk that holds the store does not answer.") }
        return clients.first { $0.id == id }
    }

    func search(_ query: String, after: ClientID?, limit: Int) async throws(StorageError) -> [ClientSummary] {
        let found = summaries.filter { client in
            client.id.description.hasPrefix(query) && after.map { client.id > $0 } ?? true
        }
        return Array(found.prefix(limit))
    }

    func highlights(limit: Int) async throws(StorageError) -> [Highlight] {
        let refused = summaries.filter { $0.status == .refused }
            .sorted { ($0.probability, $0.id) < ($1.probability, $1.id) }
        let granted = summaries.filter { $0.status == .granted }
            .sorted { ($1.probability, $0.id) < ($0.probability, $1.id) }
        return refused.prefix(limit).map { Highlight(kind: .narrowlyRefused, client: $0) }
            + granted.prefix(limit).map { Highlight(kind: .narrowlyGranted, client: $0) }
            + refused.reversed().prefix(limit).map { Highlight(kind: .clearlyRefused, client: $0) }
            + granted.reversed().prefix(limit).map { Highlight(kind: .clearlyGranted, client: $0) }
    }

    /// Nothing was computed over all clients.
    func portfolio() async throws(StorageError) -> [UInt8]? { nil }

    /// The application as JSON, which the linear engine reads.
    func records(of id: ClientID) async throws(StorageError) -> [UInt8]? {
        guard let client = clients.first(where: { $0.id == id }) else { return nil }
        let application = client.information.compactMapValues { value -> Any? in
            switch value {
            case .missing: nil
            case .number(let number): number
            case .text(let word): word
            }
        }
        return (try? JSONSerialization.data(withJSONObject: ["application": application])).map { [UInt8]($0) }
    }

    func count() async throws(StorageError) -> Int { clients.count }

    /// A client from raw columns: the features are the columns of the same names.
    static func client(_ id: Int64, _ information: [String: RawValue]) -> StoredClient {
        let values = LinearEngine.schema.columns.map { column -> FeatureValue in
            switch information[column.name] ?? .missing {
            // Days employed of who has no job.
            case .missing, .number(365_243): .missing
            case .number(let number): .number(Float(number))
            case .text(let word): column.isCategory ? .level(word) : .missing
            }
        }
        return StoredClient(
            id: ClientID(rawValue: id), features: FeatureRow(values: values), information: information
        )
    }
}
