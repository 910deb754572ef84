import Catalog
import Credit

/// What the forms of pages are made from, read off the catalog once.
struct ApplicationForms: Sendable {
    /// The names that are no column's.
    static let term = "duree", scenario = "scenario", language = "lang"
    static let reserved: Set<String> = [
        term, scenario, language, ApplicationForm.reference, ApplicationForm.seen, Form.tokenField, Form.accountField,
    ]

    /// What a new applicant is asked.
    let questions: [QuestionGroup]
    /// The numbers that a client may change, in the catalog's order.
    let levers: [ColumnDefinition]
    /// The loan's term; nil where the catalog has no amount that an instalment follows.
    let term: LoanTerm?
    /// What nobody can change.
    let locked: [LockedFields]
    /// What fields are called in addresses.
    let names: FieldNames

    init(catalog: LenderCatalog) {
        questions = catalog.questions
        let columns = catalog.rootTable?.columns ?? []
        levers = columns.filter { column in
            guard let action = column.actionability, action.way != .no, action.step != nil, action.range != nil else {
                return false
            }
            return !column.kind.isCategory && column.flagWords == nil
        }
        term = LoanTerm(levers)
        locked = LockedFields.all(of: catalog)
        names = FieldNames(columns, reserved: Self.reserved)
    }
}

/// The term of a loan as its amount and its instalment say it: how many instalments make the amount, without interest.
struct LoanTerm: Hashable, Sendable {
    let amount: ColumnDefinition
    let instalment: ColumnDefinition

    /// Nil where no amount of money that can change is followed by another one that can.
    init?(_ levers: [ColumnDefinition]) {
        for column in levers where column.kind == .money {
            guard let leader = levers.first(where: { $0.name == column.follows && $0.kind == .money }) else { continue }
            self.init(amount: leader, instalment: column)
            return
        }
        return nil
    }

    private init(amount: ColumnDefinition, instalment: ColumnDefinition) {
        self.amount = amount
        self.instalment = instalment
    }

    /// The months of an amount and an instalment; nil where one of them is not known.
    static func months(amount: Double?, instalment: Double?) -> Double? {
        guard let amount, let instalment, amount > 0, instalment > 0 else { return nil }
        return amount / instalment
    }

    /// The instalment, to a hundredth, that pays an amount in so many months.
    static func instalment(amount: Double, months: Double) -> Double { (amount / months * 100).rounded() / 100 }

    /// The whole months within which the instalment stays within what the lender offers.
    func range(amount: Double) -> ClosedRange<Double>? {
        guard let offered = instalment.actionability?.range, offered.low > 0, offered.high > 0 else { return nil }
        let low = max(1, (amount / offered.high).rounded(.up)), high = (amount / offered.low).rounded(.down)
        return low <= high ? low...high : nil
    }
}
