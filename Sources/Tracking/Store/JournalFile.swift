import Foundation

/// The open end of a run's journal: each line is added whole, or not at all.
final class JournalFile {
    private let descriptor: Int32
    private let path: String
    private var length: Int

    /// Opens a journal to add to it, cutting off a line that was never finished.
    ///
    /// - Throws: `busy` while another writes to it.
    init(_ path: String) throws(TrackingError) {
        self.path = path
        length = 0
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unwritable(path, errno) }
        // Held as long as the run goes on: who finds it free knows that the writer is gone.
        // A reader that looks whether it is free holds it for an instant.
        var tries = 20
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            tries -= 1
            guard tries > 0 else {
                throw TrackingError(.busy, "another program is writing this run: wait until it has ended.")
            }
            usleep(5000)
        }
        let whole = (try? Data(contentsOf: URL(filePath: path))) ?? Data()
        length = whole.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw .unwritable(path, errno) }
    }

    /// Adds a line.
    ///
    /// - Throws: `unwritable`, as on a full disk; the journal is then as it was.
    func append(_ line: JournalLine) throws(TrackingError) {
        guard let bytes = try? line.bytes() else {
            throw TrackingError(.invalid, "a value of this run cannot be written as JSON.")
        }
        var start = 0
        while start < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                pwrite(
                    descriptor, buffer.baseAddress?.advanced(by: start), bytes.count - start, off_t(length + start))
            }
            if written > 0 {
                start += written
            } else if errno != EINTR {
                let code = errno
                _ = ftruncate(descriptor, off_t(length))
                throw .unwritable(path, code)
            }
        }
        length += bytes.count
    }

    /// Puts on the disk what was added.
    func synchronize() throws(TrackingError) {
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw .unwritable(path, errno) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}

/// Reads journals.
enum JournalReader {
    /// Every whole line; one that was cut off by a crash is left out.
    ///
    /// - Throws: `notFound` when there is no journal or nothing whole in it, `damaged` when a line makes no sense.
    static func lines(_ path: String, of run: RunID) throws(TrackingError) -> [JournalLine] {
        guard let data = try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped),
            let end = data.lastIndex(of: UInt8(ascii: "\n"))
        else { throw TrackingError(.notFound, "there is no run \(run).") }
        var lines: [JournalLine] = []
        for (number, bytes) in data[..<end].split(separator: UInt8(ascii: "\n")).enumerated() {
            guard let line = try? JournalLine.reading(Data(bytes)) else {
                throw TrackingError(
                    .damaged, "line \(number + 1) of the journal of run \(run) cannot be read: the file was changed.")
            }
            lines.append(line)
        }
        guard lines.first?.start?.id == run else {
            throw TrackingError(.damaged, "the journal of run \(run) does not begin as one: the file was changed.")
        }
        return lines
    }

    /// The first line, without reading the others; nil when it is not there or makes no sense.
    static func start(_ path: String) -> JournalLine? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        guard let head = try? file.read(upToCount: 1 << 16), let end = head.firstIndex(of: UInt8(ascii: "\n")) else {
            return nil
        }
        guard let line = try? JournalLine.reading(head[..<end]), line.start != nil else { return nil }
        return line
    }
}
