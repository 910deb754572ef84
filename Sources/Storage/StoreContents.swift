import Credit
import Features
import Foundation
import GRDB

/// What a file says of the clients in it: read at opening, and again when the clients were loaded anew.
struct StoreContents: Sendable {
    /// A number that every load changes.
    var generation: Int64
    /// How many clients there are.
    var count: Int
    /// The model that decided.
    var modelDigest: String
    /// The threshold of the decisions.
    var threshold: Threshold
    /// The features of every client.
    var schema: FeatureSchema
    /// Words of the categories.
    var levels: StoreWords
    /// Names of the application's columns.
    var columns: StoreWords
}

extension StoreContents {
    /// The layout of the tables; another one is not read.
    static let format: Int64 = 3

    private enum Key {
        static let format = "clients.format"
        static let generation = "clients.generation"
        static let count = "clients.count"
        static let model = "clients.model"
        static let threshold = "clients.threshold"
        static let schema = "clients.schema"
    }

    /// The number of the load whose clients are in the file, or nil when no load was completed.
    static func generation(in database: Database) throws -> Int64? {
        let statement = try database.cachedStatement(sql: "SELECT value FROM meta WHERE key = ?")
        return try Int64.fetchOne(statement, arguments: [Key.generation])
    }

    /// Reads what the file says, or nil when no load was completed.
    init?(in database: Database, path: String) throws {
        guard try database.tableExists("meta"), let generation = try Self.generation(in: database) else { return nil }
        guard try Self.value(Key.format, in: database) == Self.format else {
            throw StorageError(
                .outdated, "the clients in \(path) were loaded by another version of Limpide: run `limpide load` again."
            )
        }
        guard let count: Int = try Self.value(Key.count, in: database), count >= 0,
            let model: String = try Self.value(Key.model, in: database),
            let threshold: Double = try Self.value(Key.threshold, in: database),
            let probability = Probability(threshold),
            let json: String = try Self.value(Key.schema, in: database),
            let schema = try? JSONDecoder().decode(FeatureSchema.self, from: Data(json.utf8)),
            let levels = try Self.words("levels", in: database),
            let columns = try Self.words("information_columns", in: database)
        else { throw StorageError.damaged(path) }
        self.init(
            generation: generation, count: count, modelDigest: model, threshold: Threshold(probability),
            schema: schema, levels: levels, columns: columns)
    }

    /// Drops the clients of the load before and makes their tables anew; what else the file holds stays.
    static func makeTables(in database: Database) throws {
        try database.execute(
            sql: """
                DROP TABLE IF EXISTS clients;
                DROP TABLE IF EXISTS levels;
                DROP TABLE IF EXISTS information_columns;
                CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
                -- Small columns first: lists never touch the pages of the large ones.
                CREATE TABLE clients (
                    id INTEGER PRIMARY KEY CHECK (id BETWEEN 0 AND 999999999999999999),
                    probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1),
                    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 2),
                    features BLOB NOT NULL,
                    information BLOB NOT NULL
                ) STRICT;
                CREATE INDEX clients_by_answer ON clients (status, probability);
                -- Whole lists by number come from here: their clients' pages hold much more.
                CREATE INDEX clients_by_number ON clients (id, status, probability);
                -- UTF-8 as BLOB: a TEXT would end at the first NUL.
                CREATE TABLE levels (code INTEGER PRIMARY KEY, word BLOB NOT NULL) STRICT;
                CREATE TABLE information_columns (code INTEGER PRIMARY KEY, word BLOB NOT NULL) STRICT;
                """)
        try ClientRecords.makeTable(in: database)
    }

    /// Writes all but the clients themselves.
    func write(in database: Database) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(schema), as: UTF8.self)
        let values: [(String, any DatabaseValueConvertible)] = [
            (Key.format, Self.format), (Key.generation, generation), (Key.count, count), (Key.model, modelDigest),
            (Key.threshold, threshold.probability.value), (Key.schema, json),
        ]
        for (key, value) in values {
            try database.execute(
                sql: "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", arguments: [key, value])
        }
        for (table, list) in [("levels", levels), ("information_columns", columns)] {
            for (code, word) in list.words.enumerated() {
                try database.execute(
                    sql: "INSERT INTO \(table) (code, word) VALUES (?, ?)", arguments: [code, Data(word.utf8)])
            }
        }
    }

    private static func value<Value: DatabaseValueConvertible>(_ key: String, in database: Database) throws -> Value? {
        let found = try DatabaseValue.fetchOne(
            database, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key])
        return found.flatMap { Value.fromDatabaseValue($0) }
    }

    private static func words(_ table: String, in database: Database) throws -> StoreWords? {
        let rows = try Row.fetchAll(database, sql: "SELECT code, word FROM \(table) ORDER BY code")
        var words: [String] = []
        for row in rows {
            guard Int.fromDatabaseValue(row["code"]) == words.count, let bytes = Data.fromDatabaseValue(row["word"]),
                let word = String(validating: bytes, as: UTF8.self)
            else { return nil }
            words.append(word)
        }
        return StoreWords(words: words)
    }
}
