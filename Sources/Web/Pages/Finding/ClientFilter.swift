import Credit
import Hummingbird
import Storage

/// Which clients a person asks to see, as the address says it.
struct ClientFilter: Hashable, Sendable {
    /// Clients on one page.
    static let pageLength = 20

    var digits = ""
    /// The answers ticked; none means all.
    var statuses: Set<Status> = []
    /// The least and greatest risk out of 100, as typed.
    var from: Double?
    var upTo: Double?
    var order = ClientQuery.Order.number
    var after: ClientQuery.Cursor?

    /// The filter of an address.
    ///
    /// - Throws: ``Problem/malformedQuery`` for what is no filter.
    init(_ call: Call) throws {
        digits = try call.searchedDigits()
        statuses = try Set(
            call.request.uri.queryParameters[values: "status"].map { word in
                guard let status = Status(rawValue: String(word)) else { throw Problem.malformedQuery }
                return status
            })
        from = try Self.percent(call.query("from"))
        upTo = try Self.percent(call.query("to"))
        guard (from ?? 0) <= (upTo ?? 100) else { throw Problem.malformedQuery }
        if let word = call.query("order") {
            guard let order = ClientQuery.Order(rawValue: String(word)) else { throw Problem.malformedQuery }
            self.order = order
        }
        after = try call.query("after").map { try Self.cursor($0, order) }
    }

    /// The filter of a list of everybody.
    init() {}

    private static func percent(_ text: Substring?) throws -> Double? {
        guard let text else { return nil }
        guard let value = Double(text.replacing(",", with: ".")), (0...100).contains(value) else {
            throw Problem.malformedQuery
        }
        return value
    }

    private static func cursor(_ text: Substring, _ order: ClientQuery.Order) throws -> ClientQuery.Cursor {
        let parts = text.split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false)
        guard let id = ClientID(parts[0]) else { throw Problem.malformedQuery }
        if order == .number { return ClientQuery.Cursor(id: id, probability: Probability(clamping: 0)) }
        guard parts.count == 2, let value = Double(parts[1]), let probability = Probability(value) else {
            throw Problem.malformedQuery
        }
        return ClientQuery.Cursor(id: id, probability: probability)
    }

    /// Whether nothing but digits is asked for, in the usual order.
    var isPlain: Bool { statuses.isEmpty && from == nil && upTo == nil && order == .number }

    /// What the store is asked, one client more than a page to know whether there is another page.
    var query: ClientQuery {
        ClientQuery(
            start: digits, statuses: statuses.isEmpty ? Set(Status.allCases) : statuses,
            risks: (from ?? 0) / 100...(upTo ?? 100) / 100, order: order, after: after, limit: Self.pageLength + 1)
    }

    /// The address of the list, from its start or from a page's end on.
    func address(after last: ClientSummary? = nil) -> String {
        var parts: [String] = []
        if !digits.isEmpty { parts.append("q=\(digits)") }
        parts += statuses.sorted().map { "status=\($0.rawValue)" }
        if let from { parts.append("from=\(Self.plain(from))") }
        if let upTo { parts.append("to=\(Self.plain(upTo))") }
        if order != .number { parts.append("order=\(order.rawValue)") }
        if let last {
            parts.append("after=\(last.id)" + (order == .number ? "" : "~\(last.probability.value)"))
        }
        return "/clients" + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }

    /// A number as an address and a field hold it: `12`, `12.5`.
    static func plain(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }
}
