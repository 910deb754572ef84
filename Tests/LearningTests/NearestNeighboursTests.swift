import Learning
import Statistics
import Testing

@Suite struct NearestNeighboursTests {
    private struct Drawn {
        let columns: [[Float]]
        let outcomes: [Bool]

        /// - Parameter grid: Coordinates are multiples of it, which makes ties; 0 for none.
        init(rows: Int, columns: Int, seed: UInt64, grid: Float = 0) {
            var generator = SeededGenerator(seed: seed)
            self.columns = (0..<columns).map { _ in
                (0..<rows).map { _ in
                    let value = Float(generator.nextNormal())
                    return grid > 0 ? (value / grid).rounded() * grid : value
                }
            }
            outcomes = (0..<rows).map { _ in generator.nextBool(probability: 0.3) }
        }
    }

    /// The nearest rows by comparing all, in the same precision.
    private func compared(_ columns: [[Float]], _ row: [Float], count: Int) -> [Int] {
        let scaling = Scaling(fitting: columns)
        let points = scaling.apply(to: columns)
        let point = scaling.apply(toRow: row)
        let distances = columns[0].indices.map { other in
            var sum: Float = 0
            for (column, coordinate) in zip(points, point) {
                let difference = column[other] - coordinate
                sum += difference * difference
            }
            return sum
        }
        return Array(distances.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(count))
    }

    @Test(
        "neighbours are those that comparing all rows gives, ties by row",
        arguments: [(1, 0), (2, 0.5), (4, 0), (4, 1), (8, 0.5)] as [(Int, Float)], [1, 7, 200])
    func exact(shape: (columns: Int, grid: Float), count: Int) throws {
        let drawn = Drawn(rows: 700, columns: shape.columns, seed: 61, grid: shape.grid)
        let queries = Drawn(rows: 40, columns: shape.columns, seed: 62, grid: shape.grid)
        let neighbours = try NearestNeighbours(fitting: drawn.columns, outcomes: drawn.outcomes)
        let means = neighbours.meanOutcomes(of: queries.columns, count: count)
        for query in 0..<40 {
            let row = queries.columns.map { $0[query] }
            let expected = compared(drawn.columns, row, count: count)
            let found = neighbours.neighbours(ofRow: row, count: count)
            #expect(found.map(\.row) == expected)
            #expect(found.map(\.distance) == found.map(\.distance).sorted())
            #expect(means[query] == Double(expected.count { drawn.outcomes[$0] }) / Double(count))
        }
    }

    @Test("means have the same bits at any number of threads, and as saved and read")
    func reproducible() throws {
        let drawn = Drawn(rows: 1500, columns: 3, seed: 63)
        let neighbours = try NearestNeighbours(fitting: drawn.columns, outcomes: drawn.outcomes)
        let one = neighbours.meanOutcomes(of: drawn.columns, count: 50)
        #expect(neighbours.meanOutcomes(of: drawn.columns, count: 50, threads: 2) == one)
        let read = try saved(neighbours)
        #expect(read == neighbours)
        #expect(read.meanOutcomes(of: drawn.columns, count: 50) == one)
    }

    @Test("rows that are all equal are taken by their number")
    func allEqual() throws {
        let outcomes = (0..<500).map { $0 < 100 }
        let neighbours = try NearestNeighbours(
            fitting: [[Float](repeating: 4, count: 500)], outcomes: outcomes)
        #expect(neighbours.neighbours(ofRow: [9], count: 3).map(\.row) == [0, 1, 2])
        #expect(neighbours.meanOutcomes(of: [[4]], count: 200) == [0.5])
    }

    @Test("fewer rows than neighbours wanted are all taken")
    func fewRows() throws {
        let neighbours = try NearestNeighbours(fitting: [[1, 2, 3]], outcomes: [true, false, false])
        #expect(neighbours.neighbours(ofRow: [2.9], count: 10).map(\.row) == [2, 1, 0])
        #expect(neighbours.meanOutcomes(of: [[0, 5]], count: 500) == [1.0 / 3, 1.0 / 3])
        #expect(neighbours.neighbours(ofRow: [2], count: 0).isEmpty)
    }

    @Test("a missing value stands at the median")
    func missing() throws {
        let neighbours = try NearestNeighbours(fitting: [[0, 5, .nan, 20]], outcomes: [true, false, false, true])
        #expect(neighbours.neighbours(ofRow: [.nan], count: 2).map(\.row) == [1, 2])
    }

    @Test("no row, no column, too many columns and infinite values are refused")
    func refusals() {
        for columns in [[[Float]](), [[Float]](repeating: [1, 2], count: 9), [[.infinity, 1]]] {
            #expect(throws: LearningError.self) { try NearestNeighbours(fitting: columns, outcomes: [true, false]) }
        }
        #expect(throws: LearningError.self) { try NearestNeighbours(fitting: [[]], outcomes: []) }
    }
}
