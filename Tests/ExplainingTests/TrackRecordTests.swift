import Catalog
import Credit
import Explaining
import Foundation
import Modeling
import Statistics
import Testing

@Suite("What is told of past applications is what the bundle keeps")
struct TrackRecordTests {
    @Test("the four shares give back the cost, the approvals and the defaults that they were worked from")
    func outcome() throws {
        let prices = try #require(CostMatrix(missedDefault: 10, refusedGoodClient: 2))
        for (unpaid, refused, defaults) in [(0.02, 0.1, 0.08), (0, 0.3, 0.05), (0.08, 0, 0.08)] {
            let granted = 1 - refused - (defaults - unpaid)
            let outcome = CostRecord.Outcome(
                cost: 10 * unpaid + 2 * refused, granted: granted, defaults: defaults, prices: prices)
            #expect(abs(outcome.grantedUnpaid - unpaid) < 1e-12)
            #expect(abs(outcome.refusedRepaid - refused) < 1e-12)
            #expect(abs(outcome.granted - granted) < 1e-12)
            #expect(abs(outcome.grantedUnpaid + outcome.refusedUnpaid - defaults) < 1e-12)
            #expect(abs(outcome.cost(ratio: 5) - (5 * unpaid + refused)) < 1e-12)
        }
    }

    @Test("an engine's record has the bundle's curve, parts and groups")
    func bundle() throws {
        let bundle = try smallModel.get().bundle
        let record = try #require(try engine().record)
        let report = bundle.selection
        #expect(record.rows == report.design.developmentRows && record.folds == report.design.folds)
        #expect(record.tenths.reduce(0) { $0 + $1.count } == record.rows)
        #expect(record.parts.reduce(0) { $0 + $1.count } == record.rows)
        #expect(record.cost.points.count == report.cost.curve.count)
        for (point, kept) in zip(record.cost.points, report.cost.curve) {
            let cost = report.cost.matrix.total(
                missedDefaults: point.outcome.grantedUnpaid, refusedGoodClients: point.outcome.refusedRepaid)
            #expect(abs(1_000 * cost - kept.cost) < 1e-6)
            #expect(abs(point.outcome.granted - kept.grantedShare) < 1e-9)
        }
        #expect(report.reliability.bands?.bins.count == record.parts.count)
        if let curve = report.cost.amounts?.curve {
            #expect(curve.first?.lost == 0, "who refuses everybody loses nothing")
            #expect(curve.map(\.lost) == curve.map(\.lost).sorted())
            #expect(curve.map(\.foregone) == curve.map(\.foregone).sorted(by: >))
        }
        #expect(record.cost.ratios.map(\.ratio) == (5...20).map(Double.init))
        #expect(record.treatment.count == report.fairness.count)
    }

    @Test("a probability is told of with the part that it lies in, also between parts and beyond them")
    func observed() throws {
        func part(_ low: Double, _ high: Double, count: Int = 100) -> ObservedRisk {
            ObservedRisk(count: count, range: low...high, predicted: low, observed: low, interval: low...high)
        }
        let cost = CostRecord(
            prices: try #require(CostMatrix(missedDefault: 10, refusedGoodClient: 1)), threshold: 0.1,
            cheapest: 0.1...0.1,
            points: [], ratios: [], amounts: nil)
        let parts = [part(0.01, 0.1), part(0.2, 0.3, count: 19), part(0.35, 0.6)]
        let record = TrackRecord(
            rows: 219, defaults: 9, folds: 5, tenths: parts, parts: parts, cost: cost, treatment: [])
        func found(_ value: Double) -> Double? {
            record.observed(at: Probability(clamping: value))?.range.lowerBound
        }
        #expect(found(0) == 0.01 && found(0.1) == 0.01)
        #expect(found(0.25) == nil, "of fewer than twenty nothing is said")
        #expect(found(0.32) == 0.35 && found(1) == 0.35)
    }

    @Test("a score's probability is that of the decision, and a family's facts are its contributions")
    func facts() throws {
        let engine = try engine()
        let row = try row([:])
        let explanation = try engine.explanation(for: row)
        #expect(engine.probability(of: explanation.logOdds) == explanation.decision.probability)
        for family in engine.catalog.families.map(\.id) {
            let facts = engine.facts(of: family, in: explanation, for: row)
            let sum = explanation.contributions.filter { $0.family == family }.reduce(0) { $0 + $1.logOdds.value }
            #expect(abs(facts.reduce(0) { $0 + $1.contribution.value } - sum) < 1e-12)
            #expect(
                facts.map(\.contribution.value.magnitude) == facts.map(\.contribution.value.magnitude).sorted(by: >))
        }
    }
}
