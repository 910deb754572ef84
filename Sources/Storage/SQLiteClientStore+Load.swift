public import Credit
public import Features
import Foundation
import GRDB

extension SQLiteClientStore {
    /// Replaces all clients in a file by those that `source` gives, in one transaction; makes the file if there is none.
    ///
    /// Whatever ends it before its end (an error, a kill, a full disk) leaves the clients of the load before. Readers see
    /// those until the end, then the new ones. Other tables of the file are not touched, but other writers wait. Memory
    /// does not grow with the number of clients; the disk needs room for both loads for a moment.
    ///
    /// - Parameters:
    ///   - schema: the features of every client.
    ///   - modelDigest: SHA-256 of the model that gave the probabilities, in hexadecimal.
    ///   - threshold: the threshold of the decisions in lists.
    ///   - portfolio: what was computed over all clients, to be kept beside them.
    ///   - columns: calls `keep` once for each column of all clients, after they were given.
    ///   - source: calls `insert` once for each client, with the records that its features were computed from if they are to
    ///     be kept; in any order, the order of numbers being the quickest.
    /// - Returns: how many clients the file now holds.
    /// - Throws: `StorageError` for a client that cannot be kept (twice the same number, a number that is not finite, a
    ///   row that does not fit the schema) and for the file; what `source` throws, unchanged.
    @discardableResult
    public static func replaceClients(
        at path: String, schema: FeatureSchema, modelDigest: String, threshold: Threshold, portfolio: [UInt8]? = nil,
        columns: (_ keep: (_ name: String, _ content: [UInt8]) throws -> Void) throws -> Void = { _ in },
        source: (_ insert: (StoredClient, Decision, _ records: [UInt8]?) throws -> Void) throws -> Void
    ) throws -> Int {
        var sourceError: (any Error)?
        do {
            let queue = try DatabaseQueue(path: path, configuration: loadConfiguration)
            let count = try queue.write { database in
                let generation = try makeTablesAnew(in: database)
                var load = try ClientLoad(database, schema: schema)
                do {
                    try source { client, decision, records in
                        try load.insert(client, decision, records, at: path)
                    }
                } catch {
                    sourceError = error
                    throw error
                }
                // A source that goes on after a refused client must not leave a load without them.
                if let refused = load.firstError { throw refused }
                let insertion = try database.makeStatement(
                    sql: "INSERT INTO client_columns (name, content) VALUES (?, ?)")
                do {
                    try columns { name, content in
                        do {
                            try insertion.execute(arguments: [name, Data(content)])
                        } catch {
                            throw StorageError(error, at: path, writing: true)
                        }
                    }
                } catch {
                    sourceError = error
                    throw error
                }
                let contents = StoreContents(
                    generation: generation, count: load.count, modelDigest: modelDigest, threshold: threshold,
                    schema: schema, levels: load.levels, columns: load.columns)
                try contents.write(in: database)
                try ClientRecords.write(portfolio, in: database)
                return load.count
            }
            // What was committed is safe in the log; moving it into the file may wait for readers to end.
            _ = try? queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            return count
        } catch {
            if let sourceError { throw sourceError }
            throw StorageError(error, at: path, writing: true)
        }
    }

    private static var loadConfiguration: Configuration {
        var configuration = Configuration()
        configuration.label = "load"
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            // 32 MB of pages keep the index in memory; temporary files would be made outside the workspace.
            try database.execute(sql: "PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;")
        }
        return configuration
    }

    /// Makes the tables anew and gives the number of this load, higher than any before.
    private static func makeTablesAnew(in database: Database) throws -> Int64 {
        try StoreContents.makeTables(in: database)
        return try (StoreContents.generation(in: database) ?? 0) + 1
    }
}

/// A load under way: the statement that inserts, and the words met so far.
private struct ClientLoad {
    private let statement: Statement
    private let recordStatement: Statement
    private let schema: FeatureSchema
    private(set) var levels = StoreWords()
    private(set) var columns = StoreWords()
    private(set) var count = 0
    private(set) var firstError: StorageError?

    init(_ database: Database, schema: FeatureSchema) throws {
        self.schema = schema
        statement = try database.makeStatement(
            sql: "INSERT INTO clients (id, probability, status, features, information) VALUES (?, ?, ?, ?, ?)")
        recordStatement = try database.makeStatement(sql: ClientRecords.insertion)
    }

    mutating func insert(
        _ client: StoredClient, _ decision: Decision, _ records: [UInt8]?, at path: String
    ) throws(StorageError) {
        if let firstError { throw firstError }
        do {
            let features = try FeatureRowCoding.encode(client.features, schema: schema, levels: &levels)
            let information = try InformationCoding.encode(client.information, columns: &columns)
            try statement.execute(
                arguments: [
                    client.id.rawValue, decision.probability.value, decision.status.storedCode, Data(features),
                    Data(information),
                ])
            if let records { try recordStatement.execute(arguments: [client.id.rawValue, Data(records)]) }
            count += 1
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw note(
                StorageError(
                    .failed,
                    "two clients have the same number, or a number is negative or longer than 18 digits: "
                        + "correct the raw table."))
        } catch {
            throw note(StorageError(error, at: path, writing: true))
        }
    }

    private mutating func note(_ error: StorageError) -> StorageError {
        firstError = error
        return error
    }
}
