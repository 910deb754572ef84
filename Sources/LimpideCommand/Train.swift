import ArgumentParser
import Catalog
import Credit
import Features
import FeaturesDuckDB
import Foundation
import Modeling
import StagedFiles
import Statistics

/// The command `limpide train`.
struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Choose, calibrate and judge a model on raw tables.",
        discussion: """
            Candidates are compared on folds that divide no person; calibration and threshold come from predictions out of fold, and \
            the test applications are looked at once, at the end. The model becomes the workspace's champion, the one that score, load \
            and serve use.
            """)

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var lender: CatalogOptions
    @OptionGroup var machine: MachineOptions

    @Option(help: ArgumentHelp("Folder of the raw tables.", valueName: "folder"))
    var data: String

    @Option(help: ArgumentHelp("The same seed and data give the same model.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "Learners to compare: all, or some of majority, scorecard, logistic, forest, boosting, blend.",
            valueName: "list"))
    var candidates = "boosting"

    @Option(
        help: ArgumentHelp(
            "Recipe in place of its learner's standard one: a file, or best for what limpide search found.",
            valueName: "file"))
    var recipe: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A parameter of the recipe, or of boosting, as learning_rate=0.02.", valueName: "name=value")
    )
    var parameters: [String] = []

    @Option(help: ArgumentHelp("Folds on which candidates are compared.", valueName: "n"))
    var folds = 5

    @Option(help: ArgumentHelp("How often the folds are dealt anew.", valueName: "n"))
    var repetitions = 1

    @Option(help: ArgumentHelp("Share of persons kept for the final judgement.", valueName: "share"))
    var testShare = 0.15

    @Option(
        help: ArgumentHelp(
            "What the threshold is chosen by: errors, the catalog's price of each, or amounts, each loan in money.",
            valueName: "way"))
    var costs: CostWay = .errors

    @Flag(
        help:
            "Also measure, on and off, comparisons with others, features made from outcomes and the choice of features."
    )
    var additions = false

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    func run() async throws {
        Interruption.watch()
        let clock = ContinuousClock()
        let start = clock.now
        let (settings, search) = try settings()
        let catalog = try lender.read()
        let display = ProgressDisplay()
        // What is measured may need histories that nothing in use asks for.
        let measured = additions ? catalog.using(targets: Set(catalog.targets.map(\.name))) : catalog
        let features = try FeatureRun(
            data: data, catalog: measured, engine: machine.workspaceFeatures, to: place.features, display: display)
        let table = try machine.features.load(place.features)
        let groups = try ProtectedColumns.groups(catalog, in: place.features, engine: machine.features)
        let seconds = CandidateSeconds()
        let keeper = RunKeeper(place, experiment: catalog.name, source: data)
        let repository = ModelRepository(folder: place.models)
        let (digest, bundle) = try await keeper.keep("train", beside: [seconds]) { run in
            let trainer = Trainer(settings: settings, threads: machine.threads, run: run, search: search)
            let bundle = try trainer.train(
                table, catalog: catalog, losses: features.manifest.losses, groups: groups,
                isSynthetic: features.manifest.isSynthetic
            ) { display.update($0.stage.title, $0.share, $0.detail) }.describing(table, threads: machine.threads)
            display.finish()
            let digest = try repository.save(bundle)
            try repository.promote(digest)
            run.model(digest: digest, folder: place.models + "/" + digest)
            return (digest, bundle)
        }
        features.reportRejected(listedIn: place.rejects)
        let report = TrainingReport(
            model: digest, bundle: bundle, isSynthetic: features.manifest.isSynthetic,
            candidateSeconds: seconds.seconds,
            seconds: (clock.now - start) / .seconds(1))
        if json { return try JSONOutput.print(report.output) }
        report.print()
    }

    private func settings() throws -> (TrainingSettings, SearchReport?) {
        let kinds = try CandidateNames.kinds(candidates)
        var settings = kinds.count > 1 ? TrainingSettings.everything : TrainingSettings()
        settings.seed = seed
        settings.folds = folds
        settings.repetitions = repetitions
        settings.testShare = testShare
        settings.measuresAdditions = additions
        settings.pricing = costs.value
        var own = LearnerRecipe.standard(kinds.count == 1 ? kinds[0] : .boosting)
        var search: SearchReport?
        if let recipe { (own, search) = try CandidateNames.recipe(recipe, in: place.search) }
        own = try CandidateNames.setting(parameters, in: own)
        settings.candidates = LearnerRecipe.everyLearner(
            boosting: own.learner == .boosting ? own : .standard(.boosting)
        )
        .map { $0.learner == own.learner ? own : $0 }
        .filter { kinds.contains($0.learner) || (recipe != nil && $0 == own) }
        for candidate in settings.candidates { try candidate.check() }
        return (settings, search)
    }
}

/// What costs are counted in, as a person types it.
enum CostWay: String, ExpressibleByArgument, CaseIterable {
    case errors, amounts

    var value: Pricing { Pricing(rawValue: rawValue) ?? .errors }
}

extension Trainer.Stage {
    /// What the stage is called while it goes on.
    var title: String {
        switch self {
        case .preparing: "Dividing applications"
        case .comparing: "Comparing candidates out of fold"
        case .measuring: "Measuring additions on and off"
        case .learning: "Learning from all development applications"
        case .deciding: "Setting the threshold and reporting"
        case .judging: "Judging on the test applications"
        }
    }
}
