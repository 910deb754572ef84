import Foundation
import LightGBM
import Tracking

/// A small LightGBM model with numbers, gaps and a category, and rows to score.
struct SmallModel {
    static let levels = ["Laborers", "Core staff", "Médecin “é”", "日本 \"x\"\\y", "Managers", "a,b;c"]
    static let columns = [
        LightGBMModel.Column(name: "amount.credit"), LightGBMModel.Column(name: "bureau.active.debt ratio.mean"),
        LightGBMModel.Column(name: "occupation", levels: levels), LightGBMModel.Column(name: "âge"),
    ]

    let text: String
    /// Rows as a caller knows them; a level of nil is missing.
    var rows: [[LightGBMModel.Value]] = []
    /// What the trees give, in log-odds.
    let scores: [Double]

    init(seed: UInt64 = 7) throws {
        var state = seed
        func uniform() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53)
        }
        var encoded: [[Float]] = [[], [], [], []]
        var labels: [Float] = []
        for _ in 0..<2000 {
            let amount = uniform() * 1000
            let ratio = uniform() < 0.2 ? nil : uniform()
            let level = uniform() < 0.1 ? nil : Int(uniform() * Double(Self.levels.count))
            let age = 18 + (uniform() * 60).rounded()
            let logit = amount / 500 - 1 + (ratio ?? 2) - 1 + ([0, 3].contains(level) ? 1.5 : -0.5) - age / 60
            labels.append(uniform() < 1 / (1 + exp(-logit)) ? 1 : 0)
            for (column, value) in [amount, ratio ?? .nan, level.map(Double.init) ?? .nan, age].enumerated() {
                encoded[column].append(Float(value))
            }
            rows.append([
                .number(amount), ratio.map { .number($0) } ?? .missing,
                level.map { .level(Self.levels[$0]) } ?? .missing, .number(age),
            ])
        }
        let parameters = Parameters(
            threads: 1,
            [
                "objective": "binary", "deterministic": true, "force_col_wise": true, "seed": 1,
                "min_data_per_group": 20, "cat_smooth": 1.0,
            ])
        let data = try Dataset(
            columns: encoded, names: ["f0", "f1", "f2", "f3"], categorical: [2], labels: labels, parameters: parameters)
        let booster = try Booster.train(on: data, parameters: parameters, rounds: 30).booster
        text = try booster.text()
        // A level that training never saw, and a row of nothing.
        rows.append([.number(0.1), .number(0.2), .level("never seen"), .number(33)])
        rows.append([.missing, .missing, .missing, .missing])
        for (column, values) in [[0.1, .nan], [0.2, .nan], [.nan, .nan], [33, .nan]].enumerated() {
            encoded[column] += values.map { Float($0) }
        }
        scores = try booster.predict(columns: encoded, kind: .logOdds, threads: 1)
    }

    func model() throws -> LightGBMModel {
        var model = try LightGBMModel(
            text: text, columns: Self.columns, created: Date(timeIntervalSince1970: 1_763_703_302))
        model.example = Array(rows.prefix(3)) + Array(rows.suffix(1))
        model.metadata = ["catalog": "home-credit", "note": "é: \"oui\" # non"]
        return model
    }

    /// Rows as JSON for a frame: `{"columns": […], "data": [[…], …]}`.
    func frame(_ indices: some Sequence<Int>) throws -> Data {
        try JSONSerialization.data(withJSONObject: [
            "columns": Self.columns.map(\.name), "data": indices.map { rows[$0].map(Self.json) },
        ])
    }

    static func json(_ value: LightGBMModel.Value) -> Any {
        switch value {
        case .missing: NSNull()
        case .number(let number): number
        case .level(let level): level
        }
    }
}
