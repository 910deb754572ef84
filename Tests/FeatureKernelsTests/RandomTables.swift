import Catalog
import Credit
import Features
import Fixtures
import Statistics

@testable import FeatureKernels

/// The catalog of the timed lender, read once.
enum TimedCatalog {
    private static let read = Result { try CatalogFiles.timed.read() }

    /// What can be made of its tables, or of all but one.
    static func plan(without absent: String? = nil) throws -> FeaturePlan {
        let catalog = try read.get()
        return FeaturePlan(
            catalog: catalog, available: Set(catalog.tables.map(\.name)).subtracting([absent].compactMap(\.self)))
    }
}

extension LenderTables {
    /// Random rows with ties, sentinels, impossible values, and contracts and clients of nobody.
    ///
    /// - Parameters:
    ///   - unknown: the share of unknown values; names of clients and contracts are unknown half as often, never both.
    ///   - mixed: the share of rows that name another client than their contract's.
    init(random plan: FeaturePlan, clients count: Int, unknown: Double = 0.2, mixed: Double = 0, seed: UInt64) {
        let maker = RandomTables(plan, clients: count, unknown: unknown, mixed: mixed, seed: seed)
        self.init(plan: plan, tables: maker.tables, clients: maker.clients)
    }
}

/// Makes random rows, parents before children.
private struct RandomTables {
    let plan: FeaturePlan
    private(set) var tables: [String: Rows] = [:]
    private(set) var clients: [Int64] = []
    private var generator: SeededGenerator
    private let unknown: Double
    private let mixed: Double

    init(_ plan: FeaturePlan, clients count: Int, unknown: Double, mixed: Double, seed: UInt64) {
        self.plan = plan
        self.unknown = unknown
        self.mixed = mixed
        generator = SeededGenerator(seed: seed)
        clients = (0..<count).map { 1_000 + Int64($0) * 7 }
        for table in plan.tables.reversed() {
            let isRoot = table.name == plan.catalog.root
            let ids = isRoot ? rootIDs(table) : childIDs(table)
            let columns = table.columns.map { column -> Column in
                if let own = ids.columns[column.name] { return .ids(own) }
                return values(of: column, count: ids.count)
            }
            tables[table.name] = Rows(count: ids.count, columns: columns)
        }
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[generator.nextIndex(below: values.count)] }

    // MARK: Who belongs to whom

    private mutating func rootIDs(_ table: TableDefinition) -> (columns: [String: [Int64]], count: Int) {
        ([plan.catalog.client: clients.shuffled(using: &generator)], clients.count)
    }

    /// Rows of each row of the nearest parent, some of nobody.
    private mutating func childIDs(_ table: TableDefinition) -> (columns: [String: [Int64]], count: Int) {
        let names = table.columns.filter { $0.kind == .id }.map(\.name)
        let keys = Set(table.parents.map(\.key))
        let parents = table.parents.compactMap { parent in
            plan.tables.first { $0.name == parent.table }
        }
        guard let parent = parents.first(where: { $0.name != plan.catalog.root }) ?? parents.first,
            let parentRows = tables[parent.name]
        else { return ([:], 0) }
        var columns = Dictionary(uniqueKeysWithValues: names.map { ($0, [Int64]()) })
        var count = 0
        for row in -2..<parentRows.count {
            for _ in 0..<max(0, generator.nextIndex(below: 7) - 1) {
                let lost = generator.nextBool(probability: unknown / 2) ? pick(Array(keys).sorted()) : nil
                for name in names {
                    var id = 500_000 + Int64(count)
                    if keys.contains(name) {
                        // Rows before the first are of nobody.
                        id = row < 0 ? 900_000 + Int64(row) : Column.unknownID
                        if row >= 0, let place = parent.columns.firstIndex(where: { $0.name == name }),
                            case .ids(let ids) = parentRows.columns[place]
                        {
                            id = ids[row]
                        }
                        if name == plan.catalog.client, generator.nextBool(probability: mixed) { id = pick(clients) }
                        if name == lost, keys.count > 1 { id = Column.unknownID }
                    }
                    columns[name, default: []].append(id)
                }
                count += 1
            }
        }
        return (columns, count)
    }

    // MARK: Values

    private mutating func values(of column: ColumnDefinition, count: Int) -> Column {
        if column.kind.isCategory || column.flagWords != nil {
            let words =
                column.flagWords.map { [$0.no, "maybe", $0.yes] }
                ?? ["Odd", "été"] + column.levels.keys.sorted() + column.missing
            return .words(
                (0..<count).map { _ in
                    generator.nextBool(probability: unknown) ? -1 : Int32(generator.nextIndex(below: words.count))
                }, WordList(words))
        }
        var choices: [Double] = [0, 1, -0.0]
        if column.kind != .flag, column.kind != .outcome, column.kind != .count {
            let range = column.valid.map { (low: $0.low, high: $0.high) } ?? (low: -1_000, high: 1_000)
            let middle = ((range.low + range.high) / 2).rounded()
            choices = [range.low, range.high, range.high + 1, middle, middle, middle - 1, 0, -0.0]
            choices += column.missing.compactMap(Double.init)
            let width = min(range.high - range.low, 5_000)
            choices += (0..<6).map { _ in range.high - (generator.nextUniform() * width * 100).rounded() / 100 }
        } else if column.kind == .count {
            choices = [0, 1, 2, 3, 1e9]
        } else if column.kind == .flag {
            choices.append(2)
        }
        return .numbers(
            (0..<count).map { _ in generator.nextBool(probability: unknown) ? .nan : pick(choices) })
    }
}
