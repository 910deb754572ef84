import Credit
import Explaining

/// What became of past applications of comparable risk, in words and as places on the ruler.
struct ObservedWords: Hashable, Sendable {
    /// The interval of the share that went unpaid.
    let interval: ClosedRange<Double>
    /// Its ends as read, out of 100.
    let low: String
    let high: String
    /// The whole sentence.
    let sentence: String

    /// Nil where too few applications are known to say.
    init?(_ decision: Decision, record: TrackRecord?, voice: Voice) {
        guard let record, let part = record.observed(at: decision.probability) else { return nil }
        interval = part.interval
        let (low, high) = (part.interval.lowerBound * 100, part.interval.upperBound * 100)
        // Whole numbers where they tell the ends apart, one decimal else.
        let decimals = low.rounded() == high.rounded() || high < 2 ? 1 : 0
        self.low = voice.format.number(low, atMost: decimals)
        self.high = voice.format.number(high, atMost: decimals)
        sentence = voice(
            self.low == self.high ? WhyText.observedAlike : .observed,
            [
                "count": voice.format.number(Double(part.count), decimals: 0),
                "range": Self.range(part, record, voice), "low": self.low, "high": self.high,
            ])
    }

    /// Which risks count as comparable.
    private static func range(_ part: ObservedRisk, _ record: TrackRecord, _ voice: Voice) -> String {
        func text(_ probability: Double) -> String {
            voice.format.number(probability * 100, atMost: probability < 0.0995 ? 1 : 0)
        }
        let (from, to) = (text(part.range.lowerBound), text(part.range.upperBound))
        if part == record.parts.last { return voice(WhyText.rangeFrom, ["from": from]) }
        if part == record.parts.first { return voice(WhyText.rangeBelow, ["to": to]) }
        return voice(WhyText.rangeBetween, ["from": from, "to": to])
    }
}
