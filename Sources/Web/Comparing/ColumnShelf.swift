import Explaining
import Storage

/// The columns of all clients that were asked for last, decoded; what a load replaces is forgotten.
actor ColumnShelf {
    /// Columns kept at most: with 350,000 clients, 17 MB.
    private static let most = 48

    private let store: any ClientStore
    private var generation: Int64?
    private var clients: PortfolioClients?
    private var columns: [String: PortfolioColumn] = [:]
    /// Names in the order in which they were asked for, the latest last.
    private var order: [String] = []

    init(_ store: any ClientStore) { self.store = store }

    /// Columns of one load.
    struct Taken: Sendable {
        let clients: PortfolioClients
        let columns: [String: PortfolioColumn]
    }

    /// Columns by name, all of one load; nil when no load has kept any.
    ///
    /// Names that it did not keep are left out.
    func take(_ names: [String]) async throws -> Taken? {
        for _ in 0..<4 {
            let lacking = names.filter { columns[$0] == nil }
            let who = clients == nil ? [ColumnName.clients, ColumnName.outcomes] : []
            let (present, before) = (columns, clients)
            let read = try await store.columns(lacking + who)
            guard generation == nil || generation == read.generation else {
                forget()
                continue
            }
            var found = present.filter { names.contains($0.key) }
            for name in lacking { found[name] = try read.contents[name].map { try PortfolioColumn(encoded: $0) } }
            let clients: PortfolioClients
            if let before {
                clients = before
            } else if let numbers = read.contents[ColumnName.clients], let ends = read.contents[ColumnName.outcomes] {
                clients = try PortfolioClients(encodedNumbers: numbers, outcomes: ends)
            } else {
                return nil
            }
            guard found.values.allSatisfy({ $0.ranks.count == clients.count }) else { throw Problem.unavailable }
            keep(found, clients, of: read.generation)
            return Taken(clients: clients, columns: found)
        }
        throw Problem.unavailable
    }

    private func forget() {
        (generation, clients, columns, order) = (nil, nil, [:], [])
    }

    private func keep(_ found: [String: PortfolioColumn], _ clients: PortfolioClients, of generation: Int64) {
        // Another request may have seen a later load meanwhile.
        guard self.generation == nil || self.generation == generation else { return }
        self.generation = generation
        self.clients = clients
        columns.merge(found) { _, new in new }
        order.removeAll { found[$0] != nil }
        order += found.keys
        while order.count > Self.most { columns[order.removeFirst()] = nil }
    }
}
