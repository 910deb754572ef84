import Credit
import Features
import Fixtures
import Modeling
import Testing

@Suite("The encoder of features")
struct FeatureEncoderTests {
    private static let schema = FeatureSchema(columns: [
        FeatureColumn(name: "amount", isCategory: false), FeatureColumn(name: "job", isCategory: true),
        FeatureColumn(name: "constant", isCategory: false), FeatureColumn(name: "unknown", isCategory: false),
        FeatureColumn(name: "one level", isCategory: true), FeatureColumn(name: "one level or none", isCategory: true),
        FeatureColumn(name: "one number or none", isCategory: false), FeatureColumn(name: "no level", isCategory: true),
    ])
    /// Rows 0…5 are for learning; row 6 has values that they lack.
    private static let table = FeatureTable(
        schema: schema, clients: (1...7).map { ClientID(rawValue: $0) }, outcomes: Array(repeating: nil, count: 7),
        persons: Array(0..<7),
        columns: [
            .numbers([1, 2, .nan, -0.5, 1e9, 1, 7]),
            .levels(codes: [2, 0, 2, 1, 0, -1, 3], levels: ["b", "a", "c", "new", "never"]),
            .numbers([5, 5, 5, 5, 5, 5, 6]), .numbers(Array(repeating: .nan, count: 6) + [1]),
            .levels(codes: [0, 0, 0, 0, 0, 0, 1], levels: ["x", "y"]),
            .levels(codes: [0, -1, 0, 0, 0, 0, 0], levels: ["x"]), .numbers([.nan, 3, 3, 3, 3, 3, 3]),
            .levels(codes: Array(repeating: -1, count: 6) + [0], levels: ["x"]),
        ])
    private let encoder = FeatureEncoder(fitting: table, rows: Array(0..<6))

    @Test("keeps columns that vary among the training rows, missing counting as a value")
    func columns() {
        #expect(encoder.columns.map(\.name) == ["amount", "job", "one level or none", "one number or none"])
        #expect(encoder.categorical == [1, 2])
    }

    @Test("orders levels by frequency, ties by name, and knows none that training did not see")
    func levels() { #expect(encoder.columns[1].levels == ["b", "c", "a"]) }

    @Test("leaves numbers as they are; missing and unseen levels are missing")
    func values() {
        let encoded = encoder.encode(Self.table, rows: [6, 0, 2, 5])
        #expect(encoded.map(\.count) == [4, 4, 4, 4])
        #expect(encoded[0].map(\.bitPattern) == [7, 1, Float.nan, 1].map(\.bitPattern))
        #expect(encoded[1][0].isNaN && encoded[1][3].isNaN)
        #expect(encoded[1][1] == 1 && encoded[1][2] == 1)
    }

    @Test("codes do not depend on the order in which a table lists its levels")
    func tableOrder() {
        let other = FeatureTable(
            schema: Self.schema, clients: [ClientID(rawValue: 1)], outcomes: [nil], persons: [0],
            columns: Self.table.columns.enumerated().map { index, column in
                switch column {
                case .numbers: .numbers([1])
                case .levels: .levels(codes: [0], levels: [index == 1 ? "a" : "x"])
                }
            })
        #expect(encoder.encode(other, rows: [0])[1] == [2])
    }

    @Test("a column that a table lacks is missing, and named")
    func lacking() {
        let narrow = FeatureSchema(columns: [FeatureColumn(name: "job", isCategory: true)])
        let table = FeatureTable(
            schema: narrow, clients: [ClientID(rawValue: 1)], outcomes: [nil], persons: [0],
            columns: [.levels(codes: [0], levels: ["c"])])
        let encoded = encoder.encode(table, rows: [0]).map { $0[0] }
        #expect(encoded[1] == 1 && encoded[0].isNaN && encoded[2].isNaN && encoded[3].isNaN)
        #expect(encoder.missing(from: narrow) == ["amount", "one level or none", "one number or none"])
        #expect(encoder.missing(from: Self.schema).isEmpty)
        let row = encoder.binding(to: narrow).encode(table.row(0))
        #expect(row.map(\.bitPattern) == encoded.map(\.bitPattern))
    }

    @Test("one row is encoded as in the table, bit for bit")
    func rows() throws {
        let learnable = try LearnableTable(rows: 500, seed: 9).table
        let encoder = FeatureEncoder(fitting: learnable, rows: Array(0..<50))
        #expect(!encoder.columns.isEmpty)
        let columns = encoder.encode(learnable, rows: Array(0..<500))
        let binding = encoder.binding(to: learnable.schema)
        for row in 0..<500 {
            #expect(binding.encode(learnable.row(row)).map(\.bitPattern) == columns.map { $0[row].bitPattern })
        }
    }

    @Test("a row shorter than its schema is missing at its end")
    func shortRow() {
        let encoded = encoder.binding(to: Self.schema).encode(FeatureRow(values: [.number(3)]))
        #expect(encoded[0] == 3 && encoded.dropFirst().allSatisfy(\.isNaN))
    }
}
