import Credit
import Spelling
import Yams

/// One node of a YAML file that knows where it stands and reports what is wrong with it.
struct YAMLEntry {
    let node: Node
    let file: String
    let problems: ProblemList

    var line: Int { node.mark?.line ?? 0 }

    func report(_ message: String) { problems.add(file, line, message) }

    /// The entries of a mapping, in the file's order; a key outside `allowed` is reported with the nearest one.
    func fields(_ what: String, allowed: [String]? = nil, required: [String] = []) -> [String: YAMLEntry] {
        var fields: [String: YAMLEntry] = [:]
        for (key, entry) in pairs(what) {
            if let allowed, !allowed.contains(key.text) {
                let known = allowed.joined(separator: ", ")
                key.report(
                    "\(what) has no key \"\(key.text)\"" + suggestion(for: key.text, among: allowed)
                        + " (known: \(known))")
            }
            fields[key.text] = entry
        }
        for key in required where fields[key] == nil { report("\(what) needs the key \"\(key)\"") }
        return fields
    }

    /// The keys and values of a mapping, in the file's order.
    func pairs(_ what: String) -> [(key: YAMLEntry, value: YAMLEntry)] {
        guard let mapping = node.mapping else {
            report("\(what) must be a mapping (key: value)")
            return []
        }
        return mapping.map { (at($0.key), at($0.value)) }
    }

    var isMapping: Bool { node.mapping != nil }

    /// The elements of a sequence; a single value counts as one element.
    func elements() -> [YAMLEntry] {
        if let sequence = node.sequence { return sequence.map(at) }
        return [self]
    }

    /// The scalar as written.
    var text: String { node.scalar?.string ?? "" }

    func string(_ what: String) -> String? {
        guard let scalar = node.scalar, !scalar.string.isEmpty else {
            report("\(what) must be a text")
            return nil
        }
        return scalar.string
    }

    func strings(_ what: String) -> [String] { elements().compactMap { $0.string(what) } }

    func number(_ what: String) -> Double? {
        guard let text = node.scalar?.string, let value = Double(text.filter { $0 != "_" }), value.isFinite else {
            report("\(what) must be a number")
            return nil
        }
        return value
    }

    /// A whole number from 1 up.
    func positive(_ what: String) -> Int? {
        guard let value = Int(text), (1...100_000).contains(value) else {
            report("\(what) must be a whole number from 1 up")
            return nil
        }
        return value
    }

    func bool(_ what: String) -> Bool? {
        switch node.scalar?.string {
        case "yes", "true": return true
        case "no", "false": return false
        default:
            report("\(what) must be yes or no")
            return nil
        }
    }

    /// One of the cases of an enumeration, named by its raw value.
    func choice<Value: RawRepresentable & CaseIterable>(_ what: String, _: Value.Type = Value.self) -> Value?
    where Value.RawValue == String {
        if let value = Value(rawValue: text) { return value }
        let names = Value.allCases.map(\.rawValue)
        report(
            "\(what) cannot be \"\(text)\"" + suggestion(for: text, among: names)
                + " (known: \(names.joined(separator: ", ")))")
        return nil
    }

    /// A text in every language; a missing one is reported.
    func localized(_ what: String) -> LocalizedText {
        let fields = fields(what, allowed: Language.allCases.map(\.rawValue))
        func text(_ language: Language) -> String {
            if let text = fields[language.rawValue]?.node.scalar?.string, !text.isEmpty { return text }
            report("\(what) has no text in \(language == .fr ? "French (fr)" : "English (en)")")
            return "?"
        }
        return LocalizedText(fr: text(.fr), en: text(.en))
    }

    /// `[low, high]`.
    func range(_ what: String) -> ValidRange? {
        let ends = elements().compactMap { $0.number(what) }
        guard ends.count == 2, ends[0] <= ends[1] else {
            report("\(what) must be [low, high]")
            return nil
        }
        return ValidRange(low: ends[0], high: ends[1])
    }

    private func at(_ node: Node) -> YAMLEntry { YAMLEntry(node: node, file: file, problems: problems) }
}
