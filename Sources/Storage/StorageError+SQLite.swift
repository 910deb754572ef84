import GRDB

extension StorageError {
    /// What to say of a file whose content makes no sense.
    static func damaged(_ path: String) -> StorageError {
        StorageError(
            .corrupt,
            "\(path) is not a store of Limpide, or is damaged: move it away, then run `limpide load` to fill a new one."
        )
    }

    /// What to say where no clients are.
    static func absent(_ path: String) -> StorageError {
        StorageError(.notFound, "there are no clients in \(path): run `limpide load` to fill it.")
    }

    /// What to say of a failure while the clients at `path` were read or written; nothing of SQLite's own message,
    /// which may quote values.
    init(_ error: any Error, at path: String, writing: Bool) {
        if let storage = error as? StorageError {
            self = storage
        } else if let database = error as? DatabaseError {
            self.init(database.extendedResultCode, at: path, writing: writing)
        } else if error is RowDecodingError {
            self = .damaged(path)
        } else if error is CancellationError {
            self.init(.failed, "the answer was no longer waited for.")
        } else {
            self.init(.failed, "the store \(path) cannot be \(writing ? "written" : "read"): try again.")
        }
    }

    private init(_ code: ResultCode, at path: String, writing: Bool) {
        switch (code, code.primaryResultCode) {
        case (_, .SQLITE_CORRUPT), (_, .SQLITE_NOTADB), (_, .SQLITE_FORMAT), (_, .SQLITE_MISMATCH):
            self = .damaged(path)
        case (_, .SQLITE_FULL), (.SQLITE_IOERR_WRITE, _), (.SQLITE_IOERR_SHMSIZE, _):
            self.init(.full, "no space is left to write \(path): free some, then run the command again.")
        case (_, .SQLITE_ERROR) where !writing:
            // A table or column is not there: another program's database.
            self = .damaged(path)
        case (_, .SQLITE_BUSY), (_, .SQLITE_LOCKED):
            self.init(.failed, "another program is writing to \(path): try again when it has finished.")
        case (_, .SQLITE_READONLY), (_, .SQLITE_PERM), (_, .SQLITE_CANTOPEN), (_, .SQLITE_AUTH):
            self.init(
                .failed,
                "\(path) cannot be opened: check that the file and its folder exist and may be read and written.")
        default:
            self.init(
                .failed,
                "the store \(path) cannot be \(writing ? "written" : "read") (SQLite code \(code.rawValue)): check the disk."
            )
        }
    }
}
