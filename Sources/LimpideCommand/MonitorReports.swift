import Credit
import Drift
import Foundation
import Monitoring
import Watching

/// What one look found, as it is printed.
struct LookReport: Encodable {
    private struct Seen: Encodable {
        let start: Date
        let end: Date
        let decisions: Int
        let approvalRate: Double?
        let overrideRate: Double?
        let expectedDefaults: Double?
        let expectedCost: Double?
        let pastLimit: [Reading]
        let unknown: Int
        let problems: [String]
    }

    private let windows: [Seen]
    private let passedOver: Int
    private let opened: [AlertReport]
    private let changed: [AlertReport]
    private let delivered: [String: Int]
    private let failures: [String: String]
    private let quietUntil: Date?

    init(_ look: Watch.Look, _ told: Watch.Told) {
        windows = look.windows.map { record in
            Seen(
                start: record.window.start, end: record.window.end, decisions: record.facts.decisions,
                approvalRate: record.facts.approvalRate, overrideRate: record.facts.overrideRate,
                expectedDefaults: record.facts.expectedDefaults, expectedCost: record.facts.expectedCost,
                pastLimit: record.measurements.filter { $0.state == .breached },
                unknown: record.measurements.count { $0.state == .unknown }, problems: record.problems)
        }
        passedOver = look.passedOver
        opened = look.opened.map(AlertReport.init)
        changed = look.changed.map(AlertReport.init)
        delivered = told.delivered
        failures = told.failures
        quietUntil = told.quietUntil
    }

    /// The same for a person.
    static func lines(_ look: Watch.Look, _ told: Watch.Told, words: AlertWords) -> [String] {
        var lines = look.windows.map { record in
            let breached = record.measurements.count { $0.state == .breached }
            return
                "\(moment(record.window.start)) to \(moment(record.window.end)): \(record.facts.decisions) decisions, "
                + (breached == 0 ? "nothing past its limit." : "\(breached) indicators past their limits.")
        }
        if lines.isEmpty { lines.append("No window has ended since the last look.") }
        if look.passedOver > 0 {
            lines.append(
                "\(look.passedOver) earlier windows were passed over: look_back in the settings says how far to look.")
        }
        for alert in look.opened { lines += AlertReport.lines(alert, words, .en) }
        for alert in look.changed {
            let back = alert.events.last?.kind == .recovered
            lines.append(
                "Alert \(alert.id) is \(back ? "back within its limit: close it and say why" : "past its limit again")."
            )
        }
        for (channel, count) in told.delivered.sorted(by: { $0.key < $1.key }) {
            lines.append("\(channel): told of \(count).")
        }
        if let end = told.quietUntil { lines.append("Quiet hours: nobody is told before \(moment(end)).") }
        return lines
    }

    static func moment(_ moment: Date) -> String { moment.formatted(.iso8601) }
}

/// An alert as it is printed.
struct AlertReport: Encodable {
    private let alert: Int64
    private let indicator: Indicator
    private let state: Alert.State
    private let owner: String?
    private let since: Date
    private let opened: Date
    private let lastBreach: Date
    private let recovered: Date?
    private let model: String
    private let reading: Reading
    private let events: [Alert.Event]

    init(_ alert: Alert) {
        self.alert = alert.id
        indicator = alert.indicator
        state = alert.state
        owner = alert.owner
        since = alert.since
        opened = alert.openedAt
        lastBreach = alert.lastBreach
        recovered = alert.recoveredAt
        model = alert.model
        reading = alert.measurement
        events = alert.events
    }

    /// The same for a person.
    static func lines(_ alert: Alert, _ words: AlertWords, _ language: Language) -> [String] {
        let title = words.title(alert.indicator)[language]
        var lines = ["Alert \(alert.id), \(alert.state.rawValue), \(alert.owner ?? "no owner"): \(title)."]
        lines.append(
            "  " + words.finding(alert.measurement)[language]
                + (words.effect(alert.measurement).map { " " + $0[language] } ?? ""))
        lines.append("  Since \(LookReport.moment(alert.since)). " + words.advice(alert.indicator)[language])
        for event in alert.events.dropFirst() {
            let told = [event.who, event.why, event.what].compactMap { $0 }.joined(separator: ": ")
            lines.append(
                "  \(LookReport.moment(event.at)) \(event.kind.rawValue) \(told)".trimmingCharacters(in: .whitespaces))
        }
        return lines
    }
}

/// What labels told, as it is printed.
struct FollowedReport: Encodable {
    private let vintages: [Vintage]
    private let unknownLabels: Int
    private let contradictingLabels: Int
    private let unreadableLabels: Int
    private let opened: [AlertReport]

    init(_ followed: Watch.Followed, unreadable: Int) {
        vintages = followed.vintages
        unknownLabels = followed.unknown
        contradictingLabels = followed.contradicting
        unreadableLabels = unreadable
        opened = followed.opened.map(AlertReport.init)
    }

    /// What must be said of the labels.
    static func problems(unknown: Int, contradicting: Int) -> [String] {
        var problems: [String] = []
        if unknown > 0 {
            problems.append("\(unknown) labels are of decisions that the log does not hold; they are left out.")
        }
        if contradicting > 0 {
            problems.append("\(contradicting) labels contradict an earlier one of the same decision; the first counts.")
        }
        return problems
    }

    /// Each month for a person.
    static func lines(_ vintages: [Vintage]) -> [String] {
        guard vintages.contains(where: { $0.known > 0 }) else { return ["No outcome is known yet."] }
        let format = HumanFormat(language: .en, currency: "")
        func share(_ value: Double?) -> String { value.map { format.number($0 * 100, decimals: 1) + "%" } ?? "–" }
        return vintages.map { vintage in
            "\(vintage.month): \(vintage.known) of \(vintage.decisions) outcomes known, \(share(vintage.defaultRate)) unpaid, "
                + "\(share(vintage.expectedRate)) promised, AUC "
                + (vintage.areaUnderROC.map { format.number($0, decimals: 3) } ?? "–")
                + (vintage.calibrationProbability.map { ", chance \(format.number($0, decimals: 3))" } ?? "") + "."
        }
    }
}
