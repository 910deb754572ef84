import Catalog
import Features
import Fixtures
import Statistics
import Testing

@testable import FeatureKernels

@Suite("Rows divided by client")
struct ClientBlocksTests {
    private let plan: FeaturePlan
    private let folder: TemporaryFolder

    init() throws {
        plan = try TimedCatalog.plan()
        folder = try TemporaryFolder()
    }

    /// How clients are divided, and how many rows name another client than their contract's.
    struct Division: Sendable, CustomTestStringConvertible {
        let clientsPerBlock: Int
        var mixed = 0.0
        var rowsAtATime = 1_000
        var memoryLimit = Int.max

        var testDescription: String {
            "\(clientsPerBlock) clients per block, \(mixed) mixed, \(rowsAtATime) rows at a time"
                + (memoryLimit == .max ? "" : ", \(memoryLimit) bytes in memory")
        }

        static let all = [
            Division(clientsPerBlock: 1_000), Division(clientsPerBlock: 1), Division(clientsPerBlock: 7),
            Division(clientsPerBlock: 1, mixed: 0.02), Division(clientsPerBlock: 5, mixed: 0.02),
            Division(clientsPerBlock: 3, mixed: 0.02, rowsAtATime: 1),
            Division(clientsPerBlock: 9, mixed: 0.5, rowsAtATime: 300),
            Division(clientsPerBlock: 7, mixed: 0.02, memoryLimit: 0),
            Division(clientsPerBlock: 7, memoryLimit: 5_000),
        ]
    }

    private func tables(_ division: Division) -> LenderTables {
        LenderTables(random: plan, clients: 40, unknown: 0.2, mixed: division.mixed, seed: 21)
    }

    private func blocks(_ tables: LenderTables, _ division: Division) throws -> ClientBlocks {
        try tables.blocks(
            clientsPerBlock: division.clientsPerBlock, memoryLimit: division.memoryLimit, folder: folder.path,
            rowsAtATime: division.rowsAtATime)
    }

    private func ids(_ rows: Rows?, _ table: String, _ name: String) -> [Int64] {
        guard let definition = plan.tables.first(where: { $0.name == table }),
            let place = definition.columns.firstIndex(where: { $0.name == name }),
            case .ids(let ids)? = rows?.columns[place]
        else { return [] }
        return ids
    }

    @Test("units follow each other without a gap", arguments: Division.all)
    func contiguous(division: Division) throws {
        let blocks = try blocks(tables(division), division)
        #expect(blocks.units.flatMap(Array.init) == Array(0..<blocks.count))
        #expect(blocks.units.allSatisfy { !$0.isEmpty })
        #expect(division.mixed > 0 || blocks.units.count == blocks.count)
        #expect(division.mixed == 0 || blocks.units.count < blocks.count)
    }

    @Test("every row that leads to a client is in one unit, as often as it was given", arguments: Division.all)
    func complete(division: Division) throws {
        let tables = tables(division)
        let blocks = try blocks(tables, division), reader = blocks.reader
        let units = try blocks.units.map { try reader.rows(of: $0) }
        let loans = Set(ids(tables.tables["loans"], "loans", "LOAN"))
        for table in plan.tables {
            let given = try #require(tables.tables[table.name])
            let clients = ids(given, table.name, "CLIENT"), itsLoans = ids(given, table.name, "LOAN")
            let isOwned = (0..<given.count).map { row in
                clients[row] != Column.unknownID || (!itsLoans.isEmpty && loans.contains(itsLoans[row]))
            }
            let expected = zip(given.texts, isOwned).filter { $1 }.map(\.0)
            let found = units.flatMap { $0[table.name]?.texts ?? [] }
            if blocks.count > 1 {
                #expect(found.sorted() == expected.sorted(), "\(table.name)")
            } else {
                // Rows of nobody do no harm.
                #expect(found.sorted() == given.texts.sorted(), "\(table.name)")
            }
        }
    }

