import ArgumentParser
import Drift
import Foundation
import Monitoring
import Storage
import Watching

/// The command `limpide monitor`.
struct MonitorDecisions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitor",
        abstract: "Watch the decisions of the champion: drift, rates, outcomes, alerts.",
        discussion: """
            Looks at every window of the decision log that has ended since the last look, opens an alert on what is past its limit \
            often enough, and tells a webhook and mailboxes. Settings are in monitoring.json of the workspace; secrets are in variables \
            or files that the settings name, never on the command line.
            Exit codes: 0 when everything was looked at and told, 75 when a receiver could not be reached (it is tried again by the \
            next run, nothing is lost).
            """,
        subcommands: [Look.self, ListAlerts.self, AcknowledgeAlert.self, CloseAlert.self],
        defaultSubcommand: Look.self)
}

/// What every part of the command needs to know.
struct MonitorOptions: ParsableArguments {
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var stores: StoreOptions

    @Option(
        help: ArgumentHelp("Settings of the monitor; monitoring.json of the workspace by default.", valueName: "file"))
    var settings: String?

    @Option(help: ArgumentHelp("Language of messages: fr or en.", valueName: "language"))
    var language: PageLanguage = .fr

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    /// Opens the history of indicators.
    func openStore() throws -> SQLiteMonitoringStore {
        guard FileManager.default.fileExists(atPath: place.workspace) else {
            throw CommandFailure(
                code: .noInput, message: "there is no workspace \(place.workspace): check --workspace.")
        }
        return try SQLiteMonitoringStore(path: place.monitoring)
    }
}

extension MonitorDecisions {
    /// Looks once, or again and again.
    struct Look: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Look at the windows that have ended, open alerts and tell (the default).")

        @OptionGroup var options: MonitorOptions

        @Option(help: ArgumentHelp("Look again after so long, as 15m or 1h, until stopped.", valueName: "time"))
        var every: String?

        @Flag(help: "Send every receiver a test and nothing else.")
        var testAlert = false

        @Option(
            help: ArgumentHelp(
                "Outcomes known since: decision or client, date, outcome (CSV or Parquet).", valueName: "file"))
        var outcomes: String?

        @Option(help: ArgumentHelp("Threads to use; all cores by default.", valueName: "n"))
        var threads = ProcessInfo.processInfo.activeProcessorCount

        func validate() throws {
            if let every, WindowLength(every) == nil {
                throw ValidationError("--every is written as 15m, 1h or 1d.")
            }
            guard (1...1024).contains(threads) else { throw ValidationError("--threads must be between 1 and 1024.") }
            guard [every != nil, testAlert, outcomes != nil].count(where: { $0 }) <= 1 else {
                throw ValidationError("Give one of --every, --test-alert and --outcomes.")
            }
        }

        func run() async throws {
            let watch = try await options.openWatch(threads: threads)
            if testAlert { return try await test(watch) }
            if let outcomes { return try await follow(watch, outcomes) }
            guard let every, let pause = WindowLength(every)?.seconds else {
                let (look, told) = (try await watch.look(), try await watch.tell())
                try report(look, told)
                guard told.failures.isEmpty else { throw ExitCode(75) }
                return
            }
            while true {
                do {
                    try report(try await watch.look(), try await watch.tell())
                } catch let error where Failure.explain(error) != nil {
                    // A log that is locked or a disk that is full may be better next time: who watches does not leave.
                    Terminal.error("limpide: \(Failure.explain(error)?.sentence ?? "")")
                }
                try await Task.sleep(for: .seconds(pause))
            }
        }

        private func test(_ watch: Watch) async throws {
            let results = await watch.test()
            guard !results.isEmpty else {
                throw CommandFailure(
                    code: .configuration,
                    message: "the settings name no receiver: add webhook or mail to \(options.settingsFile).")
            }
            for (channel, failure) in results {
                if let failure {
                    Terminal.error("limpide: \(channel): \(failure)")
                } else {
                    Terminal.print("\(channel): the test alert was taken.")
                }
            }
            if results.contains(where: { $0.failure != nil }) { throw ExitCode(75) }
        }

