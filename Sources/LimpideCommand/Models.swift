import ArgumentParser
import Credit
import Foundation
import Modeling

/// The command `limpide models`.
struct Models: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List models, say which one decides, and go back.",
        subcommands: [List.self, Promote.self, Rollback.self, History.self], defaultSubcommand: List.self)

    /// The command `limpide models list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the workspace's models, the newest first.")

        @OptionGroup var place: WorkspaceOptions

        @Flag(help: "Print one JSON object on standard output.")
        var json = false

        private struct Output: Encodable {
            struct Model: Encodable {
                let model: String
                let aliases: [String]
                let saved: String
                let isWhole: Bool
                let learner: String?
                let features: Int?
                let auc: Double?
                let costPerThousand: Double?
                let threshold: Double?
            }

            let models: [Model]
        }

        func run() async throws {
            let entries = ModelRepository(folder: place.models).entries
            let models = entries.map { entry in
                Output.Model(
                    model: entry.digest, aliases: entry.aliases, saved: Models.text(entry.saved),
                    isWhole: entry.bundle != nil, learner: entry.bundle?.training.learner,
                    features: entry.bundle?.encoder.columns.count, auc: entry.bundle?.evaluation.auc.estimate,
                    costPerThousand: entry.bundle?.evaluation.costPerThousand.estimate,
                    threshold: entry.bundle?.decision.threshold)
            }
            if json { return try JSONOutput.print(Output(models: models)) }
            guard !models.isEmpty else { return Terminal.print("There is no model yet: run limpide train.") }
            let format = HumanFormat(language: .en, currency: "")
            for model in models {
                let names = model.aliases.isEmpty ? "" : "  \(model.aliases.joined(separator: ", "))"
                guard let auc = model.auc, let cost = model.costPerThousand, let features = model.features else {
                    Terminal.print("\(model.model.prefix(12))  \(model.saved)  changed or of another version\(names)")
                    continue
                }
                Terminal.print(
                    "\(model.model.prefix(12))  \(model.saved)  AUC \(format.number(auc, decimals: 4)), cost \(format.number(cost, decimals: 1)) per 1,000, \(features) features\(names)"
                )
            }
        }
    }

    /// The command `limpide models promote`.
    struct Promote: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a model decide.")

        @OptionGroup var place: WorkspaceOptions

        @Argument(help: ArgumentHelp("Digest of the model, or its first eight digits or more.", valueName: "model"))
        var model: String

        @Option(name: .customLong("as"), help: ArgumentHelp("The alias to give it.", valueName: "alias"))
        var alias = ModelRepository.champion

        func run() async throws {
            let repository = ModelRepository(folder: place.models)
            let digest = try repository.digest(named: model)
            // A model that was changed must not decide.
            _ = try repository.load(digest)
            Models.tell(try repository.promote(digest, to: alias))
            await TrackingServer.follow(place, moved: alias)
        }
    }

    /// The command `limpide models rollback`.
    struct Rollback: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let the model before decide again.")

        @OptionGroup var place: WorkspaceOptions

        @Option(name: .customLong("as"), help: ArgumentHelp("The alias to move back.", valueName: "alias"))
        var alias = ModelRepository.champion

        func run() async throws {
            Models.tell(try ModelRepository(folder: place.models).rollback(alias))
            await TrackingServer.follow(place, moved: alias)
        }
    }

    /// The command `limpide models history`.
    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Tell which model decided when, the oldest first.")

        @OptionGroup var place: WorkspaceOptions

        @Flag(help: "Print one JSON object on standard output.")
        var json = false

        private struct Output: Encodable {
            let changes: [AliasChange]
        }

        func run() async throws {
            let changes = ModelRepository(folder: place.models).history
            if json { return try JSONOutput.print(Output(changes: changes)) }
            guard !changes.isEmpty else { return Terminal.print("No model was promoted yet.") }
            for change in changes {
                let before = change.from.map { " (before: \($0.prefix(12)))" } ?? ""
                Terminal.print("\(Models.text(change.time))  \(change.alias): \(change.to.prefix(12))\(before)")
            }
        }
    }

    fileprivate static func text(_ time: Date) -> String { time.formatted(.iso8601) }

    fileprivate static func tell(_ change: AliasChange) {
        let before = change.from.map { $0 == change.to ? ", as before" : " instead of \($0.prefix(12))" } ?? ""
        Terminal.print(
            "\(change.alias): \(change.to.prefix(12))\(before). A running server takes it when it starts again.")
    }
}
