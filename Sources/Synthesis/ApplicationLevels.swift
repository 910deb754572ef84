/// The categories of the application table: real levels with their real shares.
///
/// Effects are about four fifths of the marginal log ratios, since the categories overlap.
enum ApplicationLevels {
    /// Contract types, cash first.
    static let contractType = Levels(names: [
        "Cash loans", "Revolving loans",
    ])

    /// Genders; XNA is the rare unknown.
    static let gender = Levels(effects: [
        ("F", 0.6583, -0.13),
        ("M", 0.3417, 0.22),
        ("XNA", 0.00005, 0),
    ])

    /// Education.
    static let education = Levels(effects: [
        ("Secondary / secondary special", 0.7105, 0.08),
        ("Higher education", 0.2425, -0.35),
        ("Incomplete higher", 0.03399, 0.02),
        ("Lower secondary", 0.01235, 0.18),
        ("Academic degree", 0.0006019, -0.14),
    ])

    /// Income types of those who work.
    static let incomeType = Levels(effects: [
        ("Working", 0.6306, 0.14),
        ("Commercial associate", 0.2843, -0.07),
        ("State servant", 0.08493, -0.35),
        ("Businessman", 8.328e-05, -0.02),
        ("Student", 6.662e-05, -0.01),
        ("Maternity leave", 4.997e-05, 0.01),
    ])

    /// Income types of those who do not work.
    static let inactiveIncomeType = Levels(names: [
        "Pensioner", "Unemployed",
    ])

    /// Family status; the last is the rare unknown.
    static let familyStatus = Levels(effects: [
        ("Married", 0.6397, -0.06),
        ("Single / not married", 0.1466, 0.16),
        ("Civil marriage", 0.09673, 0.14),
        ("Separated", 0.06446, 0.01),
        ("Widow", 0.05247, -0.21),
        ("Unknown", 5e-05, 0),
    ])

    /// How the client lives.
    static let housing = Levels(effects: [
        ("House / apartment", 0.8875, -0.03),
        ("With parents", 0.04765, 0.28),
        ("Municipal apartment", 0.03696, 0.09),
        ("Rented apartment", 0.01591, 0.31),
        ("Office apartment", 0.008262, -0.14),
        ("Co-op apartment", 0.003748, -0.17),
    ])

    /// Who came along.
    static let suite = Levels(shares: [
        ("Unaccompanied", 0.8123),
        ("Family", 0.13),
        ("Spouse, partner", 0.03738),
        ("Children", 0.01065),
        ("Other_B", 0.005797),
        ("Other_A", 0.002761),
        ("Group of people", 0.001058),
    ])

    /// Occupations of those who work.
    static let occupation = Levels(effects: [
        ("Laborers", 0.2613, 0.21),
        ("Sales staff", 0.1543, 0.14),
        ("Core staff", 0.1306, -0.21),
        ("Managers", 0.1005, -0.22),
        ("Drivers", 0.08745, 0.28),
        ("High skill tech staff", 0.05353, -0.18),
        ("Accountants", 0.04629, -0.39),
        ("Medicine staff", 0.04009, -0.16),
        ("Security staff", 0.03126, 0.2),
        ("Cooking staff", 0.02735, 0.19),
        ("Cleaning staff", 0.02231, 0.12),
        ("Private service staff", 0.01271, -0.05),
        ("Low-skill Laborers", 0.01059, 0.35),
        ("Secretaries", 0.006387, 0.03),
        ("Waiters/barmen staff", 0.006307, 0.22),
        ("Realty agents", 0.003491, 0),
        ("HR staff", 0.003015, -0.15),
        ("IT staff", 0.002499, -0.09),
    ])

    /// Employers of those who work.
    static let organization = Levels(effects: [
        ("Business Entity Type 3", 0.2679, 0.12),
        ("Self-employed", 0.1534, 0.15),
        ("Other", 0.06708, -0.04),
        ("Medicine", 0.04415, -0.14),
        ("Government", 0.04154, -0.12),
        ("Business Entity Type 2", 0.0407, 0.04),
        ("School", 0.03521, -0.19),
        ("Trade: type 7", 0.03149, 0.15),
        ("Kindergarten", 0.02706, -0.23),
        ("Construction", 0.02623, 0.22),
        ("Business Entity Type 1", 0.02352, 0.01),
        ("Transport: type 4", 0.02157, 0.08),
        ("Trade: type 3", 0.01387, 0.16),
        ("Industry: type 9", 0.01387, -0.24),
        ("Industry: type 3", 0.01364, 0.21),
        ("Security", 0.01246, 0.08),
        ("Housing", 0.01196, 0.1),
        ("Industry: type 11", 0.01043, -0.08),
        ("Military", 0.01016, -0.28),
        ("Bank", 0.009793, -0.24),
        ("Police", 0.009326, -0.05),
        ("Agriculture", 0.00911, 0.08),
        ("Transport: type 2", 0.008877, 0.06),
        ("Postal", 0.008311, 0.04),
        ("Trade: type 2", 0.007378, 0.01),
        ("Security Ministries", 0.007328, -0.47),
        ("Restaurant", 0.006862, 0.2),
        ("Services", 0.006279, 0.01),
        ("Industry: type 7", 0.005529, 0.05),
        ("University", 0.005429, -0.23),
        ("Industry: type 1", 0.004447, 0.13),
        ("Transport: type 3", 0.004397, 0.27),
        ("Electricity", 0.004247, -0.14),
        ("Hotel", 0.004014, -0.09),
        ("Industry: type 4", 0.003314, 0.09),
        ("Industry: type 5", 0.002781, -0.03),
        ("Trade: type 6", 0.002615, -0.16),
        ("Telecom", 0.002382, -0.01),
        ("Insurance", 0.002182, -0.07),
        ("Emergency", 0.002065, 0.02),
        ("Industry: type 2", 0.001932, 0.04),
        ("Advertising", 0.001865, 0.02),
        ("Industry: type 12", 0.001849, -0.23),
        ("Culture", 0.001599, -0.08),
        ("Realtor", 0.001532, 0.08),
        ("Trade: type 1", 0.001382, 0.05),
        ("Mobile", 0.001349, -0.01),
        ("Legal Services", 0.001266, -0.07),
        ("Cleaning", 0.001083, 0.06),
        ("Transport: type 1", 0.0009493, -0.11),
        ("Industry: type 10", 0.0006329, 0.02),
        ("Industry: type 6", 0.0004497, 0.02),
        ("Religion", 0.0003831, -0.08),
        ("Trade: type 4", 0.0002665, -0.01),
        ("Trade: type 5", 0.0002498, -0.01),
        ("Industry: type 13", 0.0002165, 0),
        ("Industry: type 8", 8.327e-05, -0.02),
    ])

