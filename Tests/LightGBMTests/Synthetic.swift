import LightGBM

/// A small generator with a seed (SplitMix64), so that every run sees the same rows.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Rows whose label depends on two numbers, on whether a third is missing, and on a category; two columns are noise.
struct Synthetic {
    static let names = ["amount", "age.mean", "maybe_missing", "category", "noise", "bruit"]
    static let categorical = [3]

    var columns: [[Float]] = Array(repeating: [], count: 6)
    var labels: [Float] = []

    init(rows: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<rows {
            let a = Float.random(in: -1...1, using: &generator)
            let b = Float.random(in: -1...1, using: &generator)
            let isMissing = Int.random(in: 0..<4, using: &generator) == 0
            let c = isMissing ? Float.nan : Float.random(in: 0...1, using: &generator)
            let category = Float(Int.random(in: 0..<8, using: &generator))
            let logOdds = 2 * a - 3 * b * b + (isMissing ? 1.5 : 0) + ([1, 4, 6].contains(category) ? 1 : -0.5)
            let row = [a, b, c, category, Float.random(in: 0...1, using: &generator), a * 0]
            for (index, value) in row.enumerated() { columns[index].append(value) }
            labels.append(logOdds + Float.random(in: -1.5...1.5, using: &generator) > 0 ? 1 : 0)
        }
    }

    func row(_ index: Int) -> [Float] { columns.map { $0[index] } }

    func dataset(reference: Dataset? = nil, weights: [Float]? = nil, parameters: Parameters = .quick()) throws
        -> Dataset
    {
        try Dataset(
            columns: columns,
            names: Self.names,
            categorical: Self.categorical,
            labels: labels,
            weights: weights,
            reference: reference,
            parameters: parameters
        )
    }
}

extension Parameters {
    /// Parameters that train reproducibly in a moment.
    static func quick(threads: Int = 1, metric: String = "auc") -> Parameters {
        Parameters(
            threads: threads,
            [
                "objective": "binary", "metric": .text(metric), "num_leaves": 15, "learning_rate": 0.1,
                "min_data_in_leaf": 20,
                "seed": 7, "deterministic": true, "force_col_wise": true,
            ]
        )
    }
}

/// A model that any test may predict with.
func trainedBooster(rounds: Int = 30, threads: Int = 1) throws -> Booster {
    let data = try Synthetic(rows: 3000, seed: 1).dataset()
    return try Booster.train(on: data, parameters: .quick(threads: threads), rounds: rounds).booster
}

/// The area under the curve, by comparing each pair.
func areaUnderCurve(_ scores: [Double], _ labels: [Float]) -> Double {
    let good = zip(scores, labels).filter { $1 == 0 }.map(\.0)
    let bad = zip(scores, labels).filter { $1 == 1 }.map(\.0)
    var wins = 0.0
    for b in bad { for g in good { wins += b > g ? 1 : b == g ? 0.5 : 0 } }
    return wins / Double(bad.count * good.count)
}

/// The error that a body throws, when it is LightGBM's.
func lightGBMError(_ body: () throws -> Void) -> LightGBMError? {
    do { try body() } catch { return error as? LightGBMError }
    return nil
}

extension [Double] {
    /// The bits, so that equal means equal to the last one.
    var bits: [UInt64] { map(\.bitPattern) }
}
