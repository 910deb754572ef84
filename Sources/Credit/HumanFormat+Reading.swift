extension HumanFormat {
    /// The number that a person typed; nil when it is none.
    ///
    /// Spaces between groups, the currency, a sign and either decimal sign are understood. A sign that the language does not
    /// use for decimals separates thousands where three digits follow: `310.000` is 310,000 in French, `1.5` is one and a half.
    public func number(typed text: String) -> Double? {
        var rest = Substring(text.filter { !$0.isWhitespace && $0 != "\u{A0}" && $0 != "\u{202F}" && $0 != "’" })
        guard rest.utf8.count <= 40 else { return nil }
        var isNegative = false
        func strip(_ mark: String) {
            if !mark.isEmpty, rest.hasPrefix(mark) { rest = rest.dropFirst(mark.count) }
            if !mark.isEmpty, rest.hasSuffix(mark) { rest = rest.dropLast(mark.count) }
        }
        strip(currency)
        if let sign = rest.first, "-−+".contains(sign) {
            isNegative = sign != "+"
            rest = rest.dropFirst()
        }
        strip(currency)
        guard let plain = plainDecimal(rest), let value = Double(plain), value.isFinite else { return nil }
        return isNegative && value != 0 ? -value : value
    }

    /// Digits with a point, from digits with whatever a person separates them by.
    private func plainDecimal(_ text: Substring) -> String? {
        let own: Character = language == .fr ? "," : "."
        let signs = text.filter { $0 == "," || $0 == "." }
        guard text.allSatisfy({ $0 == "," || $0 == "." || ("0"..."9").contains($0) }), text.contains(where: \.isNumber)
        else { return nil }
        guard let last = signs.last else { return String(text) }
        let isMixed = Set(signs).count > 1
        let decimal: Character?
        if isMixed {
            guard signs.dropLast().allSatisfy({ $0 != last }) else { return nil }
            decimal = last
        } else if signs.count > 1 {
            decimal = nil
        } else {
            decimal = last == own || !Self.isGrouped(text, by: last) ? last : nil
        }
        let parts = decimal.map { text.split(separator: $0, maxSplits: 1, omittingEmptySubsequences: false) } ?? [text]
        let whole = parts[0]
        guard let separator = whole.first(where: { $0 == "," || $0 == "." }) else {
            return parts.count > 1
                ? "\(whole.isEmpty ? "0" : whole).\(parts[1].isEmpty ? "0" : parts[1])" : String(whole)
        }
        guard Self.isGrouped(whole, by: separator) else { return nil }
        return whole.filter { $0 != separator } + (parts.count > 1 && !parts[1].isEmpty ? ".\(parts[1])" : "")
    }

    /// Whether a sign parts digits as thousands are parted: one to three before it, three after each.
    private static func isGrouped(_ text: Substring, by separator: Character) -> Bool {
        let groups = text.split(separator: separator, omittingEmptySubsequences: false)
        guard let first = groups.first, (1...3).contains(first.count), groups.count > 1 else { return false }
        return groups.dropFirst().allSatisfy { $0.count == 3 && $0.allSatisfy(\.isNumber) }
    }
}
