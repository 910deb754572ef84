/// Numbered words: levels of categories, names of columns; a client's row keeps the number.
package struct StoreWords: Sendable {
    /// The words, by number.
    package private(set) var words: [String] = []
    private var codes: [ExactText: Int32] = [:]

    /// Makes an empty list.
    package init() {}

    /// Takes words that are already numbered 0….
    package init(words: [String]) {
        self.words = words
        codes = Dictionary(
            words.enumerated().map { (ExactText($1), Int32($0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// The number of a word, which gets the next one when it is new.
    package mutating func code(of word: String) -> Int32 {
        let key = ExactText(word)
        if let known = codes[key] { return known }
        let code = Int32(words.count)
        words.append(word)
        codes[key] = code
        return code
    }

    /// The word of a number, or nil when there is none.
    package func word(_ code: Int32) -> String? {
        words.indices.contains(Int(code)) ? words[Int(code)] : nil
    }
}

/// A text equal only to the same bytes: `String` takes the two spellings of `é` for one, and one would be lost.
private struct ExactText: Hashable, Sendable {
    private let text: String

    init(_ text: String) { self.text = text }

    static func == (a: ExactText, b: ExactText) -> Bool {
        a.text == b.text && a.text.utf8.elementsEqual(b.text.utf8)
    }

    // Same bytes, same text, same hash.
    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
