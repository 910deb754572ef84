/// One column of many rows, in memory.
public enum Column: Sendable {
    /// Numbers; NaN is unknown.
    case numbers([Double])
    /// Numbers of clients and contracts; ``unknownID`` is unknown.
    case ids([Int64])
    /// Positions in a list of words; −1 is unknown.
    case words([Int32], WordList)
    /// Numbers that are all 0 or 1; 2 is unknown. They take an eighth of the memory, and counting them is enough to fold them.
    case flags([UInt8])

    /// Stands for an unknown number of a client or contract.
    public static let unknownID = Int64.min

    /// How many rows it has.
    public var count: Int {
        switch self {
        case .numbers(let values): values.count
        case .ids(let values): values.count
        case .words(let codes, _): codes.count
        case .flags(let values): values.count
        }
    }

    /// The values, if they are numbers.
    var numbers: [Double]? {
        switch self {
        case .numbers(let values): values
        case .flags(let values): Truths(values).numbers
        case .ids, .words: nil
        }
    }

    /// The chosen rows, in their order; −1 gives unknown.
    ///
    /// Complexity: O(rows chosen).
    func gathered(_ rows: [Int32]) -> Column {
        switch self {
        case .numbers(let values): .numbers(values.gathered(rows, otherwise: .nan))
        case .ids(let values): .ids(values.gathered(rows, otherwise: Self.unknownID))
        case .words(let codes, let list): .words(codes.gathered(rows, otherwise: -1), list)
        case .flags(let values): .flags(values.gathered(rows, otherwise: Truths.unknown))
        }
    }

    /// One row's value as a person reads it.
    func text(_ row: Int) -> String {
        switch self {
        case .numbers(let values):
            values[row] == values[row].rounded() && values[row].magnitude < 1e15
                ? String(Int64(values[row])) : String(values[row])
        case .ids(let values): String(values[row])
        case .words(let codes, let list): codes[row] < 0 ? "" : list.words[Int(codes[row])]
        case .flags(let values): values[row] == Truths.unknown ? "" : String(values[row])
        }
    }
}

/// The words of a column, each once.
public struct WordList: Hashable, Sendable {
    /// The words, by code.
    public let words: [String]

    /// Wraps different words.
    public init(_ words: [String]) { self.words = words }

    /// The place of each word in the order of their bytes, as engines sort text.
    var ranks: [Int32] {
        let order = words.indices.sorted { words[$0].utf8.lexicographicallyPrecedes(words[$1].utf8) }
        var ranks = [Int32](repeating: 0, count: words.count)
        for (rank, code) in order.enumerated() { ranks[code] = Int32(rank) }
        return ranks
    }
}

/// Rows of one table.
public struct Rows: Sendable {
    /// How many they are.
    public let count: Int
    /// The columns, in the order of the table's definition.
    public let columns: [Column]

    /// Makes rows from columns of one length.
    public init(count: Int, columns: [Column]) {
        self.count = count
        self.columns = columns
    }
}

extension Array {
    /// The elements at some places, negative ones giving `otherwise`.
    func gathered(_ places: [Int32], otherwise: Element) -> [Element] {
        withUnsafeBufferPointer { source in
            [Element](unsafeUninitializedCapacity: places.count) { target, count in
                for (index, place) in places.enumerated() {
                    (target.baseAddress.map { $0 + index })?.initialize(
                        to: place < 0 ? otherwise : source[Int(place)])
                }
                count = places.count
            }
        }
    }
}
