import Foundation
import Monitoring
import Testing

@Suite("A breach becomes an alert when it lasts, once")
struct AlertRulesTests {
    private let score = Indicator(.score)
    private let missing = Indicator(.missing, column: "income")

    /// Plays windows through the rules as a store would; returns every change by window.
    private func play(
        _ states: [Reading.State?], breaches: Int = 2, of windows: Int = 3,
        closing: [Int: Double] = [:]
    ) throws -> (alerts: [Alert], opened: [Int], told: [Int: [Alert.Event.Kind]]) {
        let rules = try AlertRules(breaches: breaches, of: windows)
        var history: [WindowRecord] = []
        var alerts: [Alert] = []
        var opened: [Int] = []
        var told: [Int: [Alert.Event.Kind]] = [:]
        for (number, state) in states.enumerated() {
            let record = record(number, state.map { [score: $0] } ?? [:])
            let last = alerts.last.map { [$0] } ?? []
            let changes = rules.changes(by: record, after: history, alerts: last, now: day(Double(number + 1)))
            history.append(record)
            for alert in changes.changed { alerts[alerts.count - 1] = alert }
            if !changes.opened.isEmpty { opened.append(number) }
            alerts += changes.opened.map { $0.numbered(Int64(alerts.count + 1)) }
            if !changes.told.isEmpty { told[number] = changes.told.compactMap { $0.events.last?.kind } }
            if let moment = closing[number] {
                alerts[alerts.count - 1] = try alerts[alerts.count - 1].closed(by: "eve", why: "known", at: day(moment))
            }
        }
        return (alerts, opened, told)
    }

    @Test(
        "it opens at the k-th breach of the last m windows",
        arguments: [
            (1, 1, "NB", 1), (2, 3, "BNB", 2), (2, 3, "BNNB", nil), (2, 2, "BNBB", 3), (3, 3, "BBNBBB", 5),
            (2, 3, "B?B", 2), (2, 3, "B??B", 3), (2, 3, "NNNN", nil),
        ] as [(Int, Int, String, Int?)])
    func persistence(_ k: Int, _ m: Int, _ text: String, _ expected: Int?) throws {
        let states = text.map { $0 == "B" ? Reading.State.breached : $0 == "N" ? .normal : .unknown }
        #expect(try play(states, breaches: k, of: m).opened.first == expected)
    }

    @Test("however long it lasts, it is one alert, told once")
    func once() throws {
        let found = try play(Array(repeating: .breached, count: 30))
        #expect(found.alerts.count == 1)
        #expect(found.told == [1: [.opened]])
        #expect(found.alerts[0].since == day(0))
        #expect(found.alerts[0].lastBreach == day(30))
    }

    @Test("it recovers after m quiet windows, once, stays open for a person, and returns when it breaches again")
    func recovery() throws {
        let found = try play([.breached, .breached, .normal, .normal, .normal, .normal, .breached, .normal])
        #expect(found.told == [1: [.opened], 4: [.recovered], 6: [.returned]])
        #expect(found.alerts.count == 1)
        #expect(found.alerts[0].state == .open)
    }

    @Test("windows without enough decisions bring no recovery")
    func unknown() throws {
        let found = try play([.breached, .breached, .normal, .unknown, .unknown, .unknown, .normal])
        #expect(found.told == [1: [.opened]])
    }

    @Test("what was closed does not come back for the same windows, and comes back when it lasts after them")
    func closed() throws {
        let found = try play(
            [.breached, .breached, .breached, .breached, .breached], closing: [1: 2.5])
        #expect(found.opened == [1, 3])
        #expect(found.alerts.last?.since == day(2))
        let immediate = try play([.breached, .breached, .breached], breaches: 1, of: 1, closing: [0: 1.0])
        #expect(immediate.opened == [0, 1])
    }

    @Test("another model's windows do not count")
    func models() throws {
        let rules = try AlertRules(breaches: 2, of: 3)
        let other = record(0, [score: .breached], model: "other")
        let changes = rules.changes(by: record(1, [score: .breached]), after: [other], alerts: [], now: day(2))
        #expect(changes.opened.isEmpty)
    }

    @Test("each indicator is an alert of its own")
    func each() throws {
        let rules = try AlertRules(breaches: 1, of: 1, owner: "risk team")
        let changes = rules.changes(
            by: record(0, [score: .breached, missing: .breached, Indicator(.volume): .normal]), after: [], alerts: [],
            now: day(1))
        #expect(changes.opened.map(\.indicator) == [score, missing])
        #expect(changes.opened.allSatisfy { $0.owner == "risk team" && $0.state == .open })
    }

    @Test("rules that cannot be are refused", arguments: [(0, 1), (2, 1), (1, 101), (-1, -1)])
    func refused(_ k: Int, _ m: Int) { #expect(throws: MonitoringError.self) { try AlertRules(breaches: k, of: m) } }
}

@Suite("An alert's life says who, when, why and what")
struct AlertLifeTests {
    private func alert() throws -> Alert {
        let rules = try AlertRules(breaches: 1, of: 1)
        let changes = rules.changes(
            by: record(0, [Indicator(.score): .breached]), after: [], alerts: [], now: day(1))
        return try #require(changes.opened.first).numbered(7)
    }

    @Test("taken and closed, it keeps every hand and every word")
    func life() throws {
        let taken = try alert().acknowledged(by: " eve ", owner: "risk team", what: "asking the bureau", at: day(2))
        #expect(taken.state == .acknowledged)
        #expect(taken.owner == "risk team")
        let handed = try taken.acknowledged(by: "adam", at: day(3))
        #expect(handed.owner == "adam")
        let closed = try handed.closed(
            by: "adam", why: "the bureau changed its file", what: "new field mapped", at: day(4))
        #expect(closed.state == .closed)
        #expect(closed.events.map(\.kind) == [.opened, .acknowledged, .acknowledged, .closed])
        #expect(closed.events.map(\.who) == [nil, "eve", "adam", "adam"])
        #expect(
            closed.closure
                == Alert.Event(
                    .closed, at: day(4), who: "adam", why: "the bureau changed its file", what: "new field mapped"))
    }

    @Test("nobody closes without a name and a reason, or twice; nobody takes what is closed")
    func refused() throws {
        let alert = try alert()
        #expect(throws: MonitoringError.self) { try alert.closed(by: "", why: "x", at: day(1)) }
        #expect(throws: MonitoringError.self) { try alert.closed(by: "eve", why: " \n", at: day(1)) }
        #expect(throws: MonitoringError.self) { try alert.acknowledged(by: " ", at: day(1)) }
        #expect(throws: MonitoringError.self) {
            try alert.closed(by: "eve", why: String(repeating: "x", count: 2_001), at: day(1))
        }
        let closed = try alert.closed(by: "eve", why: "x", at: day(1))
        #expect(throws: MonitoringError.self) { try closed.closed(by: "eve", why: "x", at: day(1)) }
        #expect(throws: MonitoringError.self) { try closed.acknowledged(by: "eve", at: day(1)) }
    }
}
