public import Foundation

/// A run's own name: when it began and a random end, such as `20260131-142501-3fa8c1d2e0b4`; sorts by time.
public struct RunID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    /// The name of the run's folder.
    public let description: String

    /// Accepts 1 to 64 letters, digits and hyphens that begin with a letter or digit; nil for anything else.
    public init?(_ text: String) {
        let isWhole = (1...64).contains(text.utf8.count) && text.utf8.first != UInt8(ascii: "-")
        guard isWhole, text.utf8.allSatisfy({ Self.isAllowed($0) }) else { return nil }
        description = text
    }

    /// A new name.
    public init(startingAt time: Date, random: inout some RandomNumberGenerator) {
        let seconds = Int64(time.timeIntervalSince1970.rounded(.down))
        var parts = tm()
        var clock = time_t(seconds)
        gmtime_r(&clock, &parts)
        func padded(_ value: Int32, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let day = padded(parts.tm_year + 1900, 4) + padded(parts.tm_mon + 1, 2) + padded(parts.tm_mday, 2)
        let hour = padded(parts.tm_hour, 2) + padded(parts.tm_min, 2) + padded(parts.tm_sec, 2)
        let end = String(UInt64.random(in: 0..<(1 << 48), using: &random), radix: 16)
        description = "\(day)-\(hour)-\(String(repeating: "0", count: 12 - end.count))\(end)"
    }

    /// Reads a name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = RunID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a run's name")
        }
        self = id
    }

    /// Writes the name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// In order of their beginnings.
    public static func < (first: RunID, second: RunID) -> Bool { first.description < second.description }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
