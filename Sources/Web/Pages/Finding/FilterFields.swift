import Credit
import Markup
import Storage

/// What narrows and orders a list of clients, beside the number.
func filterFields(_ voice: Voice, _ filter: ClientFilter, _ spread: RiskSpread) -> some HTML {
    Element("fieldset", .class("filters")) {
        Element("legend", .class("hidden")) { voice(FindingText.filters) }
        answers(voice, filter, spread)
        Element("fieldset", .class("risks")) {
            Element("legend") { voice(FindingText.risk) }
            Element("div", .class("ends")) {
                riskField(voice, "from", .from, filter.from)
                riskField(voice, "to", .upTo, filter.upTo)
            }
        }
        Element("div", .class("order")) {
            Element("label", Attribute("for", "order")) { voice(FindingText.sort) }
            Element("select", .id("order"), Attribute("name", "order")) {
                each(ClientQuery.Order.allCases) { order in
                    Element("option", Attribute("value", order.rawValue), Attribute("selected", order == filter.order))
                    {
                        voice(order.text)
                    }
                }
            }
        }
        Element("p", .class("pages")) {
            Element("button", .type("submit")) { voice(FindingText.show) }
            if !filter.isPlain || !filter.digits.isEmpty {
                Element("a", .class("button quiet"), .href("/clients")) { voice(FindingText.everything) }
            }
        }
    }
}

/// One tick for each answer that there can be, with how many clients have it.
private func answers(_ voice: Voice, _ filter: ClientFilter, _ spread: RiskSpread) -> some HTML {
    Element("fieldset", .class("answers")) {
        Element("legend") { voice(FindingText.answers) }
        each(Status.allCases.filter { spread.count($0) > 0 || filter.statuses.contains($0) }) { status in
            Element("label", .class("tick")) {
                VoidElement(
                    "input", .type("checkbox"), Attribute("name", "status"), Attribute("value", status.rawValue),
                    Attribute("checked", filter.statuses.contains(status)))
                badge(voice, status)
                Element("span", .class("soft")) { voice.format.number(Double(spread.count(status)), decimals: 0) }
            }
        }
    }
}

private func riskField(_ voice: Voice, _ name: String, _ label: FindingText, _ value: Double?) -> some HTML {
    Element("label", .class("end")) {
        Element("span") { voice(label) }
        VoidElement(
            "input", .id("risk-\(name)"), Attribute("name", name), .type("number"), Attribute("min", 0),
            Attribute("max", 100), Attribute("step", "any"), Attribute("inputmode", "decimal"),
            Attribute("value", value.map(ClientFilter.plain)),
            .aria("label", "\(voice(FindingText.risk)) \(voice(label))")
        )
    }
}

extension ClientQuery.Order {
    fileprivate var text: FindingText {
        switch self {
        case .number: .byNumber
        case .riskRising: .byRiskUp
        case .riskFalling: .byRiskDown
        }
    }
}
