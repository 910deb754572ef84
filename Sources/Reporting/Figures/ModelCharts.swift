public import Charts
public import Credit
import Modeling
import Statistics

/// The charts that documents and runs show of a model; one that the bundle has no figures for is nil.
public struct ModelCharts: Sendable {
    let record: ModelRecord
    let prose: Prose
    /// In units: half a page's charts are narrower, so that their words stay as large.
    var width = 640.0

    /// Draws in a language.
    public init(_ record: ModelRecord, language: Language) {
        self.init(record, prose: Prose(language: language, currency: record.currency))
    }

    init(_ record: ModelRecord, prose: Prose, width: Double = 640) {
        self.record = record
        self.prose = prose
        self.width = width
    }

    /// The charts that there are, for files of their own; names are unique.
    public var all: [any StaticChart] {
        [candidates, costCurve, calibration, families, fairness, searchProgress].compactMap { $0 }
    }

    /// Most lines of a chart.
    static let mostRows = 14
    /// Most candidates of the note, whose table stands under their chart; the card has all.
    static let mostCandidates = 9
    /// Most families of the note, whose page has more to say.
    static let mostFamilies = 9

    /// The candidates to show: the cheapest, the chosen one always among them.
    var shownCandidates: [CandidateReport] {
        guard let report = record.selection else { return [] }
        let sorted = report.candidates.enumerated().sorted {
            ($0.element.costAtOwnThreshold.estimate, $0.offset) < ($1.element.costAtOwnThreshold.estimate, $1.offset)
        }.map(\.element)
        var shown = Array(sorted.prefix(Self.mostCandidates))
        if let chosen = record.chosen, !shown.contains(where: { $0.name == chosen.name }) {
            shown[shown.count - 1] = chosen
        }
        return shown
    }

    /// Costs of the candidates out of fold, with their intervals.
    var candidates: (any StaticChart)? {
        let shown = shownCandidates
        guard shown.count > 1, let report = record.selection else { return nil }
        let format = prose.format
        return RowPlot(
            name: "candidates", title: prose("Coût des candidats", "Cost of the candidates").plain,
            description: prose(
                "Coût hors plis de chaque candidat, avec son intervalle.",
                "Cost out of fold of each candidate, with its interval."
            ).plain,
            rows: shown.map { candidate in
                let cost = candidate.costAtOwnThreshold
                return RowPlot.Row(
                    label: prose.title(prose.learner(candidate.name)).plain, value: cost.estimate,
                    interval: cost.low...max(cost.low, cost.high), text: format.number(cost.estimate, decimals: 1),
                    tone: candidate.name == report.chosen ? .accent : .neutral,
                    isStrong: candidate.name == report.chosen)
            },
            measure: prose(
                "coût pour mille demandes, hors plis, intervalle à 95 %",
                "cost per thousand applications, out of fold, 95% interval"
            ).plain, width: width
        ) { format.number($0, atMost: 1) }
    }

    /// The cost at each threshold, the threshold and where it may be.
    var costCurve: (any StaticChart)? {
        guard let cost = record.selection?.cost, cost.curve.count > 1 else { return nil }
        let format = prose.format
        // What matters lies around the threshold: beyond three times it, almost everybody is granted.
        let end = min(cost.curve.map(\.threshold).max() ?? 1, max(3.2 * cost.threshold, 0.05))
        let shown = cost.curve.filter { $0.threshold <= end && $0.cost.isFinite }
        guard shown.count > 1 else { return nil }
        let lows = shown.map { CurvePlot.Point($0.threshold, $0.low) }
        let highs = shown.map { CurvePlot.Point($0.threshold, $0.high) }
        let all = lows.map(\.y) + highs.map(\.y) + [cost.costOfGrantingAll]
        let low = all.min() ?? 0, high = all.max() ?? 1
        let interval = cost.thresholdInterval
        return CurvePlot(
            name: "cost-curve", title: prose("Coût selon le seuil", "Cost by threshold").plain,
            description: prose(
                "Le coût hors plis selon la probabilité à partir de laquelle on refuse, avec son intervalle et le seuil retenu.",
                "The cost out of fold by the probability from which loans are refused, with its interval and the threshold."
            ).plain,
            x: CurvePlot.Axis(
                title: prose("refus à partir de cette probabilité", "refused from this probability").plain,
                range: 0...end
            ) { format.percent($0) },
            y: CurvePlot.Axis(
                title: prose("coût pour mille demandes", "cost per thousand applications").plain,
                range: (low - 0.05 * (high - low))...(high + 0.06 * (high - low))
            ) { format.number($0, decimals: 0) },
            layers: [
                .stripe(min(end, max(0, interval.low))...min(end, max(0, interval.low, interval.high)), .blush),
                .band(low: lows, high: highs, .pale),
                .curve(shown.map { CurvePlot.Point($0.threshold, $0.cost) }, .accent),
                .level(cost.costOfGrantingAll, prose("tout accorder", "granting everyone").plain, .soft),
                .upright(
                    cost.threshold,
                    prose("seuil \(.percent(cost.threshold))", "threshold \(.percent(cost.threshold))").plain, .warning),
            ], width: width)
    }

