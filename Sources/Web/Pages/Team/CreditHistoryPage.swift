import Catalog
import Credit
import Explaining
import Hummingbird
import Markup
import Storage

/// A client's credit over time: a part of their page, or a page of its own.
func creditHistoryPage(_ visit: Visit) async throws -> Response {
    let voice = visit.voice
    let catalog = visit.site.engine.catalog
    guard tellsHistories(visit.site) else { throw Problem.unknownPage }
    let client = try await visit.client(showing: "credit history")
    guard let bytes = try await visit.site.store.records(of: client.id) else {
        guard visit.isFragment else { throw Problem.noRecords }
        return visit.html(Element("p", .class("empty")) { voice(Problem.noRecords.advice) })
    }
    let engine = visit.site.engine
    let history = try await visit.site.working {
        CreditHistory(try engine.applicant(stored: bytes), catalog: catalog)
    }
    if visit.isFragment { return visit.html(HistoryParts(history, voice, heading: "h3").content) }
    let title = voice(HistoryText.titleOf, ["number": voice.number(client.id)])
    return visit.page(
        title,
        content: Group(
            Element("header", .class("client")) {
                Element("h1") { title }
                Element("p", .class("lead")) { voice(HistoryText.lead) }
                backToClient(voice, client.id)
            },
            HistoryParts(history, voice, heading: "h2").content))
}

/// Whether the model's catalog says how to read histories.
func tellsHistories(_ site: Site) -> Bool { site.engine.catalog.tables.contains { $0.timeline != nil } }

/// The place of the history on a client's page: a link, which a script replaces by what it leads to.
@HTMLBuilder func creditHistoryPlace(_ visit: Visit, _ client: ClientID) -> some HTML {
    if tellsHistories(visit.site) {
        let address = "/clients/\(client)/history-of-credit"
        Element("section", .class("history"), .aria("labelledby", "credit-history")) {
            Element("h2", .id("credit-history")) { visit.voice(HistoryText.title) }
            Element("p", .class("lead")) { visit.voice(HistoryText.lead) }
            Element("div", .class("parts"), Attribute("hx-get", address), Attribute("hx-trigger", "load")) {
                Element("p") { Element("a", .class("button quiet"), .href(address)) { visit.voice(HistoryText.open) } }
            }
        }
    }
}

/// The parts of a history, under headings of one level.
struct HistoryParts {
    let history: CreditHistory
    let voice: Voice
    let heading: StaticString

    /// Months that are drawn, and that the sentences speak of.
    static let drawn = 36
    static let told = 24

    init(_ history: CreditHistory, _ voice: Voice, heading: StaticString) {
        self.history = history
        self.voice = voice
        self.heading = heading
    }

    @HTMLBuilder var content: some HTML {
        if history.isEmpty {
            Element("section", .class("card")) {
                Element(heading) { voice(HistoryText.none) }
                Element("p") { voice(HistoryText.noneLead) }
            }
        } else {
            Element("div", .class("timelines")) {
                loans
                payments
                card
            }
        }
    }

    /// One part: what it is about, the finding, what it says, and the rest.
    func part(
        _ name: HistoryText, finding: String, sentences: [String], @HTMLBuilder drawing: () -> some HTML
    ) -> some HTML {
        Element("section", .class("card")) {
            Element("p", .class("soft")) { voice(name) }
            Element(heading) { finding }
            each(sentences) { sentence in Element("p") { sentence } }
            drawing()
        }
    }

    /// A table that opens under a drawing.
    func figures(_ caption: HistoryText, columns: [HistoryText], rows: [[String]]) -> some HTML {
        Element("details", .class("figures")) {
            Element("summary") { voice(HistoryText.figures) }
            Element(
                "div", .class("scroll"), Attribute("tabindex", "0"), .role("region"), .aria("label", voice(caption))
            ) {
                Element("table", .class("data")) {
                    Element("caption", .class("hidden")) { voice(caption) }
                    Element("thead") {
                        Element("tr") {
                            each(columns) { name in Element("th", Attribute("scope", "col")) { voice(name) } }
                        }
                    }
                    Element("tbody") {
                        each(rows) { row in
                            Element("tr") {
                                Element("th", Attribute("scope", "row")) { row.first ?? "" }
                                each(row.dropFirst()) { cell in Element("td") { cell } }
                            }
                        }
                    }
                }
            }
        }
    }

    /// How long ago a month was.
    func month(_ monthsAgo: Int) -> String {
        if monthsAgo == 0 { return voice(HistoryText.thisMonth) }
        return voice.language == .fr ? "il y a \(months(monthsAgo))" : "\(months(monthsAgo)) ago"
    }

    /// `7 mois`.
    func months(_ count: Int) -> String {
        voice.format.counted(Double(count), fr: ("mois", "mois"), en: ("month", "months"))
    }

    /// `12 échéances`.
    func instalments(_ count: Int) -> String {
        voice.format.counted(Double(count), fr: ("échéance", "échéances"), en: ("instalment", "instalments"))
    }
}