    @Test("rows are in the unit of the client and of the contract that they name", arguments: Division.all)
    func together(division: Division) throws {
        let blocks = try blocks(tables(division), division), reader = blocks.reader
        var unitOfClient: [Int64: Int] = [:], unitOfLoan: [Int64: Int] = [:]
        let units = try blocks.units.map { try reader.rows(of: $0) }
        for (unit, tables) in units.enumerated() {
            for client in ids(tables["application"], "application", "CLIENT") { unitOfClient[client] = unit }
        }
        #expect(unitOfClient.count == 40)
        // Clients ascend from unit to unit.
        let inOrder = unitOfClient.sorted { $0.key < $1.key }.map(\.value)
        #expect(inOrder == inOrder.sorted())
        for (unit, tables) in units.enumerated() {
            for loan in ids(tables["loans"], "loans", "LOAN") { unitOfLoan[loan] = unit }
        }
        for (unit, tables) in units.enumerated() {
            for table in ["loans", "payments", "accounts"] {
                for client in ids(tables[table], table, "CLIENT") { #expect(unitOfClient[client] ?? unit == unit) }
                for loan in ids(tables[table], table, "LOAN") { #expect(unitOfLoan[loan] ?? unit == unit) }
            }
        }
    }

    @Test("features of units are those of all rows at once", arguments: Division.all)
    func sameFeatures(division: Division) throws {
        let tables = tables(division)
        let program = FeatureProgram(plan)
        let whole = try program.run(tables.tables).all
        #expect(whole.map(\.id) == tables.clients)
        let blocks = try blocks(tables, division), reader = blocks.reader
        let divided = try blocks.units.flatMap { try program.run(reader.rows(of: $0)).all }
        #expect(divided.count == whole.count)
        for (part, all) in zip(divided, whole) where part != all { report(part, all) }
    }

    private func report(_ part: ComputedFeatures.Client, _ all: ComputedFeatures.Client) {
        let pairs = zip(plan.features, zip(part.features.values, all.features.values))
        let wrong = pairs.filter { $1.0 != $1.1 }.prefix(3).map { "\($0.name): \($1.0), not \($1.1)" }
        Issue.record("client \(all.id): \(wrong.joined(separator: "; "))")
    }

    @Test("memory is given back when rows are read for the last time, and only then")
    func release() throws {
        let tables = tables(Division(clientsPerBlock: 5))
        let reader = try tables.blocks(clientsPerBlock: 5, folder: folder.path).reader
        let first = try reader.rows(of: 2..<4, isLast: false)
        let second = try reader.rows(of: 2..<4)
        #expect(first["payments"]?.texts == second["payments"]?.texts)
        #expect(first["payments"]?.count ?? 0 > 0)
        #expect(try reader.rows(of: 2..<4)["payments"]?.count == 0)
        #expect(try reader.rows(of: 4..<5)["payments"]?.count ?? 0 > 0)
    }

    @Test(
        "one client may have as many rows as there are, at every edge of a segment",
        arguments: [0, 1, 255, 256, 257, 511, 512, 513, 767, 768, 769, 1_024, 5_000], [300, 10_000])
    func manyRows(count: Int, rowsAtATime: Int) throws {
        let place = try #require(plan.tables.firstIndex { $0.name == "loans" })
        let table = plan.tables[place]
        let blocks = ClientBlocks(
            plan, clients: [1, 2, 3], clientsPerBlock: 1, memoryLimit: 5_000, folder: folder.path)
        blocks.begin(place)
        for start in stride(from: 0, to: count, by: rowsAtATime) {
            let rows = Array(start..<min(start + rowsAtATime, count))
            let columns = table.columns.map { column -> ClientBlocks.Values in
                switch column.name {
                case "CLIENT": .ids(rows.map { _ in 2 })
                case "LOAN": .ids(rows.map { Int64($0) })
                case "STATE": .codes(rows.map { Int32($0 % 3) - 1 })
                default: .numbers(rows.map { Double($0) / 4 })
                }
            }
            try blocks.add(columns, rows: rows.count, to: place)
        }
        try blocks.end(place, words: table.columns.map { $0.name == "STATE" ? ["a", "b"] : [] })
        try blocks.finish()
        #expect(blocks.units == [0..<1, 1..<2, 2..<3])
        let rows = try blocks.reader.rows(of: 1..<2)["loans"]
        #expect(ids(rows, "loans", "LOAN") == (0..<Int64(count)).map { $0 })
        guard case .words(let codes, let list)? = rows?.columns[table.columns.firstIndex { $0.name == "STATE" } ?? 0],
            case .numbers(let amounts)? = rows?.columns[table.columns.firstIndex { $0.name == "AMOUNT" } ?? 0]
        else {
            Issue.record("the columns are of other kinds")
            return
        }
        #expect(list.words == ["a", "b"])
        #expect(codes == (0..<count).map { Int32($0 % 3) - 1 })
        #expect(amounts == (0..<count).map { Double($0) / 4 })
        #expect(try blocks.reader.rows(of: 0..<1)["loans"]?.count == 0)
    }

    @Test(
        "there are at most 256 blocks, and one where there is nobody",
        arguments: [
            (0, 10, 1), (1, 1, 1), (2, 1, 2), (256, 1, 256), (257, 1, 129), (100_000, 1, 256), (100, 0, 100), (9, 4, 3),
        ])
    func counts(clients: Int, clientsPerBlock: Int, expected: Int) {
        let blocks = ClientBlocks(
            plan, clients: (0..<Int64(clients)).map { $0 * 3 }, clientsPerBlock: clientsPerBlock, memoryLimit: 0,
            folder: folder.path)
        #expect(blocks.count == expected)
        #expect(blocks.units.count == expected)
    }
}
