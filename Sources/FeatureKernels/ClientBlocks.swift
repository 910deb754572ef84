import Catalog
import Credit
public import Features
import Foundation

/// Divides the rows of all tables by client, so that features can be computed block by block: in little memory, on all cores.
///
/// A row belongs to the block of the client that it names, else to that of the parent that it leads to. Where rows name a client
/// and another client's contract, the blocks of both become one: nothing that belongs together is ever apart. For one thread at a time.
public final class ClientBlocks: @unchecked Sendable {
    /// A column of rows to be divided.
    public enum Values: Sendable {
        /// Numbers; NaN is unknown.
        case numbers([Double])
        /// Numbers of clients and contracts; ``Column/unknownID`` is unknown.
        case ids([Int64])
        /// Codes of words; −1 is unknown.
        case codes([Int32])

        fileprivate func gathered(_ places: [Int32]) -> Values {
            switch self {
            case .numbers(let values): .numbers(values.gathered(places, otherwise: .nan))
            case .ids(let values): .ids(values.gathered(places, otherwise: Column.unknownID))
            case .codes(let values): .codes(values.gathered(places, otherwise: -1))
            }
        }
    }

    private let plan: FeaturePlan
    private let store: BlockStore
    /// The first client of every block but the first.
    private let bounds: [Int64]
    private let columnKinds: [[Reader.Kind]]
    private let routes: [[Route]]
    private var keyBlocks: [String: KeyBlocks] = [:]
    private var lists: [[WordList]]
    /// Blocks that are computed with the one before.
    private var isJoined: [Bool]
    private var buffers: [UInt64] = []
    private var fill: [Int] = []
    /// Rows of the present table that name no client, until all others are divided.
    private var waiting: [(columns: [Values], rows: Int)] = []

    /// A column that leads to a parent.
    struct Route: Hashable, Sendable {
        let column: Int
        /// The name under which blocks are noted; nil for the root, whose clients say it themselves.
        let parent: String?
    }

    /// Rows that are encoded together, and how many a block's buffer may hold before.
    private static let segmentRows = 512, sliceRows = 256
    private static let bufferRows = segmentRows + sliceRows

    /// Prepares blocks.
    ///
    /// - Parameters:
    ///   - clients: the root's clients, ascending.
    ///   - clientsPerBlock: clients in a block; more where there would be over 256 blocks.
    ///   - memoryLimit: bytes of rows to keep in memory; the rest lies in a file.
    ///   - folder: where that file is made.
    public init(
        _ plan: FeaturePlan, clients: [Int64], clientsPerBlock: Int = 2_048, memoryLimit: Int, folder: String
    ) {
        self.plan = plan
        let size = max(1, clientsPerBlock, (clients.count + 255) / 256)
        bounds = stride(from: size, to: clients.count, by: size).map { clients[$0] }
        isJoined = [Bool](repeating: false, count: bounds.count + 1)
        store = BlockStore(places: plan.tables.count * (bounds.count + 1), limit: memoryLimit, folder: folder)
        columnKinds = plan.tables.map { table in
            table.columns.map { column in
                switch column.kind {
                case .id: .id
                case .category: .word
                case .flag where column.flagWords != nil: .word
                default: .number
                }
            }
        }
        routes = plan.tables.map { Self.routes(of: $0, plan) }
        lists = plan.tables.map { table in table.columns.map { _ in WordList([]) } }
    }

    /// The columns by which a table's rows find their block, the client's number first.
    static func routes(of table: TableDefinition, _ plan: FeaturePlan) -> [Route] {
        let catalog = plan.catalog, root = catalog.root
        let whole = catalog.tables.first { $0.name == table.name } ?? table
        let above = table.name == root ? [(root, catalog.client)] : whole.parents.map { ($0.table, $0.key) }
        // Where the tables below find their blocks; the root's clients say it themselves.
        let below = table.name == root ? [] : Set(plan.children(of: table).map(\.key)).sorted().map { (table.name, $0) }
        // Rows that become one, follow each other or must not have one key belong together, whether the parent is there or not.
        let own = ((table.collapse?.by ?? []) + (table.name == root ? [] : table.key)).filter { name in
            table.column(name)?.kind == .id && !above.contains { $0.1 == name }
        }
        let first = above.filter { $0.0 == root } + above.filter { $0.0 != root }
        var routes: [Route] = []
        for (parent, key) in first + below + own.map({ (table.name, $0) }) {
            guard let column = table.columns.firstIndex(where: { $0.name == key }) else { continue }
            let route = Route(column: column, parent: parent == root ? nil : "\(parent) \(key)")
            if !routes.contains(route) { routes.append(route) }
        }
        return routes
    }

    /// How many blocks there are.
    public var count: Int { bounds.count + 1 }

    /// Blocks that are computed at a time.
    public var units: [Range<Int>] {
        var units: [Range<Int>] = []
        for block in 0..<count {
            if isJoined[block], let last = units.popLast() {
                units.append(last.lowerBound..<block + 1)
            } else {
                units.append(block..<block + 1)
            }
        }
        return units
    }

