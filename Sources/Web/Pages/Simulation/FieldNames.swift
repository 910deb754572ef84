import Catalog
import Credit
import Foundation

/// What fields are called in addresses and forms: their French label in plain letters, as `montant-emprunte`.
///
/// The same in both languages, so that an address means the same whoever opens it; no raw name of a column is ever seen.
struct FieldNames: Sendable {
    private let names: [String: String]
    private let columns: [String: ColumnDefinition]

    /// - Parameter reserved: names that something else has.
    init(_ columns: [ColumnDefinition], reserved: Set<String>) {
        var names: [String: String] = [:]
        var known: [String: ColumnDefinition] = [:]
        for column in columns {
            var name = Self.plain(column.label.fr)
            // The second of a name has its column's, which no label gives.
            if name.isEmpty || reserved.contains(name) || known[name] != nil { name = column.name.lowercased() }
            guard known[name] == nil else { continue }
            names[column.name] = name
            known[name] = column
        }
        self.names = names
        self.columns = known
    }

    /// What a column's field is called.
    subscript(column: ColumnDefinition) -> String { names[column.name] ?? column.name.lowercased() }

    /// The column that a field stands for.
    func column(_ name: String) -> ColumnDefinition? { columns[name] }

    /// Small letters, digits and hyphens.
    static func plain(_ text: String) -> String {
        let letters = text.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars.filter {
            !$0.properties.isDiacritic && $0.properties.generalCategory != .nonspacingMark
        }
        let words = String(String.UnicodeScalarView(letters)).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.joined(separator: "-")
    }
}
