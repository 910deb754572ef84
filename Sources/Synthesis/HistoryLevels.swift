/// The categories of the history tables: real levels with their real shares.
enum HistoryLevels {
    /// States of a bureau loan.
    static let creditActive = Levels(names: [
        "Closed", "Active", "Sold", "Bad debt",
    ])

    /// Currencies of bureau loans.
    static let currency = Levels(shares: [
        ("currency 1", 0.99918),
        ("currency 2", 0.0007),
        ("currency 3", 0.0001),
        ("currency 4", 0.00002),
    ])

    /// Types of bureau loans, the five frequent ones first.
    static let creditType = Levels(shares: [
        ("Consumer credit", 0.7281),
        ("Credit card", 0.2339),
        ("Car loan", 0.01574),
        ("Mortgage", 0.01032),
        ("Microloan", 0.009365),
        ("Loan for business development", 0.001199),
        ("Another type of loan", 0.0006094),
        ("Loan for working capital replenishment", 0.000325),
        ("Unknown type of loan", 0.0002438),
        ("Cash loan (non-earmarked)", 0.0001422),
        ("Loan for the purchase of equipment", 2.031e-05),
    ])

    /// State of a bureau loan in a month: days past due in five steps, closed, unknown.
    static let monthStatus = Levels(names: [
        "0", "1", "2", "3", "4", "5", "C", "X",
    ])

    /// Types of previous applications.
    static let contractType = Levels(names: [
        "Cash loans", "Consumer loans", "Revolving loans", "XNA",
    ])

    /// What became of a previous application.
    static let status = Levels(names: [
        "Approved", "Canceled", "Refused", "Unused offer",
    ])

    /// How the client pays.
    static let paymentType = Levels(names: [
        "Cash through the bank", "XNA", "Non-cash from your account",
        "Cashless from the account of the employer",
    ])

    /// Why an application was refused.
    static let rejectReason = Levels(shares: [
        ("HC", 0.6249),
        ("LIMIT", 0.1904),
        ("SCO", 0.1117),
        ("SCOFR", 0.0429),
        ("XNA", 0.01619),
        ("VERIF", 0.01265),
        ("SYSTEM", 0.0013),
    ])

    /// The reason of those not refused: none, or the client.
    static let noReason = Levels(names: [
        "XAP", "CLIENT",
    ])

    /// Who came along.
    static let suite = Levels(shares: [
        ("Unaccompanied", 0.6081),
        ("Family", 0.2459),
        ("Spouse, partner", 0.07594),
        ("Children", 0.03563),
        ("Other_B", 0.0211),
        ("Other_A", 0.01055),
        ("Group of people", 0.002859),
    ])

    /// Whether the client was known.
    static let clientType = Levels(shares: [
        ("Repeater", 0.7419),
        ("New", 0.1741),
        ("Refreshed", 0.08287),
        ("XNA", 0.0011),
    ])

    /// What a consumer loan paid for.
    static let goodsCategory = Levels(shares: [
        ("Mobile", 0.2955),
        ("Consumer Electronics", 0.1747),
        ("Computers", 0.1416),
        ("Audio/Video", 0.1403),
        ("Furniture", 0.07942),
        ("Construction Materials", 0.03863),
        ("Clothing and Accessories", 0.03852),
        ("Photo / Cinema Equipment", 0.03295),
        ("Auto Accessories", 0.01108),
        ("Jewelry", 0.009089),
        ("Homewares", 0.007158),
        ("Medical Supplies", 0.005567),
        ("Vehicles", 0.004488),
        ("Gardening", 0.004431),
        ("Sport and Leisure", 0.003579),
        ("Office Appliances", 0.003295),
        ("Other", 0.002784),
        ("Tourism", 0.00267),
        ("Medicine", 0.002386),
        ("Direct Sales", 0.0006817),
        ("Fitness", 0.0006817),
        ("Weapon", 0.0001704),
        ("Additional Service", 0.0001704),
        ("Education", 0.0001136),
        ("Insurance", 5.681e-05),
    ])

