import StagedFiles

/// One open file per table.
struct TableFiles {
    private let writers: [FileWriter]
    /// Bytes given to the files so far, headers included.
    private(set) var bytes = 0

    /// Creates the files, each with its header.
    init(in directory: String) throws(StagedFileError) {
        var writers: [FileWriter] = []
        for (table, _) in LenderRecords.buffers {
            let writer = try FileWriter(creating: "\(directory)/\(table.rawValue).csv")
            let header = table.columns.joined(separator: ",") + "\n"
            try writer.write(header)
            bytes += header.utf8.count
            writers.append(writer)
        }
        self.writers = writers
    }

    /// Hands the waiting records over to the files.
    mutating func drain(_ records: inout LenderRecords) throws(StagedFileError) {
        for (writer, entry) in zip(writers, LenderRecords.buffers) {
            try writer.write(records[keyPath: entry.buffer].pending)
            bytes += records[keyPath: entry.buffer].count
            records[keyPath: entry.buffer].clear()
        }
    }

    /// Closes the files, checking that all of them reached the disk.
    func close() throws(StagedFileError) {
        for writer in writers { try writer.close() }
    }
}
