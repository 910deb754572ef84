import ArgumentParser
import Catalog
import Credit
import Features
import FeaturesDuckDB
import Foundation
import Modeling
import Statistics

/// The command `limpide train`.
struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train, calibrate and judge a model on raw tables.",
        discussion: """
            No person is on two sides of the split. The threshold is chosen on validation rows and reported on test rows. The model \
            becomes the workspace's champion, the one that score, load and serve use.
            """)

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var lender: CatalogOptions
    @OptionGroup var machine: MachineOptions

    @Option(help: ArgumentHelp("Folder of the raw tables.", valueName: "folder"))
    var data: String

    @Option(help: ArgumentHelp("The same seed and data give the same model.", valueName: "n"))
    var seed: UInt64 = 1

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    private struct Output: Encodable {
        struct Test: Encodable {
            let auc: Estimate
            let accuracy: Estimate
            let costPerThousand: Estimate
            let brier: Estimate
        }

        let model: String
        let rows: Int
        let features: Int
        let seconds: Double
        let threshold: Double
        let synthetic: Bool
        let test: Test
    }

    func run() async throws {
        Interruption.watch()
        let clock = ContinuousClock()
        let start = clock.now
        let catalog = try lender.read()
        let display = ProgressDisplay()
        let features = try FeatureRun(
            data: data, catalog: catalog, engine: machine.features, to: place.features, display: display)
        let table = try machine.features.load(place.features)
        var settings = TrainingSettings()
        settings.seed = seed
        settings.threads = machine.threads
        let trained = try Trainer(settings: settings).train(table, catalog: catalog, losses: features.manifest.losses) {
            progress in
            let detail =
                progress.bestLoss.map { "round \(progress.round), validation log-loss \(Self.digits($0, 5))" } ?? ""
            display.update(progress.stage.title, progress.share, detail)
        }
        let bundle = try trained.describing(table, threads: machine.threads)
        display.finish()
        let repository = ModelRepository(folder: place.models)
        let digest = try repository.save(bundle)
        try repository.promote(digest)
        let evaluation = bundle.evaluation
        let output = Output(
            model: digest, rows: bundle.training.rows, features: bundle.encoder.columns.count,
            seconds: (clock.now - start) / .seconds(1), threshold: bundle.decision.threshold,
            synthetic: features.manifest.isSynthetic,
            test: Output.Test(
                auc: evaluation.auc, accuracy: evaluation.accuracy, costPerThousand: evaluation.costPerThousand,
                brier: evaluation.brier))
        features.reportRejected(listedIn: place.rejects)
        if json { return try JSONOutput.print(output) }
        report(bundle, output)
    }

    private func report(_ bundle: ModelBundle, _ output: Output) {
        let test = bundle.evaluation, decision = bundle.decision
        func line(_ name: String, _ value: Estimate, _ decimals: Int, _ unit: String = "") -> String {
            let figure = Self.digits(value.estimate, decimals)
            let low = Self.digits(value.low, decimals), high = Self.digits(value.high, decimals)
            return
                "  \(name)\(String(repeating: " ", count: 30 - name.count))\(figure)\(unit)   95 % interval \(low) to \(high)\(unit)"
        }
        if output.synthetic { Terminal.print("Synthetic data: these figures say nothing of a real lender.") }
        Terminal.print(
            """
            Model \(output.model)
            \(bundle.training.rounds) trees on \(output.features) features; learned from \(bundle.training.trainingRows) of \(output.rows) \
            applications, stopped and calibrated (\(bundle.calibration.name)) on \(bundle.training.validationRows).
            Refuses from a probability of \(Self.digits(decision.threshold * 100, 1)) % (cheapest between \
            \(Self.digits(decision.interval.low * 100, 1)) % and \(Self.digits(decision.interval.high * 100, 1)) % in 95 % of resamples).
            On \(test.rows) test applications, \(test.defaults) of them defaults, none seen before:
            \(line("AUC", test.auc, 4))
            \(line("accuracy", test.accuracy, 4))
            \(line("cost per 1,000 applications", test.costPerThousand, 1))
            \(line("Brier score", test.brier, 5))
            Granting everyone would cost \(Self.digits(test.costOfGrantingAll, 1)) per 1,000; \(Self.digits(test.approvalRate * 100, 1)) % are granted.
            Done in \(ProgressDisplay.text(.seconds(output.seconds))).
            """)
        if test.auc.estimate > bundle.catalog.suspicionAUC {
            Terminal.error(
                "warning: an AUC above \(bundle.catalog.suspicionAUC) is suspect on this kind of data: look for a feature that knows the outcome."
            )
        }
    }

    /// A number with a fixed number of decimals.
    private static func digits(_ value: Double, _ decimals: Int) -> String {
        HumanFormat(language: .en, currency: "").number(value, decimals: decimals)
    }
}

extension Trainer.Stage {
    /// What the stage is called while it goes on.
    var title: String {
        switch self {
        case .preparing: "Dividing applications"
        case .learning: "Growing trees"
        case .deciding: "Calibrating and setting the threshold"
        case .judging: "Judging on the test applications"
        }
    }
}