        private func follow(_ watch: Watch, _ file: String) async throws {
            let labels = try OutcomeFile(reading: file, catalog: options.place.championCatalog(), threads: threads)
            let followed = try await watch.follow(labels.labels)
            let told = try await watch.tell()
            let problems = FollowedReport.problems(unknown: followed.unknown, contradicting: followed.contradicting)
            for problem in labels.problems + problems { Terminal.error("warning: \(problem)") }
            if options.json {
                try JSONOutput.print(FollowedReport(followed, unreadable: labels.unreadable))
            } else {
                for line in FollowedReport.lines(followed.vintages) { Terminal.print(line) }
            }
            warn(told)
            guard told.failures.isEmpty else { throw ExitCode(75) }
        }

        private func report(_ look: Watch.Look, _ told: Watch.Told) throws {
            if options.json {
                try JSONOutput.print(LookReport(look, told))
            } else {
                for line in LookReport.lines(look, told, words: options.place.words()) { Terminal.print(line) }
            }
            for problem in Set(look.windows.flatMap(\.problems)).sorted() { Terminal.error("warning: \(problem)") }
            warn(told)
        }

        private func warn(_ told: Watch.Told) {
            for (channel, reason) in told.failures.sorted(by: { $0.key < $1.key }) {
                Terminal.error("warning: \(channel): \(reason) What waits is kept and sent again.")
            }
        }
    }

    /// Lists alerts.
    struct ListAlerts: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "alerts", abstract: "List alerts, the latest first.")

        @OptionGroup var options: MonitorOptions

        @Flag(help: "Closed ones too.")
        var all = false

        func run() async throws {
            let states: Set<Alert.State> = all ? Set(Alert.State.allCases) : [.open, .acknowledged]
            let alerts = try await options.openStore().alerts(states, limit: 1_000)
            if options.json { return try JSONOutput.print(alerts.map(AlertReport.init)) }
            let words = options.place.words()
            guard !alerts.isEmpty else { return Terminal.print("No alert is open.") }
            for alert in alerts {
                for line in AlertReport.lines(alert, words, options.language.value) { Terminal.print(line) }
            }
        }
    }

    /// Takes an alert.
    struct AcknowledgeAlert: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "acknowledge", abstract: "Take an alert: say who sees to it and what is going to be done.")

        @OptionGroup var options: MonitorOptions

        @Argument(help: ArgumentHelp("Number of the alert.", valueName: "alert"))
        var alert: Int64

        @Option(help: ArgumentHelp("Who takes it; the account of this machine by default.", valueName: "name"))
        var by: String = NSUserName()

        @Option(help: ArgumentHelp("Who sees to it; the same person by default.", valueName: "name"))
        var owner: String?

        @Option(help: ArgumentHelp("What is going to be done, in words.", valueName: "words"))
        var what: String?

        func run() async throws {
            try await options.change(alert) { [by, owner, what] alert throws(MonitoringError) in
                try alert.acknowledged(by: by, owner: owner, what: what, at: Date())
            }
        }
    }

    /// Ends an alert.
    struct CloseAlert: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "close", abstract: "End an alert: say why, and what was done.")

        @OptionGroup var options: MonitorOptions

        @Argument(help: ArgumentHelp("Number of the alert.", valueName: "alert"))
        var alert: Int64

        @Option(help: ArgumentHelp("Who closes it; the account of this machine by default.", valueName: "name"))
        var by: String = NSUserName()

        @Option(help: ArgumentHelp("The cause that was found, or why there is nothing to do.", valueName: "words"))
        var why: String

        @Option(help: ArgumentHelp("What was done, in words.", valueName: "words"))
        var what: String?

        func run() async throws {
            try await options.change(alert) { [by, why, what] alert throws(MonitoringError) in
                try alert.closed(by: by, why: why, what: what, at: Date())
            }
        }
    }
}

extension MonitorOptions {
    fileprivate func change(
        _ number: Int64, _ change: @Sendable (Alert) throws(MonitoringError) -> Alert
    ) async throws {
        guard let alert = try await openStore().change(number, change) else {
            throw CommandFailure(
                code: .noInput, message: "there is no alert \(number): limpide monitor alerts lists them.")
        }
        if json { return try JSONOutput.print(AlertReport(alert)) }
        for line in AlertReport.lines(alert, place.words(), language.value) { Terminal.print(line) }
    }
}
