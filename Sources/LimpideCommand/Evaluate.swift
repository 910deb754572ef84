import ArgumentParser
import Credit
import Features
import FeaturesDuckDB
import Foundation
import Modeling
import Statistics

/// The command `limpide evaluate`.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judge a model on labelled applications, alone or against another.",
        discussion: """
            Each model decides at its own threshold; differences are paired, on the same applications, with 95 % intervals over \
            persons. On applications that a model learned from its figures flatter it.
            """)

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var machine: MachineOptions

    @Option(help: ArgumentHelp("Alias or digest of the model.", valueName: "name"))
    var model = ModelRepository.champion

    @Option(help: ArgumentHelp("Alias or digest of the model to set it against.", valueName: "name"))
    var against: String?

    @Option(help: ArgumentHelp("Folder of the raw tables, outcomes among them.", valueName: "folder"))
    var data: String

    @Option(help: ArgumentHelp("Seed of the intervals.", valueName: "n"))
    var seed: UInt64 = 1

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    private struct Output: Encodable {
        let model: String
        let against: String?
        let synthetic: Bool
        let comparison: BundleComparison
    }

    func run() async throws {
        Interruption.watch()
        let repository = ModelRepository(folder: place.models)
        let first = try load(model, repository)
        let second = try against.map { try load($0, repository) }
        let display = ProgressDisplay()
        let folder = place.workspace + "/.evaluating-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func table(_ bundle: ModelBundle, _ name: String) throws -> (table: FeatureTable, isSynthetic: Bool) {
            let run = try FeatureRun(
                data: data, catalog: bundle.catalog, engine: machine.features, to: folder + name, display: display)
            Score.warnOfMissing(bundle, run.plan.schema, run.plan.histories.map(\.schema))
            defer { try? FileManager.default.removeItem(atPath: folder + name) }
            return (try machine.features.load(folder + name), run.manifest.isSynthetic)
        }
        let one = try table(first.bundle, "")
        // Models of one catalog see the same features.
        let two = try second.map {
            $0.bundle.catalog == first.bundle.catalog ? one.table : try table($0.bundle, "-against").table
        }
        display.update("Scoring", 0)
        let model = try ScoringModel(first.bundle)
        let other = try second.map { try ScoringModel($0.bundle) }
        let comparison = try BundleComparison(
            model, on: one.table, against: zip2(other, two).map { (model: $0, table: $1) }, threads: machine.threads,
            seed: seed)
        display.finish()
        let output = Output(
            model: first.digest, against: second?.digest, synthetic: one.isSynthetic, comparison: comparison)
        for known in [first, second].compactMap(\.self) where known.bundle.isTrained(on: one.table) {
            Terminal.error(
                "warning: \(known.digest.prefix(12)) learned from these very applications: its figures here flatter it."
            )
        }
        if json { return try JSONOutput.print(output) }
        report(output)
    }

    private func load(_ name: String, _ repository: ModelRepository) throws -> (digest: String, bundle: ModelBundle) {
        let isAlias = repository.aliases[name] != nil
        return try repository.load(isAlias ? name : try repository.digest(named: name))
    }

    private func report(_ output: Output) {
        let comparison = output.comparison
        if output.synthetic { Terminal.print("Synthetic data: these figures say nothing of a real lender.") }
        Terminal.print(
            "\(comparison.rows) applications of \(comparison.persons) persons, \(comparison.defaults) of them defaults."
        )
        figures("Model \(output.model.prefix(12))", comparison.first)
        guard let second = comparison.second, let against = output.against else { return }
        figures("Against \(against.prefix(12))", second)
        guard let difference = comparison.difference else { return }
        func line(_ name: String, _ value: Double, _ interval: Interval, _ decimals: Int, _ note: String) -> String {
            "  \(FigureText.padded(name, 30))\(FigureText.digits(value, decimals))   95 % interval \(FigureText.digits(interval.low, decimals)) to \(FigureText.digits(interval.high, decimals))\(note)"
        }
        let cost = difference.cost
        Terminal.print(
            """
            The first minus the second:
            \(line("AUC", difference.auc.difference, difference.auc.interval, 4, "   p = \(FigureText.digits(difference.auc.pValue, 4))"))
            \(line("cost per 1,000 applications", 1000 * cost.difference, Interval(low: 1000 * cost.interval.low, high: 1000 * cost.interval.high), 1, "   cheaper in \(FigureText.digits(100 * cost.firstBetterShare, 0)) % of resamples"))
            \(line("log-loss", difference.logLoss.difference, difference.logLoss.interval, 5, ""))
            Both decide alike on \(FigureText.digits(100 * difference.agreement, 1)) % of applications.
            """)
    }

    private func figures(_ title: String, _ evaluation: Evaluation) {
        Terminal.print(
            """
            \(title)
            \(FigureText.line("AUC", evaluation.auc, 4))
            \(FigureText.line("accuracy", evaluation.accuracy, 4))
            \(FigureText.line("cost per 1,000 applications", evaluation.costPerThousand, 1))
            \(FigureText.line("Brier score", evaluation.brier, 5))
              granted \(FigureText.digits(100 * evaluation.approvalRate, 1)) %, calibration error \
            \(FigureText.digits(100 * evaluation.calibrationError, 2)) %
            """)
    }
}

/// Both values, when both are there.
private func zip2<A, B>(_ a: A?, _ b: B?) -> (A, B)? {
    guard let a, let b else { return nil }
    return (a, b)
}
