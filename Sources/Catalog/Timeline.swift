/// What the rows of a table tell over time, column by column: a client's credit history is drawn from it.
public enum Timeline: Hashable, Sendable, Codable {
    /// Loans, one a row.
    case loans(Loans)
    /// Instalments and their payments, one a row once rows that belong together are one.
    case payments(Payments)
    /// Monthly balances of cards, one a row once rows that belong together are one.
    case balances(Balances)

    /// The columns of a loan; times are days from the application.
    public struct Loans: Hashable, Sendable, Codable {
        /// When it began.
        public let start: String
        /// When it ended.
        public let end: String
        /// When it was to end.
        public let plannedEnd: String?
        /// How it stands.
        public let state: String
        /// The levels of `state` at which it is open.
        public let open: [String]
        /// What sort of loan it is.
        public let sort: String?
        /// Its amount.
        public let amount: String?
        /// What is overdue today.
        public let overdue: String?
        /// For how many days.
        public let daysOverdue: String?
    }

    /// The columns of an instalment; times are days from the application.
    public struct Payments: Hashable, Sendable, Codable {
        /// When it was due.
        public let due: String
        /// When it was paid.
        public let paid: String
        /// The amount due.
        public let amount: String
        /// The amount paid.
        public let amountPaid: String
    }

    /// The columns of a card's month; times are months from the application.
    public struct Balances: Hashable, Sendable, Codable {
        /// The month.
        public let month: String
        /// What is owed.
        public let balance: String
        /// The limit.
        public let limit: String
    }
}
