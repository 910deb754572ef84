/// One model out of several: the weighted sum of their log-odds, as one text.
///
/// A mean of models that differ in their seed, or a forest, so becomes trees like any other: they are read by every tool that
/// reads LightGBM's models, and contributions add up to the score. The number of threads is taken out of the text, since it
/// decides nothing.
public enum CombinedModel {
    /// Combines models of the same columns.
    ///
    /// A model whose trees are averaged (`average_output`) counts as its average. Values are scaled in double precision, so the
    /// sum is that of the models to about 1e-15.
    ///
    /// - Parameters:
    ///   - models: Texts and weights; at least one, and each weight finite.
    /// - Throws: `invalidArgument` without models or for models of other columns, `corruptModel`.
    /// - Complexity: O(length of the texts).
    public static func text(of models: [(text: String, weight: Double)]) throws(LightGBMError) -> String {
        guard !models.isEmpty, models.allSatisfy(\.weight.isFinite) else {
            throw LightGBMError(
                code: .invalidArgument, message: "A combination needs at least one model, with finite weights.")
        }
        var parts: [ModelParts] = []
        for model in models {
            try ModelText.check(model.text)
            parts.append(ModelParts(model.text))
        }
        let names = parts[0].names
        guard parts.allSatisfy({ $0.names == names }) else {
            throw LightGBMError(
                code: .invalidArgument, message: "Models are combined only when they have the same columns.")
        }
        var trees: [String] = []
        for (part, model) in zip(parts, models) {
            let weight = part.isAverage ? model.weight / Double(part.trees.count) : model.weight
            for tree in part.trees { trees.append(ModelParts.tree(tree, number: trees.count, weight: weight)) }
        }
        return parts[0].text(with: trees)
    }
}

/// A model's text in pieces.
private struct ModelParts {
    /// The lines before the first tree, without the sizes of trees and the mark of an average.
    private var header: [Substring] = []
    /// The lines of each tree, its number first.
    private(set) var trees: [[Substring]] = []
    /// The lines after the trees, without the number of threads.
    private var parameters: [Substring] = []
    private(set) var isAverage = false

    /// The lines that name the columns.
    var names: [Substring] { header.filter { $0.hasPrefix("feature_names=") || $0.hasPrefix("max_feature_idx=") } }

    init(_ text: String) {
        var isAfter = false, isParameter = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if isAfter {
                if line == "parameters:" { isParameter = true }
                if isParameter, !line.hasPrefix("[num_threads:") { parameters.append(line) }
            } else if line == "end of trees" {
                isAfter = true
            } else if line.hasPrefix("Tree=") {
                trees.append([line])
            } else if !trees.isEmpty {
                trees[trees.count - 1].append(line)
            } else if line == "average_output" {
                isAverage = true
            } else if !line.hasPrefix("tree_sizes="), !line.isEmpty {
                header.append(line)
            }
        }
    }

    /// A tree with another number, its values multiplied.
    static func tree(_ lines: [Substring], number: Int, weight: Double) -> String {
        lines.map { line in
            if line.hasPrefix("Tree=") { return "Tree=\(number)" }
            guard weight != 1, let equals = line.firstIndex(of: "="),
                ["leaf_value", "internal_value"].contains(line[..<equals])
            else { return String(line) }
            let values = line[line.index(after: equals)...].split(separator: " ").map { value in
                Double(value).map { "\($0 * weight)" } ?? String(value)
            }
            return "\(line[..<equals])=\(values.joined(separator: " "))"
        }.joined(separator: "\n")
    }

    func text(with trees: [String]) -> String {
        // Each tree ends with the line break that stood before the next line.
        let blocks = trees.map { $0 + "\n" }
        let sizes = blocks.map { String($0.utf8.count) }.joined(separator: " ")
        let importances = Self.splits(of: trees, names: names)
        return (header + ["tree_sizes=\(sizes)", "", ""]).joined(separator: "\n") + blocks.joined()
            + "end of trees\n\nfeature_importances:\n" + importances.map { "\($0.name)=\($0.count)\n" }.joined() + "\n"
            + parameters.joined(separator: "\n")
    }

    /// How often each column is split on, the most first; columns that never are do not appear.
    private static func splits(of trees: [String], names: [Substring]) -> [(name: Substring, count: Int)] {
        let columns = (names.first { $0.hasPrefix("feature_names=") } ?? "").dropFirst("feature_names=".count)
            .split(separator: " ")
        var counts = [Int](repeating: 0, count: columns.count)
        for tree in trees {
            guard let line = tree.split(separator: "\n").first(where: { $0.hasPrefix("split_feature=") }) else {
                continue
            }
            for value in line.dropFirst("split_feature=".count).split(separator: " ") {
                if let column = Int(value), counts.indices.contains(column) { counts[column] += 1 }
            }
        }
        return columns.indices.filter { counts[$0] > 0 }.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
            .map { (columns[$0], counts[$0]) }
    }
}
