import Credit
import Features
import Foundation
import PostgreSQL
import Storage

/// What a database says of the clients in it: read at opening, and again when the clients were loaded anew.
struct ClientContents: Sendable {
    /// A number that every load changes; the clients stand in the table of this number.
    let generation: Int64
    /// How many clients there are.
    let count: Int
    /// The model that decided.
    let modelDigest: String
    /// The threshold of the decisions.
    let threshold: Threshold
    /// The features of every client.
    let schema: FeatureSchema
    /// Words of the categories.
    let levels: StoreWords
    /// Names of the application's columns.
    let columns: StoreWords

    /// The table of the clients.
    var table: String { "clients_\(generation)" }
    /// The table of the columns of all clients.
    var columnTable: String { "client_columns_\(generation)" }

    /// The layout of the tables; another one is not read.
    private static let format = 2

    private struct Stored: Codable {
        let format: Int
        let count: Int
        let model: String
        let threshold: Double
        let schema: FeatureSchema
        let levels: [String]
        let columns: [String]
    }

    /// The number of the load whose clients are in the database; nil when no load was completed.
    static func generation(_ connection: PostgreSQLConnection) throws -> Int64? {
        let rows = try connection.query("SELECT value FROM client_meta WHERE name = $1", [.text("generation")])
        guard let bytes = try rows.first?.bytes(0) else { return nil }
        return Int64(String(decoding: bytes, as: UTF8.self))
    }

    /// Reads what the database says; nil when no load was completed.
    static func read(_ connection: PostgreSQLConnection) throws -> ClientContents? {
        // One statement, so that both rows are of one load.
        let rows = try connection.query(
            "SELECT name, value FROM client_meta WHERE name = ANY($1) ORDER BY name",
            [.texts(["contents", "generation"])])
        guard rows.count == 2 else { return nil }
        guard let generation = Int64(String(decoding: try rows[1].bytes(1), as: UTF8.self)),
            let stored = try? JSONDecoder().decode(Stored.self, from: Data(rows[0].bytes(1))),
            let threshold = Probability(stored.threshold)
        else { throw StorageError.damaged }
        guard stored.format == format else {
            throw StorageError(
                .outdated, "the clients in the database were loaded by another version of Limpide: load them again.")
        }
        return ClientContents(
            generation: generation, count: stored.count, modelDigest: stored.model, threshold: Threshold(threshold),
            schema: stored.schema, levels: StoreWords(words: stored.levels), columns: StoreWords(words: stored.columns))
    }

    /// What the load computed over all clients; nil when it kept nothing.
    static func portfolio(_ connection: PostgreSQLConnection) throws -> [UInt8]? {
        try connection.query("SELECT value FROM client_meta WHERE name = $1", [.text("portfolio")]).first?.bytes(0)
    }

    /// Writes it, from when on readers see the clients of this number.
    ///
    /// - Parameter portfolio: what was computed over all clients.
    func write(_ connection: PostgreSQLConnection, portfolio: [UInt8]?) throws {
        try connection.run("DELETE FROM client_meta WHERE name = $1", [.text("portfolio")])
        let stored = Stored(
            format: Self.format, count: count, model: modelDigest, threshold: threshold.probability.value,
            schema: schema, levels: levels.words, columns: columns.words)
        var values = [
            ("contents", Array(try JSONEncoder().encode(stored))), ("generation", Array(String(generation).utf8)),
        ]
        if let portfolio { values.append(("portfolio", portfolio)) }
        for (name, value) in values {
            try connection.run(
                "INSERT INTO client_meta VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [.text(name), .bytes(value)])
        }
    }
}
