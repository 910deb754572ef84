public import Foundation

/// When a breach becomes an alert: past its limit in k of the last m windows, once per indicator.
public struct AlertRules: Sendable, Hashable {
    /// Windows past the limit that open an alert, at least 1.
    public let breaches: Int
    /// The last windows among which they are counted, at least as many.
    public let windows: Int
    /// Who sees to new alerts; nil for nobody yet.
    public let owner: String?

    /// Rules.
    ///
    /// - Throws: ``MonitoringError`` unless 1 ≤ breaches ≤ windows ≤ 100.
    public init(breaches: Int = 2, of windows: Int = 3, owner: String? = nil) throws(MonitoringError) {
        guard breaches >= 1, breaches <= windows, windows <= 100 else {
            throw MonitoringError(
                .invalidSetting,
                "an alert needs at least 1 window past its limit, among 100 at most: correct the settings.")
        }
        self.breaches = breaches
        self.windows = windows
        self.owner = owner
    }

    /// What a new window changes.
    public struct Changes: Sendable, Hashable {
        /// Alerts that are new; their numbers are still to be given, all 0.
        public var opened: [Alert] = []
        /// Alerts that go on, with their new state.
        public var changed: [Alert] = []

        /// Everything that somebody should hear of: new, back within limits, past them again.
        public var told: [Alert] {
            opened + changed.filter { [.recovered, .returned].contains($0.events.last?.kind) }
        }
    }

    /// Judges a new window.
    ///
    /// - A breach opens an alert when `breaches` of the last `windows` windows of the same model are past the limit and no alert
    ///   on this indicator is open. Windows with too little to judge do not count, neither way.
    /// - After a closure, only windows that end after it count: what was closed does not come back for the same windows.
    /// - While an alert is open, further breaches only move its last breach: one indicator, one alert.
    /// - It has recovered once `windows` windows in a row are within the limit. It stays open until a person closes it.
    ///
    /// - Parameters:
    ///   - record: The new window.
    ///   - history: Windows of the same model before it, in any order; the last `windows` − 1 with the indicator count.
    ///   - alerts: Alerts on indicators of this window: the open ones, and of each closed indicator the last.
    ///   - now: The moment of judging.
    /// - Complexity: O(measurements · windows).
    public func changes(
        by record: WindowRecord, after history: [WindowRecord], alerts: [Alert], now: Date
    ) -> Changes {
        let past = history.filter { $0.model == record.model && $0.window < record.window }
            .sorted { $0.window > $1.window }
        let byIndicator = past.map { record in
            (record.window, Dictionary(record.measurements.map { ($0.indicator, $0) }) { first, _ in first })
        }
        let open = Dictionary(
            alerts.filter { $0.state != .closed }.map { ($0.indicator, $0) }
        ) { first, _ in first }
        let closed = Dictionary(
            alerts.filter { $0.state == .closed }.map { ($0.indicator, $0.closure?.at ?? $0.openedAt) }
        ) { max($0, $1) }
        var changes = Changes()
        for measurement in record.measurements where measurement.state != .unknown {
            let earlier = byIndicator.lazy.compactMap { entry in
                entry.1[measurement.indicator].flatMap { $0.state == .unknown ? nil : (entry.0, $0) }
            }
            if let alert = open[measurement.indicator] {
                if let changed = follow(alert, measurement, record, Array(earlier.prefix(windows - 1)), now) {
                    changes.changed.append(changed)
                }
            } else if measurement.state == .breached {
                let counted = ([(record.window, measurement)] + earlier.prefix(windows - 1))
                    .filter { entry in
                        entry.1.state == .breached && closed[measurement.indicator].map { entry.0.end > $0 } ?? true
                    }
                guard counted.count >= breaches, let first = counted.last?.0.start else { continue }
                changes.opened.append(
                    Alert(
                        id: 0, indicator: measurement.indicator, model: record.model, since: first, openedAt: now,
                        measurement: measurement, lastBreach: record.window.end, owner: owner,
                        events: [Alert.Event(.opened, at: now)]))
            }
        }
        return changes
    }

    private func follow(
        _ alert: Alert, _ measurement: Reading, _ record: WindowRecord, _ earlier: [(Window, Reading)],
        _ now: Date
    ) -> Alert? {
        var alert = alert
        if measurement.state == .breached {
            alert.measurement = measurement
            alert.lastBreach = max(alert.lastBreach, record.window.end)
            if alert.recoveredAt != nil {
                alert.recoveredAt = nil
                alert.events.append(Alert.Event(.returned, at: now))
            }
            return alert
        }
        let quiet = earlier.prefix { $0.1.state == .normal && $0.0.end > alert.lastBreach }.count + 1
        guard alert.recoveredAt == nil, record.window.end > alert.lastBreach, quiet >= windows else { return nil }
        alert.recoveredAt = record.window.end
        alert.events.append(Alert.Event(.recovered, at: now))
        return alert
    }
}
