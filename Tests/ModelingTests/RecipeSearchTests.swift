import Catalog
import Credit
import Features
import Fixtures
import Foundation
import Searching
import Statistics
import Testing

@testable import Modeling

@Suite("A search for parameters")
struct RecipeSearchTests {
    private let data: LearnableTable

    init() throws { data = try LearnableTable(rows: 600, seed: 21) }

    private func search(_ trials: Int) -> RecipeSearch {
        var search = RecipeSearch(base: .standard(.scorecard))
        search.trials = trials
        search.method = .random
        search.settings.folds = 3
        search.threads = 1
        return search
    }

    private func run(
        _ search: RecipeSearch, _ journal: String, onProgress: (RecipeSearch.Progress) throws -> Void = { _ in }
    ) throws -> RecipeSearch.Found {
        try search.run(
            data.table, catalog: data.catalog, journal: journal, run: ObservedRun("search", observer: NoObserver()),
            onProgress: onProgress)
    }

    @Test("goes on after a stop as if there had been none, and begins with the recipe in use")
    func resumes() throws {
        struct Stop: Error {}
        let folder = try TemporaryFolder()
        let whole = try run(search(6), folder.file("whole.ndjson"))
        let journal = folder.file("stopped.ndjson")
        #expect(throws: CancellationError.self) {
            try run(search(6), journal) { if $0.done == 3 { throw CancellationError() } }
        }
        let resumed = try run(search(6), journal)
        #expect(resumed.recipe == whole.recipe && resumed.report == whole.report)
        #expect(whole.report.trials == 6 && whole.report.failed == 0)
        // The first trial is the standard recipe: the best is no worse.
        let validation = try CrossValidation(
            data.table, data.catalog,
            rows: HoldOut(persons: data.table.persons, outcomes: data.table.outcomes, share: 0.15, seed: 1).development,
            folds: 3, repetitions: 1, seed: 1, threads: 1)
        let standard = try JudgedCandidate(
            validation.run(.standard(.scorecard)), validation, cost: data.catalog.cost)
        #expect(whole.report.best <= standard.costAtOwnThreshold.estimate)
    }

    @Test("of another kind in the same journal is refused")
    func other() throws {
        let folder = try TemporaryFolder()
        _ = try run(search(1), folder.file("search.ndjson"))
        var other = search(1)
        other.settings.seed = 2
        let error = #expect(throws: SearchError.self) { try run(other, folder.file("search.ndjson")) }
        #expect(error?.code == .otherSearch)
    }

    @Test("seeks what is asked", arguments: RecipeSearch.Objective.allCases)
    func objectives(objective: RecipeSearch.Objective) throws {
        let folder = try TemporaryFolder()
        var search = search(4)
        search.objective = objective
        let report = try run(search, folder.file("search.ndjson")).report
        #expect(report.objective == objective.rawValue)
        #expect(report.progress == (objective == .auc ? report.progress.sorted() : report.progress.sorted(by: >)))
        #expect(report.best == report.progress.last)
    }

    @Test("of a learner without parameters is refused")
    func nothing() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: ModelingError.self) {
            try run(RecipeSearch(base: .standard(.majority)), folder.file("search.ndjson"))
        }
        #expect(error?.message == "the learner majority has no parameters to search.")
    }

    @Test("tells its trials to who listens, each with its parameters, its figure by fold, and its end")
    func observed() throws {
        let folder = try TemporaryFolder()
        let listener = Listener()
        _ = try search(2).run(
            data.table, catalog: data.catalog, journal: folder.file("search.ndjson"),
            run: ObservedRun("search", observer: listener))
        let events = listener.events
        var runs: Set<Int> = [], figures = 0, parameters = 0, ended: Set<Int> = []
        for event in events {
            switch event {
            case .started(let run, let name, let parent): if parent != nil, name.hasPrefix("trial") { runs.insert(run) }
            case .parameters(let run, let values):
                if runs.contains(run), values["maximum_bins"] != nil { parameters += 1 }
            case .metrics(let run, let values, let step):
                if runs.contains(run), step != nil, values["cost"] != nil { figures += 1 }
            case .finished(let run): ended.insert(run)
            default: break
            }
        }
        #expect(runs.count == 2 && parameters == 2 && figures == 6 && ended.isSuperset(of: runs))
    }
}

/// Keeps what it hears.
private final class Listener: TrainingObserver, @unchecked Sendable {
    // @unchecked because: a lock guards the one property.
    private let lock = NSLock()
    private var heard: [TrainingEvent] = []

    var events: [TrainingEvent] { lock.withLock { heard } }

    func observe(_ event: TrainingEvent) { lock.withLock { heard.append(event) } }
}

@Suite("Two bundles on the same applications")
struct BundleComparisonTests {
    @Test("a bundle differs from itself by nothing, and from a weaker one by what the figures say")
    func paired() throws {
        let (data, bundle) = try trainedModel.get()
        let model = try ScoringModel(bundle)
        let same = try BundleComparison(model, on: data.table, against: (model, data.table), threads: 1)
        let nothing = try #require(same.difference)
        #expect(nothing.auc.difference == 0 && nothing.cost.difference == 0 && nothing.agreement == 1)
        #expect(same.rows == 1_900 && same.first == same.second)

        var settings = quickSettings
        settings.candidates = [LearnerRecipe(.scorecard, parameters: ["maximum_characteristics": 1])]
        let weak = try ScoringModel(Trainer(settings: settings).train(data.table, catalog: data.catalog, losses: []))
        let against = try BundleComparison(model, on: data.table, against: (weak, data.table), threads: 1)
        let difference = try #require(against.difference)
        #expect(difference.auc.interval.low > 0 && difference.cost.difference < 0)
        #expect(bundle.isTrained(on: data.table))
        #expect(!bundle.isTrained(on: try LearnableTable(rows: 2_000, unlabelled: 100, seed: 2).table))
    }

    @Test("alone has no difference; rows of one class are refused")
    func alone() throws {
        let (data, bundle) = try trainedModel.get()
        let model = try ScoringModel(bundle)
        #expect(try BundleComparison(model, on: data.table, threads: 1).difference == nil)
        let good = data.table.replacing(outcomes: data.table.outcomes.map { _ in false })
        let error = #expect(throws: ModelingError.self) { try BundleComparison(model, on: good, threads: 1) }
        #expect(error?.message == "all 2000 labelled applications were repaid: an evaluation needs both.")
    }
}
