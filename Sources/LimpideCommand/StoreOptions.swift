import Access
import ArgumentParser
import Credit
import Features
import Foundation
import Recording
import Storage
import StoragePostgreSQL

/// Where clients, accounts and the decision log lie: files of the workspace, or a database that several servers share.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Database for clients, accounts and log, as postgresql://user@host/name; the workspace's files by default.",
            valueName: "address"))
    var store: String?

    @Option(
        help: ArgumentHelp(
            "File of the decision log's key; log.key in the workspace by default, made when the log is new.",
            valueName: "file"))
    var logKey: String?

    func validate() throws {
        guard let store else { return }
        guard store.hasPrefix("postgresql://") || store.hasPrefix("postgres://") else {
            throw ValidationError("--store must begin with postgresql://.")
        }
    }

    /// The file of the log's key.
    func keyFile(_ place: WorkspaceOptions) -> String { logKey ?? place.workspace + "/log.key" }
    /// The file that notes the end of the log.
    func headFile(_ place: WorkspaceOptions) -> HeadFile { HeadFile(path: place.workspace + "/log.head") }

    /// Opens the decision log, and makes it when it is new.
    ///
    /// - Parameter creating: whether a log that is not there is made.
    func openLog(_ place: WorkspaceOptions, creating: Bool) async throws -> (log: StoredDecisionLog, key: LogKey) {
        let opened: any LogStore
        if let store {
            opened = try await PostgreSQLLogStore.open(store)
        } else {
            opened = try SQLiteLogStore.open(path: place.workspace + "/log.sqlite", creating: creating)
        }
        // A key is made with the first entry's log only: a log with entries and without a key needs its backup.
        let isNew = try await opened.head().sequence == 0
        let key = try LogKeyFile.read(keyFile(place), orMake: creating && isNew)
        return (try await StoredDecisionLog.open(opened, key: key, head: headFile(place)), key)
    }

    /// Opens the clients, and tells the model that they were loaded with.
    func openClients(_ place: WorkspaceOptions) async throws -> (clients: any ClientStore, modelDigest: String) {
        if let store {
            let clients = try await PostgreSQLClientStore.open(store)
            return (clients, clients.modelDigest)
        }
        let clients = try SQLiteClientStore.open(path: place.database)
        return (clients, clients.modelDigest)
    }

    /// Opens the accounts; makes the workspace when it is not there.
    func openAccounts(_ place: WorkspaceOptions) async throws -> any AccountStore {
        if let store { return try await PostgreSQLAccountStore.open(store) }
        try FileManager.default.createDirectory(atPath: place.workspace, withIntermediateDirectories: true)
        return try SQLiteAccountStore.open(path: place.accounts)
    }

    /// Replaces all clients by those that `source` gives.
    func replaceClients(
        _ place: WorkspaceOptions, schema: FeatureSchema, modelDigest: String, threshold: Threshold,
        portfolio: [UInt8]? = nil,
        columns: (_ keep: (_ name: String, _ content: [UInt8]) throws -> Void) throws -> Void = { _ in },
        source: (_ insert: (StoredClient, Decision, _ records: [UInt8]?) throws -> Void) throws -> Void
    ) throws -> Int {
        if let store {
            return try PostgreSQLClientStore.replaceClients(
                at: store, schema: schema, modelDigest: modelDigest, threshold: threshold,
                portfolio: portfolio, columns: columns, source: source)
        }
        return try SQLiteClientStore.replaceClients(
            at: place.database, schema: schema, modelDigest: modelDigest, threshold: threshold, portfolio: portfolio,
            columns: columns, source: source)
    }
}
