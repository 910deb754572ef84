public import Foundation

/// Times at which nobody is told anything; what happens then is told when they end.
public struct QuietHours: Sendable, Hashable {
    /// One stretch of every week.
    public struct Stretch: Sendable, Hashable, Codable {
        /// Days on which it starts, 1 (Monday) to 7 (Sunday); every day when empty.
        public let days: [Int]
        /// Minutes after midnight at which it starts, 0..<1440.
        public let from: Int
        /// Minutes after midnight at which it ends, 0...1440; at or before the start, it ends on the next day.
        public let to: Int

        private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

        /// Reads `20:00-07:00`, `sat,sun`, `fri 18:00-24:00`.
        ///
        /// - Throws: ``MonitoringError`` when it is not written so.
        public init(_ text: String) throws(MonitoringError) {
            let parts = text.lowercased().split(separator: " ")
            var days: [Int] = []
            var hours: (from: Int, to: Int) = (0, 1_440)
            for part in parts {
                let ends = part.split(separator: "-").map(Self.minutes)
                if ends.count == 2, let from = ends[0], let to = ends[1], from < 1_440 {
                    hours = (from, to)
                } else {
                    let found = part.split(separator: ",").map { Self.names.firstIndex(of: String($0)) }
                    days = found.compactMap { $0.map { $0 + 1 } }
                    guard days.count == found.count, !days.isEmpty else { throw Self.unreadable }
                }
            }
            guard (1...2).contains(parts.count) else { throw Self.unreadable }
            self.days = days
            (from, to) = hours
        }

        private static let unreadable = MonitoringError(
            .invalidSetting, "quiet hours are written as 20:00-07:00, sat,sun or fri 18:00-24:00: correct the settings."
        )

        private static func minutes(_ text: Substring) -> Int? {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hour = Int(parts[0]),
                let minute = Int(parts[1]), (0...24).contains(hour), (0..<60).contains(minute),
                hour * 60 + minute <= 1_440
            else { return nil }
            return hour * 60 + minute
        }
    }

    /// The stretches.
    public let stretches: [Stretch]
    /// Where their clock hangs.
    public let zone: TimeZone

    /// Quiet hours by a zone's clock.
    public init(_ stretches: [Stretch], zone: TimeZone) {
        self.stretches = stretches
        self.zone = zone
    }

    /// When the quiet that holds a moment ends; nil when the moment is not quiet.
    ///
    /// Stretches that touch are one. Quiet without end is told after eight days.
    public func end(at moment: Date) -> Date? {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = zone
        var end: Date?
        let last = moment.addingTimeInterval(8 * 86_400)
        while let next = self.next(after: end ?? moment, calendar) {
            end = next
            if next >= last { return last }
        }
        return end
    }

    private func next(after moment: Date, _ calendar: Calendar) -> Date? {
        let today = calendar.startOfDay(for: moment)
        var latest: Date?
        for stretch in stretches {
            for offset in [-1, 0] {
                guard let day = calendar.date(byAdding: .day, value: offset, to: today) else { continue }
                // Gregorian weekdays count from Sunday, 1.
                let weekday = (calendar.component(.weekday, from: day) + 5) % 7 + 1
                guard stretch.days.isEmpty || stretch.days.contains(weekday) else { continue }
                let isOver = stretch.to <= stretch.from
                guard let start = Self.moment(stretch.from, of: day, calendar),
                    let endDay = calendar.date(byAdding: .day, value: isOver ? 1 : 0, to: day),
                    let end = Self.moment(stretch.to, of: endDay, calendar)
                else { continue }
                if start <= moment, moment < end { latest = max(latest ?? end, end) }
            }
        }
        return latest
    }

    /// A time of the clock on a day, which on a day of 23 or 25 hours is not so many minutes after midnight.
    private static func moment(_ minutes: Int, of day: Date, _ calendar: Calendar) -> Date? {
        guard minutes < 1_440 else { return calendar.date(byAdding: .day, value: 1, to: day) }
        return calendar.date(bySettingHour: minutes / 60, minute: minutes % 60, second: 0, of: day)
    }
}
