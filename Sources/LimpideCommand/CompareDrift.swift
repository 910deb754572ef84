import ArgumentParser
import Credit
import Drift
import Exploring
import Foundation
import Markup
import Modeling
import StagedFiles

/// The command `limpide drift`.
struct CompareDrift: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift",
        abstract: "Tell what has changed between two sets of clients.",
        discussion: """
            A side is a file of any columns (CSV with a header, compressed or not, or Parquet), a workspace or its folder of \
            features, or with --log the decisions of the workspace between two days. --reference-model compares with the population \
            that a model describes, without its rows. With --model or --reference-model, columns are ranked by what their drift does \
            to approvals.
            Exit codes: 0 when the sides were compared, whatever was found; with --fail-on, 3 when the data has drifted and 4 \
            when a column is absent or of another type (4 when both hold); 65 when there is nothing to compare.
            """)

    @Option(help: ArgumentHelp("What to compare with: the past.", valueName: "path"))
    var reference: String?

    @Option(help: ArgumentHelp("Compare with the population of this model, as champion.", valueName: "name"))
    var referenceModel: String?

    @Option(help: ArgumentHelp("What is compared: today.", valueName: "path"))
    var current: String?

    @OptionGroup var log: LogPeriod

    @Option(
        help: ArgumentHelp("Outcomes of the log's decisions: decision or client, date, outcome.", valueName: "file"))
    var outcomes: String?

    @Option(help: ArgumentHelp("Rules of the verdicts.", valueName: "rules"))
    var preset = PresetName.limpide

    @Option(help: ArgumentHelp("Alias or digest of a model in the workspace, as champion.", valueName: "name"))
    var model: String?

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var stores: StoreOptions
    @OptionGroup var lender: CatalogOptions

    @Option(help: ArgumentHelp("Columns to compare, with commas between; all by default.", valueName: "names"))
    var columns: String?

    @Option(help: ArgumentHelp("HTML file to write.", valueName: "file"))
    var out: String?

    @Option(help: ArgumentHelp("Language of the page.", valueName: "language"))
    var language: PageLanguage = .fr

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    @Option(
        help: ArgumentHelp("End with an exit code of its own on this finding; may be repeated.", valueName: "finding"))
    var failOn: [FailingFinding] = []

    @Option(help: ArgumentHelp("Threads to use; all cores by default.", valueName: "n"))
    var threads = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        guard (1...1024).contains(threads) else { throw ValidationError("--threads must be between 1 and 1024.") }
        guard [reference != nil, referenceModel != nil, log.referenceFrom != nil].count(where: { $0 }) == 1 else {
            throw ValidationError(
                "Give one thing to compare with: --reference, --reference-model, or --log with --reference-from.")
        }
        guard (current != nil) != log.log else { throw ValidationError("Give one of --current and --log.") }
        try log.check()
        guard outcomes == nil || log.log else {
            throw ValidationError("--outcomes goes with --log: outcomes are those of recorded decisions.")
        }
        guard referenceModel == nil || preset == .limpide else {
            throw ValidationError(
                "Evidently's rules need the rows of both sides: give --reference, or --preset limpide.")
        }
        guard referenceModel == nil || model == nil else {
            throw ValidationError("--reference-model scores with that model: leave --model out.")
        }
    }

    func run() async throws {
        Interruption.watch()
        let display = ProgressDisplay()
        if let referenceModel { return try await compare(withModel: referenceModel, display: display) }
        let bundle = try model.map { try ModelRepository(folder: place.models).load($0) }
        let catalog = try bundle?.bundle.catalog ?? lender.readIfThere()
        display.update("Reading", 0)
        let before = try await referenceSide()
        display.update("Reading", 0.5)
        let after = try await currentSide()
        var sides = try DriftSides(before, after, catalog: catalog, columns: columns.map(Self.names))
        let scores = try bundle.map { digest, bundle in
            try DriftScores(
                bundle, named: model == digest ? String(digest.prefix(12)) : model ?? digest, threads: threads)
        }
        let approvals = try scores.flatMap { try $0.score(&sides, display: display) }
        display.update("Comparing", 0)
        let (report, figures) = try compare(&sides)
        display.update("Comparing", 1)
        let effects =
            approvals == nil ? [:] : try scores?.effects(of: report, sides, display: display) ?? [:]
        display.finish()

        let comparison = DriftComparison(
            reference: sides.names.reference, current: sides.names.current, preset: preset.value,
            report: report.ranked(by: effects), figures: figures, approvals: approvals,
            performance: try await performance(
                sides.reference, sides.current, bundle: bundle?.bundle, catalog: catalog), leftOut: sides.leftOut,
            problems: sides.problems, isSynthetic: before.isSynthetic || after.isSynthetic, catalog: catalog)
        try tell(comparison)
        try end(comparison, nothingToCompare: sides.nothingToCompare)
    }

    /// Today: a file, a workspace or a stretch of the log.
    func currentSide() async throws -> DriftSide {
        if let current { return try DriftSide(current, threads: threads) }
        return try await log.current(place, stores)
    }

    private func referenceSide() async throws -> DriftSide {
        if let reference { return try DriftSide(reference, threads: threads) }
        return try await log.reference(place, stores)
    }

    /// Verdicts by the rules asked for, and bins by Limpide's where those rules make none.
    private func compare(_ sides: inout DriftSides) throws -> (report: DriftReport, figures: DriftReport?) {
        do {
            return try verdicts(sides)
        } catch let error as DriftError where error.code == .noRows || error.code == .nothingInCommon {
            sides.addNothingToCompare(error)
            return (DriftReport(incomparable: sides.reference, current: sides.current), nil)
        }
    }

    private func verdicts(_ sides: DriftSides) throws -> (report: DriftReport, figures: DriftReport?) {
        let figures = try LimpidePreset()
            .compare(reference: sides.reference, current: sides.current, threads: threads)
        guard preset == .evidently else { return (figures, nil) }
        let report = try EvidentlyPreset()
            .compare(reference: sides.reference, current: sides.current, threads: threads)
        return (report, figures)
    }

    func tell(_ comparison: DriftComparison) throws {
        for problem in comparison.problems { Terminal.error("warning: \(problem.en)") }
        if let out {
            var page = Page()
            DriftPage(comparison, language: language.value).write(to: &page)
            try StagedPath.write(page.bytes, to: out)
        }
        if json { return try JSONOutput.print(comparison) }
        for line in comparison.summary(language: .en) { Terminal.print(line) }
        if let out { Terminal.print("The report is in \(out).") }
    }

    func end(_ comparison: DriftComparison, nothingToCompare: String?) throws {
        if let reason = nothingToCompare { throw CommandFailure(code: .data, message: reason) }
        if failOn.contains(.brokenColumns), comparison.report.dataset.brokenColumns > 0 {
            Terminal.error("limpide: \(comparison.report.dataset.brokenColumns) columns are absent or of another type.")
            throw ExitCode(FailingFinding.brokenColumns.code)
        }
        if failOn.contains(.datasetDrift), comparison.report.dataset.drifted {
            Terminal.error("limpide: the data has drifted.")
            throw ExitCode(FailingFinding.datasetDrift.code)
        }
    }

    static func names(_ list: String) -> [String] {
        list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}

/// Rules as a person types them.
enum PresetName: String, CaseIterable, ExpressibleByArgument {
    case limpide, evidently

    /// The rules.
    var value: DriftComparison.Preset { self == .limpide ? .limpide : .evidently }
}

/// A finding that a pipeline stops at.
enum FailingFinding: String, CaseIterable, ExpressibleByArgument {
    case datasetDrift = "dataset-drift"
    case brokenColumns = "broken-columns"

    /// The exit code.
    var code: Int32 { self == .datasetDrift ? 3 : 4 }
}
