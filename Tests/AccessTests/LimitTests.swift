import Foundation
import Testing

@testable import Access

@Suite("Guessing and flooding are slowed")
struct LimitTests {
    static let now = Date(timeIntervalSince1970: 1_000_000)

    static func at(_ seconds: Double) -> Date { now.addingTimeInterval(seconds) }

    @Test("the fifth failure locks a name for a minute, each further one for twice as long, at most a day")
    func lock() {
        var lock = LockOut()
        for _ in 0..<4 {
            lock.fail("anne", at: Self.now)
            #expect(lock.wait(for: "anne", at: Self.now) == nil)
        }
        lock.fail("anne", at: Self.now)
        #expect(lock.wait(for: "anne", at: Self.now) == 60)
        #expect(lock.wait(for: "anne", at: Self.at(60)) == nil)
        lock.fail("anne", at: Self.at(60))
        #expect(lock.wait(for: "anne", at: Self.at(60)) == 120)
        #expect(lock.wait(for: "bert", at: Self.at(60)) == nil)
        for _ in 0..<40 { lock.fail("anne", at: Self.at(60)) }
        #expect(lock.wait(for: "anne", at: Self.at(60)) == 86_400)
    }

    @Test("a success, or a day without failures, starts anew")
    func forgiven() {
        var lock = LockOut()
        for _ in 0..<4 { lock.fail("anne", at: Self.now) }
        lock.succeed("anne")
        for _ in 0..<4 { lock.fail("anne", at: Self.now) }
        #expect(lock.wait(for: "anne", at: Self.now) == nil)
        lock.fail("anne", at: Self.at(90_000))
        #expect(lock.wait(for: "anne", at: Self.at(90_000)) == nil)
    }

    @Test("a flood of names forgets the oldest, not the latest")
    func bounded() {
        var lock = LockOut(limit: 1, capacity: 100)
        for index in 0..<1000 { lock.fail("name\(index)", at: Self.at(Double(index) / 1000)) }
        #expect(lock.wait(for: "name999", at: Self.at(1)) != nil)
        #expect(lock.wait(for: "name0", at: Self.at(1)) == nil)
    }

    @Test("a caller may ask a burst at once, then as fast as the bucket refills")
    func rate() {
        var limit = RateLimit(perSecond: 2, burst: 3)
        for _ in 0..<3 { #expect(limit.take("a", at: Self.now) == nil) }
        #expect(limit.take("a", at: Self.now) == 0.5)
        #expect(limit.take("b", at: Self.now) == nil)
        #expect(limit.take("a", at: Self.at(0.5)) == nil)
        #expect(limit.take("a", at: Self.at(0.5)) == 0.5)
        #expect(limit.take("a", at: Self.at(-100)) != nil)
        for _ in 0..<3 { #expect(limit.take("a", at: Self.at(100)) == nil) }
        #expect(limit.take("a", at: Self.at(100)) != nil)
    }
}
