import StagedFiles

/// The rows left out of a run, counted by file and listed in a file of their own; the file is there when a row is.
final class RejectsList {
    private let path: String
    private var writer: FileWriter?
    private var counts: [String: Int] = [:]

    /// Makes an empty list.
    init(at path: String) { self.path = path }

    /// Adds what is wrong with the rows of one file, in the order of lines.
    func add(_ rejects: [Reject], of file: String) throws {
        guard !rejects.isEmpty else { return }
        let writer = try writer ?? FileWriter(creating: path)
        if self.writer == nil { try writer.write("file,line,column,reason\n") }
        self.writer = writer
        var last: Int?
        for reject in rejects {
            // A row may be wrong in several columns; the lines that it has swallowed are lost with it.
            if reject.line != last { counts[file, default: 0] += 1 }
            counts[file, default: 0] += reject.swallowed
            last = reject.line
            let lost = reject.swallowed > 0 ? " The \(reject.swallowed) lines after it are lost with it." : ""
            let fields = [reject.file, "\(reject.line)", reject.column, reject.reason + lost]
            try writer.write(fields.map(Self.quoted).joined(separator: ",") + "\n")
        }
    }

    /// Puts the list on the disk and says how many rows of each file are in it.
    func finish() throws -> [String: Int] {
        try writer?.close()
        return counts
    }

    private static func quoted(_ field: String) -> String {
        let isPlain = !field.utf8.contains { [UInt8(ascii: ","), 34, 10, 13].contains($0) }
        return isPlain ? field : "\"" + field.replacing("\"", with: "\"\"") + "\""
    }
}
