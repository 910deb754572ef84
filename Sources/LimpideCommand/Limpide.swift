import ArgumentParser
import Foundation

/// `limpide`: from raw tables to a decision explained in a browser.
@main
struct Limpide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limpide",
        abstract: "Score consumer loans: from raw tables to a decision that the client can read.",
        discussion: """
            A workspace is a folder that holds features, models and clients; nothing is written outside it, but what --out names.
            A usual day: generate (or your own tables), train, load, serve.
            """,
        version: "0.1.0",
        subcommands: [
            Generate.self, ComputeFeatures.self, Explore.self, Train.self, Search.self, Evaluate.self, Runs.self,
            Models.self, Additions.self, Note.self, Card.self, PresentModel.self, Score.self, Load.self, Serve.self,
            Users.self, Client.self, Log.self, CompareDrift.self, MonitorDecisions.self, GrowTrees.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Failure.exit(with: error)
        }
    }
}
