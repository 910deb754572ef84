import Foundation

/// Columns on the disk between the survey of a portfolio and the load: a file without a name, which ends with the program.
final class ColumnSpool {
    private let file: FileHandle
    private var columns: [(name: String, length: Int)] = []

    /// Makes the file in a folder with room for it.
    init(in folder: String) throws {
        let path = folder + "/columns-\(UUID().uuidString).tmp"
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forUpdatingAtPath: path)
        else {
            throw CommandFailure(
                code: .cannotCreate,
                message: "no file can be made in \(folder): check that it is there and may be written.")
        }
        try FileManager.default.removeItem(atPath: path)
        self.file = file
    }

    deinit { try? file.close() }

    /// Adds a column.
    func append(_ name: String, _ content: [UInt8]) throws {
        try file.write(contentsOf: content)
        columns.append((name, content.count))
    }

    /// Hands over the columns in the order in which they were added.
    func forEach(_ body: (_ name: String, _ content: [UInt8]) throws -> Void) throws {
        try file.seek(toOffset: 0)
        for (name, length) in columns {
            let content = try file.read(upToCount: length) ?? Data()
            guard content.count == length else {
                throw CommandFailure(
                    code: .inputOutput, message: "the disk gave back less than was written: run limpide load again.")
            }
            try body(name, [UInt8](content))
        }
    }
}
