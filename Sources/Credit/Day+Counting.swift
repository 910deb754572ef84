extension Day {
    /// Days from 1 January 1970, negative before it.
    ///
    /// Howard Hinnant, "chrono-compatible low-level date algorithms": days from civil.
    public var daysSince1970: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400, yearOfEra = shifted % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day so many days later, or earlier when the number is negative; kept within the years 1…9999.
    public func adding(days: Int) -> Day { Day(secondsSince1970: (Double(daysSince1970) + Double(days)) * 86_400) }

    /// As `31/12/1990`, which French and British people read alike.
    public var dayFirst: String { description.split(separator: "-").reversed().joined(separator: "/") }
}
