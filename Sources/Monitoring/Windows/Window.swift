public import Foundation

/// A stretch of time whose decisions are looked at together: its start is in it, its end is not.
public struct Window: Sendable, Hashable, Codable, Comparable {
    /// The first moment.
    public let start: Date
    /// The first moment after it.
    public let end: Date

    /// A window; its end must be after its start.
    public init(start: Date, end: Date) {
        precondition(start < end, "a window ends after it starts")
        self.start = start
        self.end = end
    }

    /// Whether a moment is in it.
    public func contains(_ moment: Date) -> Bool { start <= moment && moment < end }

    /// Orders by start, then by end.
    public static func < (a: Window, b: Window) -> Bool { (a.start, a.end) < (b.start, b.end) }
}

/// How long windows are: minutes, hours, days or weeks, cut at fixed places of UTC.
///
/// Windows never depend on when somebody looks: days start at midnight, weeks on Monday, both UTC.
public struct WindowLength: Sendable, Hashable, CustomStringConvertible {
    /// Seconds, at least 60.
    public let seconds: Int

    /// Monday 5 January 1970, from which windows are counted.
    private static let origin = 4 * 86_400
    private static let units: [(letter: Character, seconds: Int)] = [
        ("w", 604_800), ("d", 86_400), ("h", 3_600), ("m", 60),
    ]

    /// Reads `30m`, `12h`, `1d`, `2w`; nil when it is not written so or longer than a year.
    public init?(_ text: String) {
        guard let unit = Self.units.first(where: { $0.letter == text.last }), let count = Int(text.dropLast()),
            count > 0, count <= 31_622_400 / unit.seconds
        else { return nil }
        seconds = count * unit.seconds
    }

    /// As it is written, in the largest unit that fits: `1d`.
    public var description: String {
        let unit = Self.units.first { seconds.isMultiple(of: $0.seconds) } ?? ("m", 60)
        return "\(seconds / unit.seconds)\(unit.letter)"
    }

    /// The window that holds a moment.
    public func window(holding moment: Date) -> Window {
        let length = Double(seconds)
        let place = ((moment.timeIntervalSince1970 - Double(Self.origin)) / length).rounded(.down)
        let start = Date(timeIntervalSince1970: Double(Self.origin) + place * length)
        return Window(start: start, end: start.addingTimeInterval(length))
    }

    /// The windows that have ended, earliest first.
    ///
    /// - Parameters:
    ///   - first: A moment in the earliest window.
    ///   - now: Windows that end after it are left out: they are not whole.
    ///   - most: At most so many, the latest ones.
    public func ended(since first: Date, by now: Date, most: Int) -> [Window] {
        guard first < now, most > 0 else { return [] }
        var windows: [Window] = []
        var window = self.window(holding: window(holding: now).start.addingTimeInterval(-1))
        while window.end > first, windows.count < most {
            windows.append(window)
            window = self.window(holding: window.start.addingTimeInterval(-1))
        }
        return windows.reversed()
    }
}
