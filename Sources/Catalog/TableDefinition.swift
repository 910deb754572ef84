public import Credit

/// A raw table: its place in the lender's data and the meaning of its columns.
public struct TableDefinition: Hashable, Sendable, Codable {
    /// Its name, as `bureau`.
    public let name: String
    /// What it is called.
    public let title: LocalizedText
    /// Base names of the files that hold it, without extension; all that are present are read.
    public let files: [String]
    /// The columns that number its rows.
    public let key: [String]
    /// The tables that it folds into, the first unless an aggregate says otherwise; empty for the root.
    public let parents: [Parent]
    /// What says when a row happened.
    public let clock: Clock?
    /// How rows that belong together become one, before anything else.
    public let collapse: Collapse?
    /// Rows for which this SQL condition is true do not count.
    public let dropCondition: String?
    /// Groups of columns on a client's page, in order; the root's only.
    public let sections: [Section]
    /// The columns, in the file's order.
    public let columns: [ColumnDefinition]
    /// Columns computed from the row.
    public let derived: [DerivedColumn]
    /// Named conditions on rows.
    public let slices: [Slice]
    /// What is computed over the rows of one parent.
    public let aggregates: [Aggregate]
    /// What its rows tell over time; nil when they are not shown as a history.
    public var timeline: Timeline?

    /// What says when a row happened, relative to the application: negative before it.
    public struct Clock: Hashable, Sendable, Codable {
        /// Units of time.
        public enum Unit: String, Hashable, Sendable, Codable, CaseIterable {
            /// Days.
            case day
            /// Months.
            case month
        }

        /// The column.
        public let column: String
        /// Its unit.
        public let unit: Unit
    }

    /// How rows that belong together become one.
    public struct Collapse: Hashable, Sendable, Codable {
        /// Ways to make one value out of the rows that become one.
        public enum Function: String, Hashable, Sendable, Codable, CaseIterable {
            /// The smallest known value.
            case min
            /// The largest known value.
            case max
            /// The sum of the known values.
            case sum
        }

        /// A column that stays, and how.
        public struct Kept: Hashable, Sendable, Codable {
            /// The column.
            public let column: String
            /// How its values become one.
            public let function: Function
        }

        /// Rows with equal values of these columns become one.
        public let by: [String]
        /// The other columns that stay.
        public let keep: [Kept]
    }

    /// The columns that are left after collapsing.
    public var columnsKept: [ColumnDefinition] {
        guard let collapse else { return columns }
        let names = Set(collapse.by + collapse.keep.map(\.column))
        return columns.filter { names.contains($0.name) }
    }

    /// The table without what needs a table that is not there.
    public func keeping(_ available: Set<String>) -> TableDefinition {
        TableDefinition(
            name: name, title: title, files: files, key: key, parents: parents.filter { available.contains($0.table) },
            clock: clock, collapse: collapse, dropCondition: dropCondition, sections: sections, columns: columns,
            derived: derived.filter { available.isSuperset(of: $0.tables) }, slices: slices,
            aggregates: aggregates.filter { available.isSuperset(of: $0.tables) && available.contains($0.into) },
            timeline: timeline)
    }

    /// A table and the column that leads to it.
    public struct Parent: Hashable, Sendable, Codable {
        /// The parent table.
        public let table: String
        /// The column that both share.
        public let key: String
    }

    /// A column by its name.
    public func column(_ name: String) -> ColumnDefinition? { columns.first { $0.name == name } }
}

/// A group of columns on a client's page.
public struct Section: Hashable, Sendable, Codable {
    /// Its name in the catalog.
    public let name: String
    /// What it is called.
    public let label: LocalizedText
}

/// What one column of a raw table means.
public struct ColumnDefinition: Hashable, Sendable, Codable {
    /// The column's name in the file.
    public let name: String
    /// Its unit.
    public let kind: ValueKind
    /// What it is called.
    public let label: LocalizedText
    /// A short explanation for the adviser.
    public let help: LocalizedText?
    /// The subject it belongs to; nil when the column itself is no feature.
    public let family: FamilyID?
    /// Where it stands on a client's page; nil when it is not shown.
    public let section: String?
    /// Possible values; others are missing.
    public let valid: ValidRange?
    /// Values that mean "missing", as text or number.
    public let missing: [String]
    /// When a missing value is a feature of its own, what it is called.
    public let missingLabel: LocalizedText?
    /// Labels of a category's levels, by level.
    public let levels: [String: LocalizedText]
    /// The words for yes and no of a flag; nil when the file has 1 and 0.
    public let flagWords: FlagWords?
    /// Which way risk moves as the raw value rises, where the business is sure.
    public let risk: Risk?
    /// What a person can do about it.
    public let actionability: Actionability?
    /// The column that it follows in proportion when that one is changed, as an instalment follows the amount.
    public let follows: String?
    /// The protected characteristic that it carries.
    public let protection: String?
    /// Whether a file may lack it.
    public let isOptional: Bool
    /// Whether a new applicant is asked for it, and how readily; nil when not at all.
    public let ask: Ask?
    /// How a change is said of an actionable column, with `{from}` and `{to}`, as `Borrow {to} instead of {from}`.
    public let change: LocalizedText?
    /// Which clients are alike in it, when a person compares; nil when nobody compares within it.
    public let comparison: ComparisonBand?
}

