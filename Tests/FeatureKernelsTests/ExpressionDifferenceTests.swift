import Catalog
import DuckDB
import Testing

@testable import FeatureKernels

@Suite("Expressions by kernels, by DuckDB and by the book")
struct ExpressionDifferenceTests {
    /// A value of any engine; −0 and 0 are the same, NaN is unknown.
    private struct Answer: Equatable, CustomStringConvertible {
        let bits: UInt64?
        let word: [UInt8]?

        init(_ number: Double) {
            bits = number.isNaN ? nil : (number + 0).bitPattern
            word = nil
        }

        init(_ text: String?) {
            bits = nil
            word = text.map { Array($0.utf8) }
        }

        init(_ value: Value) {
            switch value {
            case .number(let number): self.init(number)
            case .truth(let truth): self.init(truth ? 1 : 0)
            case .word(let word): self.init(word)
            case .unknown: self.init(.nan)
            }
        }

        var description: String {
            bits.map { "\(Double(bitPattern: $0))" } ?? word.map { "'\(String(decoding: $0, as: UTF8.self))'" }
                ?? "unknown"
        }
    }

    private func answers(_ values: Values, count: Int) -> [Answer] {
        guard values.isWords else { return values.numbers(count: count).map { Answer($0) } }
        let (codes, list) = values.words(count: count)
        return codes.map { Answer($0 < 0 ? nil : list.words[Int($0)]) }
    }

    private func answers(_ values: ColumnValues) -> [Answer] {
        switch values {
        case .doubles(let values): values.map { Answer($0) }
        case .strings(let codes, let levels): codes.map { Answer($0 < 0 ? nil : levels[Int($0)]) }
        default: []
        }
    }

    @Test("give the same values bit for bit", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func sameValues(seed: UInt64) throws {
        let table = SampleTable(rows: 40, seed: seed)
        let connection = try table.database()
        let scope = table.scope
        var maker = PhraseMaker(seed: seed &+ 100)
        var compared = 0, lost = 0
        for _ in 0..<5 {
            let kinds = (0..<100).map { PhraseMaker.Kind.allCases[$0 % 3] }
            let phrases = kinds.map { maker.phrase($0, depth: 4) }
            let expressions = phrases.map { SQLExpression($0.sql(SampleTable.names)) }
            let list = zip(kinds, expressions).map { kind, expression in
                "CAST(\(expression.sql) AS \(kind == .word ? "VARCHAR" : "DOUBLE"))"
            }
            let columns = try connection.query("SELECT \(list.joined(separator: ", ")) FROM data").readAll()
            for (place, phrase) in phrases.enumerated() {
                let sql = expressions[place].sql
                let ours = answers(Expression(sql).values(in: scope), count: table.rows.count)
                let theirs = answers(columns[place])
                try #require(theirs.count == table.rows.count)
                for (index, row) in table.rows.enumerated() {
                    var reader = RowReader(row)
                    let meant = Answer(reader.value(phrase))
                    if reader.isLost {
                        // What is no number counts as unknown here, and as the largest number in DuckDB.
                        lost += 1
                        if ours[index] != meant {
                            Issue.record("\(sql)\n\(row.map(Answer.init))\n\(ours[index]), not \(meant)")
                        }
                    } else if ours[index] != meant || ours[index] != theirs[index] {
                        Issue.record(
                            "\(sql)\n\(row.map(Answer.init))\nkernels \(ours[index]), DuckDB \(theirs[index]), book \(meant)"
                        )
                        break
                    }
                    compared += 1
                }
            }
        }
        #expect(compared == 5 * 100 * 40)
        #expect(lost < compared / 10)
    }
}
