public import Credit

/// Which clients a list shows, in which order, and from where it goes on.
public struct ClientQuery: Hashable, Sendable {
    /// In which order clients are listed; those of equal risk go by number, the same way up or down.
    public enum Order: String, Hashable, Sendable, CaseIterable {
        /// Rising numbers.
        case number
        /// The least risk first.
        case riskRising = "risk-up"
        /// The greatest risk first.
        case riskFalling = "risk-down"
    }

    /// Where a page ends: the next one starts after it.
    public struct Cursor: Hashable, Sendable {
        /// The last client of the page.
        public let id: ClientID
        /// Their risk, which the orders by risk go by.
        public let probability: Probability

        /// Marks a client.
        public init(id: ClientID, probability: Probability) {
            self.id = id
            self.probability = probability
        }
    }

    /// The first digits of the number; all clients when it is empty, nobody when it is no number.
    ///
    /// Spaces between digits and zeros before the first other digit are passed over.
    public var start: String
    /// The answers wanted.
    public var statuses: Set<Status>
    /// The risks wanted, both ends included.
    public var risks: ClosedRange<Double>
    /// The order.
    public var order: Order
    /// The end of the page before; nil for the first page.
    public var after: Cursor?
    /// At most this many, brought into 1…200.
    public var limit: Int

    /// Asks for clients; for all of them without more.
    public init(
        start: String = "", statuses: Set<Status> = Set(Status.allCases), risks: ClosedRange<Double> = 0...1,
        order: Order = .number, after: Cursor? = nil, limit: Int = 50
    ) {
        self.start = start
        self.statuses = statuses
        self.risks = risks
        self.order = order
        self.after = after
        self.limit = limit
    }

    /// The limit, within its bounds.
    package var size: Int { min(max(limit, 1), 200) }

    /// Whether a client comes after the page before.
    func follows(_ client: ClientSummary) -> Bool {
        guard let after else { return true }
        return switch order {
        case .number: client.id > after.id
        case .riskRising: (client.probability, client.id) > (after.probability, after.id)
        case .riskFalling: (client.probability, client.id) < (after.probability, after.id)
        }
    }

    /// Whether the first client stands before the second one.
    package func isBefore(_ a: ClientSummary, _ b: ClientSummary) -> Bool {
        switch order {
        case .number: a.id < b.id
        case .riskRising: (a.probability, a.id) < (b.probability, b.id)
        case .riskFalling: (a.probability, a.id) > (b.probability, b.id)
        }
    }

    /// Whether a client is one of those asked for, whatever the order and the page.
    public func asks(_ client: ClientSummary) -> Bool {
        statuses.contains(client.status) && risks.contains(client.probability.value)
            && (NumberPrefix(start)?.ranges(after: nil) ?? []).contains { $0.contains(client.id.rawValue) }
    }

    /// What a list of all clients answers: the query as it is meant, for stores that hold few clients in memory.
    public func answer(from clients: [ClientSummary]) -> [ClientSummary] {
        Array(clients.filter { asks($0) && follows($0) }.sorted(by: isBefore).prefix(size))
    }
}

/// How many clients there are at each risk, by answer.
public struct RiskSpread: Hashable, Sendable {
    /// Steps of one point out of 100.
    public static let steps = 100
    /// By answer, how many clients at each whole point of risk, `0…1`, `1…2`, … `99…100`; always ``steps`` counts.
    public let counts: [Status: [Int]]

    /// Counts clients.
    ///
    /// - Parameter cells: by answer and step how many; cells outside the steps count at the last one.
    public init(_ cells: some Sequence<(status: Status, step: Int, count: Int)>) {
        var counts = Dictionary(
            uniqueKeysWithValues: Status.allCases.map { ($0, [Int](repeating: 0, count: Self.steps)) })
        for cell in cells { counts[cell.status]?[min(max(cell.step, 0), Self.steps - 1)] += cell.count }
        self.counts = counts
    }

    /// Counts a list of clients.
    public init(of clients: [ClientSummary]) {
        self.init(clients.map { ($0.status, Int($0.probability.value * Double(Self.steps)), 1) })
    }

    /// How many clients have an answer.
    public func count(_ status: Status) -> Int { counts[status]?.reduce(0, +) ?? 0 }

    /// How many clients stand at a step, whatever their answer.
    public func count(at step: Int) -> Int { Status.allCases.reduce(0) { $0 + (counts[$1]?[step] ?? 0) } }

    /// How many clients there are.
    public var total: Int { Status.allCases.reduce(0) { $0 + count($1) } }

    /// At most how many clients have one of the answers and risks.
    package func most(_ statuses: Set<Status>, in risks: ClosedRange<Double>) -> Int {
        func step(_ risk: Double) -> Int { min(Self.steps - 1, Int(min(max(risk, 0), 1) * Double(Self.steps))) }
        let steps = step(risks.lowerBound)...step(risks.upperBound)
        return statuses.reduce(0) { sum, status in sum + (counts[status]?[steps].reduce(0, +) ?? 0) }
    }
}
