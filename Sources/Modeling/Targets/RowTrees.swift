/// The trees of a model, read from LightGBM's text and followed here: the same bits as the library's, and no library needed.
///
/// A client's few history rows are scored wherever the client is, one at a time: the library would take its turn for each.
struct RowTrees: Hashable, Sendable {
    /// One split.
    private struct Node: Hashable {
        let column: Int32
        /// The place of its words of categories; −1 for numbers.
        let categories: Int32
        let threshold: Double
        let missing: Missing
        let missingGoesLeft: Bool
        /// A node, or a leaf as its complement.
        let left: Int32
        let right: Int32
    }

    /// What counts as missing in a split.
    private enum Missing: UInt8 { case none, zero, nan }

    private struct Tree: Hashable {
        var nodes: [Node] = []
        var leaves: [Double] = []
        /// Sets of category codes, one bit each; a node's set runs from its start to the next.
        var words: [UInt32] = []
        var wordStarts: [Int] = []

        /// Whether a code is in a set of categories; what is missing or negative is in none.
        func holds(_ value: Float, _ set: Int) -> Bool {
            guard value >= 0, value < 1e9 else { return false }
            let code = Int(value), word = wordStarts[set] + code / 32
            return word < wordStarts[set + 1] && words[word] >> (code % 32) & 1 == 1
        }
    }

    private let trees: [Tree]
    /// As LightGBM writes it, up to the end of the trees: what follows tells how they were grown, threads included.
    let text: String
    /// Columns that a row must have.
    let columnCount: Int

    /// Reads trees; nil when the text is not whole.
    ///
    /// Complexity: O(text).
    init?(text: String) {
        var trees: [Tree] = []
        let parts = text.components(startingWith: "Tree=")
        guard let last = Self.fields(parts[0])["max_feature_idx"].flatMap({ Int($0) }), parts.count > 1 else {
            return nil
        }
        for part in parts.dropFirst() {
            guard let tree = Self.tree(Self.fields(part), columns: last + 1) else { return nil }
            trees.append(tree)
        }
        self.trees = trees
        let end = "end of trees\n"
        self.text = text.firstRange(of: end).map { String(text[..<$0.upperBound]) } ?? text
        columnCount = last + 1
    }

    /// The score of one row, in log-odds.
    ///
    /// Complexity: O(trees × depth).
    func score(_ value: (Int) -> Float) -> Double {
        var sum = 0.0
        for tree in trees { sum += tree.leaves[leaf(of: tree, value)] }
        return sum
    }

    private func leaf(of tree: Tree, _ value: (Int) -> Float) -> Int {
        guard !tree.nodes.isEmpty else { return 0 }
        var place: Int32 = 0
        while place >= 0 {
            let node = tree.nodes[Int(place)]
            let isLeft =
                node.categories < 0
                ? goesLeft(node, Double(value(Int(node.column))))
                : tree.holds(value(Int(node.column)), Int(node.categories))
            place = isLeft ? node.left : node.right
        }
        return Int(~place)
    }

    private func goesLeft(_ node: Node, _ value: Double) -> Bool {
        let known = value.isNaN && node.missing != .nan ? 0 : value
        let isMissing =
            switch node.missing {
            case .none: false
            case .zero: known.magnitude <= 1e-35
            case .nan: known.isNaN
            }
        return isMissing ? node.missingGoesLeft : known <= node.threshold
    }

    // MARK: Reading

    private static func fields(_ part: Substring) -> [Substring: Substring] {
        var fields: [Substring: Substring] = [:]
        for line in part.split(separator: "\n") {
            guard let equals = line.firstIndex(of: "=") else { continue }
            fields[line[..<equals]] = line[line.index(after: equals)...]
        }
        return fields
    }

    private static func list<Number>(_ text: Substring?, _ read: (Substring) -> Number?) -> [Number]? {
        var numbers: [Number] = []
        for word in text?.split(separator: " ") ?? [] {
            guard let number = read(word) else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    private static func tree(_ fields: [Substring: Substring], columns: Int) -> Tree? {
        guard let leaves = list(fields["leaf_value"], { Double($0) }), !leaves.isEmpty else { return nil }
        var tree = Tree(leaves: leaves)
        guard leaves.count > 1 else { return tree }
        guard let split = list(fields["split_feature"], { Int32($0) }),
            let thresholds = list(fields["threshold"], { Double($0) }),
            let kinds = list(fields["decision_type"], { UInt8($0) }),
            let left = list(fields["left_child"], { Int32($0) }),
            let right = list(fields["right_child"], { Int32($0) }),
            let starts = list(fields["cat_boundaries"], { Int($0) }),
            let words = list(fields["cat_threshold"], { UInt32($0) }),
            [split.count, thresholds.count, kinds.count, left.count, right.count].allSatisfy({
                $0 == leaves.count - 1
            }), starts.allSatisfy((0...words.count).contains), starts == starts.sorted()
        else { return nil }
        tree.words = words
        tree.wordStarts = starts
        for place in split.indices {
            let isCategory = kinds[place] & 1 == 1
            guard let missing = Missing(rawValue: (kinds[place] >> 2) & 3), (0..<columns).contains(Int(split[place])),
                // Children come after their parent, so that every walk ends.
                [left[place], right[place]].allSatisfy({
                    $0 < 0 ? Int(~$0) < leaves.count : Int($0) > place && Int($0) < split.count
                }), !isCategory || (0..<max(0, starts.count - 1)).contains(Int(thresholds[place]))
            else { return nil }
            tree.nodes.append(
                Node(
                    column: split[place], categories: isCategory ? Int32(thresholds[place]) : -1,
                    threshold: thresholds[place], missing: missing, missingGoesLeft: kinds[place] & 2 == 2,
                    left: left[place], right: right[place]))
        }
        return tree
    }
}

extension RowTrees: Codable {
    /// Reads the text.
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let trees = RowTrees(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "These are not LightGBM's trees.")
        }
        self = trees
    }

    /// Writes the text.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension String {
    /// The text cut before each line that starts so, the first part being what comes before.
    fileprivate func components(startingWith prefix: String) -> [Substring] {
        var parts: [Substring] = []
        var start = startIndex
        for line in split(separator: "\n", omittingEmptySubsequences: false) where line.hasPrefix(prefix) {
            parts.append(self[start..<line.startIndex])
            start = line.startIndex
        }
        return parts + [self[start...]]
    }
}
