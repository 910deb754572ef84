package import Features

/// One client's features in one cell, short and quick to read.
///
/// Layout, version 1, little-endian: one byte with the version, then four bytes for every feature in the order of the
/// schema. A number is an IEEE single, and a NaN stands for *missing*; a level is the number of its word in the table
/// `levels` as a signed integer, and −1 stands for *missing*.
package enum FeatureRowCoding {
    /// The version that is written.
    static let version: UInt8 = 1

    /// The bytes of a row.
    ///
    /// - Throws: `StorageError` when the row does not fit the schema or holds a number that is not finite.
    package static func encode(
        _ row: FeatureRow, schema: FeatureSchema, levels: inout StoreWords
    ) throws(StorageError) -> [UInt8] {
        guard row.values.count == schema.columns.count else {
            throw StorageError(
                .failed,
                "a client has \(row.values.count) features where the model has \(schema.columns.count): "
                    + "build the features and the model from the same catalog.")
        }
        var bytes = [UInt8](repeating: 0, count: 1 + 4 * row.values.count)
        bytes[0] = version
        for (index, column) in schema.columns.enumerated() {
            let cell: UInt32
            let value = row.values[index]
            switch (value, column.isCategory) {
            case (.missing, false): cell = Float.nan.bitPattern
            case (.missing, true): cell = UInt32(bitPattern: -1)
            case (.number(let number), false) where number.isFinite: cell = number.bitPattern
            case (.level(let word), true): cell = UInt32(bitPattern: levels.code(of: word))
            case (.number, false):
                throw StorageError(
                    .failed, "the feature \(column.name) of a client is not a finite number: correct its expression.")
            case (.number, true), (.level, false):
                throw StorageError(
                    .failed,
                    "the feature \(column.name) of a client is \(column.isCategory ? "a number" : "a word") where the "
                        + "model has \(column.isCategory ? "a word" : "a number"): build both from the same catalog.")
            }
            bytes.withUnsafeMutableBytes {
                $0.storeBytes(of: cell.littleEndian, toByteOffset: 1 + 4 * index, as: UInt32.self)
            }
        }
        return bytes
    }

    /// The row of some bytes, or nil when they are damaged.
    ///
    /// Complexity: O(features).
    package static func decode(_ bytes: UnsafeRawBufferPointer, schema: FeatureSchema, levels: StoreWords)
        -> FeatureRow?
    {
        let columns = schema.columns
        guard bytes.count == 1 + 4 * columns.count, bytes.first == version else { return nil }
        var values: [FeatureValue] = []
        values.reserveCapacity(columns.count)
        for (index, column) in columns.enumerated() {
            let cell = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 1 + 4 * index, as: UInt32.self))
            if column.isCategory {
                let code = Int32(bitPattern: cell)
                if code == -1 {
                    values.append(.missing)
                } else if let word = levels.word(code) {
                    values.append(.level(word))
                } else {
                    return nil
                }
            } else {
                let number = Float(bitPattern: cell)
                values.append(number.isNaN ? .missing : .number(number))
            }
        }
        return FeatureRow(values: values)
    }
}
