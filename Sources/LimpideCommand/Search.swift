public import ArgumentParser
import Catalog
import Credit
import Features
import FeaturesDuckDB
import Foundation
public import Modeling

/// The command `limpide search`.
struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Search a learner's parameters by business cost.",
        discussion: """
            Each trial is judged out of fold on the development applications; the test applications take no part. A search that was \
            stopped or killed goes on where it was when the same command is given again. limpide train --recipe best uses the result \
            for boosting; the other learners' are files in the workspace's folder search.
            """)

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var lender: CatalogOptions
    @OptionGroup var machine: MachineOptions

    @Option(help: ArgumentHelp("Folder of the raw tables.", valueName: "folder"))
    var data: String

    @Option(help: ArgumentHelp("Learner to search: scorecard, logistic, forest or boosting.", valueName: "learner"))
    var learner = LearnerKind.boosting

    @Option(help: ArgumentHelp("What is sought: cost, auc or log-loss.", valueName: "objective"))
    var objective = RecipeSearch.Objective.cost

    @Option(help: ArgumentHelp("How points are chosen: grid, random or sequential.", valueName: "method"))
    var method = RecipeSearch.Method.sequential

    @Option(help: ArgumentHelp("Trials to make in all.", valueName: "n"))
    var trials = 50

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A parameter that is not searched, as rounds=1000.", valueName: "name=value"))
    var parameters: [String] = []

    @Option(help: ArgumentHelp("Folds of each trial.", valueName: "n"))
    var folds = 5

    @Option(help: ArgumentHelp("The same seed and data give the same search.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Share of persons that take no part, as in limpide train.", valueName: "share"))
    var testShare = 0.15

    @Flag(help: "Bring trials that go badly on the first folds to their end all the same.")
    var allFolds = false

    @Flag(help: "Forget the trials of before and begin anew.")
    var restart = false

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    private struct Output: Encodable {
        let recipe: String
        let seconds: Double
        let search: SearchReport
    }

    func validate() throws {
        guard trials >= 1 else { throw ValidationError("--trials must be at least 1.") }
    }

    func run() async throws {
        Interruption.watch()
        let clock = ContinuousClock()
        let start = clock.now
        let catalog = try lender.read()
        var search = RecipeSearch(base: try CandidateNames.setting(parameters, in: .standard(learner)))
        try search.base.check()
        search.objective = objective
        search.method = method
        search.trials = trials
        search.abandons = !allFolds
        search.settings.folds = folds
        search.settings.seed = seed
        search.settings.testShare = testShare
        search.threads = machine.threads
        let display = ProgressDisplay()
        let features = try FeatureRun(
            data: data, catalog: catalog, engine: machine.features, to: place.features, display: display)
        let table = try machine.features.load(place.features)
        try FileManager.default.createDirectory(atPath: place.search.path, withIntermediateDirectories: true)
        let journal = place.search.journal(learner, objective)
        if restart { try? FileManager.default.removeItem(atPath: journal) }
        let run = ObservedRun("search \(learner.rawValue)", observer: TrainingObservers.make())
        let title = "Searching \(learner.rawValue)"
        let found = try run.during {
            let found = try search.run(table, catalog: catalog, journal: journal, run: run) { progress in
                let best = progress.best.map { ", best \(objective.rawValue) \(text($0))" } ?? ""
                display.update(title, progress.share, "\(progress.done) of \(progress.trials) trials\(best)")
            }
            try place.search.save(found)
            return found
        }
        display.finish()
        features.reportRejected(listedIn: place.rejects)
        let output = Output(
            recipe: place.search.found(learner), seconds: (clock.now - start) / .seconds(1), search: found.report)
        if json { return try JSONOutput.print(output) }
        report(found, output)
    }

    private func report(_ found: RecipeSearch.Found, _ output: Output) {
        let report = found.report
        Terminal.print(
            """
            Best \(objective.rawValue) \(text(report.best)) after \(report.trials) trials, \(report.pruned) of them given up early\
            \(report.failed > 0 ? ", \(report.failed) failed" : ""):
            """)
        for (name, value) in report.parameters.sorted(by: { $0.key < $1.key }) {
            Terminal.print("  \(FigureText.padded(name, 28))\(value)")
        }
        Terminal.print(
            "Written to \(output.recipe): limpide train --recipe \(learner == .boosting ? "best" : output.recipe) uses it."
        )
    }

    private func text(_ value: Double) -> String { FigureText.digits(value, objective == .cost ? 1 : 5) }
}

extension LearnerKind: ExpressibleByArgument {}
extension RecipeSearch.Objective: ExpressibleByArgument {}
extension RecipeSearch.Method: ExpressibleByArgument {}
