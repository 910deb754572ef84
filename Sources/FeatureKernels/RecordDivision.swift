import Catalog
public import Features

/// Divides the rows of a block by client, each with all rows that the client's features depend on.
///
/// What is linked stays together: rows that name the client, that lead to a parent of the client's, or that would become one with
/// such a row. Where files link two clients, both get the rows of both, so that each one's features come out as in the block.
public struct RecordDivision: Sendable {
    private let plan: FeaturePlan
    private let coding: RecordCoding
    private let routes: [[ClientBlocks.Route]]

    /// Prepares the division of a plan's tables.
    public init(_ plan: FeaturePlan) {
        self.plan = plan
        coding = RecordCoding(plan.catalog)
        routes = plan.tables.map { ClientBlocks.routes(of: $0, plan) }
    }

    /// The records of every client of a block, ascending, as ``RecordCoding`` writes them.
    ///
    /// Complexity: O(rows × columns).
    public func records(of tables: [String: Rows]) -> [(client: Int64, bytes: [UInt8])] {
        guard let root = plan.tables.firstIndex(where: { $0.name == plan.catalog.root }),
            let rootRows = tables[plan.catalog.root],
            let clientColumn = plan.tables[root].columns.firstIndex(where: { $0.name == plan.catalog.client }),
            case .ids(let clients) = rootRows.columns[clientColumn]
        else { return [] }
        var links = Links()
        // One node for each number under which rows find each other; a row joins all of its own.
        let nodes = zip(plan.tables, routes).map { table, routes -> [Int32] in
            guard let rows = tables[table.name] else { return [] }
            var nodes = [Int32](repeating: -1, count: rows.count)
            for route in routes {
                guard case .ids(let ids) = rows.columns[route.column] else { continue }
                links.join(ids, under: route.parent ?? "", to: &nodes)
            }
            return nodes
        }
        // Clients by the set that they belong to, and rows by the same sets.
        var sets: [Int32: Int] = [:]
        let setOfClient = nodes[root].map { node -> Int in
            let set = links.root(of: node)
            if let known = sets[set] { return known }
            sets[set] = sets.count
            return sets.count - 1
        }
        let divided = plan.tables.indices.map { table -> (starts: [Int], rows: [Int32]) in
            guard table != root else { return ([], []) }
            let places = nodes[table].map { node in node < 0 ? nil : sets[links.root(of: node)] }
            return Self.counted(places, count: sets.count)
        }
        let order = coding.tables.map { table in plan.tables.firstIndex { $0.name == table.name } }
        let writer = RecordWriter(coding, tables)
        return clients.indices.sorted { clients[$0] < clients[$1] }.map { index in
            let set = setOfClient[index]
            let rows = order.map { table -> ArraySlice<Int32> in
                guard let table else { return [] }
                if table == root { return [Int32(index)] }
                let (starts, rows) = divided[table]
                return rows[starts[set]..<starts[set + 1]]
            }
            return (clients[index], writer.encode(client: clients[index], rows))
        }
    }

    /// Rows by set, those of no set left out; rows of a set keep their order.
    private static func counted(_ places: [Int?], count: Int) -> (starts: [Int], rows: [Int32]) {
        var starts = [Int](repeating: 0, count: count + 1)
        for case let place? in places { starts[place + 1] += 1 }
        for place in 0..<count { starts[place + 1] += starts[place] }
        var next = starts, rows = [Int32](repeating: 0, count: starts[count])
        for (row, place) in places.enumerated() {
            guard let place else { continue }
            rows[next[place]] = Int32(row)
            next[place] += 1
        }
        return (starts, rows)
    }
}

/// Sets of nodes that are linked, whatever the order in which they were joined.
private struct Links {
    private var above: [Int32] = []
    private var numbers: [String: (index: IDIndex, nodes: [Int32])] = [:]

    /// Joins each row's node with that of its number; rows without a number are left as they are.
    mutating func join(_ ids: [Int64], under name: String, to nodes: inout [Int32]) {
        var known = numbers.removeValue(forKey: name) ?? (IDIndex(), [])
        for (row, id) in ids.enumerated() where id != Column.unknownID {
            let place = Int(known.index.insert(id))
            if place == known.nodes.count {
                known.nodes.append(Int32(above.count))
                above.append(Int32(above.count))
            }
            let node = known.nodes[place]
            if nodes[row] < 0 {
                nodes[row] = node
            } else {
                let a = root(of: nodes[row]), b = root(of: node)
                // The earlier node leads.
                if a != b { above[Int(max(a, b))] = min(a, b) }
            }
        }
        numbers[name] = known
    }

    /// The node that leads a set.
    mutating func root(of node: Int32) -> Int32 {
        var node = node
        while above[Int(node)] != node {
            above[Int(node)] = above[Int(above[Int(node)])]
            node = above[Int(node)]
        }
        return node
    }
}
