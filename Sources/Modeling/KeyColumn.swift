import Features

/// A feature that clients alike share, as a code per row of one table.
struct KeyColumn {
    /// The code of each row; −1 where the value is unknown.
    let codes: [Int32]
    /// What each code stands for.
    let keys: [FittedFeatures.Key]

    /// Numbers a column's values; a table may list one level under two codes.
    init(_ column: FeatureTable.Column) {
        switch column {
        case .levels(let codes, let levels):
            self.codes = codes
            keys = levels.map { .level($0) }
        case .numbers(let numbers):
            var known: [Float: Int32] = [:]
            var keys: [FittedFeatures.Key] = []
            codes = numbers.map { number in
                guard number.isFinite else { return -1 }
                if let code = known[number] { return code }
                let code = Int32(keys.count)
                known[number] = code
                keys.append(FittedFeatures.Key(number: number))
                return code
            }
            self.keys = keys
        }
    }
}

extension FittedFeatures.Key {
    /// The key that a number is; −0 is 0.
    init(number: Float) { self = .number(number + 0) }
}
