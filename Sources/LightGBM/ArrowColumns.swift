import CArrow
import Glibc

/// Lends columns to a C reader as a stream of one Arrow array: nothing is copied, NaN is missing.
///
/// The reader may move the structs, and must be done with the values when `body` returns.
///
/// - Parameters:
///   - columns: Columns of the same length, `rows`.
///   - body: Reads the stream once.
func withArrowStream<Failure: Error>(
    of columns: [[Float]],
    rows: Int,
    _ body: (UnsafeMutablePointer<ArrowArrayStream>) throws(Failure) -> Void
) throws(Failure) {
    let storage = unsafe ArrowColumns(columns, rows: rows)
    defer { unsafe storage.deallocate() }
    var lent = unsafe Lent(schema: storage.schemas + columns.count, array: storage.arrays + columns.count)
    // A column's values stay where they are as long as the array lives unchanged, here to the end of the call.
    defer { withExtendedLifetime(columns) {} }
    try unsafe withUnsafeMutablePointer(to: &lent) { (lent) throws(Failure) in
        var stream = unsafe ArrowArrayStream(
            get_schema: { stream, out in
                guard let lent = unsafe Lent.of(stream), let out = unsafe out else { return EINVAL }
                unsafe out.pointee = lent.schema.pointee
                return 0
            },
            get_next: { stream, out in
                guard let lent = unsafe Lent.of(stream), let out = unsafe out else { return EINVAL }
                unsafe out.pointee = lent.array.pointee
                unsafe lent.array.pointee.release = nil  // the second call meets a released array: the end
                return 0
            },
            get_last_error: { _ in nil },
            release: { unsafe $0?.pointee.release = nil },
            private_data: lent
        )
        try unsafe body(&stream)
    }
}

/// What a stream lends: the root's schema and array.
@unsafe private struct Lent {
    let schema: UnsafeMutablePointer<ArrowSchema>
    let array: UnsafeMutablePointer<ArrowArray>

    static func of(_ stream: UnsafeMutablePointer<ArrowArrayStream>?) -> Lent? {
        unsafe stream?.pointee.private_data?.load(as: Lent.self)
    }
}

/// The structs that describe columns: one schema and one array for each, and last those of the root, a struct of them all.
@unsafe private struct ArrowColumns {
    let schemas: UnsafeMutablePointer<ArrowSchema>
    let arrays: UnsafeMutablePointer<ArrowArray>
    private let schemaList: UnsafeMutablePointer<UnsafeMutablePointer<ArrowSchema>?>
    private let arrayList: UnsafeMutablePointer<UnsafeMutablePointer<ArrowArray>?>
    private let buffers: UnsafeMutablePointer<UnsafeRawPointer?>
    private let texts: UnsafeMutablePointer<CChar>

    init(_ columns: [[Float]], rows: Int) {
        let count = columns.count
        unsafe schemas = .allocate(capacity: count + 1)
        unsafe arrays = .allocate(capacity: count + 1)
        unsafe schemaList = .allocate(capacity: max(count, 1))
        unsafe arrayList = .allocate(capacity: max(count, 1))
        unsafe buffers = .allocate(capacity: 2 * count + 1)  // of each column: which are valid (none: all), the values
        unsafe texts = .allocate(capacity: 6)
        unsafe texts.initialize(repeating: 0, count: 6)
        let (float, empty, root) = unsafe (texts, texts + 1, texts + 2)  // "f", "", "+s": 32 bits, no name, a struct
        unsafe float[0] = CChar(UInt8(ascii: "f"))
        unsafe root[0] = CChar(UInt8(ascii: "+"))
        unsafe root[1] = CChar(UInt8(ascii: "s"))
        for index in 0...count {
            let isRoot = index == count
            let children = isRoot ? Int64(count) : 0
            let nullable: Int64 = 2
            unsafe (schemas + index).initialize(
                to: ArrowSchema(
                    format: isRoot ? root : float, name: empty, metadata: nil, flags: nullable, n_children: children,
                    children: isRoot ? schemaList : nil, dictionary: nil, release: { unsafe $0?.pointee.release = nil },
                    private_data: nil
                )
            )
            unsafe (arrays + index).initialize(
                to: ArrowArray(
                    length: Int64(rows), null_count: 0, offset: 0, n_buffers: isRoot ? 1 : 2, n_children: children,
                    buffers: buffers + 2 * index, children: isRoot ? arrayList : nil, dictionary: nil,
                    release: { unsafe $0?.pointee.release = nil }, private_data: nil
                )
            )
            unsafe (buffers + 2 * index).initialize(to: nil)
            if !isRoot {
                let values = unsafe columns[index].withUnsafeBufferPointer { unsafe UnsafeRawPointer($0.baseAddress) }
                unsafe (buffers + 2 * index + 1).initialize(to: values)
                unsafe (schemaList + index).initialize(to: schemas + index)
                unsafe (arrayList + index).initialize(to: arrays + index)
            }
        }
    }

    func deallocate() {
        unsafe schemas.deallocate()
        unsafe arrays.deallocate()
        unsafe schemaList.deallocate()
        unsafe arrayList.deallocate()
        unsafe buffers.deallocate()
        unsafe texts.deallocate()
    }
}