    /// What was predicted against what happened, by tenths.
    var calibration: (any StaticChart)? {
        let table = record.selection?.reliability.deciles ?? record.evaluation.reliability
        let bins = table.bins.filter { $0.count > 0 && (0...1).contains($0.observedRate) && $0.meanPrediction.isFinite }
        guard bins.count > 1 else { return nil }
        let format = prose.format
        let points = bins.map { bin in
            let interval = wilsonInterval(
                successes: Int((bin.observedRate * Double(bin.count)).rounded()), trials: bin.count)
            return (
                point: CurvePlot.Point(bin.meanPrediction, bin.observedRate),
                interval: interval.map { $0.low...$0.high }
            )
        }
        let end = points.map { max($0.point.x, $0.interval?.upperBound ?? $0.point.y) }.max() ?? 1
        return CurvePlot(
            name: "calibration",
            title: prose("Probabilités prédites et observées", "Predicted and observed probabilities").plain,
            description: prose(
                "Le taux d’impayés observé selon la probabilité prédite, par dixièmes ; la diagonale est la perfection.",
                "The default rate observed by the probability predicted, by tenths; the diagonal is perfection."
            ).plain,
            x: CurvePlot.Axis(title: prose("probabilité prédite", "probability predicted").plain, range: 0...end) {
                format.percent($0)
            },
            y: CurvePlot.Axis(title: prose("impayés observés", "defaults observed").plain, range: 0...end) {
                format.percent($0)
            },
            layers: [
                .curve([CurvePlot.Point(0, 0), CurvePlot.Point(end, end)], .neutral), .points(points, .accent),
            ], width: width)
    }

    /// What the model goes by, family by family.
    var families: (any StaticChart)? {
        guard let importance = record.selection?.importance, !importance.families.isEmpty else { return nil }
        let format = prose.format
        return RowPlot(
            name: "families", title: prose("Importance par famille", "Importance by family").plain,
            description: prose(
                "Taille moyenne de la contribution de chaque famille de variables au score.",
                "Mean size of the contribution of each family of features to the score."
            ).plain,
            rows: importance.families.prefix(Self.mostFamilies).enumerated().map { place, family in
                RowPlot.Row(
                    label: prose.title(family.label).plain, value: family.meanContribution,
                    text: format.number(family.meanContribution, decimals: 3), tone: place == 0 ? .accent : .neutral,
                    isStrong: place == 0)
            },
            measure: prose("contribution moyenne, en log-cotes", "mean contribution, in log-odds").plain, width: width,
            labelShare: 0.36
        ) { format.number($0, atMost: 2) }
    }

    /// Groups whose approvals are told, with the characteristic that they are of.
    var shownGroups: [(attribute: LocalizedText, label: LocalizedText, group: GroupFairness)] {
        guard let fairness = record.selection?.fairness else { return [] }
        return fairness.flatMap { report in
            zip(report.groups, report.summary.groups).compactMap { label, group in
                group.isTooSmall ? nil : (report.label, label, group)
            }
        }
    }

    /// Each group's approval beside that of the group approved most often.
    var fairness: (any StaticChart)? {
        let rows = shownGroups.prefix(Self.mostRows).map { attribute, label, group -> RowPlot.Row in
            let name = prose.title(attribute).plain + prose(" : ", ": ").plain + label[prose.language]
            guard let impact = group.impact else {
                return RowPlot.Row(
                    label: name, value: 1, interval: 1...1, text: prose("référence", "reference").plain, tone: .ink)
            }
            let interval = impact.interval ?? Interval(low: impact.value, high: impact.value)
            return RowPlot.Row(
                label: name, value: impact.value, interval: interval.low...interval.high,
                text: prose.format.number(impact.value, decimals: 2),
                tone: impact.value < ImpactRule.fourFifths ? .warning : .accent,
                isStrong: impact.value < ImpactRule.fourFifths)
        }
        guard rows.count > 1 else { return nil }
        let format = prose.format
        return RowPlot(
            name: "fairness", title: prose("Accords par groupe", "Approvals by group").plain,
            description: prose(
                "Taux d’accord de chaque groupe rapporté à celui du groupe de référence, avec son intervalle.",
                "Approval rate of each group over that of the reference group, with its interval."
            ).plain, rows: Array(rows),
            references: [
                RowPlot.Reference(
                    value: ImpactRule.fourFifths, text: prose("quatre cinquièmes", "four fifths").plain)
            ],
            measure: prose(
                "taux d’accord rapporté au groupe de référence, intervalle à 95 %",
                "approval rate over that of the reference group, 95% interval"
            ).plain, width: width, labelShare: 0.4
        ) { format.number($0, atMost: 2) }
    }

    /// The best value that a search had found, trial by trial.
    var searchProgress: (any StaticChart)? {
        guard let search = record.selection?.search else { return nil }
        let values = search.progress.enumerated().filter { $0.element.isFinite }
        guard values.count > 1, let low = values.map(\.element).min(), let high = values.map(\.element).max(),
            low < high
        else { return nil }
        let format = prose.format
        return CurvePlot(
            name: "search", title: prose("Recherche de paramètres", "Search for parameters").plain,
            description: prose("Le meilleur résultat selon les essais.", "The best result by trial.").plain,
            x: CurvePlot.Axis(title: prose("essais", "trials").plain, range: 1...Double(max(search.progress.count, 2)))
            {
                format.number($0, decimals: 0)
            },
            y: CurvePlot.Axis(
                title: prose(
                    "meilleur résultat (\(name: prose.objective(search.objective)))",
                    "best result (\(name: prose.objective(search.objective)))"
                ).plain,
                range: (low - 0.05 * (high - low))...(high + 0.05 * (high - low))
            ) { format.number($0, atMost: high - low < 0.1 ? 4 : 1) },
            layers: [.curve(values.map { CurvePlot.Point(Double($0.offset + 1), $0.element) }, .accent)], width: width)
    }
}

/// The rule of thumb of US agencies: a group approved less often than four fifths of another calls for an explanation.
enum ImpactRule {
    static let fourFifths = 0.8
}
