import Access
import Foundation
import Recording
import Storage

/// The accounts as `limpide users` changes them, and the decision log that hears of every change.
struct AccountBook {
    /// The accounts.
    let store: any AccountStore
    private let log: StoredDecisionLog

    /// Opens both; makes the workspace and what is not there yet.
    init(_ place: WorkspaceOptions, _ stores: StoreOptions) async throws {
        store = try await stores.openAccounts(place)
        log = try await stores.openLog(place, creating: true).log
    }

    /// The account that a person named.
    func named(_ text: String) async throws -> Account {
        guard let name = AccountName(rawValue: text) else { return try Self.known(nil) }
        return try Self.known(try await store.account(name))
    }

    // The compiler's optimiser fails where an account is unwrapped and the failure thrown within an asynchronous function.
    @inline(never)
    private static func known(_ account: Account?) throws -> Account {
        guard let account else {
            throw CommandFailure(
                code: .noInput, message: "there is no account of that name: `limpide users list` shows them.")
        }
        return account
    }

    /// Changes an account; recorded first, so that nothing changes unseen.
    ///
    /// - Parameter what: what happens to it, as the log calls it.
    func change(_ name: String, _ what: String, _ body: (inout Account) throws -> Void) async throws -> Account {
        let before = try await named(name)
        var after = before
        try body(&after)
        try await note(what, of: after)
        guard try await store.update(after) else {
            throw CommandFailure(code: .noInput, message: "the account \(after.name) is no longer there.")
        }
        return after
    }

    /// Records what happened to an account, by the person of the system who runs the command.
    func note(_ what: String, of account: Account?, detail: String? = nil) async throws {
        let roles = account.map { $0.roles.sorted().map(\.rawValue).joined(separator: ", ") }
        let record = AccessRecord(account: account?.name.rawValue ?? "", what: what, detail: detail ?? roles ?? "")
        try await log.append(.access(record), about: .lender, by: Author(name: NSUserName(), channel: "command"))
    }
}
