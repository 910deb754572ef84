import Foundation

/// Reads columns of files that ``ParquetFile`` wrote, ten times as fast as DuckDB, which reads any file.
struct ParquetReader: Sendable {
    /// Where a column lies in the file.
    private struct Chunk {
        var name = ""
        var kind = 0
        var offset = 0
        var size = 0
    }

    /// How many rows the file has.
    let rows: Int
    private let chunks: [String: Chunk]
    private let descriptor: Int32
    private let file: FileHandle

    /// Opens a file; nil when ``ParquetFile`` did not write it.
    init?(_ path: String) {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        let descriptor = file.fileDescriptor
        let size = Int(lseek(descriptor, 0, SEEK_END))
        guard size > 12, let tail = Self.read(descriptor, size - 8, 8), tail.suffix(4) == ParquetFile.mark[...] else {
            return nil
        }
        let count = tail.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard count <= size - 12, let end = Self.read(descriptor, size - 8 - count, count) else { return nil }
        var rows = 0, writer = "", chunks: [Chunk] = []
        let isSound = end.withUnsafeBytes { bytes in
            var reader = ThriftReader(bytes)
            reader.structure { reader, field in
                switch field {
                case 3: rows = reader.number()
                case 4: reader.list { chunks += Self.group(&$0) }
                case 6: writer = reader.text()
                default: return false
                }
                return true
            }
            return reader.isSound
        }
        guard isSound, writer == ParquetFile.writer, rows >= 0, rows < 1 << 40,
            chunks.allSatisfy({ $0.offset >= 0 && $0.size >= 0 && $0.size <= size - $0.offset })
        else { return nil }
        self.rows = rows
        self.chunks = Dictionary(chunks.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.descriptor = descriptor
        self.file = file
    }

    private static func group(_ reader: inout ThriftReader) -> [Chunk] {
        var chunks: [Chunk] = []
        reader.structure { reader, field in
            guard field == 1 else { return false }
            reader.list { reader in
                var chunk = Chunk()
                reader.structure { reader, field in
                    guard field == 3 else { return false }
                    reader.structure { reader, field in
                        switch field {
                        case 1: chunk.kind = reader.number()
                        case 3: reader.list { chunk.name = $0.text() }
                        case 7: chunk.size = reader.number()
                        case 9: chunk.offset = chunk.offset == 0 ? reader.number() : min(chunk.offset, reader.number())
                        case 11: chunk.offset = min(chunk.offset, reader.number())
                        default: return false
                        }
                        return true
                    }
                    return true
                }
                chunks.append(chunk)
            }
            return true
        }
        return chunks
    }

    private static func read(_ descriptor: Int32, _ offset: Int, _ count: Int) -> [UInt8]? {
        var done = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
            while done < count {
                let read = pread(descriptor, target.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
                guard read > 0 else { break }
                done += read
            }
            initialized = done
        }
        return done == count ? bytes : nil
    }

    /// Reads a column of numbers into `values`, from `first` on; unknown ones are NaN.
    ///
    /// - Returns: false when there is no such column or the file is damaged.
    func numbers(_ name: String, into values: inout [Float], at first: Int) -> Bool {
        guard let chunk = chunks[name], chunk.kind == ParquetColumn.Kind.float.rawValue,
            let bytes = Self.read(descriptor, chunk.offset, chunk.size), first + rows <= values.count
        else { return false }
        return bytes.withUnsafeBytes { bytes in
            values.withUnsafeMutableBufferPointer { values in
                guard let base = values.baseAddress else { return rows == 0 }
                var pages = PageReader(bytes)
                return pages.numbers(into: UnsafeMutableBufferPointer(start: base + first, count: rows))
            }
        }
    }

    /// Reads a column of texts: the place of each row's text in `texts`, −1 where it is unknown.
    ///
    /// - Returns: nil when there is no such column or the file is damaged.
    func texts(_ name: String) -> (codes: [Int32], texts: [String])? {
        guard let chunk = chunks[name], chunk.kind == ParquetColumn.Kind.text.rawValue,
            let bytes = Self.read(descriptor, chunk.offset, chunk.size)
        else { return nil }
        return bytes.withUnsafeBytes { bytes in
            var pages = PageReader(bytes)
            return pages.texts(rows: rows)
        }
    }
}
