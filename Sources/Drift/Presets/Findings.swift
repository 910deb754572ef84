/// What was found in one column, before the correction for all the questions of the comparison.
struct Findings {
    /// One question's answer.
    struct Answer {
        let question: DriftSignal.Question
        let test: DriftTest
        let probability: Double
        let effect: Double
        let threshold: Double
    }

    let column: String
    let kind: ColumnKind
    let state: ColumnState
    let missingReference: Double?
    let missingCurrent: Double?
    var answers: [Answer] = []
    var measures: DriftMeasures?
    var bins: [DriftBin] = []

    /// The column's result, given each answer's adjusted probability and the rate of false findings allowed.
    func result(adjusted: some Sequence<Double>, rate: Double) -> ColumnDrift {
        let signals = zip(answers, adjusted).map { answer, adjusted in
            DriftSignal(
                question: answer.question, test: answer.test, probability: answer.probability,
                adjustedProbability: adjusted, effect: answer.effect, threshold: answer.threshold,
                drifted: adjusted <= rate && answer.effect >= answer.threshold)
        }
        // The signal that speaks for the column: one that drifted before one that did not, then the largest.
        let main = signals.max { a, b in
            a.drifted == b.drifted ? a.effect / a.threshold < b.effect / b.threshold : b.drifted
        }
        return ColumnDrift(
            column: column, kind: kind, state: state, test: main?.test, score: main?.effect, threshold: main?.threshold,
            drifted: signals.contains { $0.drifted }, missingReference: missingReference,
            missingCurrent: missingCurrent, signals: signals, measures: measures, bins: bins)
    }
}
