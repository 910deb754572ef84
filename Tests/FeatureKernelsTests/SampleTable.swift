import DuckDB
import Statistics

@testable import FeatureKernels

/// Random rows of numbers, flags, numbers of contracts and words, many of them unknown.
struct SampleTable {
    static let names = ["A", "B", "C", "FLAG", "ID", "W", "X"]
    static let words = [
        "", "Cash", "Cash loans", "cash", "it's", "été", "e\u{301}te\u{301}", "a_b", "aXb", "100%", "Zoë", "👩‍👧 two",
        "a\\b",
    ]
    static let patterns = [
        "%", "", "_", "Cash%", "%a%", "%s", "_té", "_t_", "a_b", "a\\_b", "100%", "%%o%", "e_te_", "__ two", "it's",
        "%_%_%", "C%h%s",
    ]

    static func column(_ name: String) -> Phrase {
        .column(names.firstIndex(of: name) ?? 0, isWhole: name == "ID")
    }

    /// The rows, as the names of the columns have it.
    let rows: [[Value]]

    init(rows: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        func pick(_ values: [Double], unknown: Double = 0.2) -> Value {
            if generator.nextBool(probability: unknown) { return .unknown }
            return .number(values[generator.nextIndex(below: values.count)])
        }
        func word() -> Value {
            if generator.nextBool(probability: 0.2) { return .unknown }
            return .word(Self.words[generator.nextIndex(below: Self.words.count)])
        }
        self.rows = (0..<rows).map { _ in
            let random = generator.nextNormal()
            return [
                pick([0, -0.0, 1, -1, 0.5, 2, random, -0.1, 0.3]),
                pick([0, random * 1e5, 99.99, -100.01, 1e15, 123_456.789]),
                pick([-0.0, 1e300, -1e300, 1e-300, .leastNonzeroMagnitude, 3, random, 1e-17]),
                pick([0, 1], unknown: 0.3),
                pick([1, 2, 100_001, -7]), word(), word(),
            ]
        }
    }

    /// The rows as kernels read them.
    var scope: Scope {
        var scope = Scope(count: rows.count)
        for (place, name) in Self.names.enumerated() {
            switch name {
            case "ID":
                scope.set(name, .ids(rows.map { number($0[place]).map { Int64($0) } ?? Column.unknownID }))
            case "W", "X":
                // Not in the order of the words, and with one that no row has.
                let list = ["nobody"] + Self.words.reversed()
                let codes = rows.map { row -> Int32 in
                    guard case .word(let word) = row[place] else { return -1 }
                    return list.firstIndex { $0.utf8.elementsEqual(word.utf8) }.map { Int32($0) } ?? -1
                }
                scope.set(name, .words(codes, WordList(list)))
            default: scope.set(name, .numbers(rows.map { number($0[place]) ?? .nan }))
            }
        }
        return scope
    }

    private func number(_ value: Value) -> Double? {
        if case .number(let number) = value { number } else { nil }
    }

    /// The rows as the table `data` of a database.
    func database() throws -> Connection {
        let connection = try Connection(Database(configuration: DuckDBConfiguration(threads: 1)))
        try connection.execute(
            "CREATE TABLE data (A DOUBLE, B DOUBLE, C DOUBLE, FLAG DOUBLE, ID BIGINT, W VARCHAR, X VARCHAR)")
        let appender = try Appender(connection, table: "data")
        for row in rows {
            try appender.append(
                row: row.enumerated().map { place, value in
                    switch value {
                    case .number(let number): place == 4 ? .integer(Int64(number)) : .double(number)
                    case .word(let word): .text(word)
                    case .truth(let truth): .boolean(truth)
                    case .unknown: .null
                    }
                })
        }
        try appender.close()
        return connection
    }
}
