/// A value that goes with a statement, apart from its text, so that no value is ever taken for SQL.
public enum PostgreSQLValue: Hashable, Sendable {
    /// Nothing.
    case null
    /// `bigint`.
    case integer(Int64)
    /// `double precision`.
    case double(Double)
    /// `boolean`.
    case boolean(Bool)
    /// `text`; must hold no NUL.
    case text(String)
    /// `bytea`.
    case bytes([UInt8])
    /// `bigint[]`.
    case integers([Int64])
    /// `text[]`.
    case texts([String])
    /// `bytea[]`.
    case byteStrings([[UInt8]])

    /// The number of the type in PostgreSQL's catalog.
    var type: UInt32 {
        switch self {
        case .null: 0
        case .integer: 20
        case .double: 701
        case .boolean: 16
        case .text: 25
        case .bytes: 17
        case .integers: 1016
        case .texts: 1009
        case .byteStrings: 1001
        }
    }

    /// The value in PostgreSQL's binary form; nil for nothing.
    var binary: [UInt8]? {
        switch self {
        case .null: nil
        case .integer(let value): value.bigEndianBytes
        case .double(let value): value.bitPattern.bigEndianBytes
        case .boolean(let value): [value ? 1 : 0]
        case .text(let value): Array(value.utf8)
        case .bytes(let value): value
        case .integers(let values): Self.array(of: 20, values.map(\.bigEndianBytes))
        case .texts(let values): Self.array(of: 25, values.map { Array($0.utf8) })
        case .byteStrings(let values): Self.array(of: 17, values)
        }
    }

    /// One dimension from 1, without nulls.
    private static func array(of type: UInt32, _ elements: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20 + elements.reduce(0) { $0 + 4 + $1.count })
        bytes += Int32(elements.isEmpty ? 0 : 1).bigEndianBytes + Int32(0).bigEndianBytes + type.bigEndianBytes
        guard !elements.isEmpty else { return bytes }
        bytes += Int32(elements.count).bigEndianBytes + Int32(1).bigEndianBytes
        for element in elements {
            bytes += Int32(element.count).bigEndianBytes
            bytes += element
        }
        return bytes
    }
}

extension FixedWidthInteger {
    /// The bytes, highest first.
    public var bigEndianBytes: [UInt8] {
        (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> (Self.bitWidth - 8 - 8 * $0)) }
    }

    /// Reads as many bytes as the type has, highest first.
    init(bigEndianBytes bytes: [UInt8]) { self = bytes.reduce(0) { $0 << 8 | Self(truncatingIfNeeded: $1) } }
}

/// One row of an answer.
public struct PostgreSQLRow: Hashable, Sendable {
    let cells: [[UInt8]?]

    /// Whether a cell holds nothing.
    public func isNull(_ column: Int) -> Bool { column >= cells.count || cells[column] == nil }

    /// A `bytea`.
    public func bytes(_ column: Int) throws(PostgreSQLError) -> [UInt8] {
        guard column < cells.count, let bytes = cells[column] else {
            throw PostgreSQLError(.misfit, "PostgreSQL gave nothing in column \(column + 1) of an answer.")
        }
        return bytes
    }

    /// A `text`.
    public func text(_ column: Int) throws(PostgreSQLError) -> String {
        guard let text = String(validating: try bytes(column), as: UTF8.self) else { throw misfit(column) }
        return text
    }

    /// A `bigint`, `integer` or `smallint`.
    public func integer(_ column: Int) throws(PostgreSQLError) -> Int64 {
        let bytes = try bytes(column)
        return switch bytes.count {
        case 8: Int64(bigEndianBytes: bytes)
        case 4: Int64(Int32(bigEndianBytes: bytes))
        case 2: Int64(Int16(bigEndianBytes: bytes))
        default: throw misfit(column)
        }
    }

    /// A `double precision`.
    public func double(_ column: Int) throws(PostgreSQLError) -> Double {
        let bytes = try bytes(column)
        guard bytes.count == 8 else { throw misfit(column) }
        return Double(bitPattern: UInt64(bigEndianBytes: bytes))
    }

    /// A `boolean`.
    public func boolean(_ column: Int) throws(PostgreSQLError) -> Bool {
        let bytes = try bytes(column)
        guard bytes.count == 1 else { throw misfit(column) }
        return bytes[0] != 0
    }

    private func misfit(_ column: Int) -> PostgreSQLError {
        PostgreSQLError(.misfit, "PostgreSQL gave another type than expected in column \(column + 1) of an answer.")
    }
}
