/// A k-d tree (Bentley, 1975) over points of few coordinates, for exact nearest neighbours, ties by row.
///
/// A node is a range of points; its children are the halves. Distances are squares in single precision, always summed in the
/// order of the coordinates: a box's distance is made the same way, so rounding never puts a box beyond a point inside it,
/// and the neighbours are those that comparing all points would give.
struct NeighbourTree: Sendable, Hashable {
    private struct Node: Hashable {
        let range: Range<Int>
        /// The number of the first child, the second being next; 0 for a leaf.
        var children = 0
    }

    private static let pointsPerLeaf = 48

    private let dimensions: Int
    /// Coordinates by dimension, points in the order of the leaves.
    private let coordinates: [[Float]]
    private let rows: [Int32]
    private let nodes: [Node]
    /// By node and dimension: the lowest and the highest coordinate.
    private let boxes: [Float]

    var count: Int { rows.count }

    /// Builds the tree.
    ///
    /// - Parameter columns: One per dimension, without NaN.
    /// - Complexity: O(n log n).
    init(_ columns: [[Float]]) {
        dimensions = columns.count
        var rows = (columns.first ?? []).indices.map { Int32($0) }
        var nodes = [Node(range: 0..<rows.count)]
        var boxes: [Float] = []
        var node = 0
        while node < nodes.count {
            let range = nodes[node].range
            var (widest, width) = (0, -Float.infinity)
            for (dimension, column) in columns.enumerated() {
                var (low, high) = (Float.infinity, -Float.infinity)
                for place in range {
                    low = min(low, column[Int(rows[place])])
                    high = max(high, column[Int(rows[place])])
                }
                boxes += [low, high]
                if high - low > width { (widest, width) = (dimension, high - low) }
            }
            if range.count > Self.pointsPerLeaf, width > 0 {
                let column = columns[widest]
                var keys = range.map { orderedKey(column[Int(rows[$0])], row: Int(rows[$0])) }
                keys.withUnsafeMutableBufferPointer { moveSmallest(range.count / 2, of: $0) }
                for (offset, key) in keys.enumerated() { rows[range.lowerBound + offset] = Int32(orderedRow(key)) }
                let middle = range.lowerBound + range.count / 2
                nodes[node].children = nodes.count
                nodes.append(Node(range: range.lowerBound..<middle))
                nodes.append(Node(range: middle..<range.upperBound))
            }
            node += 1
        }
        self.rows = rows
        self.nodes = nodes
        self.boxes = boxes
        coordinates = columns.map { column in rows.map { column[Int($0)] } }
    }

    /// The nearest points, in any order, as keys of squared distance and row (``orderedKey(_:row:)``).
    ///
    /// - Parameters:
    ///   - point: One coordinate per dimension, without NaN.
    ///   - wanted: At most ``count``.
    ///   - found: Room that is used again from search to search.
    func search(_ point: [Float], wanted: Int, found: inout NeighbourBuffer) {
        found.reset(wanted: wanted)
        guard wanted > 0 else { return }
        var open: [(node: Int, distance: Float)] = [(0, boxDistance(0, point))]
        while let (node, distance) = open.popLast() {
            guard found.mayHold(distance) else { continue }
            let children = nodes[node].children
            if children == 0 {
                addLeaf(nodes[node].range, point, to: &found)
            } else {
                let (left, right) = (boxDistance(children, point), boxDistance(children + 1, point))
                // The nearer child is searched first, since it narrows the search most.
                if left <= right {
                    open.append((children + 1, right))
                    open.append((children, left))
                } else {
                    open.append((children, left))
                    open.append((children + 1, right))
                }
            }
        }
        found.finish()
    }

    private func addLeaf(_ range: Range<Int>, _ point: [Float], to found: inout NeighbourBuffer) {
        // Points that are all equal are one leaf, however many; so leaves are taken in pieces.
        var start = range.lowerBound
        while start < range.upperBound {
            let piece = start..<min(start + NeighbourBuffer.piece, range.upperBound)
            found.clearDistances()
            for (dimension, column) in coordinates.enumerated() {
                found.addSquares(column, piece, from: point[dimension])
            }
            found.take(rows, piece)
            start = piece.upperBound
        }
    }

    private func boxDistance(_ node: Int, _ point: [Float]) -> Float {
        var sum: Float = 0
        var place = node * dimensions * 2
        for coordinate in point {
            let outside = max(boxes[place] - coordinate, coordinate - boxes[place + 1], 0)
            sum += outside * outside
            place += 2
        }
        return sum
    }
}
