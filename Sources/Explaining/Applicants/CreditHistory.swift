public import Credit

/// A client's credit over time, from their records: loans elsewhere, instalments paid here, use of cards.
public struct CreditHistory: Hashable, Sendable {
    /// One loan; times are days from the application, negative before it.
    public struct Loan: Hashable, Sendable {
        /// What sort of loan it is; nil when that is not known.
        public let sort: LocalizedText?
        /// How it stands, in words; nil when that is not known.
        public let state: LocalizedText?
        /// Whether it is open; nil when that is not known.
        public let isOpen: Bool?
        /// When it began; nil when that is not known.
        public let start: Double?
        /// When it ended; nil when it has not, or that is not known.
        public let end: Double?
        /// When it was, or is, to end; nil when that is not known.
        public let plannedEnd: Double?
        /// Its amount; nil when that is not known.
        public let amount: Double?
        /// What is overdue today; nil when that is not known.
        public let overdue: Double?
        /// For how many days; nil when that is not known.
        public let daysOverdue: Double?

        /// Whether something is overdue today.
        public var isLate: Bool { (overdue ?? 0) > 0 || (daysOverdue ?? 0) > 0 }
    }

    /// One instalment; times are days from the application, negative before it.
    public struct Payment: Hashable, Sendable {
        /// When it was due.
        public let due: Double
        /// When it was paid; nil when no payment is known.
        public let paid: Double?
        /// The amount due; nil when that is not known.
        public let amount: Double?
        /// The amount paid; nil when that is not known.
        public let amountPaid: Double?

        /// Days by which it was late, below 0 when it was early; nil when no payment is known.
        public var delay: Double? { paid.map { $0 - due } }
    }

    /// One month of the client's cards, taken together.
    public struct CardMonth: Hashable, Sendable {
        /// Months before the application, 0 or more.
        public let monthsAgo: Int
        /// What is owed.
        public let balance: Double
        /// The limit.
        public let limit: Double

        /// What is owed as a share of the limit.
        public var use: Double { balance / limit }
    }

    /// Loans, the latest first; those without a start come last.
    public let loans: [Loan]
    /// Instalments, the latest first.
    public let payments: [Payment]
    /// Months of cards, the latest first.
    public let card: [CardMonth]

    /// Whether nothing is known of the client's credit.
    public var isEmpty: Bool { loans.isEmpty && payments.isEmpty && card.isEmpty }
}

extension CreditHistory {
    /// Instalments due within some months before the application.
    public func payments(within months: Int) -> [Payment] {
        payments.filter { $0.due <= 0 && Self.monthsAgo($0.due) < months }
    }

    /// The month that a day lies in, counted back from the application.
    public static func monthsAgo(_ day: Double) -> Int { max(0, Int(-day / 30.4375)) }
}
