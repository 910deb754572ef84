import Credit
import Foundation
import Monitoring
import Testing

@Suite("Settings of the monitor")
struct SettingsTests {
    private func read(_ json: String) throws -> MonitoringSettings {
        try MonitoringSettings(json: Data(json.utf8), window: #require(WindowLength("1d")))
    }

    @Test("nothing written is the usual")
    func usual() throws {
        let settings = try read("{}")
        #expect(settings.window.description == "1d")
        #expect(settings.limits == Limits())
        #expect((settings.breaches, settings.windows) == (2, 3))
        #expect(settings.webhook == nil && settings.mail == nil && settings.quiet == nil)
    }

    @Test("what is written counts, and the rest stays usual")
    func written() throws {
        let settings = try read(
            """
            {"window": "6h", "breaches": 3, "windows": 5, "limits": {"score": 0.25}, "owner": "risk team",
             "quiet": ["sat,sun", "20:00-07:00"], "time_zone": "Europe/Paris",
             "webhook": {"url_from": {"variable": "HOOK"}, "secret_from": {"file": "/run/secrets/hook"}},
             "mail": {"host": "mail.example.org", "from": "a@b.org", "to": ["c@d.org"], "user": "u",
                      "password_from": {"file": "/run/secrets/mail"}}}
            """)
        #expect(settings.window.seconds == 21_600)
        #expect(settings.limits.score == 0.25 && settings.limits.approvals == Limits().approvals)
        #expect(settings.quiet?.stretches.count == 2)
        #expect(settings.mail?.port == 587 && settings.mail?.security == .starttls)
        #expect(settings.webhook?.urlFrom?.variable == "HOOK")
    }

    @Test(
        "what cannot be is refused with its place, and no value is quoted",
        arguments: [
            ("[]", ""), ("{", ""), (#"{"widow": "1d"}"#, "widow"), (#"{"window": "1y"}"#, "window"),
            (#"{"limits": {"score": "much"}}"#, "limits.score"), (#"{"limits": {"score": -1}}"#, "limit"),
            (#"{"breaches": 4}"#, "among"), (#"{"quiet": ["never"]}"#, "quiet"),
            (#"{"quiet": ["sat"], "time_zone": "Mars/Base"}"#, "time_zone"),
            (#"{"mail": {"host": "h", "from": "a@b", "to": []}}"#, "mail.to"),
            (#"{"mail": {"host": "h", "to": ["a@b"]}}"#, "mail.from"), (#"{"look_back": 0}"#, "look_back"),
        ])
    func refused(_ json: String, _ place: String) throws {
        let error = try #require(throws: MonitoringError.self) { try read(json) }
        #expect(place.isEmpty || error.message.contains(place))
        #expect(!error.message.contains("much") && !error.message.contains("Mars"))
    }
}

@Suite("Messages tell people what to do")
struct AlertMessageTests {
    private let words = AlertWords { LocalizedText(fr: "Revenu (\($0))", en: "Income (\($0))") }

    private func notices(_ count: Int, _ event: Alert.Event.Kind = .opened) -> [Notice] {
        (1...count).map { number in
            let indicator = Indicator(.missing, column: "c\(number)")
            let alert = Alert(
                id: Int64(number), indicator: indicator, model: "m", since: day(0), openedAt: day(2),
                measurement: Reading(
                    indicator, .breached, value: 0.49, limit: 0.05, before: 0.01, now: 0.5, approvalChange: -0.031),
                lastBreach: day(2), owner: "risk team", events: [Alert.Event(.opened, at: day(2))])
            return Notice(
                id: Int64(number), channel: "mail", alert: alert, event: event, createdAt: day(2), attempts: 0)
        }
    }

    @Test(
        "one alert is told whole: what, since when, whether it matters, whose it is, what to do",
        arguments: Language.allCases)
    func one(_ language: Language) {
        let message = AlertMessage(
            notices(1), lender: "Prêt", dashboard: "https://x.org/monitoring", language: language, words: words)
        let expected =
            language == .fr
            ? [
                "Revenu (c1)", "1\u{A0}%", "50\u{A0}%", "−3,1 pt", "2026-01-05", "risk team", "Réparez",
                "https://x.org",
            ]
            : ["Income (c1)", "1%", "50%", "−3.1 pts", "2026-01-05", "risk team", "Mend", "https://x.org"]
        for part in expected { #expect(message.text.contains(part), "\(part) in \(message.text)") }
        #expect(message.subject.hasPrefix("[Prêt] "))
    }

    @Test("many alerts are one message, whose length does not grow with them")
    func many() {
        let few = AlertMessage(notices(20), lender: "L", dashboard: nil, language: .en, words: words)
        let many = AlertMessage(notices(700), lender: "L", dashboard: nil, language: .en, words: words)
        #expect(many.text.contains("And 680 more."))
        #expect(many.text.utf8.count < few.text.utf8.count + 50)
        #expect(many.subject.contains("700"))
    }

    @Test("a recovery says so, and asks what was found")
    func recovered() {
        let message = AlertMessage(notices(1, .recovered), lender: "L", dashboard: nil, language: .en, words: words)
        #expect(message.subject.contains("Back within limits"))
        #expect(message.text.contains("close"))
    }

    @Test("the same notices have the same number, others another; a test is no alert")
    func identifiers() throws {
        func message(_ notices: [Notice]) -> AlertMessage {
            AlertMessage(notices, lender: "L", dashboard: nil, language: .en, words: words)
        }
        #expect(message(notices(2)).identifier == message(notices(2)).identifier)
        #expect(message(notices(2)).identifier != message(notices(3)).identifier)
        let test = AlertMessage(testFor: "L", dashboard: nil, language: .fr, at: day(0))
        #expect(test.isTest && test.text.contains("essai"))
        let json = try #require(
            JSONSerialization.jsonObject(with: JSONEncoder().encode(message(notices(1)))) as? [String: Any])
        let alert = try #require((json["alerts"] as? [[String: Any]])?.first)
        #expect(alert["column"] as? String == "c1")
        #expect(alert["indicator"] as? String == "missing")
        #expect((alert["advice"] as? String)?.isEmpty == false)
    }

    @Test("every indicator has a title, a finding and an advice in both languages", arguments: Indicator.Kind.allCases)
    func words(_ kind: Indicator.Kind) {
        let isColumn = [.distribution, .missing, .unseen, .broken].contains(kind)
        let indicator = Indicator(kind, column: isColumn ? "c" : nil)
        #expect(Indicator(indicator.description) == indicator)
        let reading = Reading(indicator, .breached, value: 0.2, limit: 0.1, before: 0.1, now: 0.3)
        for text in [words.title(indicator), words.finding(reading), words.advice(indicator)] {
            #expect(text.fr.count > 8 && text.en.count > 8 && text.fr != text.en)
            #expect(!text.fr.contains("nil") && !text.en.contains("–"))
        }
    }
}
