/// The first digits of a number, as ranges of numbers: the key's own order answers, without any text.
package struct NumberPrefix {
    private static let highest: Int64 = 999_999_999_999_999_999
    private let value: Int64?

    /// Reads digits; nil for anything else.
    ///
    /// Spaces and leading zeros are passed over.
    package init?(_ query: String) {
        let digits = query.filter { !$0.isWhitespace }
        guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        let significant = digits.drop { $0 == "0" }
        guard significant.count <= 18 else { return nil }
        value = digits.isEmpty ? nil : significant.isEmpty ? 0 : Int64(significant)
    }

    /// The numbers from 0 to eighteen nines that start so and come after a given one, as rising ranges.
    package func ranges(after last: Int64?) -> [ClosedRange<Int64>] {
        let first = max(0, last.map { $0 == .max ? $0 : $0 + 1 } ?? 0)
        return all.compactMap { range in
            range.upperBound < first ? nil : max(range.lowerBound, first)...range.upperBound
        }
    }

    private var all: [ClosedRange<Int64>] {
        guard let value else { return [0...Self.highest] }
        guard value > 0 else { return [0...0] }
        var ranges: [ClosedRange<Int64>] = []
        var low = value
        var width: Int64 = 1
        while low <= Self.highest {
            ranges.append(low...(low + (width - 1)))
            guard low <= Self.highest / 10 else { break }
            low *= 10
            width *= 10
        }
        return ranges
    }
}
