import Catalog

/// Encoded rows that a learner is fitted to.
struct TrainingRows {
    /// By column, in the encoder's order; NaN is missing, a category is a code.
    let columns: [[Float]]
    /// Whether each column is a category.
    let isCategory: [Bool]
    /// Which way risk moves with each column, where the business is sure.
    let risks: [Risk?]
    /// Whether each row is a default.
    let labels: [Bool]
    /// A number per row, shared by rows of one person.
    let persons: [Int32]

    /// Some of the rows.
    func taking(_ rows: [Int]) -> TrainingRows {
        TrainingRows(
            columns: columns.map { column in rows.map { column[$0] } }, isCategory: isCategory, risks: risks,
            labels: rows.map { labels[$0] }, persons: rows.map { persons[$0] })
    }
}
