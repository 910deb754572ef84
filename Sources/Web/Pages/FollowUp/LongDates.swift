import Credit
import Foundation

// Dates as people write them; the log's clock is UTC, and a time of day says so.
extension Voice {
    /// `30 novembre 2026`, `30 November 2026`.
    func longDay(_ day: Day) -> String {
        let names = language == .fr ? Self.frenchMonths : Self.englishMonths
        let number = language == .fr && day.day == 1 ? "1er" : "\(day.day)"
        return "\(number)\u{A0}\(names[day.month - 1])\u{A0}\(day.year)"
    }

    /// The day of a moment.
    func longDay(_ moment: Date) -> String { longDay(Day(secondsSince1970: moment.timeIntervalSince1970)) }

    /// `30 novembre 2026 à 14:05 UTC`, `30 November 2026 at 14:05 UTC`.
    func longMoment(_ moment: Date) -> String {
        let seconds = Int(moment.timeIntervalSince1970.rounded(.down))
        let minutes = (seconds % 86_400 + 86_400) % 86_400 / 60
        func padded(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
        let time = "\(padded(minutes / 60)):\(padded(minutes % 60))\u{A0}UTC"
        return longDay(moment) + (language == .fr ? " à " : " at ") + time
    }

    private static let frenchMonths = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ]
    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
