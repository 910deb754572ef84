public import Credit
public import Foundation

/// What one receiver is told at once, however many notices wait for it.
public struct AlertMessage: Sendable {
    /// The notices, earliest first.
    public let notices: [Notice]
    /// Whether it only tries the way.
    public let isTest: Bool
    /// Where alerts are looked at, such as the dashboard's address; nil when nobody said.
    public let dashboard: String?
    /// The same for the same notices, so that a receiver can tell a message that comes twice.
    public let identifier: String
    private let lender: String
    private let words: AlertWords
    private let language: Language

    /// Alerts told in words one by one; the rest is counted.
    public static let mostTold = 20

    /// A message about notices.
    public init(
        _ notices: [Notice], lender: String, dashboard: String?, language: Language, words: AlertWords
    ) {
        self.notices = notices
        isTest = false
        identifier = "notices-" + notices.map { "\($0.id)" }.joined(separator: "-")
        self.lender = lender
        self.dashboard = dashboard
        self.language = language
        self.words = words
    }

    /// A message that only tries the way.
    ///
    /// - Parameter moment: When it is sent; no two tests are the same message.
    public init(testFor lender: String, dashboard: String?, language: Language, at moment: Date) {
        notices = []
        isTest = true
        identifier = "test-\(Int64(moment.timeIntervalSince1970 * 1000))"
        self.lender = lender
        self.dashboard = dashboard
        self.language = language
        words = AlertWords { LocalizedText(fr: $0, en: $0) }
    }

    /// One line.
    public var subject: String {
        guard !isTest else { return say("[\(lender)] Alerte d’essai", "[\(lender)] Test alert") }
        let opened = notices.count { $0.event != .recovered }
        if notices.count == 1, let notice = notices.first {
            let title = words.title(notice.alert.indicator)[language]
            return "[\(lender)] " + (notice.event == .recovered ? say("Rétabli : ", "Back within limits: ") : "")
                + title
        }
        return say(
            "[\(lender)] \(opened) alerte\(opened > 1 ? "s" : ""), \(notices.count - opened) rétablie(s)",
            "[\(lender)] \(opened) alert\(opened == 1 ? "" : "s"), \(notices.count - opened) back within limits")
    }

    /// Plain text: each alert's title, finding, effect and what to do.
    public var text: String {
        guard !isTest else {
            return say(
                "Ceci est un essai : les alertes de \(lender) arrivent ici. Rien n’est à faire.",
                "This is a test: alerts of \(lender) arrive here. There is nothing to do.") + ending
        }
        var lines: [String] = []
        for notice in notices.prefix(Self.mostTold) {
            let alert = notice.alert
            let effect = words.effect(alert.measurement).map { " " + $0[language] } ?? ""
            switch notice.event {
            case .recovered:
                lines.append(
                    say(
                        "Alerte \(alert.id), rétablie : \(words.title(alert.indicator).fr).",
                        "Alert \(alert.id), back within limits: \(words.title(alert.indicator).en)."))
                lines.append(
                    say(
                        "  Dites ce qui a été trouvé en fermant l’alerte.", "  Say what was found when you close it."))
            default:
                lines.append(
                    say("Alerte \(alert.id) : ", "Alert \(alert.id): ") + words.title(alert.indicator)[language] + ".")
                lines.append("  " + words.finding(alert.measurement)[language] + effect)
                lines.append(
                    say("  Depuis le \(day(alert.since)). À voir par : ", "  Since \(day(alert.since)). Owner: ")
                        + (alert.owner ?? say("personne encore", "nobody yet")) + ".")
                lines.append(say("  À faire : ", "  What to do: ") + words.advice(alert.indicator)[language])
            }
            lines.append("")
        }
        if notices.count > Self.mostTold {
            let rest = notices.count - Self.mostTold
            lines.append(say("Et \(rest) de plus.", "And \(rest) more."))
        }
        return lines.joined(separator: "\n").trimmingCharacters(in: .newlines) + ending
    }

    private var ending: String { dashboard.map { "\n\n" + $0 + "\n" } ?? "\n" }

    private func say(_ fr: String, _ en: String) -> String { language == .fr ? fr : en }

    private func day(_ moment: Date) -> String { moment.formatted(.iso8601.year().month().day()) }
}

/// The message as programs read it. No value of any client is in it.
extension AlertMessage: Encodable {
    private enum CodingKeys: String, CodingKey { case id, lender, test, subject, text, dashboard, alerts }

    private struct Told: Encodable {
        let alert: Int64
        let event: String
        let at: Date
        let indicator: String
        let column: String?
        let title: String
        let finding: String
        let effect: String?
        let advice: String
        let owner: String?
        let since: Date
        let model: String
        let value: Double?
        let limit: Double?
    }

    /// Writes `id`, `lender`, `test`, `subject`, `text`, `dashboard` and every alert under `alerts`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(identifier, forKey: .id)
        try container.encode(lender, forKey: .lender)
        try container.encode(isTest, forKey: .test)
        try container.encode(subject, forKey: .subject)
        try container.encode(text, forKey: .text)
        try container.encodeIfPresent(dashboard, forKey: .dashboard)
        try container.encode(
            notices.map { notice in
                let alert = notice.alert
                return Told(
                    alert: alert.id, event: notice.event.rawValue, at: notice.createdAt,
                    indicator: alert.indicator.kind.rawValue, column: alert.indicator.column,
                    title: words.title(alert.indicator)[language],
                    finding: words.finding(alert.measurement)[language],
                    effect: words.effect(alert.measurement)?[language], advice: words.advice(alert.indicator)[language],
                    owner: alert.owner, since: alert.since, model: alert.model, value: alert.measurement.value,
                    limit: alert.measurement.limit)
            }, forKey: .alerts)
    }
}
