public import Credit
import Foundation
import GRDB

/// The table of clients' records: what their features were computed from, one cell each, apart from what lists read.
enum ClientRecords {
    /// Inserts a client's number and records.
    static let insertion = "INSERT INTO client_records (id, records) VALUES (?, ?)"

    /// Drops the records of the load before and makes the table anew.
    static func makeTable(in database: Database) throws {
        try database.execute(
            sql: """
                DROP TABLE IF EXISTS client_records;
                CREATE TABLE client_records (id INTEGER PRIMARY KEY, records BLOB NOT NULL) STRICT;
                DROP TABLE IF EXISTS client_portfolio;
                CREATE TABLE client_portfolio (content BLOB NOT NULL) STRICT;
                DROP TABLE IF EXISTS client_columns;
                CREATE TABLE client_columns (name TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT;
                """)
    }

    /// Keeps what was computed over all clients.
    static func write(_ portfolio: [UInt8]?, in database: Database) throws {
        guard let portfolio else { return }
        try database.execute(
            sql: "INSERT INTO client_portfolio (content) VALUES (?)", arguments: [Data(portfolio)])
    }
}

extension SQLiteClientStore {
    /// The records that one client's features were computed from, as the load wrote them; nil when it kept none.
    ///
    /// Complexity: one row.
    public func records(of id: ClientID) async throws(StorageError) -> [UInt8]? {
        try await read { database, _ in
            let statement = try database.cachedStatement(sql: "SELECT records FROM client_records WHERE id = ?")
            return try Data.fetchOne(statement, arguments: [id.rawValue]).map { [UInt8]($0) }
        }
    }
}

extension SQLiteClientStore {
    /// Columns that the load kept of all clients, all of one load.
    ///
    /// Complexity: the bytes of the columns.
    public func columns(_ names: [String]) async throws(StorageError) -> ClientColumns {
        try await read { database, contents in
            let statement = try database.cachedStatement(sql: "SELECT content FROM client_columns WHERE name = ?")
            var found: [String: [UInt8]] = [:]
            for name in names {
                let rows = try Row.fetchCursor(statement, arguments: [name])
                guard let row = try rows.next() else { continue }
                found[name] = try row.withUnsafeData(atIndex: 0) { data in data.map { [UInt8]($0) } ?? [] }
            }
            return ClientColumns(generation: contents.generation, contents: found)
        }
    }

    /// What the load computed over all clients; nil when it kept nothing.
    public func portfolio() async throws(StorageError) -> [UInt8]? {
        try await read { database, _ in
            try Data.fetchOne(database, sql: "SELECT content FROM client_portfolio").map { [UInt8]($0) }
        }
    }
}

extension Status {
    /// The number that stands for the answer in a file: 0 granted, 1 referred, 2 refused.
    var storedCode: Int64 {
        switch self {
        case .granted: 0
        case .referred: 1
        case .refused: 2
        }
    }

    /// The answer of a number in a file.
    init?(storedCode: Int64) {
        guard let status = Status.allCases.first(where: { $0.storedCode == storedCode }) else { return nil }
        self = status
    }
}
