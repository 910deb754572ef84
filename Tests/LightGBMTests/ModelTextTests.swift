import LightGBM
import Testing

struct ModelTextTests {
    /// A small model with numbers, missing values and categories.
    static func smallText() throws -> String { try trainedBooster(rounds: 4).text() }

    @Test("A text that is cut anywhere before its last tree ends is refused")
    func cut() throws {
        let text = try Self.smallText()
        let end = try #require(text.firstRange(of: "end of trees\n")).upperBound
        let length = text.distance(from: text.startIndex, to: end)
        for count in stride(from: 0, to: length - 1, by: 37) {
            let error = lightGBMError { _ = try Booster(text: String(text.prefix(count))) }
            #expect(error?.code == .corruptModel, "\(count) of \(length)")
        }
    }

    @Test(
        "A text with one thing wrong is refused",
        arguments: [
            ("tree\n", "forest\n"), ("tree_sizes=", "tree_size="), ("tree_sizes=", "tree_sizes=1"),
            ("Tree=2\n", "Bush=2\n"),
            ("Tree=0\n", "Tree=0\nx=1\n"), ("max_feature_idx=5", "max_feature_idx=6"),
            ("max_feature_idx=5", "max_feature_idx=0"),
            ("num_tree_per_iteration=1", "num_tree_per_iteration=0"), ("num_class=1", "num_class=0"),
            ("num_leaves=15", "num_leaves=16"), ("num_leaves=15", "num_leaves=-1"), ("leaf_value=", "leaf_valua="),
            ("left_child=1", "left_child=0"), ("left_child=1", "left_child=9"), ("split_feature=", "split_feature=6"),
            ("split_feature=", "split_feature=-"), ("threshold=", "threshold=x"),
            ("cat_boundaries=0", "cat_boundaries=9"),
            ("decision_type=", "decision_type=9"), ("end of trees\n", "end of threes\n"),
            ("objective=binary", "objective=guess"),
            ("feature_names=amount ", "feature_names="),
        ]
    )
    func oneThingWrong(old: String, new: String) throws {
        let text = try Self.smallText()
        try #require(text.contains(old))
        let error = lightGBMError { _ = try Booster(text: text.replacing(old, with: new, maxReplacements: 1)) }
        #expect(error?.code == .corruptModel)
    }

    @Test("Nothing, or something else, is refused", arguments: ["", "hello", "tree\n", "tree\n\n", "\n", "tree\u{0}"])
    func somethingElse(text: String) {
        #expect(lightGBMError { _ = try Booster(text: text) }?.code == .corruptModel)
    }

    @Test("Whatever byte of a text is damaged, it is refused or predicts without harm")
    func anyByte() throws {
        let bytes = Array(try Self.smallText().utf8)
        let columns = Synthetic(rows: 20, seed: 4).columns
        var generator = SeededGenerator(seed: 11)
        var refused = 0
        for _ in 0..<400 {
            var damaged = bytes
            let place = Int.random(in: bytes.indices, using: &generator)
            damaged[place] = try #require("0123456789- =.e\nx".utf8.randomElement(using: &generator))
            do {
                let booster = try Booster(text: String(decoding: damaged, as: UTF8.self))
                let count = booster.featureNames.count
                #expect(count == 6)
                let values = try booster.predict(columns: columns, kind: .contributions, threads: 1)
                #expect(values.count == 20 * (count + 1))
            } catch {
                #expect(error.code == .corruptModel || error.code == .predictionFailed)
                refused += 1
            }
        }
        #expect(refused > 50 && refused < 400)
    }
}
