/// Which rows of a chunk's column are not NULL.
@safe public struct Validity: ~Copyable {
    @usableFromInline let words: UnsafePointer<UInt64>?
    @usableFromInline let rowCount: Int

    init(words: UnsafeMutablePointer<UInt64>?, rowCount: Int) {
        unsafe self.words = UnsafePointer(words)
        self.rowCount = rowCount
    }

    /// True when DuckDB knows that no row is NULL: then no row need be asked.
    @inlinable public var isAllValid: Bool { unsafe words == nil }

    /// True when the row holds a value, false when it is NULL.
    ///
    /// - Precondition: `row` is below the chunk's number of rows.
    @inlinable public subscript(row: Int) -> Bool {
        precondition(row >= 0 && row < rowCount, "a row outside the chunk")
        guard let words = unsafe words else { return true }
        return unsafe words[row >> 6] >> UInt64(row & 63) & 1 == 1
    }
}

/// The texts of a chunk's VARCHAR column.
@safe public struct TextColumn: ~Copyable {
    let start: UnsafeRawPointer
    let validity: Validity

    init(start: UnsafeMutableRawPointer, validity: consuming Validity) {
        unsafe self.start = UnsafeRawPointer(start)
        self.validity = validity
    }

    /// The text of a row, or nil when it is NULL.
    ///
    /// - Precondition: `row` is below the chunk's number of rows.
    public subscript(row: Int) -> String? {
        guard validity[row] else { return nil }
        // 16 bytes: a length, then the text when it has at most 12 bytes, or its first 4 and where it is.
        let cell = unsafe start + row * 16
        let count = Int(unsafe cell.load(as: UInt32.self))
        let text = unsafe count <= 12 ? cell + 4 : cell.load(fromByteOffset: 8, as: UnsafeRawPointer.self)
        return unsafe String(decoding: UnsafeRawBufferPointer(start: text, count: count), as: UTF8.self)
    }

    /// Lends the bytes of a row's text, which must not be NULL.
    @inline(__always)
    func withBytes<Result>(_ row: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let cell = unsafe start + row * 16
        let count = Int(unsafe cell.load(as: UInt32.self))
        let text = unsafe count <= 12 ? cell + 4 : cell.load(fromByteOffset: 8, as: UnsafeRawPointer.self)
        return unsafe body(UnsafeRawBufferPointer(start: text, count: count))
    }
}
