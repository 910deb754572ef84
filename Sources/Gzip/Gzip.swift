import CZlib

/// Bytes as gzip (RFC 1952) writes them; the same bytes and level give the same result.
///
/// - Parameter level: from 1, quickest, to 9, smallest.
/// - Returns: nil when memory is short; the caller then sends the bytes as they are.
/// - Complexity: O(bytes), some ten milliseconds for a megabyte at level 6.
public func gzipped(_ bytes: [UInt8], level: Int = 6) -> [UInt8]? {
    var stream = unsafe z_stream()
    guard unsafe limpide_deflate_init_gzip(&stream, Int32(min(max(level, 1), 9))) == Z_OK else { return nil }
    defer { _ = unsafe deflateEnd(&stream) }
    guard let length = UInt32(exactly: bytes.count) else { return nil }
    let bound = unsafe Int(deflateBound(&stream, UInt(length)))
    var isWhole = false
    let compressed = unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
        unsafe bytes.withUnsafeBufferPointer { source in
            unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
            unsafe stream.avail_in = length
            unsafe stream.next_out = buffer.baseAddress
            unsafe stream.avail_out = UInt32(bound)
            isWhole = unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END
            count = isWhole ? unsafe Int(stream.total_out) : 0
        }
    }
    return isWhole ? compressed : nil
}
