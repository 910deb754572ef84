public import Credit
import Foundation

/// Who the clients of a portfolio are, in order of their numbers, and what became of their loans.
public struct PortfolioClients: Sendable {
    /// What became of a loan, as a byte.
    public enum Outcome {
        /// It was repaid.
        public static let paid: UInt8 = 0
        /// It went unpaid.
        public static let unpaid: UInt8 = 1
        /// Nobody knows yet.
        public static let open: UInt8 = 2
    }

    /// The clients' numbers, ascending.
    public let numbers: [Int64]
    /// What became of their loans.
    public let outcomes: [UInt8]

    /// Makes them; the lists must be equally long.
    public init(numbers: [Int64], outcomes: [UInt8]) {
        self.numbers = numbers
        self.outcomes = outcomes
    }

    /// How many there are.
    public var count: Int { numbers.count }

    /// Where a client stands; nil for one who is not among them.
    ///
    /// Complexity: O(log clients).
    public func place(of client: ClientID) -> Int? {
        var low = 0, high = numbers.count
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] == client.rawValue { return middle }
            if numbers[middle] < client.rawValue { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// The numbers as bytes to keep, eight each.
    public var encodedNumbers: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 * count)
        for number in numbers { withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) } }
        return bytes
    }

    /// Reads what was kept.
    ///
    /// - Throws: ``ExplainingError`` when the two do not fit each other.
    public init(encodedNumbers bytes: [UInt8], outcomes: [UInt8]) throws(ExplainingError) {
        guard bytes.count == 8 * outcomes.count, outcomes.allSatisfy({ $0 <= Outcome.open }) else {
            throw .damagedColumn
        }
        numbers = bytes.withUnsafeBytes { bytes in
            (0..<outcomes.count).map {
                Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * $0, as: Int64.self))
            }
        }
        self.outcomes = outcomes
    }
}

/// Names of the columns that a load keeps beside the clients.
public enum ColumnName {
    /// The clients' numbers.
    public static let clients = "clients"
    /// What became of their loans.
    public static let outcomes = "outcomes"
    /// The probability that the model gave them.
    public static let score = "score"
    /// A feature.
    public static func feature(_ name: String) -> String { "feature:" + name }
}
