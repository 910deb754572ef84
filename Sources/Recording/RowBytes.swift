import Features

/// A row of features as bytes: four for each, lowest first.
///
/// A number is an IEEE single, and a NaN stands for *missing*; a level is the place of its word in the list `words` as a signed
/// integer, and −1 stands for *missing*.
enum RowBytes {
    static func encode(
        _ row: FeatureRow, schema: FeatureSchema, words: inout [String]
    ) throws(LogError) -> [UInt8] {
        guard row.values.count == schema.columns.count else {
            throw LogError(
                .invalid, "a row has \(row.values.count) features where its schema has \(schema.columns.count).")
        }
        var places: [[UInt8]: Int32] = [:]
        var bytes = [UInt8](repeating: 0, count: 4 * row.values.count)
        for (index, column) in schema.columns.enumerated() {
            let cell: UInt32
            switch (row.values[index], column.isCategory) {
            case (.missing, false): cell = Float.nan.bitPattern
            case (.missing, true): cell = UInt32(bitPattern: -1)
            case (.number(let number), false) where number.isFinite: cell = number.bitPattern
            case (.level(let word), true):
                // By bytes: two spellings of `é` are equal as texts, and one would be lost.
                let place = places[Array(word.utf8)] ?? Int32(words.count)
                if place == words.count {
                    places[Array(word.utf8)] = place
                    words.append(word)
                }
                cell = UInt32(bitPattern: place)
            default:
                throw LogError(.invalid, "the feature \(column.name) of a row is of another kind, or not finite.")
            }
            bytes.withUnsafeMutableBytes {
                $0.storeBytes(of: cell.littleEndian, toByteOffset: 4 * index, as: UInt32.self)
            }
        }
        return bytes
    }

    /// The row of some bytes; nil when they are damaged.
    static func decode(_ bytes: [UInt8], schema: FeatureSchema, words: [String]) -> FeatureRow? {
        guard bytes.count == 4 * schema.columns.count else { return nil }
        var values: [FeatureValue] = []
        values.reserveCapacity(schema.columns.count)
        for (index, column) in schema.columns.enumerated() {
            let cell = bytes.withUnsafeBytes {
                UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
            }
            if column.isCategory {
                let place = Int(Int32(bitPattern: cell))
                guard place == -1 || words.indices.contains(place) else { return nil }
                values.append(place == -1 ? .missing : .level(words[place]))
            } else {
                let number = Float(bitPattern: cell)
                values.append(number.isNaN ? .missing : .number(number))
            }
        }
        return FeatureRow(values: values)
    }
}