    /// The employer of those who do not work.
    static let noOrganization = Levels(names: [
        "XNA"
    ])

    /// Days on which applications start.
    static let weekday = Levels(shares: [
        ("TUESDAY", 0.1743),
        ("WEDNESDAY", 0.1697),
        ("MONDAY", 0.1658),
        ("THURSDAY", 0.1646),
        ("FRIDAY", 0.1623),
        ("SATURDAY", 0.1104),
        ("SUNDAY", 0.0528),
    ])

    /// Repair fund of the building.
    static let repairFund = Levels(shares: [
        ("reg oper account", 0.7618),
        ("reg oper spec account", 0.1212),
        ("org spec account", 0.05988),
        ("not specified", 0.05715),
    ])

    /// House types.
    static let houseType = Levels(shares: [
        ("block of flats", 0.9821),
        ("specific housing", 0.009586),
        ("terraced house", 0.00835),
    ])

    /// Wall materials.
    static let walls = Levels(shares: [
        ("Panel", 0.437),
        ("Stone, brick", 0.4279),
        ("Block", 0.06245),
        ("Wooden", 0.03507),
        ("Mixed", 0.01532),
        ("Monolithic", 0.01187),
        ("Others", 0.01045),
    ])

    /// Whether the building is in an emergency state.
    static let emergencyState = Levels(shares: [
        ("No", 0.9854),
        ("Yes", 0.01457),
    ])

    /// Relative population of the region, a number with few values.
    static let regionPopulation = Levels(shares: [
        ("0.035792", 0.05396),
        ("0.04622", 0.04349),
        ("0.025164", 0.03897),
        ("0.030755", 0.03852),
        ("0.026392", 0.03771),
        ("0.031329", 0.03739),
        ("0.028663", 0.0365),
        ("0.019101", 0.02862),
        ("0.072508", 0.02771),
        ("0.020713", 0.02661),
        ("0.01885", 0.02496),
        ("0.020246", 0.02395),
        ("0.018634", 0.02324),
        ("0.015221", 0.02306),
        ("0.022625", 0.02252),
        ("0.032561", 0.02129),
        ("0.018801", 0.02055),
        ("0.019689", 0.02051),
        ("0.018029", 0.02048),
        ("0.02461", 0.02023),
        ("0.018209", 0.01942),
        ("0.01452", 0.01524),
        ("0.016612", 0.01421),
        ("0.00702", 0.01304),
        ("0.0228", 0.01256),
        ("0.010032", 0.0115),
        ("0.010006", 0.01119),
        ("0.014464", 0.01086),
        ("0.00496", 0.01062),
        ("0.011703", 0.01016),
        ("0.011657", 0.01004),
        ("0.010966", 0.009904),
        ("0.00733", 0.00989),
        ("0.010147", 0.00963),
        ("0.006629", 0.009439),
        ("0.010643", 0.009343),
        ("0.00712", 0.009028),
        ("0.009175", 0.008919),
        ("0.0105", 0.008399),
        ("0.010276", 0.008358),
        ("0.009657", 0.008057),
        ("0.00963", 0.007811),
        ("0.006852", 0.007483),
        ("0.008625", 0.007401),
        ("0.010556", 0.007127),
        ("0.009334", 0.006717),
        ("0.003069", 0.00621),
        ("0.00823", 0.00621),
        ("0.006207", 0.00606),
        ("0.006008", 0.005964),
        ("0.009549", 0.005896),
        ("0.007305", 0.005868),
        ("0.008019", 0.005786),
        ("0.007114", 0.005704),
        ("0.008068", 0.005636),
        ("0.008575", 0.005622),
        ("0.007274", 0.005554),
        ("0.003813", 0.00554),
        ("0.006671", 0.005499),
        ("0.008474", 0.005485),
        ("0.008866", 0.005403),
        ("0.002042", 0.005349),
        ("0.006305", 0.005335),
        ("0.005084", 0.004473),
        ("0.003818", 0.004295),
        ("0.005313", 0.004063),
        ("0.004849", 0.003817),
        ("0.003122", 0.003666),
        ("0.005002", 0.003557),
        ("0.006296", 0.003516),
        ("0.002134", 0.003365),
        ("0.006233", 0.003338),
        ("0.002506", 0.003174),
        ("0.005144", 0.002873),
        ("0.003541", 0.001901),
        ("0.001276", 0.001778),
        ("0.001417", 0.001409),
        ("0.001333", 0.0008755),
        ("0.000938", 9.576e-05),
        ("0.000533", 5.472e-05),
        ("0.00029", 1.368e-05),
    ])
}
