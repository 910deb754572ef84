import Credit
import Explaining
import Markup

/// The use of cards by month, against their limit.
extension HistoryParts {
    @HTMLBuilder var card: some HTML {
        if history.card.isEmpty {
            Element("section", .class("card")) {
                Element("p", .class("soft")) { voice(HistoryText.card) }
                Element(heading) { voice(HistoryText.cardNone) }
            }
        } else {
            part(.card, finding: cardFinding, sentences: [cardOver, voice(HistoryText.cardSentence)]) {
                cardColumns
                figures(
                    .cardCaption, columns: [.month, .owed, .limit, .use],
                    rows: shownCard.map { month in
                        [
                            self.month(month.monthsAgo), voice.format.money(month.balance),
                            voice.format.money(month.limit), voice.format.percent(month.use),
                        ]
                    })
            }
        }
    }

    /// The months that are drawn; all that are known when none is so recent.
    private var shownCard: [CreditHistory.CardMonth] {
        let recent = history.card.filter { $0.monthsAgo <= Self.drawn }
        return Array((recent.isEmpty ? history.card : recent).prefix(Self.drawn))
    }

    private var cardFinding: String {
        let months = shownCard
        let mean = months.reduce(0) { $0 + max(0, $1.use) } / Double(max(1, months.count))
        return voice(HistoryText.cardFinding, ["use": voice.format.percent(mean)])
    }

    private var cardOver: String {
        let over = shownCard.count { $0.balance > $0.limit }
        if over == 0 { return voice(HistoryText.cardWithin) }
        return voice(HistoryText.cardOver, ["count": months(over), "months": "\(shownCard.count)"])
    }

    private var cardColumns: some HTML {
        let months = shownCard
        let most = max(1, months.map(\.use).max() ?? 1)
        // A balance of many limits would leave the limit no height.
        let reach = min(most, 2.5) * 1.05
        let floor = 120.0
        let oldest = months.last?.monthsAgo ?? 0, newest = months.first?.monthsAgo ?? 0
        let width = 1 / Double(max(1, oldest - newest + 1))
        return Drawing(
            name: "card", height: 146, title: voice(HistoryText.cardCaption),
            description: voice(HistoryText.cardDescription, ["most": voice.format.percent(most)])
        ) {
            each(months) { month in
                let height = min(max(0, month.use), reach) / reach * (floor - 16)
                Shape.rectangle(
                    x: 1 - Double(month.monthsAgo - newest + 1) * width, y: floor - height, width: width * 0.8,
                    height: height, class: month.balance > month.limit ? "late" : "use")
            }
            Shape.rectangle(x: 0, y: floor, width: 1, height: 1, class: "axis")
            Shape.rectangle(x: 0, y: floor - (floor - 16) / reach, width: 1, height: 2, class: "axis strong")
            Shape.words(
                voice(HistoryText.limitAxis), x: 0, y: floor - (floor - 16) / reach - 4, anchor: "start",
                class: "tick-label")
            Shape.words(month(oldest), x: 0, y: 142, anchor: "start", class: "tick-label")
            Shape.words(month(newest), x: 1, y: 142, anchor: "end", class: "tick-label")
        }
    }
}
