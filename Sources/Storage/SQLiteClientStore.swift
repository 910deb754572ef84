public import Credit
public import Features
import Foundation
import GRDB
import Synchronization

/// Clients in one SQLite file, read by many at once while another process may load them anew.
///
/// A read touches one row, or a range of an index. The file is in write-ahead mode, so its folder must be writable even to
/// read. Loads with the same model are seen at once; after a load with another one, reads fail with
/// ``StorageError/Code/outdated`` until the store is opened again.
public final class SQLiteClientStore: ClientStore {
    /// Where the file is.
    public let path: String
    /// The features that every client's row holds, in order.
    public let schema: FeatureSchema
    /// SHA-256 of the model that decided at the load, in hexadecimal.
    public let modelDigest: String
    private let pool: DatabasePool
    private let contents: Mutex<StoreContents>
    /// The spread of a load's clients, by the load's number.
    let spreads = Mutex<(generation: Int64, spread: RiskSpread)?>(nil)

    /// Opens a file that `limpide load` has filled.
    ///
    /// - Throws: `StorageError`: `notFound` when the file is missing or holds no clients, `corrupt` when it is no
    ///   database or is damaged, `outdated` when another version of Limpide filled it, `failed` otherwise.
    public static func open(path: String) throws(StorageError) -> SQLiteClientStore {
        guard FileManager.default.fileExists(atPath: path) else { throw .absent(path) }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.label = "clients"
            configuration.busyMode = .timeout(10)
            configuration.maximumReaderCount = 8
            configuration.persistentReadOnlyConnections = true
            let pool = try DatabasePool(path: path, configuration: configuration)
            guard let contents = try pool.read({ try StoreContents(in: $0, path: path) }) else {
                throw StorageError.absent(path)
            }
            return SQLiteClientStore(path: path, pool: pool, contents: contents)
        } catch {
            throw StorageError(error, at: path, writing: false)
        }
    }

    private init(path: String, pool: DatabasePool, contents: StoreContents) {
        self.path = path
        self.pool = pool
        schema = contents.schema
        modelDigest = contents.modelDigest
        self.contents = Mutex(contents)
    }

    /// One client, or nil when the lender does not know the number.
    ///
    /// Complexity: one row.
    public func client(_ id: ClientID) async throws(StorageError) -> StoredClient? {
        try await read { [path] database, contents in
            let statement = try database.cachedStatement(sql: "SELECT features, information FROM clients WHERE id = ?")
            let rows = try Row.fetchCursor(statement, arguments: [id.rawValue])
            guard let row = try rows.next() else { return nil }
            let features = try row.withUnsafeData(atIndex: 0) { data in
                data?.withUnsafeBytes { FeatureRowCoding.decode($0, schema: contents.schema, levels: contents.levels) }
            }
            let information = try row.withUnsafeData(atIndex: 1) { data in
                data?.withUnsafeBytes { InformationCoding.decode($0, columns: contents.columns) }
            }
            guard let features, let information else { throw StorageError.damaged(path) }
            return StoredClient(id: id, features: features, information: information)
        }
    }

    /// One client's features alone, or nil when the lender does not know the number.
    ///
    /// Read on the caller's thread: one row out of the page cache takes less time than a change of threads.
    /// Complexity: one row.
    public func features(of id: ClientID) async throws(StorageError) -> FeatureRow? { try readFeatures(of: id) }

    private func readFeatures(of id: ClientID) throws(StorageError) -> FeatureRow? {
        do {
            return try pool.read { [self] database in
                let contents = try currentContents(in: database)
                let statement = try database.cachedStatement(sql: "SELECT features FROM clients WHERE id = ?")
                let rows = try Row.fetchCursor(statement, arguments: [id.rawValue])
                guard let row = try rows.next() else { return nil }
                let features = try row.withUnsafeData(atIndex: 0) { data in
                    data?.withUnsafeBytes {
                        FeatureRowCoding.decode($0, schema: contents.schema, levels: contents.levels)
                    }
                }
                guard let features else { throw StorageError.damaged(path) }
                return features
            }
        } catch {
            throw StorageError(error, at: path, writing: false)
        }
    }

    /// The threshold of the decisions in lists.
    ///
    /// Complexity: O(1).
    public func threshold() async throws(StorageError) -> Threshold {
        try await read { _, contents in contents.threshold }
    }

    /// How many clients there are.
    ///
    /// Complexity: O(1), counted by the load.
    public func count() async throws(StorageError) -> Int {
        try await read { _, contents in contents.count }
    }

    func read<Answer: Sendable>(
        _ body: @escaping @Sendable (Database, StoreContents) throws -> Answer
    ) async throws(StorageError) -> Answer {
        do {
            return try await pool.read { [self] database in try body(database, currentContents(in: database)) }
        } catch {
            throw StorageError(error, at: path, writing: false)
        }
    }

    /// The contents that go with the rows this read sees: numbers of words change with every load.
    private func currentContents(in database: Database) throws -> StoreContents {
        let known = contents.withLock { $0 }
        guard try StoreContents.generation(in: database) != known.generation else { return known }
        guard let fresh = try StoreContents(in: database, path: path) else { throw StorageError.absent(path) }
        guard fresh.schema == schema, fresh.modelDigest == modelDigest else {
            throw StorageError(
                .outdated, "the clients in \(path) were loaded again with another model: restart `limpide serve`.")
        }
        contents.withLock { $0 = fresh }
        return fresh
    }
}

extension StoreContents {
    /// Rows of `id, probability, status` as clients in a list.
    func summaries(_ rows: RowCursor, path: String) throws -> [ClientSummary] {
        var found: [ClientSummary] = []
        while let row = try rows.next() {
            let number: Int64 = try row.decode(atIndex: 0)
            let probability = Probability(clamping: try row.decode(atIndex: 1))
            guard let status = Status(storedCode: try row.decode(atIndex: 2)) else { throw StorageError.damaged(path) }
            found.append(
                ClientSummary(
                    id: ClientID(rawValue: number), probability: probability, threshold: threshold, status: status))
        }
        return found
    }
}
