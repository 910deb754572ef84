import Statistics

/// A population without its rows: one profile per column, to travel with a model.
public struct PopulationProfile: Sendable, Hashable, Codable {
    /// A column and its profile.
    public struct Column: Sendable, Hashable, Codable {
        /// The column's name.
        public let name: String
        /// Its values, described.
        public let profile: ColumnProfile

        /// Names a profile.
        public init(name: String, profile: ColumnProfile) {
            self.name = name
            self.profile = profile
        }
    }

    /// Rows of the population.
    public let rows: Int
    /// The columns, in their order.
    public let columns: [Column]

    /// Puts profiles together.
    public init(rows: Int, columns: [Column]) {
        self.rows = rows
        self.columns = columns
    }

    /// Describes columns.
    ///
    /// - Parameters:
    ///   - columns: Columns of the same number of rows; the score may be one of them.
    ///   - resolution: How many quantiles to keep of numbers; see ``NumberProfile``.
    ///   - threads: How many threads share the columns; the result is the same at any number.
    /// - Complexity: O(rows) per column.
    public init(
        of columns: [DriftColumn], resolution: Int = NumberProfile.defaultResolution, threads: Int = 1
    ) {
        let profiles = mapInParallel(pieces: columns.count, threads: threads) { place in
            Column(name: columns[place].name, profile: ColumnProfile(of: columns[place], resolution: resolution))
        }
        self.init(rows: columns.first?.rows ?? 0, columns: profiles)
    }

    /// The profile of a column, if there is one of that name.
    ///
    /// - Complexity: O(columns).
    public subscript(name: String) -> ColumnProfile? { columns.first { $0.name == name }?.profile }
}
