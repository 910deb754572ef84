import Features

/// Features that carry nothing of their own: one value for every client, or another feature's values.
struct SameValues {
    /// Features with one known value for every client, or none at all.
    let constant: [Int]
    /// Features with equal values for every client, missing ones included, in groups of at least two; constant ones left out.
    let duplicates: [[Int]]

    /// Compares all columns.
    ///
    /// - Complexity: O(features · rows), and as much again for each duplicate.
    init(_ table: FeatureTable, missing: [Int], distinct: [Int]) {
        constant = distinct.indices.filter {
            distinct[$0] == 0 || (distinct[$0] == 1 && missing[$0] == 0)
        }
        let skipped = Set(constant)
        var places: [UInt64: [[Int]]] = [:]
        for feature in table.columns.indices where !skipped.contains(feature) {
            let column = table.columns[feature]
            let print = column.fingerprint
            if let group = places[print]?.firstIndex(where: { table.columns[$0[0]].holdsSame(as: column) }) {
                places[print]?[group].append(feature)
            } else {
                places[print, default: []].append([feature])
            }
        }
        duplicates = places.values.joined().filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    }
}

extension FeatureTable.Column {
    /// Equal for columns that hold the same; FNV-1a over values.
    fileprivate var fingerprint: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ bits: UInt32) { hash = (hash ^ UInt64(bits)) &* 0x0000_0100_0000_01B3 }
        switch self {
        case .numbers(let values):
            for value in values { mix(value.isNaN ? 1 : value == 0 ? 0 : value.bitPattern) }
        case .levels(let codes, _):
            for code in codes { mix(UInt32(bitPattern: code)) }
        }
        return hash
    }

    fileprivate func holdsSame(as other: FeatureTable.Column) -> Bool {
        switch (self, other) {
        case (.numbers(let a), .numbers(let b)): zip(a, b).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
        case (.levels(let a, let levelsOfA), .levels(let b, let levelsOfB)): a == b && levelsOfA == levelsOfB
        default: false
        }
    }
}
