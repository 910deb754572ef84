import Foundation
import Recording
import Storage

extension WorkspaceOptions {
    /// The decision log.
    var log: String { workspace + "/log.sqlite" }
    /// The key without which the log cannot be read.
    var logKey: String { workspace + "/log.key" }
    /// Where the end of the log is noted.
    var logHead: String { workspace + "/log.head" }

    /// Opens the decision log of the workspace; makes it, and its key, when there is none.
    func openLog() async throws -> StoredDecisionLog {
        let store = try SQLiteLogStore.open(path: log)
        let isEmpty = try await store.head().sequence == 0
        return try await StoredDecisionLog.open(
            store, key: try LogKeyFile.read(logKey, orMake: isEmpty), head: HeadFile(path: logHead))
    }
}
