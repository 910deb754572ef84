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
    private let hasColumns: Bool

    init(clients: [StoredClient], engine: LinearEngine, hasColumns: Bool = false) throws {
        self.hasColumns = hasColumns
        self.clients = clients.sorted { $0.id < $1.id }
        summaries = try self.clients.map { ClientSummary(id: $0.id, decision: try engine.decision(for: $0.features)) }
    }

    func client(_ id: ClientID) async throws(StorageError) -> StoredClient? {
        if id.rawValue == 500_500 { throw StorageError(.failed, "the disk that holds the store does not answer.") }
        return clients.first { $0.id == id }
    }

    func clients(_ query: ClientQuery) async throws(StorageError) -> [ClientSummary] { query.answer(from: summaries) }

    func spread() async throws(StorageError) -> RiskSpread { RiskSpread(of: summaries) }

    func threshold() async throws(StorageError) -> Threshold { Threshold(Probability(clamping: 0.1)) }

    /// Columns of all clients as a load keeps them; none where nothing was computed over them.
    func columns(_ names: [String]) async throws(StorageError) -> ClientColumns {
        guard hasColumns else { return ClientColumns(generation: 1, contents: [:]) }
        let known = names.compactMap { name in column(name).map { (name, $0) } }
        return ClientColumns(generation: 1, contents: Dictionary(known, uniquingKeysWith: { first, _ in first }))
    }

    private func column(_ name: String) -> [UInt8]? {
        let who = PortfolioClients(
            numbers: clients.map(\.id.rawValue),
            outcomes: clients.map { client in
                switch client.information["TARGET"] {
                case .number(1)?: PortfolioClients.Outcome.unpaid
                case .number?: PortfolioClients.Outcome.paid
                default: PortfolioClients.Outcome.open
                }
            })
        switch name {
        case ColumnName.clients: return who.encodedNumbers
        case ColumnName.outcomes: return who.outcomes
        case ColumnName.score:
            return PortfolioColumn(summaries.map { Float($0.probability.value) }).encoded()
        default:
            guard let place = schema.columns.firstIndex(where: { ColumnName.feature($0.name) == name }) else {
                return nil
            }
            let values = clients.map(\.features.values[place])
            guard schema.columns[place].isCategory else {
                return PortfolioColumn(
                    values.map { if case .number(let number) = $0 { number } else { Float.nan } }
                ).encoded()
            }
            let words = values.map { if case .level(let level) = $0 { level } else { "" } }
            let levels = Set(words).subtracting([""]).sorted()
            return PortfolioColumn(
                codes: words.map { Int32(levels.firstIndex(of: $0) ?? -1) }, levels: levels
            ).encoded()
        }
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
        let records = ["application": application as Any].merging(Self.histories(of: id)) { _, new in new }
        return (try? JSONSerialization.data(withJSONObject: records)).map { [UInt8]($0) }
    }

    /// The histories of two clients: one who always paid in time, one who did not and has a loan overdue.
    private static func histories(of client: ClientID) -> [String: Any] {
        func payment(_ rank: Int, _ due: Int, _ paid: Int?) -> [String: Any] {
            var row: [String: Any] = [
                "SK_ID_PREV": 7, "NUM_INSTALMENT_VERSION": 1, "NUM_INSTALMENT_NUMBER": rank, "DAYS_INSTALMENT": due,
                "AMT_INSTALMENT": 500, "AMT_PAYMENT": 500,
            ]
            row["DAYS_ENTRY_PAYMENT"] = paid
            return row
        }
        func loan(_ id: Int, _ state: String, _ start: Int, end: Int?, planned: Int, overdue: Double) -> [String: Any] {
            var row: [String: Any] = [
                "SK_ID_BUREAU": id, "CREDIT_ACTIVE": state, "DAYS_CREDIT": start, "DAYS_CREDIT_ENDDATE": planned,
                "CREDIT_TYPE": "Consumer credit", "AMT_CREDIT_SUM": 12_000, "AMT_CREDIT_SUM_OVERDUE": overdue,
                "CREDIT_DAY_OVERDUE": overdue > 0 ? 21 : 0,
            ]
            row["DAYS_ENDDATE_FACT"] = end
            return row
        }
        switch client.rawValue {
        case Server.granted:
            return [
                "bureau": [
                    loan(1, "Closed", -1_500, end: -700, planned: -690, overdue: 0),
                    loan(2, "Active", -300, end: nil, planned: 420, overdue: 0),
                ],
                "installments_payments": (1...20).map { payment($0, -30 * $0 - 5, -30 * $0 - 9) },
            ]
        case Server.refused:
            return [
                "bureau": [loan(3, "Active", -200, end: nil, planned: 800, overdue: 640)],
                "installments_payments": [
                    payment(1, -100, -88), payment(1, -100, -70), payment(2, -70, -75), payment(3, -40, nil),
                ],
                "credit_card_balance": [
                    ["SK_ID_PREV": 9, "MONTHS_BALANCE": -1, "AMT_BALANCE": 900, "AMT_CREDIT_LIMIT_ACTUAL": 1_000],
                    ["SK_ID_PREV": 9, "MONTHS_BALANCE": -2, "AMT_BALANCE": 1_100, "AMT_CREDIT_LIMIT_ACTUAL": 1_000],
                ],
            ]
        default: return [:]
        }
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
