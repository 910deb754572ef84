public import Credit
public import Drift
public import Foundation
public import Monitoring
public import Recording
public import Storage

/// Watches a model's decisions: records every window that has ended, and tells receivers what must be looked at.
public struct Watch: Sendable {
    /// The model watched, and what its windows are compared with.
    public struct Model: Sendable {
        /// SHA-256 of its manifest, in hexadecimal.
        public let digest: String
        /// The population that it was made on.
        public let profile: PopulationProfile
        /// Share of that population that it grants; nil where it is not known.
        public let approvalRate: Double?
        /// Cost of a default that was granted.
        public let missedDefault: Double
        /// Cost of a good client refused.
        public let refusedGoodClient: Double
        /// What the drift of each column alone does to approvals.
        public let effects: @Sendable ([ColumnDrift], DecisionSample) throws -> [String: ApprovalEffect]

        /// Names a model.
        public init(
            digest: String, profile: PopulationProfile, approvalRate: Double?, missedDefault: Double,
            refusedGoodClient: Double,
            effects: @escaping @Sendable ([ColumnDrift], DecisionSample) throws -> [String: ApprovalEffect] = { _, _ in
                [:]
            }
        ) {
            self.digest = digest
            self.profile = profile
            self.approvalRate = approvalRate
            self.missedDefault = missedDefault
            self.refusedGoodClient = refusedGoodClient
            self.effects = effects
        }
    }

    /// How messages speak.
    public struct Tongue: Sendable {
        /// The lender's name.
        public let lender: String
        /// The language.
        public let language: Language
        /// Names of columns.
        public let words: AlertWords

        /// Says how messages speak.
        public init(lender: String, language: Language, words: AlertWords) {
            self.lender = lender
            self.language = language
            self.words = words
        }
    }

    let log: any DecisionLog
    let store: any MonitoringStore
    let model: Model
    let settings: MonitoringSettings
    let receivers: [any Receiver]
    private let tongue: Tongue
    private let retries: RetryPlan
    private let threads: Int
    let clock: @Sendable () -> Date

    /// Prepares to watch.
    ///
    /// - Parameters:
    ///   - clock: The time of day, passed in.
    ///   - threads: How many threads share the columns.
    public init(
        log: any DecisionLog, store: any MonitoringStore, model: Model, settings: MonitoringSettings,
        receivers: [any Receiver], tongue: Tongue, retries: RetryPlan = RetryPlan(), threads: Int = 1,
        clock: @escaping @Sendable () -> Date
    ) {
        self.log = log
        self.store = store
        self.model = model
        self.settings = settings
        self.receivers = receivers
        self.tongue = tongue
        self.retries = retries
        self.threads = threads
        self.clock = clock
    }

    /// What one look found.
    public struct Look: Sendable {
        /// Windows recorded now, earliest first.
        public var windows: [WindowRecord] = []
        /// Alerts opened now.
        public var opened: [Alert] = []
        /// Alerts back within their limits, or past them again, now.
        public var changed: [Alert] = []
        /// Windows that had ended long ago and were passed over.
        public var passedOver = 0
    }

    /// Records every window that has ended since the last look, and opens and follows alerts.
    ///
    /// A window that another process has recorded meanwhile is left to it. Nothing is sent: ``tell()`` does that.
    ///
    /// - Throws: `LogError`, `StorageError`, `MonitoringError`.
    public func look() async throws -> Look {
        let now = clock()
        let rules = try settings.rules
        let known = try await store.windows(model: model.digest, limit: 1_000)
            .filter { $0[Indicator(.volume)] != nil }
        var first = known.last { $0.facts.decisions >= settings.limits.decisions }?.facts
        let length = Double(settings.window.seconds)
        let start = known.first?.window.end ?? now.addingTimeInterval(-length * Double(settings.lookBack))
        let windows = settings.window.ended(since: start, by: now, most: settings.lookBack)
        var look = Look()
        if let end = known.first?.window.end, let earliest = windows.first?.start, earliest > end {
            look.passedOver = Int((earliest.timeIntervalSince(end) / length).rounded())
        }
        for window in windows {
            try Task.checkCancellation()
            let decisions = try await LoggedDecisions(
                in: log, from: window.start, to: window.end, model: model.digest)
            // Before the first decision there was nothing to watch.
            if known.isEmpty, look.windows.isEmpty, decisions.count == 0 { continue }
            let baseline = WindowBaseline(
                profile: model.profile, approvalRate: model.approvalRate, missedDefault: model.missedDefault,
                refusedGoodClient: model.refusedGoodClient, first: first)
            let sample = decisions.sample
            let record = try Measuring(against: baseline, limits: settings.limits).record(
                of: sample, in: window, model: model.digest, threads: threads
            ) { try model.effects($0, sample) }
            guard
                let changes = try await store.record(
                    record, rules: rules, channels: receivers.map(\.channel), replacing: false, now: now)
            else { continue }
            look.windows.append(record)
            look.opened += changes.opened
            look.changed += changes.changed.filter { changes.told.contains($0) }
            if first == nil, sample.count >= settings.limits.decisions { first = record.facts }
        }
        return look
    }

    /// How telling went.
    public struct Told: Sendable {
        /// Notices delivered, by channel.
        public var delivered: [String: Int] = [:]
        /// Why a channel could not be reached; what waits for it is kept.
        public var failures: [String: String] = [:]
        /// Until when nobody is told anything; nil outside quiet hours.
        public var quietUntil: Date?
    }

    /// Sends what waits, each channel in one message; what cannot be delivered is kept and sent again later.
    ///
    /// - Throws: `StorageError`.
    public func tell() async throws -> Told {
        var told = Told()
        if let end = settings.quiet?.end(at: clock()) {
            told.quietUntil = end
            return told
        }
        for receiver in receivers {
            let notices = try await store.takeNotices(for: receiver.channel, now: clock(), lease: retries.lease)
            guard !notices.isEmpty else { continue }
            let message = AlertMessage(
                notices, lender: tongue.lender, dashboard: settings.dashboard, language: tongue.language,
                words: tongue.words)
            do {
                try await receiver.deliver(message, at: clock())
                try await store.noteDelivered(notices, at: clock())
                told.delivered[receiver.channel] = notices.count
            } catch let error as StorageError {
                throw error
            } catch {
                let failures = (notices.map(\.attempts).max() ?? 0) + 1
                let reason = String(describing: error)
                try await store.noteFailed(
                    notices, until: retries.next(after: failures, at: clock()), reason: reason)
                told.failures[receiver.channel] = reason
            }
        }
        return told
    }

    /// Sends every receiver a test, quiet hours or not.
    ///
    /// - Returns: Why each channel could not be reached; nil where it was.
    public func test() async -> [(channel: String, failure: String?)] {
        var results: [(channel: String, failure: String?)] = []
        for receiver in receivers {
            let message = AlertMessage(
                testFor: tongue.lender, dashboard: settings.dashboard, language: tongue.language, at: clock())
            do {
                try await receiver.deliver(message, at: clock())
                results.append((receiver.channel, nil))
            } catch {
                results.append((receiver.channel, String(describing: error)))
            }
        }
        return results
    }
}