    /// The level that stands for none.
    static let unknown = Levels(names: [
        "XNA", "XAP",
    ])

    /// What a cash loan was said to be for.
    static let purpose = Levels(shares: [
        ("XNA", 0.9104),
        ("Repairs", 0.02978),
        ("Other", 0.01932),
        ("Urgent needs", 0.01151),
        ("Buying a used car", 0.004279),
        ("Everyday expenses", 0.00375),
        ("Payments on other loans", 0.003265),
        ("Building a house or an annex", 0.00322),
        ("Medicine", 0.002867),
        ("Education", 0.001765),
        ("Buying a new car", 0.001368),
        ("Buying a holiday home / land", 0.001368),
        ("Car repairs", 0.001191),
        ("Journey", 0.001147),
        ("Purchase of electronic equipment", 0.001103),
        ("Buying a home", 0.001059),
        ("Furniture", 0.0008823),
        ("Wedding / gift / holiday", 0.0007058),
        ("Business development", 0.0006617),
        ("Gasification / water supply", 0.0002206),
        ("Hobby", 0.0001323),
        ("Buying a garage", 4.412e-05),
    ])

    /// Portfolios.
    static let portfolio = Levels(names: [
        "POS", "Cash", "Cards", "Cars", "XNA",
    ])

    /// How the product was sold.
    static let productType = Levels(names: [
        "XNA", "x-sell", "walk-in",
    ])

    /// Where cash loans and cards are applied for.
    static let cashChannel = Levels(shares: [
        ("Credit and cash offices", 0.7769),
        ("Contact center", 0.07732),
        ("Country-wide", 0.07077),
        ("AP+ (Cash loan)", 0.05224),
        ("Regional / Local", 0.008999),
        ("Stone", 0.008229),
        ("Channel of corporate sales", 0.005498),
    ])

    /// Where consumer loans are applied for.
    static let consumerChannel = Levels(shares: [
        ("Country-wide", 0.576),
        ("Stone", 0.2818),
        ("Regional / Local", 0.1418),
        ("Car dealer", 0.0003974),
    ])

    /// The seller of a consumer loan.
    static let sellerIndustry = Levels(shares: [
        ("Consumer electronics", 0.4848),
        ("Connectivity", 0.3112),
        ("Furniture", 0.08169),
        ("Construction", 0.04343),
        ("Clothing", 0.03798),
        ("Industry", 0.02498),
        ("Auto technology", 0.007777),
        ("Jewelry", 0.004825),
        ("MLM partners", 0.001306),
        ("XNA", 0.001135),
        ("Tourism", 0.0009083),
    ])

    /// Days on which applications start.
    static let weekday = Levels(shares: [
        ("TUESDAY", 0.1573),
        ("FRIDAY", 0.1533),
        ("WEDNESDAY", 0.152),
        ("MONDAY", 0.1511),
        ("THURSDAY", 0.1482),
        ("SATURDAY", 0.1414),
        ("SUNDAY", 0.09676),
    ])

    /// Interest groups, cheapest first.
    static let yieldGroup = Levels(names: [
        "low_action", "low_normal", "middle", "high", "XNA",
    ])

    /// Products, in the order in which the generator names them.
    static let product = Levels(names: [
        "Cash", "Cash X-Sell: low", "Cash X-Sell: middle", "Cash X-Sell: high", "Cash Street: low",
        "Cash Street: middle", "Cash Street: high", "Card Street", "Card X-Sell", "POS mobile with interest",
        "POS mobile without interest", "POS household with interest", "POS household without interest",
        "POS industry with interest", "POS industry without interest", "POS other with interest",
        "POS others without interest",
    ])

    /// State of a point-of-sale loan in a month.
    static let monthlyStatus = Levels(names: [
        "Active", "Completed", "Signed", "Demand", "Returned to the store", "Approved", "Amortized debt",
    ])

    /// State of a card in a month.
    static let cardStatus = Levels(names: [
        "Active", "Completed", "Signed",
    ])
}
