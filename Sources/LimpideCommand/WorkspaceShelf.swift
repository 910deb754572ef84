import Credit
import Foundation
import Markup
import Modeling
import Reporting
import Synchronization
import Tracking
import Web

/// The models and runs of a workspace, for the server's pages.
///
/// A model never changes under its digest, so each is read once.
final class WorkspaceShelf: ModelShelf {
    /// Runs that are listed.
    private static let mostRuns = 50

    private struct Known {
        var figures: [String: ShelvedModel.Figures?] = [:]
        var cards: [String: [UInt8]] = [:]
        /// Runs that have ended.
        var experiments: [RunID: Experiment] = [:]
    }

    private let repository: ModelRepository
    private let runs: RunStore
    private let known = Mutex(Known())

    init(_ place: WorkspaceOptions) {
        repository = ModelRepository(folder: place.models)
        runs = RunStore(folder: place.runs)
    }

    func models() throws -> [ShelvedModel] {
        repository.places.map { place in
            ShelvedModel(
                digest: place.digest, aliases: place.aliases, saved: place.saved, figures: figures(place.digest))
        }
    }

    func experiments() throws -> [Experiment] {
        runs.roots().suffix(Self.mostRuns).reversed().compactMap { id in
            if let experiment = known.withLock({ $0.experiments[id] }) { return experiment }
            guard let run = try? runs.run(id) else { return nil }
            let experiment = Experiment(
                id: id.description, name: run.name, experiment: run.experiment, state: state(run.state),
                started: run.started, ended: run.ended, parts: max(0, runs.tree(of: id).count - 1),
                metrics: Runs.last(run).filter { $0.value.isFinite })
            // A run that was stopped may be taken up again.
            if run.state == .finished { known.withLock { $0.experiments[id] = experiment } }
            return experiment
        }
    }

    func card(of digest: String, language: Language) throws -> [UInt8]? {
        let key = "\(digest).\(language.rawValue)"
        if let card = known.withLock({ $0.cards[key] }) { return card }
        guard let bundle = try? repository.load(digest).bundle else { return nil }
        var page = Page()
        ModelCardPage(ModelRecord(bundle, digest: digest), language: language).write(to: &page)
        known.withLock { $0.cards[key] = page.bytes }
        return page.bytes
    }

    private func figures(_ digest: String) -> ShelvedModel.Figures? {
        if let figures = known.withLock({ $0.figures[digest] }) { return figures }
        let figures = (try? repository.load(digest).bundle).map { ShelvedModel.Figures($0) }
        known.withLock { _ = $0.figures.updateValue(figures, forKey: digest) }
        return figures
    }

    private func state(_ state: RunState) -> Experiment.State {
        switch state {
        case .running: .running
        case .finished: .finished
        case .failed: .failed
        case .killed: .stopped
        }
    }
}

extension ShelvedModel.Figures {
    fileprivate init(_ bundle: ModelBundle) {
        let test = bundle.evaluation, price = bundle.decision.cost.refusedGoodClient
        self.init(
            learner: bundle.training.learner, features: bundle.encoder.columns.count,
            trainingRows: bundle.training.trainingRows, threshold: bundle.decision.value.probability,
            meanAUC: test.auc.estimate, auc: test.auc.low...test.auc.high,
            meanCost: test.costPerThousand.estimate / price,
            cost: test.costPerThousand.low / price...test.costPerThousand.high / price, testRows: test.rows)
    }
}
