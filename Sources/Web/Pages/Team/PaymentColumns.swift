import Credit
import Explaining
import Markup

/// Instalments by month: paid on time above the line, late or unknown below it.
extension HistoryParts {
    /// One month of instalments.
    struct Month: Hashable {
        var onTime = 0
        var late = 0
        var unknown = 0
        var longest = 0.0

        var all: Int { onTime + late + unknown }
    }

    @HTMLBuilder var payments: some HTML {
        if history.payments.isEmpty {
            Element("section", .class("card")) {
                Element("p", .class("soft")) { voice(HistoryText.payments) }
                Element(heading) { voice(HistoryText.paymentsNone) }
            }
        } else {
            part(.payments, finding: paymentsFinding, sentences: paymentsSentences) {
                if drawnMonths.contains(where: { $0.all > 0 }) {
                    columns
                    figures(
                        .paymentsCaption, columns: [.month, .due, .onTime, .late, .unpaid, .worst],
                        rows: drawnMonths.enumerated().filter { $0.element.all > 0 }.map {
                            cells($0.offset, $0.element)
                        })
                }
            }
        }
    }

    /// The months that are drawn, the latest first.
    private var drawnMonths: [Month] {
        var months = [Month](repeating: Month(), count: Self.drawn)
        for payment in history.payments(within: Self.drawn) {
            let place = CreditHistory.monthsAgo(payment.due)
            guard let delay = payment.delay else {
                months[place].unknown += 1
                continue
            }
            if delay > 0 { months[place].late += 1 } else { months[place].onTime += 1 }
            months[place].longest = max(months[place].longest, delay)
        }
        return months
    }

    private var paymentsFinding: String {
        let recent = history.payments(within: Self.told)
        let late = recent.compactMap(\.delay).filter { $0 > 0 }
        guard !recent.isEmpty else { return voice(HistoryText.paymentsNoRecent, ["months": "\(Self.told)"]) }
        guard let longest = late.max() else { return voice(HistoryText.paymentsClean, ["months": "\(Self.told)"]) }
        return voice(
            HistoryText.paymentsLate,
            [
                "late": voice.format.counted(
                    Double(late.count), fr: ("échéance payée en retard", "échéances payées en retard"),
                    en: ("instalment paid late", "instalments paid late")),
                "count": voice.format.number(Double(recent.count), decimals: 0),
                "months": "\(Self.told)", "days": voice.format.duration(days: longest),
            ])
    }

    private var paymentsSentences: [String] {
        let recent = history.payments(within: Self.told)
        let unknown = recent.count { $0.paid == nil }
        let hidden = unknown > 0 ? [voice(HistoryText.paymentsUnknown, ["count": instalments(unknown)])] : []
        return hidden + [voice(HistoryText.paymentsSentence)]
    }

    private var columns: some HTML {
        let months = drawnMonths
        let most = Double(max(1, months.map { max($0.onTime, $0.late + $0.unknown) }.max() ?? 1))
        let middle = 78.0, room = 56.0
        let width = 1 / Double(Self.drawn)
        return Drawing(
            name: "payments", height: 172, title: voice(HistoryText.paymentsCaption),
            description: voice(
                HistoryText.paymentsDescription,
                [
                    "time": instalments(months.reduce(0) { $0 + $1.onTime }),
                    "late": instalments(months.reduce(0) { $0 + $1.late + $1.unknown }),
                ])
        ) {
            Shape.words(voice(HistoryText.onTimeAxis), x: 0, y: 14, anchor: "start", class: "tick-label")
            Shape.words(voice(HistoryText.lateAxis), x: 0, y: 148, anchor: "start", class: "tick-label")
            each(Array(months.enumerated())) { place, month in
                let x = 1 - Double(place + 1) * width
                let up = Double(month.onTime) / most * room
                let (down, unknown) = (Double(month.late) / most * room, Double(month.unknown) / most * room)
                if month.onTime > 0 {
                    Shape.rectangle(x: x, y: middle - up, width: width * 0.8, height: up, class: "on-time")
                }
                if month.late > 0 {
                    Shape.rectangle(x: x, y: middle + 1, width: width * 0.8, height: down, class: "late")
                }
                if month.unknown > 0 {
                    Shape.rectangle(x: x, y: middle + 1 + down, width: width * 0.8, height: unknown, class: "unknown")
                }
            }
            Shape.rectangle(x: 0, y: middle, width: 1, height: 1, class: "axis")
            Shape.words(month(Self.drawn), x: 0, y: 168, anchor: "start", class: "tick-label")
            Shape.words(voice(HistoryText.today), x: 1, y: 168, anchor: "end", class: "tick-label")
        }
    }

    private func cells(_ place: Int, _ month: Month) -> [String] {
        [
            self.month(place), "\(month.all)", "\(month.onTime)", "\(month.late)", "\(month.unknown)",
            month.longest > 0 ? voice.format.duration(days: month.longest) : voice(HistoryText.nothing),
        ]
    }
}
