import ArgumentParser
import Credit
import Foundation
import Modeling
import Tracking

/// The command `limpide runs`.
struct Runs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List trainings and searches, show one, send them to MLflow.",
        discussion: """
            Every training and search is kept in the workspace's runs/. With MLFLOW_TRACKING_URI set it is also sent to that MLflow \
            server as it goes; push sends what a server does not have yet.
            """,
        subcommands: [List.self, Show.self, Push.self], defaultSubcommand: List.self)

    /// The command `limpide runs list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the workspace's runs, the newest first.")

        @OptionGroup var place: WorkspaceOptions

        @Flag(help: "Print one JSON object on standard output.")
        var json = false

        private struct Output: Encodable {
            struct Line: Encodable {
                let run: String
                let name: String
                let state: String
                let started: Date
                let ended: Date?
                let parts: Int
                let metrics: [String: Double]
                /// Nil without a server.
                let isSent: Bool?
            }

            let runs: [Line]
        }

        func run() async throws {
            let store = RunStore(folder: place.runs)
            let publisher = try TrackingServer(place)?.publisher
            var lines: [Output.Line] = []
            for id in store.roots().reversed() {
                do throws(TrackingError) {
                    let run = try store.run(id)
                    lines.append(
                        Output.Line(
                            run: id.description, name: run.name, state: run.state.rawValue, started: run.started,
                            ended: run.ended, parts: store.tree(of: id).count - 1, metrics: Runs.last(run),
                            isSent: publisher?.isPushed(id)))
                } catch {
                    Terminal.error("warning: \(error.message)")
                }
            }
            if json { return try JSONOutput.print(Output(runs: lines)) }
            guard !lines.isEmpty else { return Terminal.print("There is no run yet: run limpide train.") }
            for line in lines {
                let parts = line.parts == 0 ? "" : ", \(line.parts) part\(line.parts == 1 ? "" : "s")"
                let figures = ["test_auc", "test_cost_per_thousand"].compactMap { name in
                    line.metrics[name].map { "\(name) \(Runs.text($0))" }
                }
                let sent = line.isSent.map { $0 ? ", sent" : ", not sent" } ?? ""
                Terminal.print(
                    "\(line.run)  \(line.state)  \(line.name)\(parts)\(figures.isEmpty ? "" : ": " + figures.joined(separator: ", "))\(sent)"
                )
            }
        }
    }

    /// The command `limpide runs show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show what a run kept, with its trials and folds.")

        @OptionGroup var place: WorkspaceOptions

        @Argument(help: ArgumentHelp("Name of the run, as runs list gives it, or its beginning.", valueName: "run"))
        var name: String

        @Flag(help: "Print one JSON object on standard output.")
        var json = false

        private struct Output: Encodable {
            struct Value: Encodable {
                let step: Int
                let value: Double
            }
            struct Model: Encodable {
                let name: String
                let registeredAs: String?
                let files: Int
            }

            let run: String
            let parent: String?
            let name: String
            let experiment: String
            let state: String
            let started: Date
            let ended: Date?
            let parameters: [String: String]
            let tags: [String: String]
            let metrics: [String: [Value]]
            let data: [String: String]
            let files: [String]
            let models: [Model]
            let parts: [String]
        }

        func run() async throws {
            let store = RunStore(folder: place.runs)
            let id = try Runs.find(name, in: store)
            let run = try store.run(id)
            let parts = store.tree(of: id).filter { other in (try? store.run(other).parent) == id }
            let output = Output(
                run: id.description, parent: run.parent?.description, name: run.name, experiment: run.experiment,
                state: run.state.rawValue, started: run.started, ended: run.ended, parameters: run.parameters,
                tags: run.tags,
                metrics: Dictionary(grouping: run.metrics, by: \.name).mapValues { values in
                    values.map { Output.Value(step: $0.step, value: $0.value) }
                },
                data: Dictionary(run.datasets.map { ($0.name, $0.digest) }) { first, _ in first },
                files: run.artifacts.map(\.path).sorted(),
                models: run.models.map {
                    Output.Model(name: $0.name, registeredAs: $0.registration?.name, files: $0.files.count)
                },
                parts: parts.map(\.description))
            if json { return try JSONOutput.print(output) }
            Terminal.print("\(run.name), \(run.state.rawValue), of \(run.experiment)")
            func list(_ title: String, _ lines: [String]) {
                guard !lines.isEmpty else { return }
                Terminal.print(title + "\n" + lines.map { "  " + $0 }.joined(separator: "\n"))
            }
            list("Parameters", run.parameters.sorted { $0.key < $1.key }.map { "\($0.key)  \($0.value)" })
            list(
                "Metrics",
                output.metrics.sorted { $0.key < $1.key }.map { name, values in
                    "\(name)  " + values.suffix(12).map { Runs.text($0.value) }.joined(separator: " ")
                })
            list("Data", output.data.sorted { $0.key < $1.key }.map { "\($0.key)  \($0.value)" })
            list("Files", output.files)
            list("Models", output.models.map { "\($0.name), \($0.files) files" })
            list(
                "Parts", parts.compactMap { part in (try? store.run(part)).map { "\(part)  \($0.state)  \($0.name)" } })
        }
    }

    /// The command `limpide runs push`.
    struct Push: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send runs to the MLflow server of MLFLOW_TRACKING_URI.",
            discussion: "What is there already is not sent again. Aliases that moved in the workspace move there too.")

        @OptionGroup var place: WorkspaceOptions

        @Argument(
            help: ArgumentHelp("Names of runs, or their beginnings; all runs without any.", valueName: "run"))
        var names: [String] = []

        func run() async throws {
            guard let server = try TrackingServer(place) else {
                throw CommandFailure(
                    code: .configuration,
                    message:
                        "MLFLOW_TRACKING_URI is not set: set it to the address of an MLflow server, such as http://localhost:5000."
                )
            }
            var failed: [TrackingError] = []
            func tell(_ run: RunID, _ result: Result<PushOutcome, TrackingError>) {
                switch result {
                case .success(let outcome):
                    let what = outcome.sent == 0 ? "there already" : outcome.isComplete ? "sent" : "sent so far"
                    Terminal.print("\(run): \(what), \(outcome.page)")
                case .failure(let error):
                    Terminal.error("\(run): \(error.message)")
                    failed.append(error)
                }
            }
            var left = 0
            if names.isEmpty {
                left = await server.publisher.pushAll(progress: tell).notTried.count
            } else {
                for name in names {
                    let id = try Runs.find(name, in: server.store)
                    do throws(TrackingError) { tell(id, .success(try await server.publisher.push(id))) } catch {
                        tell(id, .failure(error))
                    }
                }
            }
            if let first = failed.first {
                let others = left == 0 ? "" : "; \(left) more were not tried"
                throw CommandFailure(
                    code: Failure.explain(first)?.code ?? .unavailable,
                    message:
                        "\(failed.count) run\(failed.count == 1 ? " was" : "s were") not sent whole\(others): what is kept here is whole, so push again later."
                )
            }
            await TrackingServer.follow(place)
        }
    }

    /// The run that a name, or its beginning, stands for.
    static func find(_ name: String, in store: RunStore) throws -> RunID {
        let found = store.ids().filter { $0.description == name || $0.description.hasPrefix(name) }
        guard let id = found.first(where: { $0.description == name }) ?? found.first else {
            throw TrackingError(.notFound, "there is no run \(name) in \(store.folder): limpide runs list names them.")
        }
        guard found.count == 1 || id.description == name else {
            throw TrackingError(.notFound, "\(found.count) runs begin with \(name): give more of the name.")
        }
        return id
    }

    /// The last value of each metric.
    static func last(_ run: Run) -> [String: Double] {
        Dictionary(run.metrics.map { ($0.name, $0.value) }) { _, new in new }
    }

    static func text(_ value: Double) -> String {
        HumanFormat(language: .en, currency: "").number(value, atMost: value.magnitude >= 10 ? 2 : 5)
    }
}
