import Catalog
import Credit

/// Sets sentinels and impossible values of one column to unknown.
struct Cleaning: Sendable {
    private let column: ColumnDefinition
    private let sentinels: [Double]

    init(_ column: ColumnDefinition) {
        self.column = column
        sentinels = column.missing.compactMap(Double.init)
    }

    /// The column as it may be computed with, and how many of its values cannot be.
    func clean(_ raw: Column) -> (column: Column, impossible: Int) {
        switch raw {
        case .ids, .flags: (raw, 0)
        case .numbers(let values): column.kind == .outcome ? (raw, 0) : numbers(values)
        case .words(let codes, let list):
            if let words = column.flagWords { flags(codes, list, words) } else { (levels(codes, list), 0) }
        }
    }

    private func numbers(_ values: [Double]) -> (Column, Int) {
        var impossible = 0
        let sentinels = sentinels
        if column.kind == .flag {
            let cleaned = each(values) { value -> UInt8 in
                if value == 0 || value == 1 { return value == 1 ? Truths.yes : Truths.no }
                impossible += value.isNaN ? 0 : 1
                return Truths.unknown
            }
            return (.flags(cleaned), impossible)
        }
        // The widest range keeps infinities out.
        let low = column.valid?.low ?? -1e300, high = column.valid?.high ?? 1e300
        let cleaned = each(values) { value -> Double in
            if value >= low && value <= high {
                return sentinels.isEmpty || !sentinels.contains(value) ? value : .nan
            }
            impossible += value.isNaN || sentinels.contains(value) ? 0 : 1
            return .nan
        }
        return (.numbers(cleaned), impossible)
    }

    private func flags(_ codes: [Int32], _ list: WordList, _ words: FlagWords) -> (Column, Int) {
        let values = list.words.map { $0 == words.yes ? Truths.yes : $0 == words.no ? Truths.no : Truths.unknown }
        var impossible = 0
        let cleaned = each(codes) { code -> UInt8 in
            guard code >= 0 else { return Truths.unknown }
            let value = values[Int(code)]
            impossible += value == Truths.unknown && !column.missing.contains(list.words[Int(code)]) ? 1 : 0
            return value
        }
        return (.flags(cleaned), impossible)
    }

    private func levels(_ codes: [Int32], _ list: WordList) -> Column {
        guard !column.missing.isEmpty else { return .words(codes, list) }
        let isMissing = list.words.map(column.missing.contains)
        return .words(each(codes) { $0 >= 0 && isMissing[Int($0)] ? -1 : $0 }, list)
    }
}
