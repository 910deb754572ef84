import Catalog
import Features

/// Where fitted features find what they read in the rows of one schema, and what was learned, ready to be looked up.
struct FittedBinding: Sendable {
    /// One feature.
    struct Source: Sendable {
        let comparison: PeerComparison
        let value: Int
        let within: [Int]
        let tree: ReferenceTree
    }

    /// The features, in order; nil for one that reads a column which the schema lacks.
    let sources: [Source?]
    /// The features made from outcomes.
    let targets: [TargetBinding]

    /// All features of one row, in order; nil for one that the row has or lacks whatever was learned.
    func values(of row: FeatureRow) -> [Float?] {
        sources.indices.map { value($0, of: row) } + targets.flatMap { $0.values(of: row) }
    }

    /// One feature of one row.
    ///
    /// Complexity: O(features that groups are made of).
    func value(_ feature: Int, of row: FeatureRow) -> Float {
        guard let source = sources[feature], case .number(let value)? = row.known(source.value),
            var node = source.tree.root
        else { return .nan }
        for position in source.within {
            guard let key = row.known(position).flatMap(FittedFeatures.Key.init),
                let next = source.tree.child(of: node, key)
            else { break }
            node = next
        }
        return source.comparison.compare(value, with: source.tree.reference(node))
    }
}

extension FittedBinding.Source {
    /// The feature of every row of a table.
    ///
    /// - Parameters:
    ///   - numbers: the values compared.
    ///   - shared: what clients alike share, in the order of `within`.
    func values(_ numbers: [Float], _ shared: [KeyColumn]) -> [Float] {
        guard let root = tree.root else { return numbers.map { _ in .nan } }
        // A text is looked up once for each group and code, not for each row.
        var children: [Step: Int] = [:]
        func next(_ node: Int, _ depth: Int, _ code: Int32) -> Int? {
            guard code >= 0 else { return nil }
            let step = Step(node: node, code: code)
            if let known = children[step] { return known < 0 ? nil : known }
            let child = tree.child(of: node, shared[depth].keys[Int(code)])
            children[step] = child ?? -1
            return child
        }
        return numbers.indices.map { row in
            var node = root
            for depth in shared.indices {
                guard let child = next(node, depth, shared[depth].codes[row]) else { break }
                node = child
            }
            return comparison.compare(numbers[row], with: tree.reference(node))
        }
    }

    /// A group and what a client shares next; the group says how deep it is.
    private struct Step: Hashable {
        let node: Int
        let code: Int32
    }
}

extension FeatureRow {
    /// The value at a position; nil beyond the end.
    func known(_ position: Int) -> FeatureValue? {
        values.indices.contains(position) ? values[position] : nil
    }
}

extension FittedFeatures.Key {
    /// The key that a value is; nil when it is unknown.
    fileprivate init?(_ value: FeatureValue) {
        switch value {
        case .missing: return nil
        case .number(let number):
            guard number.isFinite else { return nil }
            self.init(number: number)
        case .level(let level): self = .level(level)
        }
    }
}
