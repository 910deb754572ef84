public import Drift

/// One side of a comparison, read from files: columns by the types that the files give them.
public struct DriftTable: Sendable {
    /// A column that no comparison reads, such as dates.
    public struct Unread: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// Its type in SQL.
        public let type: String
    }

    /// Rows of every column.
    public let rows: Int
    /// The columns, in the files' order.
    public let columns: [DriftColumn]
    /// Columns of types that are not compared.
    public let unread: [Unread]

    /// Puts columns of the same number of rows together.
    public init(rows: Int, columns: [DriftColumn], unread: [Unread] = []) {
        self.rows = rows
        self.columns = columns
        self.unread = unread
    }
}
