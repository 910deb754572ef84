import Access
import ArgumentParser
import Foundation
import Storage

/// The command `limpide users`.
struct Users: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say who may use the server, as what, and with which tokens.",
        discussion: """
            A person signs in with name and password; a program sends a token. A running server notices a change within seconds.
            """,
        subcommands: [
            AddUser.self, ListUsers.self, ChangeUser.self, DisableUser.self, EnableUser.self, MakeToken.self,
            ListTokens.self, RevokeToken.self,
        ])
}

/// A role as a person types it.
struct RoleName: ExpressibleByArgument {
    let value: Role

    init?(argument: String) {
        guard let role = Role(rawValue: argument) else { return nil }
        value = role
    }

    static var allValueStrings: [String] { Role.allCases.map(\.rawValue) }
}

/// A scope as a person types it.
struct ScopeName: ExpressibleByArgument {
    let value: Permission

    init?(argument: String) {
        guard let permission = Permission(rawValue: argument) else { return nil }
        value = permission
    }

    static var allValueStrings: [String] { Permission.allCases.map(\.rawValue) }
}

/// The command `limpide users add`.
struct AddUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Make an account.",
        discussion: """
            Asks for the password without showing it; where standard input is no terminal, its first line is the password.
            """)

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var stores: StoreOptions

    @Argument(help: "What the person signs in as.")
    var name: String

    @Option(
        name: .customLong("role"), help: ArgumentHelp("What they do; may be given more than once.", valueName: "role"))
    var roles: [RoleName] = []

    @Flag(help: "Make an account without a password, for a program that has tokens.")
    var noPassword = false

    @Flag(
        help:
            "Make a marked account for demonstrations and print its password; a server that others can reach refuses it."
    )
    var demo = false

    func validate() throws {
        guard !roles.isEmpty || demo else { throw ValidationError("Give at least one --role.") }
        guard !(demo && noPassword) else { throw ValidationError("Give either --demo or --no-password.") }
    }

    func run() async throws {
        let name = try AccountName(typed: name)
        let book = try await AccountBook(place, stores)
        let known = try await book.store.account(name)
        if let known, !(demo && known.isDemo) {
            throw CommandFailure(
                code: .usage, message: "there is already an account \(name): change it with `limpide users change`.")
        }
        let password = demo ? Password.memorable() : noPassword ? nil : try Password.read()
        let account = Account(
            name: name, roles: roles.isEmpty ? Set(Role.allCases) : Set(roles.map(\.value)),
            password: try password.map { try Password.hash($0, for: name) }, isDemo: demo, created: Date())
        try await book.note("made", of: account)
        let isKept = known != nil ? try await book.store.update(account) : try await book.store.insert(account)
        guard isKept else {
            throw CommandFailure(code: .usage, message: "there is already an account \(name): choose another name.")
        }
        if demo, let password {
            Terminal.print("Demonstration account: sign in as \(name) with the password \(password)")
        } else {
            Terminal.print("Account \(name) made.")
        }
    }
}

/// The command `limpide users list`.
struct ListUsers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Show every account.")

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var stores: StoreOptions

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    private struct Row: Encodable {
        let name: String
        let roles: [String]
        let isDisabled: Bool
        let isDemo: Bool
        let hasPassword: Bool
        let tokens: Int
    }

    func run() async throws {
        let store = try await stores.openAccounts(place)
        var rows: [Row] = []
        for account in try await store.accounts() {
            rows.append(
                Row(
                    name: account.name.rawValue, roles: account.roles.sorted().map(\.rawValue),
                    isDisabled: account.isDisabled, isDemo: account.isDemo, hasPassword: account.password != nil,
                    tokens: try await store.tokens(of: account.name).count))
        }
        if json { return try JSONOutput.print(["accounts": rows]) }
        if rows.isEmpty { return Terminal.print("There is no account yet: `limpide users add` makes one.") }
        for row in rows {
            var words = [row.name, row.roles.joined(separator: ", ")]
            if row.isDisabled { words.append("disabled") }
            if row.isDemo { words.append("for demonstrations") }
            if !row.hasPassword { words.append("no password") }
            if row.tokens > 0 { words.append("\(row.tokens) token\(row.tokens == 1 ? "" : "s")") }
            Terminal.print(words.joined(separator: "\t"))
        }
    }
}

/// The command `limpide users change`.
struct ChangeUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Give an account other roles or a new password.",
        discussion: "Ends the account's sessions. Without --role, asks for a new password.")

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var stores: StoreOptions

    @Argument(help: "The account.")
    var name: String

    @Option(
        name: .customLong("role"),
        help: ArgumentHelp("What they do from now on; may be given more than once.", valueName: "role"))
    var roles: [RoleName] = []

    func run() async throws {
        let book = try await AccountBook(place, stores)
        let account = try await book.change(name, roles.isEmpty ? "password-changed" : "roles-changed") { account in
            if roles.isEmpty {
                account.password = try Password.hash(try Password.read(), for: account.name)
            } else {
                account.roles = Set(roles.map(\.value))
            }
        }
        Terminal.print("Account \(account.name) changed.")
    }
}

/// The command `limpide users disable`.
struct DisableUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Let an account do nothing more; its sessions and tokens are worth nothing.")

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var stores: StoreOptions

    @Argument(help: "The account.")
    var name: String

    func run() async throws {
        let account = try await AccountBook(place, stores).change(name, "disabled") { $0.isDisabled = true }
        Terminal.print("Account \(account.name) disabled.")
    }
}

/// The command `limpide users enable`.
struct EnableUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "enable", abstract: "Let a disabled account in again.")

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var stores: StoreOptions

    @Argument(help: "The account.")
    var name: String

    func run() async throws {
        let account = try await AccountBook(place, stores).change(name, "enabled") { $0.isDisabled = false }
        Terminal.print("Account \(account.name) enabled.")
    }
}
