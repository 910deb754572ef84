/// What an expression gives for many rows.
enum Values {
    /// The same number in every row; NaN is unknown.
    case number(Double)
    /// The same text in every row.
    case text(String)
    /// Numbers; NaN is unknown.
    case numbers([Double])
    /// Truths.
    case truths(Truths)
    /// Words.
    case words([Int32], WordList)

    init(_ column: Column) {
        switch column {
        case .numbers(let values): self = .numbers(values)
        case .ids(let values): self = .numbers(each(values) { $0 == Column.unknownID ? .nan : Double($0) })
        case .words(let codes, let list): self = .words(codes, list)
        case .flags(let values): self = .truths(Truths(values))
        }
    }

    var isWords: Bool {
        switch self {
        case .text, .words: true
        default: false
        }
    }

    /// The values as numbers, true being 1; words are unknown.
    func numbers(count: Int) -> [Double] {
        switch self {
        case .number(let value): [Double](repeating: value, count: count)
        case .numbers(let values): values
        case .truths(let truths): truths.numbers
        case .text, .words: [Double](repeating: .nan, count: count)
        }
    }

    /// The values as truths, numbers other than 0 being true; words are unknown.
    func truths(count: Int) -> Truths {
        switch self {
        case .truths(let truths): truths
        case .number(let value): Truths(value.isNaN ? nil : value != 0, count: count)
        case .numbers(let values):
            Truths(each(values) { $0.isNaN ? Truths.unknown : $0 != 0 ? Truths.yes : Truths.no })
        case .text, .words: Truths(nil, count: count)
        }
    }

    /// The values as words; numbers are unknown.
    func words(count: Int) -> (codes: [Int32], list: WordList) {
        switch self {
        case .words(let codes, let list): (codes, list)
        case .text(let text): ([Int32](repeating: 0, count: count), WordList([text]))
        default: ([Int32](repeating: -1, count: count), WordList([]))
        }
    }

    /// The values as a column.
    func column(count: Int) -> Column {
        if case .truths(let truths) = self { return .flags(truths.values) }
        guard isWords else { return .numbers(numbers(count: count)) }
        let (codes, list) = words(count: count)
        return .words(codes, list)
    }
}
