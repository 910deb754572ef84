/// Gathers one column over all chunks.
protocol ColumnCollector {
    mutating func append(_ chunk: borrowing Chunk, column: Int) throws
    var values: ColumnValues { get }
}

struct FloatCollector: ColumnCollector {
    private var gathered: [Float] = []
    var values: ColumnValues { .floats(gathered) }

    mutating func append(_ chunk: borrowing Chunk, column: Int) throws {
        try chunk.withValues(of: column, as: Float.self) { gathered.append($0, where: $1, otherwise: .nan) }
    }
}

struct DoubleCollector: ColumnCollector {
    private var gathered: [Double] = []
    var values: ColumnValues { .doubles(gathered) }

    mutating func append(_ chunk: borrowing Chunk, column: Int) throws {
        try chunk.withValues(of: column, as: Double.self) { gathered.append($0, where: $1, otherwise: .nan) }
    }
}

struct IntegerCollector<Element: VectorElement & FixedWidthInteger>: ColumnCollector {
    private var gathered: [Int64?] = []
    var values: ColumnValues { .integers(gathered) }

    mutating func append(_ chunk: borrowing Chunk, column: Int) throws {
        try chunk.withValues(of: column, as: Element.self) { values, validity in
            for row in values.indices { gathered.append(validity[row] ? Int64(values[row]) : nil) }
        }
    }
}

struct BooleanCollector: ColumnCollector {
    private var gathered: [Bool?] = []
    var values: ColumnValues { .booleans(gathered) }

    mutating func append(_ chunk: borrowing Chunk, column: Int) throws {
        try chunk.withValues(of: column, as: UInt8.self) { values, validity in
            for row in values.indices { gathered.append(validity[row] ? values[row] != 0 : nil) }
        }
    }
}

struct TextCollector: ColumnCollector {
    private var codes: [Int32] = []
    private var coder = TextCoder()
    var values: ColumnValues { .strings(codes: codes, levels: coder.levels) }

    mutating func append(_ chunk: borrowing Chunk, column: Int) throws {
        try coder.appendCodes(of: chunk, column: column, to: &codes)
    }
}

extension Array where Element: VectorElement {
    fileprivate mutating func append(
        _ values: Span<Element>, where validity: borrowing Validity, otherwise null: Element
    ) {
        if validity.isAllValid {
            unsafe values.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
        } else {
            for row in values.indices { append(validity[row] ? values[row] : null) }
        }
    }
}
