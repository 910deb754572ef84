public import Drift
import Statistics

/// Measures every indicator of a window.
public struct Measuring: Sendable {
    /// What windows are compared with.
    public let baseline: WindowBaseline
    /// From where an indicator is past its limit.
    public let limits: Limits
    private let preset: LimpidePreset

    /// Prepares to measure.
    ///
    /// - Throws: ``MonitoringError`` when a limit is out of range.
    public init(against baseline: WindowBaseline, limits: Limits) throws(MonitoringError) {
        try limits.check()
        self.baseline = baseline
        self.limits = limits
        do {
            preset = try LimpidePreset(minimumEffect: limits.columns, minimumRows: limits.decisions)
        } catch {
            throw MonitoringError(.invalidSetting, error.message)
        }
    }

    /// Measures a window.
    ///
    /// - Parameters:
    ///   - sample: Its decisions; none is a finding of its own.
    ///   - window: When they were made.
    ///   - model: The digest of the model that made them.
    ///   - threads: How many threads share the columns.
    ///   - effects: What the drift of each named column alone does to approvals; asked once, for columns that drifted.
    /// - Complexity: O(decisions) per column.
    public func record(
        of sample: DecisionSample, in window: Window, model: String, threads: Int = 1,
        effects: ([ColumnDrift]) throws -> [String: ApprovalEffect] = { _ in [:] }
    ) rethrows -> WindowRecord {
        let estimate = try? PerformanceEstimate(
            probabilities: sample.probabilities, refused: sample.refused, missedDefault: baseline.missedDefault,
            refusedGoodClient: baseline.refusedGoodClient)
        let facts = WindowRecord.Facts(
            decisions: sample.count, approvalRate: sample.approvalRate, overrideRate: sample.overrideRate,
            expectedDefaults: estimate?.defaultRate, expectedCost: estimate?.cost.value, reasons: sample.reasons)
        var problems = sample.problems
        if sample.count > 0, estimate == nil {
            problems.append("a probability in this window is missing or not between 0 and 1: nothing is estimated.")
        }
        var measurements = [volume(sample)]
        var report: DriftReport?
        if sample.count > 0 {
            let score = DriftColumn(name: WindowBaseline.scoreColumn, values: .doubles(sample.probabilities))
            do {
                report = try preset.compare(
                    reference: watched, current: sample.features + [score], threads: threads)
            } catch {
                problems.append(error.message)
            }
        }
        measurements.append(score(report))
        measurements += rates(sample, estimate)
        if let report {
            let moved = report.columns.filter { $0.drifted && $0.column != WindowBaseline.scoreColumn }
            let felt = moved.isEmpty ? [:] : try effects(moved)
            for column in report.columns where column.column != WindowBaseline.scoreColumn {
                measurements += self.measurements(of: column, felt[column.column])
            }
        }
        return WindowRecord(
            window: window, model: model, facts: facts, measurements: measurements, problems: problems)
    }

    /// The reference without what no log of decisions holds: the decision is an indicator of its own.
    private var watched: PopulationProfile {
        PopulationProfile(
            rows: baseline.profile.rows, columns: baseline.profile.columns.filter { $0.name != "decision" })
    }

    private func volume(_ sample: DecisionSample) -> Reading {
        Reading(
            Indicator(.volume), sample.count == 0 ? .breached : .normal, value: Double(sample.count), limit: 1,
            now: Double(sample.count))
    }

    private func score(_ report: DriftReport?) -> Reading {
        let column = report?.columns.first { $0.column == WindowBaseline.scoreColumn }
        guard let measures = column?.measures else { return Reading(Indicator(.score), .unknown) }
        let index = measures.populationStability
        // A small sample's index is large by chance: the column must have drifted, or its change be plain.
        let isMore = column?.drifted ?? false
        return Reading(
            Indicator(.score), index >= limits.score && isMore ? .breached : .normal, value: index, limit: limits.score)
    }

