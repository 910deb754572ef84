import Features

/// A set of clients by their rows, one bit each.
struct ClientSet: Hashable, Sendable {
    private var words: [UInt64] = []

    /// Nobody.
    init() {}

    /// The clients whose value is known and not zero; nobody for a category.
    ///
    /// - Complexity: O(rows).
    init(withValueIn column: FeatureTable.Column) {
        guard case .numbers(let values) = column else { return }
        words.reserveCapacity((values.count + 63) / 64)
        for first in stride(from: 0, to: values.count, by: 64) {
            var word: UInt64 = 0
            for row in first..<min(first + 64, values.count) {
                // NaN is neither above nor below zero.
                word |= (values[row] > 0 || values[row] < 0 ? 1 : 0) << UInt64(row - first)
            }
            words.append(word)
        }
    }

    /// How many clients.
    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Adds the clients of another set.
    mutating func formUnion(_ other: ClientSet) {
        if words.count < other.words.count {
            words += [UInt64](repeating: 0, count: other.words.count - words.count)
        }
        for place in other.words.indices { words[place] |= other.words[place] }
    }
}
