/// The increasing function nearest to data in weighted squares, linear between its knots.
///
/// Fitted by pooling adjacent violators (Ayer et al., 1955; Barlow et al., 1972), then read by linear interpolation and
/// held constant outside the knots: what scikit-learn's `IsotonicRegression(out_of_bounds="clip")` predicts. As a
/// calibration it needs about a thousand rows of each class; with fewer prefer ``PlattScaling``.
public struct IsotonicRegression: Sendable, Hashable, Codable {
    /// Where the function is pinned: strictly increasing, at least one.
    public let inputs: [Double]
    /// The function's value at each knot: never decreasing.
    public let outputs: [Double]

    /// Fits the function to points.
    ///
    /// - Parameters:
    ///   - inputs: One per row, finite; equal inputs are averaged first.
    ///   - targets: One per row, finite; for a calibration, 1 where the event happened and 0 elsewhere.
    ///   - weights: One per row, finite and positive; nil gives each row the same.
    /// - Returns: nil without rows, or when a number is not finite or a weight not positive.
    /// - Complexity: O(n log n) for the sort; pooling itself is O(n).
    public init?(fitting inputs: [Double], to targets: [Double], weights: [Double]? = nil) {
        precondition(inputs.count == targets.count, "one target per input")
        if let weights { precondition(inputs.count == weights.count, "one weight per input") }
        guard !inputs.isEmpty, inputs.allSatisfy(\.isFinite), targets.allSatisfy(\.isFinite),
            weights?.allSatisfy({ $0 > 0 && $0.isFinite }) ?? true
        else { return nil }
        let order = inputs.indices.sorted {
            inputs[$0] < inputs[$1] || (inputs[$0] == inputs[$1] && $0 < $1)
        }
        var blocks: [Block] = []
        for row in order {
            let weight = weights?[row] ?? 1
            let point = Block(first: inputs[row], last: inputs[row], sum: weight * targets[row], weight: weight)
            if let previous = blocks.last, previous.isOneInput, previous.last == point.first {
                blocks[blocks.count - 1] = previous.pooled(with: point)
            } else {
                blocks.append(point)
            }
        }
        let pooled = pooledAdjacentViolators(blocks)
        var knots: [(input: Double, output: Double)] = []
        for block in pooled {
            knots.append((block.first, block.mean))
            if !block.isOneInput { knots.append((block.last, block.mean)) }
        }
        self.inputs = knots.map(\.input)
        self.outputs = knots.map(\.output)
    }

    /// Fits a calibration: raw probabilities or scores to what happened.
    ///
    /// - Parameters:
    ///   - scores: One per row, finite.
    ///   - outcomes: One per row, true when the event happened.
    /// - Returns: nil without rows or when a score is not finite.
    public init?(fitting scores: [Double], to outcomes: [Bool]) {
        self.init(fitting: scores, to: outcomes.map { $0 ? 1.0 : 0.0 })
    }

    /// The function's value.
    ///
    /// - Parameter input: Any number; beyond the knots the end value is given, NaN gives NaN.
    /// - Complexity: O(log knots).
    public func callAsFunction(_ input: Double) -> Double {
        guard !input.isNaN else { return .nan }
        var low = 0
        var high = inputs.count
        while low < high {
            let middle = (low + high) / 2
            if inputs[middle] <= input { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return outputs[0] }
        guard low < inputs.count else { return outputs[low - 1] }
        let share = (input - inputs[low - 1]) / (inputs[low] - inputs[low - 1])
        return outputs[low - 1] + share * (outputs[low] - outputs[low - 1])
    }

    /// The function's value for each input, in their order.
    ///
    /// - Parameter inputs: Any numbers.
    /// - Complexity: O(n log knots).
    public func predict(_ inputs: [Double]) -> [Double] {
        inputs.map { self($0) }
    }

    /// Reads knots, refusing any that do not describe an increasing function.
    ///
    /// - Parameter decoder: Holds `inputs` and `outputs`.
    /// - Throws: `DecodingError.dataCorrupted` when the knots are empty, unequal in number or out of order.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        inputs = try container.decode([Double].self, forKey: .inputs)
        outputs = try container.decode([Double].self, forKey: .outputs)
        guard !inputs.isEmpty, inputs.count == outputs.count, zip(inputs, inputs.dropFirst()).allSatisfy({ $0 < $1 }),
            zip(outputs, outputs.dropFirst()).allSatisfy({ $0 <= $1 })
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .inputs,
                in: container,
                debugDescription: "Knots need increasing inputs and one output each that never decreases."
            )
        }
    }
}

/// A run of neighbouring inputs that share one fitted value.
private struct Block {
    var first: Double
    var last: Double
    var sum: Double
    var weight: Double

    var mean: Double { sum / weight }
    var isOneInput: Bool { first == last }

    func pooled(with next: Block) -> Block {
        Block(first: first, last: next.last, sum: sum + next.sum, weight: weight + next.weight)
    }
}

/// Pools neighbours until the means increase; equal means are pooled too, to keep the knots few.
private func pooledAdjacentViolators(_ blocks: [Block]) -> [Block] {
    var pooled: [Block] = []
    for block in blocks {
        var current = block
        while let previous = pooled.last, previous.mean >= current.mean {
            pooled.removeLast()
            current = previous.pooled(with: current)
        }
        pooled.append(current)
    }
    return pooled
}
