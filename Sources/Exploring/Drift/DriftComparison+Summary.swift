public import Credit
import Drift

extension DriftComparison {
    /// The comparison in a few lines of text: verdict, approvals, the first columns, faults of the data.
    public func summary(language: Language) -> [String] {
        let wording = Wording(language: language, currency: currency)
        let sentences = DriftSentences(comparison: self, wording: wording)
        var lines = [sentences.verdict]
        if let approvals {
            lines.append(
                wording(
                    "Accords : \(sentences.share(approvals.reference)) avant, \(sentences.share(approvals.current)) après.",
                    "Approvals: \(sentences.share(approvals.reference)) before, \(sentences.share(approvals.current)) after."
                ))
        }
        if let performance { lines += sentences.performance(performance) }
        lines += drifted.prefix(10).map { "  \($0.column): \(sentences.column($0))" }
        if drifted.count > 10 {
            lines.append(wording("  et \(drifted.count - 10) autres.", "  and \(drifted.count - 10) more."))
        }
        lines += broken.prefix(10).map { "  \($0.column): \(sentences.column($0))" }
        if broken.count > 10 {
            lines.append(
                wording(
                    "  et \(broken.count - 10) autres absentes ou d’un autre type.",
                    "  and \(broken.count - 10) more that are absent or of another type."))
        }
        return lines
    }
}