    // MARK: Writing

    /// Starts a table; parents come before children.
    public func begin(_ table: Int) {
        let width = columnKinds[table].count
        buffers = [UInt64](repeating: 0, count: count * width * Self.bufferRows)
        fill = [Int](repeating: 0, count: count)
    }

    /// Forgets the rows of a table, which is begun anew.
    ///
    /// In which blocks its parents lie stays known: that brings more together, and takes nothing apart.
    public func abandon(_ table: Int) {
        for block in 0..<count { store.discard(table * count + block) }
        waiting = []
    }

    /// Divides rows of a table.
    public func add(_ columns: [Values], rows: Int, to table: Int) throws(FeatureError) {
        var blocks = blocks(of: columns, rows: rows, table)
        // Where other rows of the table may still tell the block, rows that name no client wait for the end.
        if routes[table].first?.parent == nil, blocks.contains(-1) {
            let places = blocks.indices.filter { blocks[$0] < 0 }.map { Int32($0) }
            waiting.append((columns.map { $0.gathered(places) }, places.count))
        } else {
            settle(&blocks, columns, table)
        }
        try write(columns, rows: rows, blocks, to: table)
    }

    /// Finds a place for rows that lead to no client: together with all that they have a number in common with.
    private func settle(_ blocks: inout [Int16], _ columns: [Values], _ table: Int) {
        for row in blocks.indices where blocks[row] < 0 {
            let keys = routes[table].compactMap { route -> (parent: String, id: Int64)? in
                guard let parent = route.parent, case .ids(let ids) = columns[route.column],
                    ids[row] != Column.unknownID
                else { return nil }
                return (parent, ids[row])
            }
            let known = keys.lazy.compactMap { self.keyBlocks[$0.parent]?.find($0.id) }.first
            let block = known ?? keys.first.map { IDIndex.hash($0.id) % count } ?? 0
            blocks[row] = Int16(block)
            for (parent, id) in keys {
                if let other = keyBlocks[parent, default: KeyBlocks()].note(id, block) { join(other, block) }
            }
        }
    }

    private func write(_ columns: [Values], rows: Int, _ blocks: [Int16], to table: Int) throws(FeatureError) {
        let width = columns.count
        for start in stride(from: 0, to: rows, by: Self.sliceRows) {
            let range = start..<min(start + Self.sliceRows, rows)
            // Where each row goes in its block's buffer.
            var places = [Int](repeating: -1, count: range.count)
            for row in range where blocks[row] >= 0 {
                let block = Int(blocks[row])
                places[row - start] = block * width * Self.bufferRows + fill[block]
                fill[block] += 1
            }
            buffers.withUnsafeMutableBufferPointer { buffers in
                for (index, column) in columns.enumerated() {
                    let shift = index * Self.bufferRows
                    switch column {
                    case .numbers(let values):
                        for row in range where places[row - start] >= 0 {
                            buffers[places[row - start] + shift] = values[row].bitPattern
                        }
                    case .ids(let values):
                        for row in range where places[row - start] >= 0 {
                            buffers[places[row - start] + shift] = UInt64(bitPattern: values[row])
                        }
                    case .codes(let values):
                        for row in range where places[row - start] >= 0 {
                            let code = values[row] < 0 ? Column.unknownID : Int64(values[row])
                            buffers[places[row - start] + shift] = UInt64(bitPattern: code)
                        }
                    }
                }
            }
            for block in 0..<count where fill[block] >= Self.segmentRows { try seal(block, table) }
        }
    }

    /// Ends a table.
    ///
    /// - Parameter words: the words of each column, by its place; empty for numbers.
    public func end(_ table: Int, words: [[String]]) throws(FeatureError) {
        // One may tell the block of another, which tells that of a third.
        var left = Int.max, before = Int.max
        repeat {
            before = left
            left = waiting.reduce(0) { $0 + blocks(of: $1.columns, rows: $1.rows, table).count { $0 < 0 } }
        } while left > 0 && left < before
        for (columns, rows) in waiting {
            var blocks = blocks(of: columns, rows: rows, table)
            settle(&blocks, columns, table)
            try write(columns, rows: rows, blocks, to: table)
        }
        waiting = []
        for block in 0..<count where fill[block] > 0 { try seal(block, table) }
        lists[table] = words.map { WordList($0) }
        buffers = []
    }

    /// Ends writing.
    public func finish() throws(FeatureError) {
        try store.finish()
        keyBlocks = [:]
    }

