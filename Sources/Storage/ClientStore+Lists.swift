public import Credit

extension ClientStore {
    /// Clients whose number starts with the digits of `query` (all clients when it is empty), in order of number.
    ///
    /// - Parameter limit: at most this many, 1…200.
    public func search(_ query: String, after: ClientID?, limit: Int) async throws(StorageError) -> [ClientSummary] {
        try await clients(
            ClientQuery(
                start: query, after: after.map { ClientQuery.Cursor(id: $0, probability: Probability(clamping: 0)) },
                limit: limit))
    }

    /// Clients worth looking at, at most `limit` of each kind, the most telling first; nobody is in two kinds.
    ///
    /// Only the granted below the threshold and the refused from it are looked at. Where a side has fewer than `2 · limit`
    /// clients, its nearer half is *narrow* and the rest *clear*.
    /// Complexity: four lists.
    public func highlights(limit: Int) async throws(StorageError) -> [Highlight] {
        let limit = min(max(limit, 0), 100)
        guard limit > 0 else { return [] }
        let threshold = try await threshold().probability.value
        let refused = try await side(.refused, threshold...1, limit, narrow: .narrowlyRefused, clear: .clearlyRefused)
        let granted =
            try await threshold > 0
            ? side(.granted, 0...threshold.nextDown, limit, narrow: .narrowlyGranted, clear: .clearlyGranted) : []
        let found = refused + granted
        return Highlight.Kind.allCases.flatMap { kind in found.filter { $0.kind == kind } }
    }

    /// The clients of one side of the threshold, nearest and furthest.
    private func side(
        _ status: Status, _ risks: ClosedRange<Double>, _ limit: Int, narrow: Highlight.Kind, clear: Highlight.Kind
    ) async throws(StorageError) -> [Highlight] {
        let (nearest, furthest): (ClientQuery.Order, ClientQuery.Order) =
            status == .refused ? (.riskRising, .riskFalling) : (.riskFalling, .riskRising)
        var query = ClientQuery(statuses: [status], risks: risks, order: nearest, limit: 2 * limit)
        let near = try await clients(query)
        let isWhole = near.count < 2 * limit
        let narrowCount = isWhole ? (near.count + 1) / 2 : limit
        query.order = furthest
        query.limit = limit
        let far = try await isWhole ? near.dropFirst(narrowCount).reversed() : clients(query)
        let shown = Set(near.prefix(narrowCount).map(\.id))
        return near.prefix(narrowCount).map { Highlight(kind: narrow, client: $0) }
            + far.filter { !shown.contains($0.id) }.map { Highlight(kind: clear, client: $0) }
    }

    /// A client in a list, or nil when the lender does not know the number.
    public func summary(of id: ClientID) async throws(StorageError) -> ClientSummary? {
        try await clients(ClientQuery(start: id.description, limit: 1)).first { $0.id == id }
    }
}
