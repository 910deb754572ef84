/// Turns numbers and categories into complete numbers for a linear learner, and remembers which column each came from.
///
/// Numbers first, filled with medians; then their missing indicators; then the levels of each category.
public struct LinearEncoding: Sendable, Hashable, Codable {
    /// The positions of the numbers among the input columns.
    public let numbers: [Int]
    /// The positions of the categories among the input columns.
    public let categories: [Int]
    /// How the numbers are filled.
    public let imputation: Imputation
    /// How each category becomes columns.
    public let encodings: [OneHot]
    /// The input column that each output column came from.
    public let sources: [Int]

    /// Learns medians and levels.
    ///
    /// - Parameters:
    ///   - columns: NaN where missing; a category is a code, 0 or more.
    ///   - isCategory: One per column.
    ///   - minimumRows: Levels with fewer rows are pooled.
    public init(fitting columns: [[Float]], isCategory: [Bool], minimumRows: Int = 50) {
        precondition(columns.count == isCategory.count, "one mark per column")
        let numbers = columns.indices.filter { !isCategory[$0] }
        let categories = columns.indices.filter { isCategory[$0] }
        let imputation = Imputation(fitting: numbers.map { columns[$0] })
        let encodings = categories.map { OneHot(fitting: columns[$0], minimumRows: minimumRows) }
        self.numbers = numbers
        self.categories = categories
        self.imputation = imputation
        self.encodings = encodings
        sources =
            numbers + imputation.indicated.map { numbers[$0] }
            + zip(categories, encodings).flatMap { Array(repeating: $0, count: $1.outputCount) }
    }

    /// Encodes columns; no value is NaN.
    public func apply(to columns: [[Float]]) -> [[Float]] {
        imputation.apply(to: numbers.map { columns[$0] })
            + zip(categories, encodings).flatMap { $1.apply(to: columns[$0]) }
    }

    /// Encodes one row, to the same numbers.
    public func apply(toRow row: [Float]) -> [Float] {
        var encoded = imputation.apply(toRow: numbers.map { row[$0] })
        for (column, encoding) in zip(categories, encodings) {
            let start = encoded.count
            encoded += Array(repeating: 0, count: encoding.outputCount)
            if let position = encoding.position(of: row[column]) { encoded[start + position] = 1 }
        }
        return encoded
    }
}
