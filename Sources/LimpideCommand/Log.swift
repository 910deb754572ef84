import ArgumentParser
import Credit
import Foundation
import Recording

/// The command `limpide log`.
struct Log: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read, check and replay the record of decisions.",
        discussion: """
            Every decision, review, letter and erasure is one entry, chained to the one before by its digest and encrypted with a \
            key of its client's. Documentation/decision-log.md says how to check a log without Limpide.
            """,
        subcommands: [
            List.self, Show.self, Verify.self, LogReplay.self, Head.self, LogExport.self, Overrides.self, Expire.self,
            Erase.self,
        ], defaultSubcommand: List.self)

    /// The person at the terminal.
    static var author: Author { Author(name: ProcessInfo.processInfo.userName, channel: "command") }

    /// The command `limpide log list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List entries, the newest first.")

        @OptionGroup var place: WorkspaceOptions
        @OptionGroup var stores: StoreOptions

        @Option(help: ArgumentHelp("Only entries about this client.", valueName: "number"))
        var client: String?

        @Option(
            help: ArgumentHelp(
                "Only entries of this kind, as decision or override; may be repeated.", valueName: "kind"))
        var kind: [String] = []

        @Option(help: ArgumentHelp("Only entries before this place.", valueName: "n"))
        var before: Int64?

        @Option(help: ArgumentHelp("At most this many, 1 to 1000.", valueName: "n"))
        var limit = 20

        @Flag(help: "Print one JSON object on standard output.")
        var json = false

        private struct Output: Encodable {
            let entries: [LogEntryOutput]
        }

        func run() async throws {
            let (log, _) = try await stores.openLog(place, creating: false)
            let subject = try client.map { Subject.client(try Log.client($0)) }
            let entries = try await log.entries(
                LogQuery(
                    kinds: Set(kind.map(EntryKind.init(rawValue:))), subject: subject, before: before, limit: limit))
            if json { return try JSONOutput.print(Output(entries: entries.map { LogEntryOutput($0, isWhole: false) })) }
            guard !entries.isEmpty else { return Terminal.print("There is no such entry.") }
            for entry in entries { Terminal.print(LogEntryOutput.line(entry)) }
        }
    }

    /// The command `limpide log show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print all that an entry holds, as JSON.")

        @OptionGroup var place: WorkspaceOptions
        @OptionGroup var stores: StoreOptions

        @Argument(help: ArgumentHelp("Reference of the entry, or its place.", valueName: "id"))
        var id: String

        func run() async throws {
            let (log, _) = try await stores.openLog(place, creating: false)
            try JSONOutput.print(LogEntryOutput(try await Log.entry(id, in: log), isWhole: true))
        }
    }

    /// The command `limpide log head`.
    struct Head: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the end of the chain, to note it elsewhere.",
            discussion:
                "Kept on paper or another machine, it proves later that nothing before it was changed or cut off.")

        @OptionGroup var place: WorkspaceOptions
        @OptionGroup var stores: StoreOptions

        func run() async throws {
            let (log, _) = try await stores.openLog(place, creating: false)
            let head = try await log.store.head()
            Terminal.print("\(head.sequence):\(head.digest)")
        }
    }

    /// The command `limpide log overrides`.
    struct Overrides: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Tell how reviews changed decisions, either way.")

        @OptionGroup var place: WorkspaceOptions
        @OptionGroup var stores: StoreOptions

        @Option(help: ArgumentHelp("First day, as 2026-01-31; the beginning by default.", valueName: "day"))
        var from: String?

        @Option(help: ArgumentHelp("Last day, as 2026-12-31; today by default.", valueName: "day"))
        var to: String?

        @Flag(help: "Print one JSON object on standard output.")
        var json = false

        private struct Output: Encodable {
            struct Count: Encodable {
                let before: String
                let after: String
                let code: String
                let count: Int
            }

            let decisions: Int
            let reviews: Int
            let refusedToGranted: Int
            let grantedToRefused: Int
            let overrideRate: Double?
            let counts: [Count]
        }

        func run() async throws {
            let start = try from.map { try Log.day($0) } ?? .distantPast
            let end = try to.map { try Log.day($0).addingTimeInterval(86_400) } ?? .distantFuture
            let (log, _) = try await stores.openLog(place, creating: false)
            let summary = try await log.overrides(from: start, to: end)
            let up = summary.count(from: .refused, to: .granted), down = summary.count(from: .granted, to: .refused)
            if json {
                return try JSONOutput.print(
                    Output(
                        decisions: summary.decisions, reviews: summary.reviews, refusedToGranted: up,
                        grantedToRefused: down, overrideRate: summary.overrideRate,
                        counts: summary.counts.map {
                            .init(before: $0.before.rawValue, after: $0.after.rawValue, code: $0.code, count: $0.count)
                        }))
            }
            Terminal.print("\(summary.decisions) decisions, \(summary.reviews) reviews ended.")
            for count in summary.counts {
                Terminal.print("\(count.before.rawValue) → \(count.after.rawValue)  \(count.code)  \(count.count)")
            }
        }
    }

    /// The command `limpide log expire`.
    struct Expire: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Destroy the keys past their date of retention.",
            discussion: "What they encrypted can be read no more; the chain still verifies. Run it every day.")

        @OptionGroup var place: WorkspaceOptions
        @OptionGroup var stores: StoreOptions

        func run() async throws {
            let (log, _) = try await stores.openLog(place, creating: false)
            let count = try await log.expire(before: Date(), by: Log.author)
            Terminal.print(count == 0 ? "No key is past its date." : "\(count) keys destroyed.")
        }
    }

    /// The command `limpide log erase`.
    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Destroy a client's keys, so that nobody can read what is recorded of them.",
            discussion: "There is no way back. The chain still verifies, and the erasure is an entry of its own.")

        @OptionGroup var place: WorkspaceOptions
        @OptionGroup var stores: StoreOptions

        @Argument(help: ArgumentHelp("The client's number.", valueName: "number"))
        var client: String

        @Option(help: ArgumentHelp("Why, for the record; without the client's name or number.", valueName: "text"))
        var reason: String

        @Flag(help: "Do it; without this flag the command only says what it would do.")
        var confirm = false

        func run() async throws {
            let (log, _) = try await stores.openLog(place, creating: false)
            let subject = Subject.client(try Log.client(client))
            guard confirm else {
                let count = try await log.entries(LogQuery(subject: subject, limit: 1000)).count
                let entries = count == 1000 ? "1,000 entries or more" : "\(count) entries"
                return Terminal.print("\(entries) would become unreadable for ever. Run it again with --confirm.")
            }
            let receipt = try await log.erase(subject, reason: reason, by: Log.author)
            Terminal.print("Erased; recorded as \(receipt.id), entry \(receipt.sequence).")
        }
    }

    /// A client's number as a person types it.
    static func client(_ text: String) throws -> ClientID {
        guard let id = ClientID(text) else {
            throw CommandFailure(code: .usage, message: "a client's number is made of digits.")
        }
        return id
    }

    /// An entry by reference or place.
    static func entry(_ text: String, in log: StoredDecisionLog) async throws -> LogEntry {
        var found: LogEntry?
        if let place = Int64(text) {
            found = try await log.entries(LogQuery(before: place + 1, limit: 1)).first { $0.receipt.sequence == place }
        } else if let id = EntryID(text) {
            found = try await log.entry(id)
        }
        guard let found else { throw CommandFailure(code: .noInput, message: "there is no entry \(text) in the log.") }
        return found
    }

    /// The start of a day in UTC.
    static func day(_ text: String) throws -> Date {
        guard Day(text) != nil, let date = try? Date(text + "T00:00:00Z", strategy: .iso8601) else {
            throw CommandFailure(code: .usage, message: "a day is written as 2026-01-31.")
        }
        return date
    }
}