    private func seal(_ block: Int, _ table: Int) throws(FeatureError) {
        let kinds = columnKinds[table], rows = fill[block]
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rows * kinds.count * 3)
        buffers.withUnsafeBufferPointer { buffers in
            for (index, kind) in kinds.enumerated() {
                let start = (block * kinds.count + index) * Self.bufferRows
                let values = UnsafeBufferPointer(rebasing: buffers[start..<start + rows])
                switch kind {
                case .number: SegmentCoding.encode(values, into: &bytes)
                case .id, .word: SegmentCoding.encodeWhole(values, into: &bytes)
                }
            }
        }
        try store.append(bytes, rows: rows, at: table * count + block)
        fill[block] = 0
    }

    // MARK: Which block

    /// The block of each row; −1 for rows that lead to no client yet.
    private func blocks(of columns: [Values], rows: Int, _ table: Int) -> [Int16] {
        guard count > 1 else { return [Int16](repeating: 0, count: rows) }
        var blocks = [Int16](repeating: -1, count: rows)
        // What a later column tells of a row, the second time round is noted under the columns before it.
        if !follow(&blocks, columns, rows, table), routes[table].count > 1 { _ = follow(&blocks, columns, rows, table) }
        return blocks
    }

    /// Finds the block of each row by the columns that tell it, and notes it under the others; whether every number was known.
    private func follow(_ blocks: inout [Int16], _ columns: [Values], _ rows: Int, _ table: Int) -> Bool {
        var isComplete = true
        for route in routes[table] {
            guard case .ids(let ids) = columns[route.column] else { continue }
            guard let parent = route.parent else {
                for row in 0..<rows where ids[row] != Column.unknownID { blocks[row] = Int16(block(of: ids[row])) }
                continue
            }
            var known = keyBlocks.removeValue(forKey: parent) ?? KeyBlocks()
            var lastID = Column.unknownID, lastBlock: Int16 = -1
            for row in 0..<rows where ids[row] != Column.unknownID {
                let id = ids[row]
                // Files mostly keep a parent's rows together.
                if id == lastID, blocks[row] < 0 || blocks[row] == lastBlock {
                    blocks[row] = lastBlock
                } else if blocks[row] < 0 {
                    blocks[row] = known.find(id).map { Int16($0) } ?? -1
                    isComplete = isComplete && blocks[row] >= 0
                } else if let other = known.note(id, Int(blocks[row])) {
                    join(other, Int(blocks[row]))
                }
                (lastID, lastBlock) = (id, blocks[row])
            }
            keyBlocks[parent] = known
        }
        return isComplete
    }

    private func block(of client: Int64) -> Int {
        var low = 0, high = bounds.count
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] <= client { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Makes one of two blocks and of all between them, so that clients stay in order.
    private func join(_ a: Int, _ b: Int) {
        for block in (min(a, b) + 1)..<(max(a, b) + 1) { isJoined[block] = true }
    }

    // MARK: Reading

    /// A reader of the blocks, for any thread.
    public var reader: Reader {
        Reader(plan: plan, store: store, count: count, columnKinds: columnKinds, lists: lists)
    }

    /// Reads blocks that were written.
    public struct Reader: Sendable {
        enum Kind: Sendable { case number, id, word }

        let plan: FeaturePlan
        let store: BlockStore
        let count: Int
        let columnKinds: [[Kind]]
        let lists: [[WordList]]

        /// The rows of some blocks, by table.
        ///
        /// - Parameter isLast: whether they are read for the last time, so that memory may be given back.
        public func rows(of blocks: Range<Int>, isLast: Bool = true) throws(FeatureError) -> [String: Rows] {
            var result: [String: Rows] = [:]
            for (table, definition) in plan.tables.enumerated() {
                result[definition.name] = try rows(of: blocks, table, isLast)
            }
            return result
        }

        private func rows(of blocks: Range<Int>, _ table: Int, _ isLast: Bool) throws(FeatureError) -> Rows {
            let kinds = columnKinds[table]
            var numbers = kinds.map { _ in [Double]() }
            var ids = kinds.map { _ in [Int64]() }
            var codes = kinds.map { _ in [Int32]() }
            var count = 0
            let expected = blocks.reduce(0) { $0 + store.rows(at: table * self.count + $1) }
            for (index, kind) in kinds.enumerated() {
                switch kind {
                case .number: numbers[index].reserveCapacity(expected)
                case .id: ids[index].reserveCapacity(expected)
                case .word: codes[index].reserveCapacity(expected)
                }
            }
            for block in blocks {
                let place = table * self.count + block
                try store.forEachSegment(at: place) { bytes, rows in
                    var position = 0
                    for (index, kind) in kinds.enumerated() {
                        switch kind {
                        case .number: SegmentCoding.decode(bytes, at: &position, count: rows, into: &numbers[index])
                        case .id:
                            SegmentCoding.decodeWhole(
                                bytes, at: &position, count: rows, unknown: Column.unknownID, into: &ids[index])
                        case .word:
                            SegmentCoding.decodeWhole(
                                bytes, at: &position, count: rows, unknown: -1, into: &codes[index])
                        }
                    }
                    count += rows
                }
                if isLast { store.release(place) }
            }
            let columns = kinds.indices.map { index -> Column in
                switch kinds[index] {
                case .number: .numbers(numbers[index])
                case .id: .ids(ids[index])
                case .word: .words(codes[index], lists[table][index])
                }
            }
            return Rows(count: count, columns: columns)
        }
    }
}
