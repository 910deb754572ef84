import Catalog

/// The order of rows in time: by the clock, unknown times last; ties by key, then by every other column.
///
/// Rows that are still tied are the same in all columns: which of them comes first makes no difference.
struct RowOrder {
    private let keys: [Key]

    private enum Key {
        case numbers([Double])
        case ids([Int64])
    }

    /// - Parameter names: the columns that decide, the first first.
    init(_ names: [String], in scope: Scope) {
        keys = names.map { name in
            switch scope.column(name) {
            case .numbers(let values): .numbers(values)
            case .ids(let values): .ids(values)
            case .flags(let values): .numbers(Truths(values).numbers)
            case .words(let codes, let list):
                {
                    let ranks = list.ranks
                    return .ids(each(codes) { $0 < 0 ? Column.unknownID : Int64(ranks[Int($0)]) })
                }()
            }
        }
    }

    private func precedes(_ a: Int, _ b: Int, latestFirst: Bool) -> Bool {
        for key in keys {
            switch key {
            case .numbers(let values):
                let x = values[a], y = values[b]
                if x == y { continue }
                if x.isNaN {
                    if y.isNaN { continue }
                    return false
                }
                if y.isNaN { return true }
                return latestFirst ? x > y : x < y
            case .ids(let values):
                let x = values[a], y = values[b]
                if x == y { continue }
                if x == Column.unknownID { return false }
                if y == Column.unknownID { return true }
                return latestFirst ? x > y : x < y
            }
        }
        return false
    }

    /// The rows of a grouping, each group in order.
    ///
    /// Complexity: O(rows × log(rows of a group)).
    func sorted(_ grouping: Grouping, latestFirst: Bool) -> [Int32] {
        var rows = grouping.rows
        rows.withUnsafeMutableBufferPointer { rows in
            for group in 0..<grouping.count {
                let range = Int(grouping.starts[group])..<Int(grouping.starts[group + 1])
                guard range.count > 1 else { continue }
                rows[range].sort { precedes(Int($0), Int($1), latestFirst: latestFirst) }
            }
        }
        return rows
    }
}
