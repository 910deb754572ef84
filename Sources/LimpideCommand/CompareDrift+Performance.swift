import Catalog
import Credit
import Drift
import Exploring
import Foundation
import Modeling
import Recording
import Watching

extension CompareDrift {
    /// How well decisions do, where both probability and decision are among the columns and the costs are known.
    func performance(
        _ reference: [DriftColumn], _ current: [DriftColumn], bundle: ModelBundle?, catalog: LenderCatalog?
    ) async throws -> DriftPerformance? {
        guard let cost = bundle?.decision.cost ?? catalog?.cost, let now = estimate(current, cost) else { return nil }
        var vintages: [Vintage] = []
        var unknown = 0
        if let outcomes {
            let file = try OutcomeFile(reading: outcomes, catalog: catalog, threads: threads)
            let followed = FollowedDecisions(try await log.followed(place, stores), labels: file.labels)
            vintages = try Drift.vintages(
                of: followed.loans, missedDefault: cost.missedDefault, refusedGoodClient: cost.refusedGoodClient)
            unknown = followed.unknown
            let problems = FollowedReport.problems(unknown: unknown, contradicting: followed.contradicting)
            for problem in file.problems + problems { Terminal.error("warning: \(problem)") }
        }
        return DriftPerformance(
            reference: estimate(reference, cost), current: now, vintages: vintages, unknownLabels: unknown)
    }

    private func estimate(_ columns: [DriftColumn], _ cost: CostMatrix) -> PerformanceEstimate? {
        guard
            case .doubles(let probabilities)? = columns.first(where: {
                $0.name == DriftComparison.ModelColumn.probability.rawValue
            })?.values,
            case .levels(let codes, let levels)? = columns.first(where: {
                $0.name == DriftComparison.ModelColumn.decision.rawValue
            })?.values, !probabilities.isEmpty, levels.allSatisfy({ Status(rawValue: $0) != nil })
        else { return nil }
        let refused = Int32(levels.firstIndex(of: Status.refused.rawValue) ?? -2)
        return try? PerformanceEstimate(
            probabilities: probabilities, refused: codes.map { $0 == refused }, missedDefault: cost.missedDefault,
            refusedGoodClient: cost.refusedGoodClient)
    }
}

extension LogPeriod {
    /// Every decision of the period, to meet with outcomes.
    func followed(_ place: WorkspaceOptions, _ stores: StoreOptions) async throws -> LoggedDecisions {
        let period = try period
        return try await LoggedDecisions(
            in: stores.openLog(place, creating: false).log, from: period.start, to: period.end, model: nil,
            for: .following)
    }
}
