/// Rows spread evenly over a table: the same for the same number of rows.
struct RowSample {
    let rows: [Int]

    init(of count: Int, most: Int) {
        let size = min(count, most)
        rows = (0..<size).map { $0 * count / size }
    }
}
