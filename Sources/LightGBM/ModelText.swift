/// Checks a model's text before the library reads it.
///
/// The library trusts the text: a tree that names a node which is not there makes it read outside its memory, and an error found
/// while it reads trees on several threads ends the process. So each tree's lists are counted here and what they point to is
/// checked. That the numbers are the right ones, only a digest of the text can tell.
struct ModelText {
    private typealias Fields = [Substring: Substring]

    private let text: String
    private var treesPerRound = 1
    private var featureCount = 0

    /// Checks a whole text.
    ///
    /// - Throws: `corruptModel`, with what is wrong and in which tree.
    /// - Complexity: Reads the text once.
    static func check(_ text: String) throws(LightGBMError) {
        var text = text
        text.makeContiguousUTF8()
        var model = ModelText(text: text)
        try model.check()
    }

    private init(text: String) { self.text = text }

    private mutating func check() throws(LightGBMError) {
        guard !text.utf8.contains(0), text.utf8.starts(with: "tree\n".utf8) else {
            throw corrupt("it does not start as one")
        }
        let (header, start) = try fields(from: text.startIndex)
        guard let last = Self.integer(header["max_feature_idx"]), last >= 0, last < Int(Int32.max),
            let perRound = Self.integer(header["num_tree_per_iteration"]), perRound >= 1,
            let classes = Self.integer(header["num_class"]), classes >= 1, classes <= perRound
        else { throw corrupt("its first lines are not whole") }
        treesPerRound = perRound
        featureCount = last + 1
        guard let sizes = Self.integers(header["tree_sizes"]), !sizes.isEmpty, sizes.count.isMultiple(of: perRound)
        else {
            throw corrupt("it does not say how long its trees are")
        }
        var position = start
        for (number, size) in sizes.enumerated() {
            guard size > 0,
                let end = text.utf8.index(position, offsetBy: size, limitedBy: text.endIndex),
                text.utf8[position...].starts(with: "Tree=\(number)\n".utf8)
            else { throw corrupt("tree \(number) is not where it should be") }
            try check(treeFrom: text.utf8.index(position, offsetBy: "Tree=\(number)\n".utf8.count), to: end, number)
            position = end
        }
        guard text.utf8[position...].starts(with: "end of trees\n".utf8) else { throw corrupt("its trees do not end") }
    }

    private func check(treeFrom start: String.Index, to end: String.Index, _ number: Int) throws(LightGBMError) {
        let (tree, after) = try fields(from: start)
        let failure = corrupt("tree \(number) is not whole")
        guard after <= end, tree.count <= 22, let leaves = Self.integer(tree["num_leaves"]), leaves >= 1,
            let categorical = Self.integer(tree["num_cat"]), categorical >= 0
        else { throw failure }
        // Every list is there in full, or not at all where the library can do without.
        let required = leaves == 1 ? [] : ["left_child", "right_child", "split_feature", "threshold"]
        let perNode = required + ["decision_type", "split_gain", "internal_value", "internal_weight", "internal_count"]
        for name in perNode where tree[name[...]] != nil || required.contains(name) {
            guard Self.areNumbers(tree[name[...]], count: leaves - 1) else { throw failure }
        }
        for name in ["leaf_value", "leaf_weight", "leaf_count"] where tree[name[...]] != nil || name == "leaf_value" {
            guard Self.areNumbers(tree[name[...]], count: leaves) || (leaves == 1 && name != "leaf_value") else {
                throw failure
            }
        }
        guard Self.isNumber((tree["shrinkage"] ?? "1").utf8) else { throw failure }
        if leaves > 1 { try checkNodes(tree, leaves: leaves, categorical: categorical, failure) }
        if Self.integer(tree["is_linear"]) == 1 { try checkLinear(tree, leaves: leaves, failure) }
    }

