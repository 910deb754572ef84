import Catalog
import Features
import Statistics

@testable import FeatureKernels

/// Rows of every table of a plan, in memory, before anything is cleaned.
struct LenderTables {
    let plan: FeaturePlan
    var tables: [String: Rows] = [:]
    /// The clients, ascending.
    var clients: [Int64] = []

    /// The rows that lead to one client, as one who applies would bring them: words in lists of their own.
    func rows(of client: Int64) -> [String: Rows] {
        var result: [String: Rows] = [:]
        /// Numbers of the client and of what is the client's, by column.
        var own: [String: Set<Int64>] = [plan.catalog.client: [client]]
        for table in plan.tables.reversed() {
            guard let rows = tables[table.name] else { continue }
            let links = table.name == plan.catalog.root ? [plan.catalog.client] : table.parents.map(\.key)
            let places = (0..<rows.count).filter { row in
                links.contains { name in
                    guard let place = table.columns.firstIndex(where: { $0.name == name }),
                        case .ids(let ids) = rows.columns[place], ids[row] != Column.unknownID
                    else { return false }
                    return own[name]?.contains(ids[row]) ?? false
                }
            }
            for (column, values) in zip(table.columns, rows.columns) where table.key == [column.name] {
                if case .ids(let ids) = values { own[column.name, default: []].formUnion(places.map { ids[$0] }) }
            }
            result[table.name] = Rows(
                count: places.count,
                columns: rows.columns.map { Self.ownList($0.gathered(places.map { Int32($0) })) })
        }
        return result
    }

    /// The same words, in a list of those that appear, the last first.
    private static func ownList(_ column: Column) -> Column {
        guard case .words(let codes, let list) = column else { return column }
        let used = Set(codes.filter { $0 >= 0 }).sorted(by: >)
        let target = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, Int32($0)) })
        return .words(codes.map { target[$0] ?? -1 }, WordList(used.map { list.words[Int($0)] }))
    }

    /// The same rows in another order.
    func inAnotherOrder(seed: UInt64) -> LenderTables {
        var copy = self
        var generator = SeededGenerator(seed: seed)
        copy.tables = tables.mapValues { rows in
            let places = (0..<Int32(rows.count)).shuffled(using: &generator)
            return Rows(count: rows.count, columns: rows.columns.map { $0.gathered(places) })
        }
        return copy
    }

    /// The rows divided by client, handed over some at a time.
    func blocks(
        clientsPerBlock: Int, memoryLimit: Int = .max, folder: String, rowsAtATime: Int = 1_000
    ) throws -> ClientBlocks {
        let blocks = ClientBlocks(
            plan, clients: clients, clientsPerBlock: clientsPerBlock, memoryLimit: memoryLimit, folder: folder)
        for (index, table) in plan.tables.enumerated().reversed() {
            guard let rows = tables[table.name] else { continue }
            blocks.begin(index)
            for start in stride(from: 0, to: rows.count, by: rowsAtATime) {
                let range = start..<min(start + rowsAtATime, rows.count)
                let values = rows.columns.map { column -> ClientBlocks.Values in
                    switch column {
                    case .numbers(let values): .numbers(Array(values[range]))
                    case .ids(let ids): .ids(Array(ids[range]))
                    case .flags(let values): .numbers(values[range].map { $0 > 1 ? .nan : Double($0) })
                    case .words(let codes, _): .codes(Array(codes[range]))
                    }
                }
                try blocks.add(values, rows: range.count, to: index)
            }
            try blocks.end(
                index, words: rows.columns.map { if case .words(_, let list) = $0 { list.words } else { [] } })
        }
        try blocks.finish()
        return blocks
    }
}

extension Rows {
    /// Each row as one text, by which it can be found again.
    var texts: [String] {
        (0..<count).map { row in
            columns.map { column in
                switch column {
                case .numbers(let values): values[row].isNaN ? "?" : "\(values[row].bitPattern)"
                case .ids(let ids): ids[row] == Column.unknownID ? "?" : "\(ids[row])"
                case .flags(let values): "\(values[row])"
                case .words(let codes, let list): codes[row] < 0 ? "?" : list.words[Int(codes[row])]
                }
            }.joined(separator: "|")
        }
    }
}

extension ComputedFeatures {
    /// All that is said of one client.
    struct Client: Hashable {
        let id: Int64
        let outcome: Bool?
        let person: String
        let features: FeatureRow
        let information: [String]
    }

    /// The clients, in order.
    var all: [Client] {
        clients.indices.map { row in
            Client(
                id: clients[row], outcome: outcomes[row], person: persons[row], features: self.row(row),
                information: information.map { name, column in
                    "\(name): \(Rows(count: column.count, columns: [column.gathered([Int32(row)])]).columns.map { Rows(count: 1, columns: [$0]).texts[0] })"
                })
        }
    }
}
