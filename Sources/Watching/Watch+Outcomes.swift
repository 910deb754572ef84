public import Drift
import Foundation
public import Monitoring
import Recording
import Statistics
import Storage

extension Watch {
    /// What labels told.
    public struct Followed: Sendable {
        /// Decisions by the month they were made in, earliest first.
        public let vintages: [Vintage]
        /// Labels of which the log holds no decision.
        public let unknown: Int
        /// Labels that contradict another one of the same decision.
        public let contradicting: Int
        /// Alerts opened now.
        public let opened: [Alert]
        /// Alerts back within their limits, or past them again, now.
        public let changed: [Alert]
    }

    /// Meets the model's decisions with their outcomes, and judges each month's calibration.
    ///
    /// A month is past its limit when chance alone would set its defaults so far from what was promised less often than the limit
    /// says. Months that were judged before are judged again: more outcomes are known.
    ///
    /// - Throws: `LogError`, `StorageError`, `DriftError`, `MonitoringError`.
    public func follow(_ labels: [OutcomeLabel]) async throws -> Followed {
        let now = clock()
        let decisions = try await LoggedDecisions(
            in: log, from: .distantPast, to: now, model: model.digest, for: .following)
        let followed = FollowedDecisions(decisions, labels: labels)
        let vintages = try vintages(
            of: followed.loans, missedDefault: model.missedDefault, refusedGoodClient: model.refusedGoodClient)
        var opened: [Alert] = []
        var changed: [Alert] = []
        // A month is long already: one past its limit is enough.
        let rules = try AlertRules(breaches: 1, of: 1, owner: settings.owner)
        for vintage in vintages where vintage.known > 0 {
            guard let window = Self.window(of: vintage.month) else { continue }
            let record = WindowRecord(
                window: window, model: model.digest,
                facts: WindowRecord.Facts(
                    decisions: vintage.decisions,
                    approvalRate: 1 - Double(vintage.refused) / Double(vintage.decisions), overrideRate: nil,
                    expectedDefaults: vintage.expectedRate, expectedCost: nil, reasons: [:]),
                measurements: [reading(vintage)])
            if let changes = try await store.record(
                record, rules: rules, channels: receivers.map(\.channel), replacing: true, now: now)
            {
                opened += changes.opened
                changed += changes.changed.filter { changes.told.contains($0) }
            }
        }
        return Followed(
            vintages: vintages, unknown: followed.unknown, contradicting: followed.contradicting, opened: opened,
            changed: changed)
    }

    private func reading(_ vintage: Vintage) -> Reading {
        let indicator = Indicator(.calibration)
        guard vintage.known >= settings.limits.decisions, let chance = vintage.calibrationProbability else {
            return Reading(indicator, .unknown, before: vintage.expectedRate, now: vintage.defaultRate)
        }
        return Reading(
            indicator, chance <= settings.limits.calibration ? .breached : .normal, value: chance,
            limit: settings.limits.calibration, before: vintage.expectedRate, now: vintage.defaultRate)
    }

    private static func window(of month: Month) -> Window? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        guard let start = calendar.date(from: DateComponents(year: month.year, month: month.month, day: 1)),
            let end = calendar.date(byAdding: .month, value: 1, to: start)
        else { return nil }
        return Window(start: start, end: end)
    }
}
