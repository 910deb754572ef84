import Catalog

/// One field moved one way, step after step, within what the lender offers.
struct Lever: Sendable {
    let column: ColumnDefinition
    /// How many steps there are.
    let count: Int
    private let start: Double
    private let step: Double

    /// The levers of a field: none, one, or one each way.
    ///
    /// Values are multiples of the step, the first one the nearest.
    static func levers(of column: ColumnDefinition, at value: Double) -> [Lever] {
        guard let action = column.actionability, let step = action.step, let range = action.range, step > 0,
            value.isFinite
        else { return [] }
        let isUp = action.way == .up || action.way == .both, isDown = action.way == .down || action.way == .both
        var levers: [Lever] = []
        if isDown {
            let start = (value / step).rounded(.up) * step
            let count = ((start - max(range.low, -1e15)) / step + 1e-9).rounded(.down)
            if start - step <= range.high, count >= 1 {
                levers.append(Lever(column: column, count: Int(min(count, 100_000)), start: start, step: -step))
            }
        }
        if isUp {
            let start = (value / step).rounded(.down) * step
            let count = ((min(range.high, 1e15) - start) / step + 1e-9).rounded(.down)
            if start + step >= range.low, count >= 1 {
                levers.append(Lever(column: column, count: Int(min(count, 100_000)), start: start, step: step))
            }
        }
        return levers
    }

    /// The value after so many steps.
    func value(_ steps: Int) -> Double { start + Double(steps) * step }
}
