import Statistics
import Testing

@testable import FeatureKernels

@Suite("Numbers found again and rows brought together")
struct GroupingTests {
    /// Numbers with repetitions, extremes and, if wished, unknown ones.
    private func ids(_ count: Int, different: Int, seed: UInt64, unknown: Double = 0) -> [Int64] {
        var generator = SeededGenerator(seed: seed)
        let pool = (0..<different).map { index -> Int64 in
            switch index {
            case 0: 0
            case 1: -1
            case 2: .max
            case 3: .min + 1
            default: generator.nextBool(probability: 0.5) ? Int64(100_000 + index) : Int64(bitPattern: generator.next())
            }
        }
        return (0..<count).map { _ in
            generator.nextBool(probability: unknown)
                ? Column.unknownID : pool[generator.nextIndex(below: different)]
        }
    }

    @Test("an index answers as a dictionary does", arguments: [1, 5, 16, 17, 1_000, 3_000], [0, 2_000])
    func index(different: Int, capacity: Int) {
        var index = IDIndex(capacity: capacity)
        var known: [Int64: Int32] = [:]
        let ids = ids(4_000, different: different, seed: UInt64(different))
        for id in ids {
            #expect(index.find(id) == known[id] ?? -1)
            let place = index.insert(id)
            if known[id] == nil { known[id] = Int32(known.count) }
            guard place == known[id] else {
                Issue.record("\(id) is at \(place)")
                return
            }
        }
        #expect(index.ids.count == known.count)
        #expect(known.allSatisfy { index.ids[Int($0.value)] == $0.key && index.find($0.key) == $0.value })
        #expect(index.find(123_456_789) == -1)
    }

    @Test("an index finds numbers whose hashes begin alike")
    func collisions() {
        // All of these start their search at the same of 16 places.
        let alike = (0 as Int64..<4_000).filter { IDIndex.hash($0) & 15 == 3 }
        var index = IDIndex()
        for (place, id) in alike.enumerated() {
            #expect(index.find(id) == -1)
            #expect(index.insert(id) == Int32(place))
        }
        for (place, id) in alike.enumerated() { #expect(index.find(id) == Int32(place)) }
    }

    @Test("groups are those of a dictionary, each in the order of its rows", arguments: [1, 2, 40, 900], [0, 0.3, 1])
    func grouping(different: Int, unknown: Double) {
        let ids = ids(1_000, different: different, seed: 7, unknown: unknown)
        let grouping = Grouping(ids)
        let expected = Dictionary(grouping: ids.indices.filter { ids[$0] != Column.unknownID }, by: { ids[$0] })
        #expect(grouping.count == expected.count)
        #expect(grouping.index.ids.count == grouping.count)
        for (group, id) in grouping.index.ids.enumerated() {
            let range = Int(grouping.starts[group])..<Int(grouping.starts[group + 1])
            #expect(grouping.rows[range].map { Int($0) } == expected[id])
        }
        #expect(grouping.rows.count == expected.values.map(\.count).reduce(0, +))
        #expect(Grouping([]).count == 0)
    }

    @Test("a parent's block is the first that was noted")
    func keyBlocks() {
        var blocks = KeyBlocks(), known: [Int64: Int] = [:]
        var generator = SeededGenerator(seed: 4)
        for id in ids(2_000, different: 300, seed: 3) {
            let block = generator.nextIndex(below: 256)
            #expect(blocks.find(id) == known[id])
            #expect(blocks.note(id, block) == (known[id] == block ? nil : known[id]))
            known[id] = known[id] ?? block
            #expect(blocks.find(id) == known[id])
        }
    }

    // MARK: Keys of several columns

    /// Columns of every kind with few values: many rows are the same.
    private func columns(_ count: Int, seed: UInt64) -> [Column] {
        var generator = SeededGenerator(seed: seed)
        func pick<Value>(_ values: [Value]) -> [Value] {
            (0..<count).map { _ in values[generator.nextIndex(below: values.count)] }
        }
        return [
            .numbers(pick([0, -0.0, 1, .nan, -.nan, 1e300])), .ids(pick([Column.unknownID, 0, 1, -1, .max])),
            .words(pick([-1, 0, 1]), WordList(["b", "a"])),
        ]
    }

    /// A row's values as one text.
    private func text(_ columns: [Column], _ row: Int) -> String {
        columns.map { column in
            switch column {
            case .numbers(let values): values[row].isNaN ? "?" : "\(values[row] + 0)"
            case .ids(let ids): ids[row] == Column.unknownID ? "?" : "\(ids[row])"
            case .flags(let values): "\(values[row])"
            case .words(let codes, let list): codes[row] < 0 ? "?" : list.words[Int(codes[row])]
            }
        }.joined(separator: ",")
    }

    @Test("keys group as a dictionary of their values does", arguments: 0...3, [0, 1, 500])
    func rowKeys(width: Int, count: Int) {
        let columns = Array(columns(count, seed: UInt64(width + count)).prefix(width))
        let key = RowKey(columns, count: count)
        let (groups, firsts) = key.groups()
        var known: [String: Int32] = [:]
        var expectedFirsts: [Int32] = []
        let expected = (0..<count).map { row -> Int32 in
            let text = text(columns, row)
            if let group = known[text] { return group }
            known[text] = Int32(known.count)
            expectedFirsts.append(Int32(row))
            return Int32(known.count - 1)
        }
        #expect(groups == expected)
        #expect(firsts == expectedFirsts)
        #expect(key.isUnknown == (0..<count).map { text(columns, $0).contains("?") })
        let repeated = expectedFirsts.filter { first in
            let text = text(columns, Int(first))
            return !text.contains("?") && expected.count { $0 == expected[Int(first)] } > 1
        }
        #expect(key.repeated() == repeated)
    }

    @Test("the order of columns matters to a key")
    func order() {
        let a = Column.ids([1, 2, 3, 3]), b = Column.ids([2, 1, 3, 3])
        #expect(RowKey([a, b], count: 4).groups().groupOfRow == [0, 1, 2, 2])
        #expect(RowKey([a, b], count: 4).repeated() == [2])
    }
}
