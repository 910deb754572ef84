import Access
import ArgumentParser
import Foundation
import Storage

/// The command `limpide users token`.
struct MakeToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make a token for a program and print it, once.",
        discussion: "Only its digest is kept. The program sends it as `Authorization: Bearer …`.")

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var stores: StoreOptions

    @Argument(help: "The account in whose name the program acts.")
    var name: String

    @Option(
        name: .customLong("scope"),
        help: ArgumentHelp(
            "What it may do; may be given more than once; all that the account may, without.", valueName: "scope"))
    var scopes: [ScopeName] = []

    @Option(help: ArgumentHelp("Days after which it is worth nothing, 1 to 366.", valueName: "n"))
    var days = 90

    @Option(help: ArgumentHelp("What it is for, in a few words.", valueName: "text"))
    var purpose = ""

    func validate() throws {
        guard (1...366).contains(days) else { throw ValidationError("--days must be between 1 and 366.") }
        guard purpose.count <= 200 else { throw ValidationError("--purpose has at most 200 characters.") }
    }

    func run() async throws {
        let book = try await AccountBook(place, stores)
        let account = try await book.named(name)
        let wanted = scopes.isEmpty ? account.permissions : Set(scopes.map(\.value))
        let beyond = wanted.subtracting(account.permissions)
        guard beyond.isEmpty, !wanted.isEmpty else {
            throw CommandFailure(
                code: .usage,
                message:
                    "the account \(account.name) may not do \(beyond.sorted().map(\.rawValue).joined(separator: ", ")) itself: "
                    + "give it another role, or the token less.")
        }
        var random = SystemRandomNumberGenerator()
        let secret = Secret(.token, using: &random)
        let token = AccessToken(
            secret: secret, account: account.name, purpose: purpose, scopes: wanted, now: Date(), days: days)
        try await book.note("token-made", of: account, detail: "\(token.id) for \(days) days")
        try await book.store.insert(token)
        Terminal.error(
            "Token \(token.id) of \(account.name), for \(days) days: keep it as a password; it is not shown again.")
        Terminal.print(secret.text)
    }
}

/// The command `limpide users tokens`.
struct ListTokens: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "tokens", abstract: "Show an account's tokens.")

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var stores: StoreOptions

    @Argument(help: "The account.")
    var name: String

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    private struct Row: Encodable {
        let id: String
        let purpose: String
        let scopes: [String]
        let expires: Date
    }

    func run() async throws {
        let book = try await AccountBook(place, stores)
        let account = try await book.named(name)
        let rows = try await book.store.tokens(of: account.name).map { token in
            Row(
                id: token.id, purpose: token.purpose, scopes: token.scopes.sorted().map(\.rawValue),
                expires: token.expires)
        }
        if json { return try JSONOutput.print(["tokens": rows]) }
        if rows.isEmpty { return Terminal.print("The account \(account.name) has no token.") }
        for row in rows {
            let end = row.expires.formatted(.iso8601.year().month().day())
            Terminal.print(
                [row.id, "until \(end)", row.scopes.joined(separator: " "), row.purpose].joined(separator: "\t"))
        }
    }
}

/// The command `limpide users revoke`.
struct RevokeToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Make a token worth nothing, by its id.")

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var stores: StoreOptions

    @Argument(help: "The token's id, as `limpide users tokens` shows it.")
    var id: String

    func run() async throws {
        let book = try await AccountBook(place, stores)
        guard try await book.store.revokeToken(id: id) else {
            throw CommandFailure(
                code: .noInput, message: "there is no token of that id: `limpide users tokens` shows an account's.")
        }
        try await book.note("token-revoked", of: nil, detail: id)
        Terminal.print("Token \(id) revoked.")
    }
}