    private func rates(_ sample: DecisionSample, _ estimate: PerformanceEstimate?) -> [Reading] {
        [
            rate(.approvals, before: baseline.approvalRate, now: sample.approvalRate, sample, limits.approvals) {
                abs($0)
            },
            rate(.overrides, before: baseline.overrideRate, now: sample.overrideRate, sample, limits.overrides) { $0 },
            relative(
                .expectedDefaults, before: baseline.expectedDefaults, now: estimate?.defaultRate, sample,
                limits.expectedDefaults
            ) { abs($0) },
            relative(
                .expectedCost, before: baseline.expectedCost, now: estimate?.cost.value, sample, limits.expectedCost
            ) { $0 },
            reasons(sample),
        ]
    }

    /// A change of a rate: past its limit only when chance does not explain it either.
    private func rate(
        _ kind: Indicator.Kind, before: Double?, now: Double?, _ sample: DecisionSample, _ limit: Double,
        _ size: (Double) -> Double
    ) -> Reading {
        guard let before, let now, sample.count >= limits.decisions else {
            return Reading(Indicator(kind), .unknown, before: before, now: now)
        }
        let change = size(now - before)
        // One rate taken as known: 99 % of windows without a change fall within 2.58 deviations.
        let deviation = (max(before * (1 - before), 1e-4) / Double(sample.count)).squareRoot()
        let isBreach = change >= limit && abs(now - before) > 2.58 * deviation
        return Reading(
            Indicator(kind), isBreach ? .breached : .normal, value: change, limit: limit, before: before, now: now)
    }

    private func relative(
        _ kind: Indicator.Kind, before: Double?, now: Double?, _ sample: DecisionSample, _ limit: Double,
        _ size: (Double) -> Double
    ) -> Reading {
        guard let before, let now, before > 0, sample.count >= limits.decisions else {
            return Reading(Indicator(kind), .unknown, before: before, now: now)
        }
        let change = size((now - before) / before)
        return Reading(
            Indicator(kind), change >= limit ? .breached : .normal, value: change, limit: limit, before: before,
            now: now)
    }

    /// The share of reasons that moved, beyond chance (chi-square at 1 %).
    private func reasons(_ sample: DecisionSample) -> Reading {
        let given = sample.reasons.values.reduce(0, +)
        guard let before = baseline.reasons, sample.count >= limits.decisions, given > 0,
            before.values.contains(where: { $0 > 0 })
        else { return Reading(Indicator(.reasons), .unknown) }
        let codes = Set(before.keys).union(sample.reasons.keys).sorted()
        let counts = PairedCounts(
            reference: codes.map { before[$0] ?? 0 }, current: codes.map { sample.reasons[$0] ?? 0 })
        let moved = totalVariation(counts.referenceShares, counts.currentShares)
        let test = ChiSquareTest(homogeneity: ChiSquareTest.pooled(counts))
        let isBreach = moved >= limits.reasons && test.degrees > 0 && test.probability <= 0.01
        return Reading(
            Indicator(.reasons), isBreach ? .breached : .normal, value: moved, limit: limits.reasons)
    }

    private func measurements(of column: ColumnDrift, _ effect: ApprovalEffect?) -> [Reading] {
        let broken = Indicator(.broken, column: column.column)
        guard !column.state.isBroken else {
            return [Reading(broken, .breached, value: 1, limit: 1)]
        }
        let kinds: [(DriftSignal.Question, Indicator.Kind)] = [
            (.distribution, .distribution), (.missing, .missing), (.unseen, .unseen),
        ]
        let asked = column.signals.compactMap { signal -> Reading? in
            guard let kind = kinds.first(where: { $0.0 == signal.question })?.1 else { return nil }
            return Reading(
                Indicator(kind, column: column.column), signal.drifted ? .breached : .normal, value: signal.effect,
                limit: signal.threshold, before: kind == .missing ? column.missingReference : nil,
                now: kind == .missing ? column.missingCurrent : nil,
                approvalChange: signal.drifted ? effect?.approvalChange : nil)
        }
        return [Reading(broken, .normal, value: 0, limit: 1)] + asked
    }
}
