import Credit
import Explaining
import Markup

/// Loans elsewhere, each a line from its start to its end.
extension HistoryParts {
    private static let mostDrawn = 10
    private static let mostListed = 60
    /// Days before and after the application that lines can show: what lies further is cut at the edge.
    private static let reach = (before: 12 * 365.25, after: 6 * 365.25)

    @HTMLBuilder var loans: some HTML {
        if history.loans.isEmpty {
            Element("section", .class("card")) {
                Element("p", .class("soft")) { voice(HistoryText.loans) }
                Element(heading) { voice(HistoryText.loansNone) }
            }
        } else {
            part(.loans, finding: loansFinding, sentences: [loansLateness, voice(HistoryText.loansSentence)]) {
                Element("ol", .class("loans")) { each(drawnLoans) { loan in Element("li") { line(loan) } } }
                if drawnLoans.count < history.loans.count {
                    Element("p", .class("small")) { voice(HistoryText.moreLoans, ["count": "\(drawnLoans.count)"]) }
                }
                figures(
                    .loansCaption, columns: [.loan, .state, .start, .end, .amount, .overdue],
                    rows: history.loans.prefix(Self.mostListed).map(cells))
            }
        }
    }

    private var drawnLoans: [CreditHistory.Loan] {
        let open = history.loans.filter { $0.isOpen == true }, others = history.loans.filter { $0.isOpen != true }
        return Array((open + others).prefix(Self.mostDrawn))
    }

    private var loansFinding: String {
        let open = history.loans.count { $0.isOpen == true }, rest = history.loans.count - open
        let words = [
            voice.format.counted(
                Double(open), fr: ("crédit en cours", "crédits en cours"), en: ("open loan", "open loans")),
            voice.format.counted(
                Double(rest), fr: ("terminé ou cédé", "terminés ou cédés"), en: ("closed or sold", "closed or sold")),
        ]
        return words.joined(separator: ", ")
    }

    private var loansLateness: String {
        let late = history.loans.filter(\.isLate)
        guard !late.isEmpty else { return voice(HistoryText.loansNotLate) }
        return voice(
            HistoryText.loansLate,
            [
                "count": voice.format.counted(Double(late.count), fr: ("crédit", "crédits"), en: ("loan", "loans")),
                "amount": voice.format.money(late.reduce(0) { $0 + ($1.overdue ?? 0) }),
            ])
    }

    private func line(_ loan: CreditHistory.Loan) -> some HTML {
        let times = span
        let style = loan.isLate ? "late" : loan.isOpen == true ? "open" : "closed"
        return Group(
            Element("div", .class("step")) {
                Element("span", .class("name")) {
                    sort(loan)
                    Element("span", .class("soft")) { " – " + words(loan) }
                }
                Element("span", .class("points")) { loan.amount.map { voice.format.money($0) } ?? voice.format.unknown }
            },
            Element(
                "svg", .class("loan-bar \(style)"), Attribute("width", "100%"), Attribute("height", 16),
                .aria("hidden", "true")
            ) {
                Shape.rectangle(x: 0, y: 7, width: 1, height: 2, class: "track")
                if let start = loan.start {
                    let end = loan.end ?? loan.plannedEnd ?? max(0, start)
                    let (low, high) = (place(start, times), place(max(start, end), times))
                    Shape.rectangle(x: low, y: 2, width: max(high - low, 0.006), height: 12, radius: 3, class: "length")
                }
                Shape.upright(x: place(0, times), from: 0, to: 16, class: "limit")
            })
    }

    /// The days between which all lines are drawn.
    private var span: ClosedRange<Double> {
        let first = drawnLoans.compactMap(\.start).min() ?? -365
        let last = drawnLoans.compactMap { $0.end == nil ? $0.plannedEnd : $0.end }.max() ?? 0
        return max(first, -Self.reach.before)...min(max(last, 90), Self.reach.after)
    }

    private func place(_ day: Double, _ times: ClosedRange<Double>) -> Double {
        let length = times.upperBound - times.lowerBound
        return length > 0 ? min(max((day - times.lowerBound) / length, 0), 1) : 0
    }

    private func sort(_ loan: CreditHistory.Loan) -> String {
        loan.sort.map { voice.title($0) } ?? voice(HistoryText.noSort)
    }

    private func state(_ loan: CreditHistory.Loan) -> String {
        loan.state.map { voice($0) } ?? voice(HistoryText.noState)
    }

    /// How it stands and since when, as `en cours, depuis 2 ans, fin prévue dans 8 mois`.
    private func words(_ loan: CreditHistory.Loan) -> String {
        var parts = [(loan.isLate ? "▲ " : "") + state(loan)]
        if let start = loan.start { parts.append(voice.format.relative(days: start)) }
        if let end = loan.end {
            parts.append(voice(HistoryText.ended, ["when": voice.format.relative(days: end)]))
        } else if let end = loan.plannedEnd {
            parts.append(voice(HistoryText.toEnd, ["when": voice.format.relative(days: end)]))
        }
        if loan.isLate { parts.append(overdue(loan)) }
        return parts.joined(separator: ", ")
    }

    private func overdue(_ loan: CreditHistory.Loan) -> String {
        guard loan.overdue != nil || loan.daysOverdue != nil else { return voice.format.unknown }
        guard loan.isLate else { return voice(HistoryText.nothing) }
        let days = loan.daysOverdue.flatMap { $0 > 0 ? voice.format.duration(days: $0) : nil }
        let amount = loan.overdue.flatMap { $0 > 0 ? voice.format.money($0) : nil }
        return [amount, days].compactMap(\.self).joined(separator: ", ")
    }

    private func cells(_ loan: CreditHistory.Loan) -> [String] {
        func when(_ day: Double?) -> String { day.map { voice.format.relative(days: $0) } ?? voice.format.unknown }
        return [
            sort(loan), state(loan), when(loan.start), when(loan.end ?? loan.plannedEnd),
            loan.amount.map { voice.format.money($0) } ?? voice.format.unknown, overdue(loan),
        ]
    }
}
