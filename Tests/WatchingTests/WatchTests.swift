import Credit
import Drift
import Fixtures
import Foundation
import Monitoring
import Notifying
import Recording
import Storage
import Synchronization
import Testing
import Watching

/// Somebody who notes what they are told, and may be away.
private final class Ear: Receiver {
    struct State {
        var messages: [AlertMessage] = []
        var tries = 0
        var isAway = false
    }

    let channel: String
    let state = Mutex(State())

    init(_ channel: String = "webhook") { self.channel = channel }

    func deliver(_ message: AlertMessage, at moment: Date) async throws {
        try state.withLock { state in
            state.tries += 1
            if state.isAway { throw NotifyingError(.unreachable, "nobody is there.") }
            state.messages.append(message)
        }
    }

    var messages: [AlertMessage] { state.withLock(\.messages) }
    var tries: Int { state.withLock(\.tries) }
    func away(_ isAway: Bool) { state.withLock { $0.isAway = isAway } }
}

/// A clock that the test sets.
private final class Clock: Sendable {
    private let moment = Mutex(Lender.day(0))
    var now: Date { moment.withLock { $0 } }
    func set(_ day: Double) { moment.withLock { $0 = Lender.day(day) } }
}

@Suite("Watching a lender's decisions")
struct WatchTests {
    private let lender = Lender()
    private let folder: TemporaryFolder
    private let store: SQLiteMonitoringStore
    private let clock = Clock()

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteMonitoringStore(path: folder.file("monitoring.sqlite"))
    }

    private func watch(
        _ receivers: [any Receiver], quiet: QuietHours? = nil, lookBack: Int = 30
    ) throws -> Watch {
        var settings = MonitoringSettings(window: try #require(WindowLength("1d")))
        settings.quiet = quiet
        settings.lookBack = lookBack
        return Watch(
            log: lender.log, store: store,
            model: Watch.Model(
                digest: Lender.model, profile: Lender.profile(), approvalRate: Lender.approvalRate, missedDefault: 10,
                refusedGoodClient: 1),
            settings: settings, receivers: receivers,
            tongue: Watch.Tongue(
                lender: "Prêt", language: .fr, words: AlertWords { LocalizedText(fr: $0, en: $0) }),
            clock: { [clock] in clock.now })
    }

    @Test("drift that lasts is one alert and one message, and a look that comes twice finds nothing new")
    func lasting() async throws {
        for day in 0..<8 { lender.decide(400, on: day, missing: day < 3 ? 0.01 : 0.5) }
        let ear = Ear()
        let watch = try watch([ear])
        var opened: [Int: [String]] = [:]
        for day in 1...8 {
            clock.set(Double(day) + 0.1)
            let look = try await watch.look()
            #expect(look.windows.count == 1)
            opened[day] = look.opened.map(\.indicator.description)
            _ = try await watch.tell()
            #expect(try await watch.look().windows.isEmpty)
        }
        #expect(opened.filter { !$0.value.isEmpty } == [5: ["missing:income"]])
        #expect(ear.messages.count == 1)
        #expect(ear.messages[0].text.contains("income"))
        #expect(try await store.alerts([.open], limit: 9).map(\.since) == [Lender.day(3)])
    }

    @Test("windows missed while nobody looked are caught up with, and those before the first decision are none")
    func catchingUp() async throws {
        for day in 5..<9 { lender.decide(300, on: day) }
        let watch = try watch([Ear()])
        clock.set(8.5)
        #expect(try await watch.look().windows.map(\.window.start) == [5, 6, 7].map { Lender.day($0) })
        clock.set(11.5)
        let look = try await watch.look()
        #expect(look.windows.map(\.facts.decisions) == [300, 0, 0])
        #expect(look.opened.map(\.indicator) == [Indicator(.volume)])
        clock.set(60)
        let late = try await self.watch([Ear()], lookBack: 10).look()
        #expect((late.windows.count, late.passedOver) == (10, 39))
    }

    @Test("while a receiver is away nothing is lost and nothing storms; when it is back it hears all in one message")
    func away() async throws {
        for day in 0..<9 { lender.decide(400, on: day, missing: day < 3 ? 0.01 : 0.5) }
        let ear = Ear("webhook"), other = Ear("mail")
        ear.away(true)
        let watch = try watch([ear, other])
        for minute in 0..<600 {
            // From before the alert to hours after it, a look each minute.
            clock.set(4.999 + Double(minute) / 1_440)
            _ = try await watch.look()
            _ = try await watch.tell()
        }
        #expect(ear.messages.isEmpty)
        #expect((2...20).contains(ear.tries), "ten hours away: \(ear.tries) tries")
        #expect(other.messages.count == 1)
        #expect(try await store.waiting() == ["webhook": 1])
        ear.away(false)
        clock.set(6.5)
        #expect(try await watch.tell().delivered == ["webhook": 1])
        #expect(ear.messages.count == 1)
        #expect(try await store.waiting().isEmpty)
        #expect(try await watch.tell().delivered.isEmpty)
    }

    @Test("in quiet hours alerts are opened and nobody is told; afterwards everybody is")
    func quiet() async throws {
        for day in 0..<6 { lender.decide(400, on: day, missing: day < 1 ? 0.01 : 0.5) }
        let ear = Ear()
        let zone = try #require(TimeZone(identifier: "UTC"))
        let watch = try watch([ear], quiet: QuietHours([try QuietHours.Stretch("00:00-08:00")], zone: zone))
        clock.set(3.1)
        #expect(try await watch.look().opened.count == 1)
        let told = try await watch.tell()
        #expect(told.quietUntil == Lender.day(3 + 8.0 / 24))
        #expect(ear.tries == 0)
        clock.set(3.4)
        #expect(try await watch.tell().delivered == ["webhook": 1])
    }

    @Test("a test alert reaches everybody, and says who could not be reached")
    func test() async throws {
        let here = Ear("webhook"), gone = Ear("mail")
        gone.away(true)
        let results = try await watch([here, gone]).test()
        #expect(results.map(\.channel) == ["webhook", "mail"])
        #expect(results[0].failure == nil && results[1].failure == "nobody is there.")
        #expect(here.messages.first?.isTest == true)
    }

    @Test("two processes that look at once record each window once and tell once")
    func two() async throws {
        for day in 0..<6 { lender.decide(200, on: day, missing: day < 1 ? 0.01 : 0.5) }
        let ear = Ear()
        let watches = [try watch([ear]), try watch([ear])]
        clock.set(6.1)
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for watch in watches {
                group.addTask {
                    let count = try await watch.look().windows.count
                    _ = try await watch.tell()
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(counts == 6)
        _ = try await watches[0].tell()
        #expect(ear.messages.flatMap(\.notices).count == 1)
    }

    @Test("outcomes that contradict what was promised open an alert on calibration; those as promised do not")
    func outcomes() async throws {
        for day in 0..<8 { lender.decide(400, on: day) }
        let watch = try watch([Ear()])
        clock.set(100)
        let decisions = try await LoggedDecisions(
            in: lender.log, from: .distantPast, to: clock.now, model: Lender.model, for: .following)
        func labels(_ factor: Double) -> [OutcomeLabel] {
            var state: UInt64 = 1
            return decisions.references.indices.map { place in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let draw = Double(state >> 11) / Double(UInt64(1) << 53)
                return OutcomeLabel(
                    decision: decisions.references[place], defaulted: draw < decisions.probabilities[place] * factor)
            }
        }
        let right = try await watch.follow(labels(1))
        #expect(right.vintages.count == 1 && right.vintages[0].known == 3_200 && right.unknown == 0)
        #expect(right.opened.isEmpty)
        let wrong = try await watch.follow(labels(2))
        #expect(wrong.vintages[0].defaultRate.map { $0 > 0.15 } == true)
        #expect(wrong.opened.map(\.indicator) == [Indicator(.calibration)])
        let history = try await store.history(of: Indicator(.calibration), model: Lender.model, limit: 9)
        #expect(history.map(\.measurement.state) == [.breached])
    }
}