    private func checkNodes(
        _ tree: Fields,
        leaves: Int,
        categorical: Int,
        _ failure: LightGBMError
    ) throws(LightGBMError) {
        guard let left = Self.integers(tree["left_child"]), let right = Self.integers(tree["right_child"]),
            let features = Self.integers(tree["split_feature"]),
            features.allSatisfy({ $0 >= 0 && $0 < featureCount })
        else { throw failure }
        // Each node but the root, and each leaf, has one parent that comes before it: no way leads in a circle or outside.
        var nodes = Set<Int>()
        for (node, children) in zip(left, right).enumerated() {
            for child in [children.0, children.1] {
                let fits = child < 0 ? ~child < leaves : child > node && child < leaves - 1
                guard fits, nodes.insert(child).inserted else { throw failure }
            }
        }
        guard categorical > 0 || tree["decision_type"] != nil else { return }
        let decisions = Self.integers(tree["decision_type"]) ?? []
        guard decisions.allSatisfy({ (-128...127).contains($0) }) else { throw failure }
        let thresholds = (tree["threshold"] ?? "").split(separator: " ").compactMap { Double($0) }
        for (decision, threshold) in zip(decisions, thresholds) where decision & 1 == 1 {
            guard threshold >= 0, threshold < Double(categorical) else { throw failure }
        }
        guard categorical > 0 else { return }
        guard let bounds = Self.integers(tree["cat_boundaries"]), bounds.count == categorical + 1, bounds[0] == 0,
            zip(bounds, bounds.dropFirst()).allSatisfy(<=),
            let sets = Self.integers(tree["cat_threshold"]), sets.count == bounds[categorical],
            sets.allSatisfy({ $0 >= 0 && $0 <= Int(UInt32.max) })
        else { throw failure }
    }

    private func checkLinear(_ tree: Fields, leaves: Int, _ failure: LightGBMError) throws(LightGBMError) {
        guard let counts = Self.integers(tree["num_features"]), counts.count == leaves,
            counts.allSatisfy({ $0 >= 0 && $0 <= featureCount }),
            Self.areNumbers(tree["leaf_const"], count: leaves),
            let features = Self.integers(tree["leaf_features"]), features.allSatisfy({ $0 >= 0 && $0 < featureCount }),
            features.count == counts.reduce(0, +), Self.areNumbers(tree["leaf_coeff"], count: features.count)
        else { throw failure }
    }

    /// The `name=value` lines up to an empty line, and where the next line that is not empty starts.
    private func fields(from start: String.Index) throws(LightGBMError) -> (Fields, String.Index) {
        var fields: Fields = [:]
        var position = start
        let bytes = text.utf8
        while true {
            guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else {
                throw corrupt("it stops too early")
            }
            let next = bytes.index(after: end)
            if end == position {
                return (fields, bytes[next...].firstIndex { $0 != UInt8(ascii: "\n") } ?? bytes.endIndex)
            }
            let line = text[position..<end]
            if let equals = line.utf8.firstIndex(of: UInt8(ascii: "=")) {
                let name = line[..<equals]
                guard fields.updateValue(line[line.utf8.index(after: equals)...], forKey: name) == nil else {
                    throw corrupt("it says \(name) twice")
                }
            } else if start != text.startIndex {
                throw corrupt("a line of a tree is not whole")
            }
            position = next
        }
    }

    private func corrupt(_ what: String) -> LightGBMError {
        LightGBMError(code: .corruptModel, message: "The text is not a whole LightGBM model: \(what).")
    }

    private static func integer(_ text: Substring?) -> Int? {
        guard let text, let first = text.utf8.first, first != UInt8(ascii: "+") else { return nil }
        return Int(text)
    }

    private static func integers(_ text: Substring?) -> [Int]? {
        guard let text else { return nil }
        var values: [Int] = []
        for part in text.utf8.split(separator: UInt8(ascii: " ")) {
            guard let value = integer(Substring(part)) else { return nil }
            values.append(value)
        }
        return values
    }

    private static func areNumbers(_ text: Substring?, count: Int) -> Bool {
        guard let parts = text?.utf8.split(separator: UInt8(ascii: " ")), parts.count == count else { return false }
        return parts.allSatisfy(isNumber)
    }

    /// True for a decimal number, and for an infinite one: a split between missing and present values writes "inf".
    private static func isNumber(_ text: Substring.UTF8View) -> Bool {
        var digits = 0
        var isExponent = false
        var hasPoint = false
        var previous: UInt8 = 0
        for byte in text {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: "."):
                guard !hasPoint, !isExponent else { return false }
                hasPoint = true
            case UInt8(ascii: "e"):
                guard !isExponent, digits > 0 else { return false }
                isExponent = true
                digits = 0
            case UInt8(ascii: "-"), UInt8(ascii: "+"):
                guard previous == 0 || previous == UInt8(ascii: "e") else { return false }
            default:
                return text.elementsEqual("inf".utf8) || text.elementsEqual("-inf".utf8)
            }
            previous = byte
        }
        return digits > 0
    }
}