/// How readily a new applicant is asked for a value.
public enum Ask: String, Hashable, Sendable, Codable, CaseIterable {
    /// Always, and nothing is decided without it.
    case needed
    /// At once; it may stay unknown.
    case first
    /// Only when somebody looks for more to say.
    case more
}

/// Possible values of a number, both ends included.
public struct ValidRange: Hashable, Sendable, Codable {
    /// The lowest.
    public let low: Double
    /// The highest.
    public let high: Double
}

/// How a file spells yes and no.
public struct FlagWords: Hashable, Sendable, Codable {
    /// The word for yes.
    public let yes: String
    /// The word for no.
    public let no: String
}

/// What a person can do about a value.
public struct Actionability: Hashable, Sendable, Codable {
    /// Ways in which a value can change.
    public enum Way: String, Hashable, Sendable, Codable, CaseIterable {
        /// Only upwards.
        case up
        /// Only downwards.
        case down
        /// Both ways.
        case both
        /// Not at all.
        case no
    }

    /// The way.
    public let way: Way
    /// The smallest change that makes sense.
    public let step: Double?
    /// The values that the lender offers.
    public let range: ValidRange?
}

/// A column computed from the other columns of its row.
public struct DerivedColumn: Hashable, Sendable, Codable {
    /// Ways to compute a column.
    public enum Recipe: Hashable, Sendable, Codable {
        /// An SQL expression over the row.
        case expression(String)
        /// A column's value minus that of the row before in time, within the first parent.
        case change(of: String)
    }

    /// Its name.
    public let name: String
    /// How it is computed.
    public let recipe: Recipe
    /// Its unit.
    public let kind: ValueKind
    /// What it is called.
    public let label: LocalizedText
    /// Possible values; others are missing.
    public let valid: ValidRange
    /// The tables that it is computed from.
    public let tables: [String]
}

/// A named condition on the rows of a table.
public struct Slice: Hashable, Sendable, Codable {
    /// Its name, as `active`; `all` is every row.
    public let name: String
    /// The SQL condition; nil for every row.
    public let condition: String?
    /// The last so many months before the application, by the table's clock; nil for any time.
    public let months: Int?
    /// So many rows by the table's clock, among those that meet the other conditions; nil for all.
    public let limit: Limit?
    /// The tables that the condition reads.
    public let tables: [String]
    /// What it is called; nil for every row.
    public let label: LocalizedText?

    /// The last or first rows.
    public enum Limit: Hashable, Sendable, Codable {
        /// The latest so many.
        case last(Int)
        /// The earliest so many.
        case first(Int)
    }
}

/// One value computed over the rows of a slice.
public struct Aggregate: Hashable, Sendable, Codable {
    /// Ways to make one value out of many rows.
    public enum Function: String, Hashable, Sendable, Codable, CaseIterable {
        /// How many rows; 0 without any.
        case count
        /// Sum of the known values.
        case sum
        /// Mean of the known values.
        case mean
        /// Smallest known value.
        case min
        /// Largest known value.
        case max
        /// Sample standard deviation; missing under two values.
        case std
        /// Number of different known values; 0 without any.
        case distinct
        /// Share of rows at a level, or whose flag is yes, among rows where it is known.
        case share
        /// Slope of the least-squares line of the known values against the clock, per month; missing under two moments.
        case slope
        /// The value of the latest row; missing when that row's is.
        case latest
        /// The value of the earliest row; missing when that row's is.
        case earliest
    }

    /// The feature's name, as `bureau.active.debt_ratio.mean`.
    public let name: String
    /// The column, or nil for rows themselves.
    public let column: String?
    /// The level whose share is taken.
    public let level: String?
    /// The function.
    public let function: Function
    /// The slice's name.
    public let slice: String
    /// The column's unit; it decides the step at which values are summed.
    public let columnKind: ValueKind
    /// The parent table that it folds into.
    public let into: String
    /// What it is called.
    public let label: LocalizedText
    /// Its own unit.
    public let kind: ValueKind
    /// The tables that it is computed from.
    public let tables: [String]
}

/// A feature computed from the folded application row.
public struct BusinessFeature: Hashable, Sendable, Codable {
    /// Its name.
    public let name: String
    /// The SQL expression.
    public let sql: String
    /// Possible values; others are missing.
    public let valid: ValidRange
    /// The columns and features that the expression names.
    public let inputs: [String]
}
