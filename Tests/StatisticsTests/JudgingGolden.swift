import Foundation

/// `Tests/Golden/statistics/judging.json`, made by the script beside it.
struct JudgingGolden: Decodable {
    struct Rows: Decodable {
        let first, second, fine: [Double]
        let persons: [Int32]
        let outcomes: [Bool]
        let groups: [Int32]
        let credits, margins: [Double]
    }
    struct Comparison: Decodable {
        let first, second, firstError, secondError, standardError, pValue, low, high: Double
    }
    struct Corrected: Decodable {
        let differences: [Double]
        let ratio, level, pValue, low, high: Double
    }
    struct Hosmer: Decodable {
        let groups: Int
        let isHeldOut: Bool
        let statistic, pValue: Double
    }
    struct Fairness: Decodable {
        let threshold: Double
        let byGroup: [String: [Double]]
        let reference: Int
        let impact, approvalDifference: [[Double]]
        let approvalGap, lowestImpactRatio, equalisedOddsGap: Double
    }
    struct Line: Decodable {
        let slope, slopeError, intercept, interceptError, inTheLarge, inTheLargeError: Double
    }
    struct Isotonic: Decodable { let score, reliability, resolution, uncertainty: Double }
    struct Binned: Decodable {
        let bins: Int
        let score, reliability, resolution: Double
    }
    struct Spiegelhalter: Decodable { let z, pValue: Double }
    struct Folds: Decodable {
        let folds: Int
        let meanDeviation: Double
    }

    let rows: Rows
    let thresholds, costs, amountCosts: [Double]
    let lowestCost, amountCostByLoan: Double
    let delong, obuchowski: Comparison
    let corrected: [Corrected]
    let hosmer: [Hosmer]
    let fairness: Fairness
    let line: Line
    let isotonic: Isotonic
    let binned: Binned
    let spiegelhalter: Spiegelhalter
    let folds: [Folds]

    static func read() throws -> JudgingGolden {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../Golden/statistics/judging.json")
        return try JSONDecoder().decode(JudgingGolden.self, from: Data(contentsOf: file))
    }
}

/// What a value becomes once saved and read.
func saved<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
}
