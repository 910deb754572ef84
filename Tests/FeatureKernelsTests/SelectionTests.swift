import Catalog
import Fixtures
import Statistics
import Testing

@testable import FeatureKernels

@Suite("The order of rows in time, and the first and last of them")
struct SelectionTests {
    private let scope: Scope
    private let grouping: Grouping
    private static let count = 400

    /// Rows with ties in every column but their order.
    init() {
        var generator = SeededGenerator(seed: 12)
        func pick<Value>(_ values: [Value]) -> [Value] {
            (0..<Self.count).map { _ in values[generator.nextIndex(below: values.count)] }
        }
        var scope = Scope(count: Self.count)
        scope.set("PARENT", .ids(pick([Column.unknownID] + (1...30).map { Int64($0) })))
        scope.set("TIME", .numbers(pick([.nan, -1, -0.0, 0, -30, -400, -400.5])))
        scope.set("KEY", .ids(pick([Column.unknownID, 5, -5, 7])))
        scope.set("WORD", .words(pick([-1, 0, 1, 2]), WordList(["b", "é", "Z"])))
        self.scope = scope
        grouping = Grouping(scope.ids("PARENT"))
    }

    private let names = ["TIME", "KEY", "WORD"]

    /// What decides the order of a row: nil is unknown and stands last.
    private func key(_ row: Int) -> [Double?] {
        names.map { name in
            switch scope.column(name) {
            case .numbers(let values): values[row].isNaN ? nil : values[row]
            case .ids(let ids): ids[row] == Column.unknownID ? nil : Double(ids[row])
            case .flags(let values): values[row] > 1 ? nil : Double(values[row])
            // Z, b, é: the order of their bytes.
            case .words(let codes, _): codes[row] < 0 ? nil : [1.0, 2, 0][Int(codes[row])]
            }
        }
    }

    private func precedes(_ a: Int, _ b: Int, latestFirst: Bool) -> Bool {
        for (x, y) in zip(key(a), key(b)) where x != y {
            guard let x else { return false }
            guard let y else { return true }
            return latestFirst ? x > y : x < y
        }
        return false
    }

    /// A group's rows in order, as keys: of rows that are the same in all columns, either may come first.
    private func expected(_ group: Int, latestFirst: Bool, where isChosen: (Int) -> Bool = { _ in true }) -> [[Double?]]
    {
        rows(grouping.rows, grouping.starts, group).filter(isChosen)
            .sorted { precedes($0, $1, latestFirst: latestFirst) }.map { key($0) }
    }

    private func rows(_ rows: [Int32], _ starts: [Int32], _ group: Int) -> [Int] {
        rows[Int(starts[group])..<Int(starts[group + 1])].map { Int($0) }
    }

    @Test("rows are sorted in each group as by hand, unknown last", arguments: [true, false])
    func order(latestFirst: Bool) {
        let sorted = RowOrder(names, in: scope).sorted(grouping, latestFirst: latestFirst)
        #expect(sorted.sorted() == grouping.rows.sorted())
        for group in 0..<grouping.count {
            let keys = rows(sorted, grouping.starts, group).map { key($0) }
            #expect(keys == expected(group, latestFirst: latestFirst))
        }
    }

    @Test("the order of rows makes no difference")
    func mixed() {
        var generator = SeededGenerator(seed: 2)
        let places = (0..<Int32(Self.count)).shuffled(using: &generator)
        let mixed = scope.gathered(places)
        let ours = RowOrder(names, in: scope).sorted(grouping, latestFirst: true)
        let mixedGrouping = Grouping(mixed.ids("PARENT"))
        let theirs = RowOrder(names, in: mixed).sorted(mixedGrouping, latestFirst: true)
        for (group, parent) in grouping.index.ids.enumerated() {
            let other = Int(mixedGrouping.index.find(parent))
            let there = rows(theirs, mixedGrouping.starts, other).map { key(Int(places[$0])) }
            #expect(rows(ours, grouping.starts, group).map { key($0) } == there)
        }
    }

    // MARK: Slices

    private func selections(_ slices: [String: Slice], _ truths: [UInt8]?) -> Selections {
        Selections(
            grouping, slices: slices, truths: { $0 == "all" ? nil : truths },
            order: { RowOrder(names, in: scope) })
    }

    /// The slices of a table of the timed lender that have a limit, and one that has none.
    private func slices() throws -> [String: Slice] {
        let table = try #require(CatalogFiles.timed.read().tables.first { $0.name == "payments" })
        let pairs = table.slices.filter { ["all", "cash", "last_2", "first_2", "every"].contains($0.name) }
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0.name, $0) })
    }

    private var truths: [UInt8] {
        var generator = SeededGenerator(seed: 8)
        return (0..<Self.count).map { _ in UInt8(generator.nextIndex(below: 3)) }
    }

    @Test("a slice is the rows that meet it, the first or last of them where it says so", arguments: [true, false])
    func slices(hasConditions: Bool) throws {
        let slices = try slices()
        let truths = hasConditions ? truths : nil
        let selections = selections(slices, truths)
        let isChosen = { (row: Int) in truths.map { $0[row] == Truths.yes } ?? true }
        #expect(slices.count == 5)
        for (name, slice) in slices {
            let selection = selections.selection(name)
            #expect(selection.starts.count == grouping.count + 1)
            #expect(Int(selection.starts.last ?? 0) == selection.rows.count)
            selection.forEachGroup { group, range in
                let keys = selection.rows[range].map { key(Int($0)) }
                let meets = name == "all" ? { (_: Int) in true } : isChosen
                switch slice.limit {
                case .last(let count):
                    #expect(keys == Array(expected(group, latestFirst: true, where: meets).prefix(count)), "\(name)")
                case .first(let count):
                    #expect(keys == Array(expected(group, latestFirst: false, where: meets).prefix(count)), "\(name)")
                case nil:
                    let rows = rows(grouping.rows, grouping.starts, group).filter(meets)
                    #expect(selection.rows[range].map { Int($0) } == rows, "\(name)")
                }
            }
        }
    }

    @Test("the latest and the earliest row of a slice are the ends of its order", arguments: [true, false])
    func picks(hasConditions: Bool) throws {
        let slices = try slices()
        let truths = hasConditions ? truths : nil
        let selections = selections(slices, truths)
        for name in slices.keys {
            let selection = selections.selection(name)
            let latest = selections.pick(name, latest: true), earliest = selections.pick(name, latest: false)
            #expect(latest.count == grouping.count && earliest.count == grouping.count)
            selection.forEachGroup { group, range in
                let rows = selection.rows[range].map { Int($0) }
                func first(latestFirst: Bool) -> [Double?]? {
                    rows.sorted { precedes($0, $1, latestFirst: latestFirst) }.first.map { key($0) }
                }
                #expect((latest[group] < 0 ? nil : key(Int(latest[group]))) == first(latestFirst: true), "\(name)")
                #expect((earliest[group] < 0 ? nil : key(Int(earliest[group]))) == first(latestFirst: false), "\(name)")
            }
        }
    }
}
