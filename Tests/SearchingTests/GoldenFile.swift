import Foundation

/// What Optuna 5.0.0 found, as `Peers/optuna_golden.py` wrote it.
struct GoldenFile: Decodable {
    struct Function: Decodable {
        let budget: Int
        let random: [Double]
        let parzen: [Double]
    }

    struct PrunedTrials: Decodable {
        let name: String
        let direction: String
        let steps: Int
        let made: [Int]
    }

    struct Parameter: Decodable {
        let name: String
        let choices: [String]?
        let from: Double?
        let to: Double?
        let log: Bool?
        let integer: Bool?
    }

    struct Density: Decodable {
        let name: String
        let prior: Double
        let parameters: [Parameter]
        let seen: [[Double]]
        let asked: [[Double]]
        let logDensities: [Double]
    }

    let functions: [String: Function]
    let pruners: [PrunedTrials]
    let densities: [Density]

    static func read() throws -> GoldenFile {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/optuna-5.0.0.json")
        return try JSONDecoder().decode(GoldenFile.self, from: Data(contentsOf: file))
    }
}
