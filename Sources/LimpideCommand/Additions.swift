import ArgumentParser
import Catalog
import Credit
import Features
import FeaturesDuckDB
import Foundation
import Modeling
import Statistics

/// The command `limpide additions`.
struct Additions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Measure on and off what models may have: comparisons, features made from outcomes, choice of features.",
        discussion: """
            Each is measured alone against the model without any, on the same folds, persons apart; all is learned within the fold. \
            Entries of the catalog with "use: no" are measured too. Nothing in the workspace changes.
            """)

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var lender: CatalogOptions
    @OptionGroup var machine: MachineOptions

    @Option(help: ArgumentHelp("Folder of the raw tables.", valueName: "folder"))
    var data: String

    @Option(help: ArgumentHelp("Only these, by name; all that the tables allow by default.", valueName: "name"))
    var only: [String] = []

    @Option(help: ArgumentHelp("Folds, at least 2.", valueName: "n"))
    var folds = 5

    @Option(help: ArgumentHelp("How often the folds are dealt anew.", valueName: "n"))
    var repetitions = 1

    @Option(help: ArgumentHelp("Trees of each model.", valueName: "n"))
    var trees = 1_000

    @Option(help: ArgumentHelp("Shrinkage of each tree.", valueName: "x"))
    var rate = 0.04

    @Option(help: ArgumentHelp("The same seed and data give the same figures.", valueName: "n"))
    var seed: UInt64 = 1

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    private struct Output: Encodable {
        let rows: Int
        let folds: Int
        let repetitions: Int
        let trees: Int
        let additions: [AdditionTrial.Result]
    }

    func validate() throws {
        guard folds >= 2, repetitions >= 1, trees >= 1 else {
            throw ValidationError("--folds must be at least 2, --repetitions and --trees at least 1.")
        }
    }

    func run() async throws {
        Interruption.watch()
        let read = try lender.read()
        let catalog = read.using(targets: Set(read.targets.map(\.name)))
        let display = ProgressDisplay()
        let folder = place.workspace + "/.measuring-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let features = try FeatureRun(
            data: data, catalog: catalog, engine: machine.features, to: folder, display: display)
        let table = try machine.features.load(folder)
        let recipe = LearnerRecipe(
            .boosting,
            parameters: ["learning_rate": rate, "rounds": Double(trees), "early_stopping_round": 0])
        let trial = try AdditionTrial(
            table, catalog: read, recipe: recipe, seed: seed, threads: machine.threads, folds: folds,
            repetitions: repetitions)
        let possible = trial.additions
        for name in only where !possible.contains(where: { $0.name == name }) {
            throw CommandFailure(
                code: .usage,
                message: "there is no \(name) to measure on these tables: choose among "
                    + possible.map(\.name).joined(separator: ", ") + ".")
        }
        let chosen = possible.filter { only.isEmpty || only.contains($0.name) }
        let results = try trial.run(chosen) { display.update("Measuring", $0) }
        display.finish()
        let output = Output(
            rows: features.manifest.labelled, folds: folds, repetitions: repetitions, trees: trees, additions: results)
        if json { return try JSONOutput.print(output) }
        report(results, output)
    }

    private func report(_ results: [AdditionTrial.Result], _ output: Output) {
        let format = HumanFormat(language: .en, currency: "")
        func signed(_ value: Double, _ decimals: Int) -> String {
            (value < 0 ? "−" : "+") + format.number(value.magnitude, decimals: decimals)
        }
        Terminal.print(
            "On \(output.rows) labelled applications, \(folds) folds, \(repetitions) time\(repetitions == 1 ? "" : "s"); with minus without, 95 % intervals:"
        )
        for result in results {
            let report = result.report, auc = report.auc, cost = report.cost
            let test = result.foldAUC.map {
                "; by fold \(signed($0.mean, 4)) ± \(format.number($0.standardError, decimals: 4))"
            }
            Terminal.print(
                """
                \(report.name) (\(report.isUsed ? "in use" : "not in use")): \(report.featuresWith) features instead of \(report.featuresWithout)
                  AUC \(format.number(auc.second, decimals: 4)), \(signed(auc.difference, 4)) (\(signed(auc.interval.low, 4)) to \(signed(auc.interval.high, 4)))\(test ?? "")
                  cost per 1,000 \(format.number(cost.second * 1000, decimals: 1)), \(signed(cost.difference * 1000, 1)) (\(signed(cost.interval.low * 1000, 1)) to \(signed(cost.interval.high * 1000, 1)))
                  \(report.reason.en)
                """)
        }
    }
}
