import PostgreSQL
import Storage

extension StorageError {
    /// What to say of a failure; nothing of the server's own message, which may quote values.
    init(_ error: any Error) {
        switch error {
        case let error as StorageError: self = error
        case let error as PostgreSQLError:
            switch error.code {
            case .full:
                self.init(.full, "no space is left on PostgreSQL's disk: free some, then run the command again.")
            case .libraryMissing, .unreachable: self.init(.failed, error.message)
            case .lost, .again: self.init(.failed, "\(error.message.dropLast()): try again when it runs.")
            case .noTable, .misfit: self = .damaged
            default:
                self.init(.failed, "PostgreSQL refused a statement (state \(error.state ?? "unknown")): try again.")
            }
        case is PostgreSQLLayout:
            self.init(.outdated, "the database is of a later version of Limpide: use that version.")
        default: self.init(.failed, "PostgreSQL cannot be used: try again.")
        }
    }

    static let damaged = StorageError(
        .corrupt, "the database is not one of Limpide, or is damaged: run `limpide load` to fill it anew.")
    static let absent = StorageError(
        .notFound, "there are no clients in the database: run `limpide load --store` to fill it.")
}
