/// The nearest points found so far: up to twice those wanted, cut back by selection whenever full.
struct NeighbourBuffer {
    /// How many distances are made at a time.
    static let piece = 64

    private var keys: [UInt64] = []
    private var count = 0
    private var wanted = 0
    /// Keys at or beyond this are not among those wanted.
    private var bound = UInt64.max
    private var distances = [Float](repeating: 0, count: piece)

    /// The keys found.
    var found: ArraySlice<UInt64> { keys[0..<count] }

    mutating func reset(wanted: Int) {
        count = 0
        self.wanted = wanted
        bound = .max
        let room = 2 * wanted + Self.piece
        if keys.count < room { keys = [UInt64](repeating: 0, count: room) }
    }

    /// Whether a point at a squared distance could be among those wanted, by its row if not by its distance.
    func mayHold(_ distance: Float) -> Bool { orderedKey(distance, row: 0) < bound }

    mutating func clearDistances() {
        for place in distances.indices { distances[place] = 0 }
    }

    mutating func addSquares(_ column: [Float], _ range: Range<Int>, from coordinate: Float) {
        column.withUnsafeBufferPointer { column in
            distances.withUnsafeMutableBufferPointer { distances in
                for offset in 0..<range.count {
                    let difference = column[range.lowerBound + offset] - coordinate
                    distances[offset] += difference * difference
                }
            }
        }
    }

    /// Takes the points whose distances were made.
    mutating func take(_ rows: [Int32], _ range: Range<Int>) {
        for offset in 0..<range.count {
            let key = orderedKey(distances[offset], row: Int(rows[range.lowerBound + offset]))
            guard key < bound else { continue }
            keys[count] = key
            count += 1
        }
        if count >= 2 * wanted { cut() }
    }

    /// Leaves those wanted alone.
    mutating func finish() {
        if count > wanted { cut() }
    }

    private mutating func cut() {
        keys.withUnsafeMutableBufferPointer { keys in
            moveSmallest(wanted, of: UnsafeMutableBufferPointer(rebasing: keys[0..<count]))
        }
        count = wanted
        var largest: UInt64 = 0
        for place in 0..<count { largest = max(largest, keys[place]) }
        bound = largest + 1
    }
}
