import Foundation
import LightGBM
import Statistics
import Testing

@testable import Modeling

@Suite("Trees followed without their library")
struct RowTreesTests {
    /// Numbers with gaps, zeros and ties, and a category with many levels, some unknown to training.
    private static func columns(_ rows: Int, seed: UInt64) -> [[Float]] {
        var generator = SeededGenerator(seed: seed)
        return (0..<4).map { column in
            (0..<rows).map { _ in
                if generator.nextBool(probability: column == 1 ? 0 : 0.2) { return .nan }
                if column == 3 { return Float(generator.nextIndex(below: 70)) }
                return generator.nextBool(probability: 0.2) ? 0 : Float(generator.nextNormal())
            }
        }
    }

    private static func booster() throws -> Booster {
        let columns = columns(4_000, seed: 1)
        let labels = columns[0].indices.map { row -> Float in
            let code = columns[3][row].isNaN ? 0 : Int(columns[3][row])
            return (columns[0][row].isNaN ? 0.5 : columns[0][row]) + (code % 3 == 0 ? 1 : -0.5) > columns[1][row]
                ? 1 : 0
        }
        let parameters = Parameters(
            threads: 2, ["objective": "binary", "num_leaves": 15, "deterministic": true, "max_cat_to_onehot": 2])
        let data = try Dataset(
            columns: columns, names: ["a", "b", "c", "d"], categorical: [3], labels: labels, parameters: parameters)
        return try Booster.train(on: data, parameters: parameters, rounds: 40).booster
    }

    @Test("score as LightGBM does, to the last bit")
    func same() throws {
        let booster = try Self.booster()
        let text = try booster.text()
        #expect(text.contains("cat_threshold="))
        let trees = try #require(RowTrees(text: text))
        var columns = Self.columns(2_000, seed: 2)
        columns[3][0] = -1
        columns[3][1] = 500
        columns[0][2] = 1e30
        let expected = try booster.predict(columns: columns, kind: .logOdds, threads: 1)
        for row in expected.indices {
            #expect(trees.score { columns[$0][row] }.bitPattern == expected[row].bitPattern, "row \(row)")
        }
    }

    @Test("go through JSON unchanged, and are refused when they are not whole")
    func coded() throws {
        let text = try Self.booster().text()
        let trees = try #require(RowTrees(text: text))
        #expect(try JSONDecoder().decode(RowTrees.self, from: JSONEncoder().encode(trees)) == trees)
        #expect(RowTrees(text: "") == nil && RowTrees(text: "tree\nmax_feature_idx=3\n") == nil)
        #expect(RowTrees(text: text.replacing("max_feature_idx=3", with: "max_feature_idx=0")) == nil)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("left_child=") })
        #expect(RowTrees(text: text.replacing(line, with: "left_child=0 " + line.dropFirst(13))) == nil)
        #expect(RowTrees(text: text.replacing(line, with: "left_child=99 " + line.dropFirst(13))) == nil)
    }
}
