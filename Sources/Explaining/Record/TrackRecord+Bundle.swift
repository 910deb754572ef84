import Catalog
import Credit
import Modeling
import Statistics

extension TrackRecord {
    /// Reads what a bundle keeps of its choice.
    init(_ bundle: ModelBundle) {
        let report = bundle.selection
        let rows = report.design.developmentRows
        self.init(
            rows: rows, defaults: report.design.developmentDefaults, folds: report.design.folds,
            tenths: report.reliability.deciles.bins.map(ObservedRisk.init),
            parts: (report.reliability.bands ?? report.reliability.deciles).bins.map(ObservedRisk.init),
            cost: CostRecord(report, defaults: Double(report.design.developmentDefaults) / Double(max(rows, 1))),
            treatment: report.fairness.map { GroupTreatment($0, bundle.catalog) })
    }
}

extension ObservedRisk {
    fileprivate init(_ bin: ReliabilityTable.Bin) {
        let unpaid = Int((bin.observedRate * Double(bin.count)).rounded())
        self.init(
            count: bin.count, range: bin.range.closed, predicted: bin.meanPrediction, observed: bin.observedRate,
            interval: wilsonInterval(successes: min(max(unpaid, 0), bin.count), trials: bin.count)?.closed ?? 0...1)
    }
}

extension CostRecord {
    fileprivate init(_ report: SelectionReport, defaults: Double) {
        let cost = report.cost, prices = cost.matrix
        let model = cost.sensitivityModels.firstIndex(of: report.chosen)
        self.init(
            prices: prices, threshold: cost.threshold, cheapest: cost.thresholdInterval.closed,
            points: cost.curve.map { point in
                Point(
                    threshold: point.threshold,
                    outcome: Outcome(
                        cost: point.cost / 1_000, granted: point.grantedShare, defaults: defaults, prices: prices),
                    interval: point.low / 1_000...max(point.low, point.high) / 1_000)
            },
            ratios: cost.sensitivity.rows.compactMap { row in
                guard let model, row.models.indices.contains(model) else { return nil }
                let cheapest = row.models[model].minimum
                return Ratio(ratio: row.ratio, threshold: cheapest.threshold, cost: cheapest.cost)
            },
            amounts: cost.amounts.flatMap { Amounts($0, cost.curve.map(\.threshold)) })
    }
}

extension CostRecord.Amounts {
    /// Nil where the report does not tell amounts at the curve's own thresholds.
    fileprivate init?(_ report: AmountReport, _ thresholds: [Double]) {
        guard let curve = report.curve, curve.map(\.threshold) == thresholds, let first = curve.first else {
            return nil
        }
        self.init(
            lossGivenDefault: report.lossGivenDefault, margin: report.margin, rows: report.rows,
            allLost: report.costOfGrantingAll, allForegone: first.foregone,
            points: curve.map { Point(lost: $0.lost, foregone: $0.foregone) })
    }
}

extension GroupTreatment {
    fileprivate init(_ report: FairnessReport, _ catalog: LenderCatalog) {
        let summary = report.summary
        self.init(
            label: report.label, isAllowed: report.isAllowed,
            reason: catalog.protections.first { $0.name == report.attribute }?.reason,
            groups: zip(report.groups, summary.groups).map { Group(label: $0, $1) }, reference: summary.reference,
            dropping: report.dropping.map { dropping in
                Dropping(
                    features: dropping.features.count,
                    cost: Figure(
                        dropping.cost.difference / catalog.cost.refusedGoodClient,
                        dropping.cost.interval.scaled(1 / catalog.cost.refusedGoodClient)),
                    lowestImpact: dropping.lowestImpactRatio)
            })
    }
}

extension GroupTreatment.Group {
    fileprivate init(label: LocalizedText, _ group: GroupFairness) {
        self.init(
            label: label, rows: group.count, approval: group.approval.figure,
            impact: group.impact.map { GroupTreatment.Figure($0.value, $0.interval?.closed) },
            finding: group.impact.map { impact in
                switch impact.finding {
                case .withinFourFifths: .within
                case .belowWithinChance: .belowWithinChance
                case .below: .below
                }
            },
            caught: group.truePositive.figure,
            caughtDifference: group.truePositiveDifference.map { GroupTreatment.Figure($0.value, $0.interval.closed) },
            calibration: group.calibration.flatMap { calibration in
                calibration.ratio.map { GroupTreatment.Figure($0, calibration.interval?.closed) }
            })
    }
}

extension GroupRate {
    fileprivate var figure: GroupTreatment.Figure? {
        value.map { GroupTreatment.Figure($0, interval?.closed) }
    }
}

extension Interval {
    fileprivate var closed: ClosedRange<Double> { low...high }
    fileprivate func scaled(_ factor: Double) -> ClosedRange<Double> { low * factor...high * factor }
}
