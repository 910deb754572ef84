import PostgreSQL
import Recording

extension LogError {
    /// What to say of a failure; nothing of the server's own message, which may quote values.
    init(_ error: any Error) {
        switch error {
        case let error as LogError: self = error
        case let error as PostgreSQLError:
            switch error.code {
            case .full:
                self.init(.full, "no space is left on PostgreSQL's disk: free some; until then nothing is decided.")
            case .libraryMissing: self.init(.unavailable, error.message)
            case .unreachable, .lost, .again:
                self.init(.unavailable, "\(error.message.dropLast()): try again when it runs.")
            case .noTable, .misfit:
                self.init(.corrupt, "the database is not one of Limpide, or is damaged: restore it from a backup.")
            default: self.init(.failed, "the log in PostgreSQL cannot be used (state \(error.state ?? "unknown")).")
            }
        case is PostgreSQLLayout:
            self.init(.corrupt, "the database is of a later version of Limpide: use that version.")
        default: self.init(.failed, "the log in PostgreSQL cannot be used: try again.")
        }
    }

    static let damaged = LogError(
        .corrupt, "the log in PostgreSQL is damaged: run limpide log verify, and restore it from a backup.")
}
