import Foundation
import Monitoring
import Testing

@Suite("Windows")
struct WindowTests {
    @Test("a length is read as it is written", arguments: ["30m", "12h", "1d", "3d", "1w", "2w"])
    func lengths(_ text: String) { #expect(WindowLength(text)?.description == text) }

    @Test("what is no length is none", arguments: ["", "d", "0d", "-1d", "1y", "1.5d", "400d", "9999999999999999w"])
    func noLengths(_ text: String) { #expect(WindowLength(text) == nil) }

    @Test("every moment is in exactly one window, the one that holds it", arguments: ["30m", "12h", "1d", "3d", "1w"])
    func holding(_ text: String) throws {
        let length = try #require(WindowLength(text))
        for hours in stride(from: -100.0, to: 100_000, by: 777.77) {
            let moment = Date(timeIntervalSince1970: hours * 3600)
            let window = length.window(holding: moment)
            #expect(window.contains(moment))
            #expect(window.end.timeIntervalSince(window.start) == Double(length.seconds))
            #expect(length.window(holding: window.end).start == window.end)
            #expect(!window.contains(window.end))
        }
    }

    @Test("days begin at midnight and weeks on Monday, UTC")
    func beginnings() throws {
        let wednesday = day(2.6)
        #expect(try #require(WindowLength("1d")).window(holding: wednesday).start == day(2))
        #expect(try #require(WindowLength("1w")).window(holding: wednesday).start == day(0))
    }

    @Test("windows that have ended follow each other without gap, and the one under way is left out")
    func ended() throws {
        let length = try #require(WindowLength("1d"))
        let windows = length.ended(since: day(0.5), by: day(4.5), most: 100)
        #expect(windows == [window(0), window(1), window(2), window(3)])
        #expect(length.ended(since: day(0), by: day(4), most: 2) == [window(2), window(3)])
        #expect(length.ended(since: day(4), by: day(4.9), most: 10).isEmpty)
        #expect(length.ended(since: day(5), by: day(4), most: 10).isEmpty)
    }
}

@Suite("Quiet hours")
struct QuietHoursTests {
    private func quiet(_ texts: [String], _ zone: String = "UTC") throws -> QuietHours {
        QuietHours(
            try texts.map { text throws(MonitoringError) in try QuietHours.Stretch(text) },
            zone: try #require(TimeZone(identifier: zone)))
    }

    @Test("a night ends in the morning, and the day is not quiet")
    func night() throws {
        let quiet = try quiet(["20:00-07:00"])
        #expect(quiet.end(at: day(1 + 23 / 24)) == day(2 + 7.0 / 24))
        #expect(quiet.end(at: day(1 + 3 / 24)) == day(1 + 7.0 / 24))
        #expect(quiet.end(at: day(1 + 12.0 / 24)) == nil)
        #expect(quiet.end(at: day(1 + 7.0 / 24)) == nil)
        #expect(quiet.end(at: day(1 + 20.0 / 24)) == day(2 + 7.0 / 24))
    }

    @Test("a weekend and the nights around it are one quiet, until Monday morning")
    func weekend() throws {
        let quiet = try quiet(["sat,sun", "20:00-07:00"])
        #expect(quiet.end(at: day(4 + 21.0 / 24)) == day(7 + 7.0 / 24))
        #expect(quiet.end(at: day(5.5)) == day(7 + 7.0 / 24))
        #expect(quiet.end(at: day(4.5)) == nil)
    }

    @Test("the clock is the zone's, on the days that it changes too")
    func zone() throws {
        let quiet = try quiet(["22:00-07:00"], "Europe/Paris")
        let format = ISO8601DateFormatter()
        // 29 March 2026: clocks go from 2 to 3.
        let night = try #require(format.date(from: "2026-03-28T23:00:00Z"))
        #expect(quiet.end(at: night).map(format.string) == "2026-03-29T05:00:00Z")
        let winter = try #require(format.date(from: "2026-01-10T23:00:00Z"))
        #expect(quiet.end(at: winter).map(format.string) == "2026-01-11T06:00:00Z")
    }

    @Test("quiet without end is told all the same after eight days")
    func always() throws {
        let quiet = try quiet(["00:00-24:00"])
        #expect(try #require(quiet.end(at: day(0.5))) == day(8.5))
    }

    @Test(
        "what is no stretch is refused",
        arguments: ["", "x", "25:00-26:00", "24:00-07:00", "20:00", "sat;sun", "mon 1:00-2:00", "a b c"])
    func refused(_ text: String) { #expect(throws: MonitoringError.self) { try QuietHours.Stretch(text) } }

    @Test("each wait is twice the one before, and never longer than the longest")
    func retries() {
        let plan = RetryPlan(first: 30, longest: 3600)
        let waits = (1...12).map { plan.next(after: $0, at: day(0)).timeIntervalSince(day(0)) }
        #expect(waits.prefix(4) == [30, 60, 120, 240])
        #expect(waits.allSatisfy { $0 <= 3600 })
        #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(plan.next(after: 10_000, at: day(0)) == day(0).addingTimeInterval(3600))
    }
}
