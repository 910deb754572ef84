import Credit

/// Which clients are alike in a column, when a person compares one of them with others.
public enum ComparisonBand: Hashable, Sendable, Codable {
    /// Those with the same level or the same number.
    case same
    /// Those of the same fifth of all clients, from the lowest to the highest.
    case fifths
    /// Those of the same band of this width, in the unit that a person reads: years for an age.
    case width(Double)

    /// Days in the year that widths of ages and durations are counted in.
    public static let daysPerYear = 365.25
}

extension CatalogReader {
    /// Reads the key `compare`: `same`, `fifths`, or the width of a band.
    func readComparison(_ entry: YAMLEntry?, of name: String) -> ComparisonBand? {
        guard let entry else { return nil }
        switch entry.text {
        case "same": return .same
        case "fifths": return .fifths
        default:
            guard let width = Double(entry.text), width.isFinite, width > 0 else {
                entry.report("compare of \(name) must be same, fifths, or the width of a band")
                return nil
            }
            return .width(width)
        }
    }

    /// Checks that clients are compared within what this catalog allows, and that bands are made of numbers.
    func checkComparisons(_ entry: YAMLEntry?, _ columns: [ColumnDefinition], isRoot: Bool) {
        let lines = Dictionary(
            (entry?.pairs("columns") ?? []).map { ($0.key.text, $0.value) }, uniquingKeysWith: { $1 })
        for column in columns {
            guard let band = column.comparison, let line = lines[column.name] else { continue }
            if !isRoot || column.family == nil {
                line.report("\(column.name) is no feature of its own: clients cannot be compared within it")
            }
            if forbidden(column) != nil {
                line.report("\(column.name) is protected: clients cannot be compared within it")
            }
            if band != .same, column.kind.isCategory || column.kind == .flag {
                line.report("\(column.name) has no bands: compare it with same")
            }
        }
    }
}
