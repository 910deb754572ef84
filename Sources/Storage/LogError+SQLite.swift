import GRDB
import Recording

extension LogError {
    /// What to say of a failure while the log at `path` was read or written; nothing of SQLite's own message, which may quote values.
    init(_ error: any Error, at path: String, writing: Bool) {
        if let log = error as? LogError {
            self = log
        } else if let database = error as? DatabaseError {
            self.init(database.extendedResultCode, at: path, writing: writing)
        } else if error is RowDecodingError {
            self = .damaged(path)
        } else if error is CancellationError {
            self.init(.failed, "the answer was no longer waited for.")
        } else {
            self.init(.failed, "the log \(path) cannot be \(writing ? "written" : "read"): try again.")
        }
    }

    /// What to say of a file whose content makes no sense.
    static func damaged(_ path: String) -> LogError {
        LogError(.corrupt, "\(path) is not a decision log of Limpide, or is damaged: restore it from a backup.")
    }

    private init(_ code: ResultCode, at path: String, writing: Bool) {
        switch (code, code.primaryResultCode) {
        case (_, .SQLITE_CORRUPT), (_, .SQLITE_NOTADB), (_, .SQLITE_FORMAT), (_, .SQLITE_MISMATCH):
            self = .damaged(path)
        case (_, .SQLITE_FULL), (.SQLITE_IOERR_WRITE, _), (.SQLITE_IOERR_SHMSIZE, _):
            self.init(.full, "no space is left to write \(path): free some; until then nothing is decided.")
        case (_, .SQLITE_ERROR) where !writing: self = .damaged(path)
        case (_, .SQLITE_BUSY), (_, .SQLITE_LOCKED):
            self.init(.unavailable, "another program is writing to \(path): try again when it has finished.")
        case (_, .SQLITE_READONLY), (_, .SQLITE_PERM), (_, .SQLITE_CANTOPEN), (_, .SQLITE_AUTH):
            self.init(
                .unavailable,
                "\(path) cannot be opened: check that the file and its folder exist and may be read and written.")
        default:
            self.init(
                .failed,
                "the log \(path) cannot be \(writing ? "written" : "read") (SQLite code \(code.rawValue)): check the disk."
            )
        }
    }
}
