import Features
import Foundation
import Synchronization

/// Keeps encoded rows by table and block of clients, in memory up to a limit, past it in a file without a name.
///
/// One writer; once everything is written, any number of readers at a time.
final class BlockStore: Sendable {
    /// Where encoded rows lie.
    private enum Place {
        case memory([UInt8])
        case file(offset: Int, count: Int)
    }

    private struct Segment {
        let rows: Int
        var place: Place
    }

    private struct State {
        var segments: [[Segment]]
        var bytesInMemory = 0
        var file: FileHandle?
        var fileSize = 0
        var pending: [UInt8] = []
    }

    private let state: Mutex<State>
    private let limit: Int
    private let folder: String

    /// - Parameters:
    ///   - places: how many (table, block) pairs there are.
    ///   - limit: bytes to keep in memory.
    ///   - folder: where the file is made.
    init(places: Int, limit: Int, folder: String) {
        state = Mutex(State(segments: Array(repeating: [], count: places)))
        self.limit = limit
        self.folder = folder
    }

    /// Adds a segment of encoded rows.
    func append(_ bytes: [UInt8], rows: Int, at place: Int) throws(FeatureError) {
        try state.withLock { (state: inout State) throws(FeatureError) in
            if state.bytesInMemory + bytes.count <= limit {
                state.bytesInMemory += bytes.count
                state.segments[place].append(Segment(rows: rows, place: .memory(bytes)))
                return
            }
            if state.file == nil { state.file = try Self.namelessFile(in: folder) }
            state.segments[place].append(
                Segment(rows: rows, place: .file(offset: state.fileSize, count: bytes.count)))
            state.fileSize += bytes.count
            state.pending += bytes
            if state.pending.count >= 1 << 20 { try Self.flush(&state) }
        }
    }

    /// Ends writing.
    func finish() throws(FeatureError) {
        try state.withLock { (state: inout State) throws(FeatureError) in try Self.flush(&state) }
    }

    /// Reads the segments of a place, in the order in which they were added.
    func forEachSegment(at place: Int, _ body: (UnsafeRawBufferPointer, Int) -> Void) throws(FeatureError) {
        let (segments, file) = state.withLock { ($0.segments[place], $0.file) }
        for segment in segments {
            switch segment.place {
            case .memory(let bytes): bytes.withUnsafeBytes { body($0, segment.rows) }
            case .file(let offset, let count):
                guard let file else { continue }
                let bytes = try Self.read(file, offset, count)
                bytes.withUnsafeBytes { body($0, segment.rows) }
            }
        }
    }

    /// How many rows lie at a place.
    func rows(at place: Int) -> Int { state.withLock { $0.segments[place].reduce(0) { $0 + $1.rows } } }

    /// Forgets a place while others are written, and gives its memory to them.
    func discard(_ place: Int) {
        state.withLock { state in
            for case .memory(let bytes) in state.segments[place].map(\.place) { state.bytesInMemory -= bytes.count }
            state.segments[place] = []
        }
    }

    /// Forgets what lies in memory at a place.
    func release(_ place: Int) { state.withLock { $0.segments[place] = [] } }

    private static func flush(_ state: inout State) throws(FeatureError) {
        guard let file = state.file, !state.pending.isEmpty else { return }
        do { try file.write(contentsOf: state.pending) } catch { throw full }
        state.pending.removeAll(keepingCapacity: true)
    }

    private static func read(_ file: FileHandle, _ offset: Int, _ count: Int) throws(FeatureError) -> [UInt8] {
        var done = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
            while done < count {
                let read = pread(
                    file.fileDescriptor, target.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
                guard read > 0 else { break }
                done += read
            }
            initialized = done
        }
        guard done == count else {
            throw FeatureError(.engine, "the file of intermediate results cannot be read back.")
        }
        return bytes
    }

    /// A file that is gone with the process, whatever ends it.
    private static func namelessFile(in folder: String) throws(FeatureError) -> FileHandle {
        let path = folder + "/blocks-\(UUID().uuidString)"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw full }
        unlink(path)
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    private static let full = FeatureError(
        .cannotWrite, "intermediate results cannot be written: the disk is full or not writable.")
}
