import Credit
public import Drift
import Statistics

/// How well decisions do: estimated before outcomes are known, and as they turned out where they are.
public struct DriftPerformance: Sendable, Encodable {
    /// Of the reference, by its probabilities; nil where its rows are not at hand.
    public let reference: PerformanceEstimate?
    /// Of the current clients, by their probabilities.
    public let current: PerformanceEstimate
    /// Decisions by month with their outcomes; empty where none was given.
    public let vintages: [Vintage]
    /// Labels of decisions that are not known.
    public let unknownLabels: Int

    /// Puts estimates and outcomes together.
    public init(
        reference: PerformanceEstimate?, current: PerformanceEstimate, vintages: [Vintage] = [], unknownLabels: Int = 0
    ) {
        self.reference = reference
        self.current = current
        self.vintages = vintages
        self.unknownLabels = unknownLabels
    }
}

extension DriftSentences {
    /// What is expected of today's decisions, in sentences; the last says what such an estimate cannot see.
    func performance(_ performance: DriftPerformance) -> [String] {
        let (before, now) = (performance.reference, performance.current)
        func change(_ read: (PerformanceEstimate) -> Double, _ write: (Double) -> String) -> String {
            before.map { wording("\(write(read($0))) avant, ", "\(write(read($0))) before, ") } ?? ""
        }
        func rate(_ estimate: PerformanceEstimate) -> Double { estimate.defaultRate }
        var lines = [
            wording(
                "Impayés attendus : \(change(rate, { share($0) }))\(share(now.defaultRate)) après.",
                "Expected defaults: \(change(rate, { share($0) }))\(share(now.defaultRate)) after."),
            wording(
                "Coût attendu pour 1 000 clients : \(change({ $0.cost.value }, thousand))"
                    + "\(thousand(now.cost.value)) (\(thousand(now.cost.interval.low)) à \(thousand(now.cost.interval.high))).",
                "Expected cost per 1,000 clients: \(change({ $0.cost.value }, thousand))"
                    + "\(thousand(now.cost.value)) (\(thousand(now.cost.interval.low)) to \(thousand(now.cost.interval.high)))."
            ),
        ]
        if let area = now.areaUnderROC {
            lines.append(
                wording(
                    "AUC attendue : \(wording.fine(area.value)) (\(wording.fine(area.interval.low)) à "
                        + "\(wording.fine(area.interval.high))).",
                    "Expected AUC: \(wording.fine(area.value)) (\(wording.fine(area.interval.low)) to "
                        + "\(wording.fine(area.interval.high)))."))
        }
        lines += performance.vintages.filter { $0.known > 0 }.map { vintage in
            wording(
                "\(vintage.month) : \(share(vintage.defaultRate)) d’impayés réels, \(share(vintage.expectedRate)) promis, sur "
                    + "\(wording.count(vintage.known)) issues connues de \(wording.count(vintage.decisions)) décisions.",
                "\(vintage.month): \(share(vintage.defaultRate)) of defaults, \(share(vintage.expectedRate)) promised, on "
                    + "\(wording.count(vintage.known)) known outcomes of \(wording.count(vintage.decisions)) decisions."
            )
        }
        if performance.unknownLabels > 0 {
            lines.append(
                wording(
                    "\(wording.count(performance.unknownLabels)) issues concernent des décisions inconnues.",
                    "\(wording.count(performance.unknownLabels)) outcomes are of decisions that are not known."))
        }
        lines.append(
            wording(
                "Ces estimations suivent qui demande ; elles ne voient pas qu’un même client rembourse autrement qu’avant.",
                "These estimates follow who applies; they do not see that clients of a given kind pay otherwise than before."
            ))
        return lines
    }

    private func thousand(_ cost: Double) -> String { wording.format.number(cost * 1000, atMost: 0) }
}
