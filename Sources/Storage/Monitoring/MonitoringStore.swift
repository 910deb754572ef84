public import Foundation
public import Monitoring

/// Where the history of indicators, the alerts and what is still to be told of them live.
public protocol MonitoringStore: Sendable {
    /// The latest windows, the latest first.
    ///
    /// - Parameters:
    ///   - model: Only of this model; nil for any.
    ///   - limit: At most so many, 1…1000.
    func windows(model: String?, limit: Int) async throws(StorageError) -> [WindowRecord]

    /// One indicator's measurements in the latest windows, the earliest first.
    func history(of indicator: Indicator, model: String, limit: Int) async throws(StorageError) -> [IndicatorPoint]

    /// Alerts in some states, the latest first.
    func alerts(_ states: Set<Alert.State>, limit: Int) async throws(StorageError) -> [Alert]

    /// One alert, or nil when there is none of this number.
    func alert(_ id: Int64) async throws(StorageError) -> Alert?

    /// Keeps a window, the alerts that it changes and what every channel must hear of it: all of it or nothing.
    ///
    /// - Parameters:
    ///   - channels: The receivers, as `webhook` and `mail`.
    ///   - replacing: Whether a window of this model that was kept before gives way, as when more outcomes are known.
    ///   - now: The moment of judging.
    /// - Returns: What changed, alerts with their numbers; nil when this window of this model was kept before and does not give way,
    ///   and then nothing is changed.
    func record(
        _ record: WindowRecord, rules: AlertRules, channels: [String], replacing: Bool, now: Date
    ) async throws(StorageError) -> AlertRules.Changes?

    /// Changes one alert as a person asks.
    ///
    /// - Parameter change: Called within the transaction; what it throws comes out, and nothing is changed.
    /// - Returns: The alert as it is now; nil when there is none of this number.
    func change(
        _ id: Int64, _ change: @Sendable (Alert) throws(MonitoringError) -> Alert
    ) async throws -> Alert?

    /// Takes everything that a channel must hear by now, for one sender alone until `lease` is over.
    func takeNotices(for channel: String, now: Date, lease: Double) async throws(StorageError) -> [Notice]

    /// Notes that notices were delivered: they are never given again.
    func noteDelivered(_ notices: [Notice], at moment: Date) async throws(StorageError)

    /// Notes that sending failed, and when it is tried again.
    func noteFailed(_ notices: [Notice], until moment: Date, reason: String) async throws(StorageError)

    /// How many notices wait for each channel.
    func waiting() async throws(StorageError) -> [String: Int]
}

/// One indicator in one window.
public struct IndicatorPoint: Sendable, Hashable {
    /// The window.
    public let window: Window
    /// What was measured.
    public let measurement: Reading

    /// Sets a measurement beside its window.
    public init(window: Window, measurement: Reading) {
        self.window = window
        self.measurement = measurement
    }
}
