import Credit
import Crypto
public import Features
import Foundation

/// The digest of a table's labelled rows: their features, outcomes and persons.
enum DatasetDigest {
    /// SHA-256 in hexadecimal; the same rows give the same digest whatever unlabelled rows stand between them.
    ///
    /// - Complexity: O(rows × columns).
    static func of(_ table: FeatureTable) -> String {
        let rows = table.outcomes.indices.filter { table.outcomes[$0] != nil }
        var hash = SHA256()
        func add<Element>(_ values: [Element]) { values.withUnsafeBytes { hash.update(bufferPointer: $0) } }
        func add(_ text: String) { hash.update(data: Data((text + "\n").utf8)) }
        add(rows.map { table.clients[$0].rawValue.littleEndian })
        add(rows.map { UInt8(table.outcomes[$0] == true ? 1 : 0) })
        // Persons by the first of their rows: the numbers themselves mean nothing.
        var first: [Int32: Int32] = [:]
        add(
            rows.enumerated().map { place, row in
                let number = first[table.persons[row]] ?? Int32(place)
                first[table.persons[row]] = number
                return number.littleEndian
            })
        for (column, values) in zip(table.schema.columns, table.columns) {
            add(column.name)
            switch values {
            case .numbers(let numbers):
                // One bit pattern for every NaN.
                add(rows.map { (numbers[$0].isNaN ? Float.nan : numbers[$0]).bitPattern.littleEndian })
            case .levels(let codes, let levels):
                for row in rows { add(codes[row] < 0 ? "" : levels[Int(codes[row])]) }
            }
        }
        return BundleFiles.hexadecimal(hash.finalize())
    }
}

extension ModelBundle {
    /// Whether a table's labelled rows are those that the model was made from, test rows among them.
    public func isTrained(on table: FeatureTable) -> Bool {
        selection.design.datasetDigest == DatasetDigest.of(table)
    }
}
