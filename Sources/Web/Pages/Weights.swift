import Catalog
import Charts
import Credit
import Markup

/// What one family of features adds to a score.
struct FamilyWeight: Hashable, Sendable {
    /// The family; nil for features of no known family.
    let id: FamilyID?
    /// What the family is called; nil for features of no known family.
    let label: LocalizedText?
    /// The sum of its features' parts, in log-odds; positive speaks against.
    let logOdds: Double
    /// Its share of the sum of all families' magnitudes, 0…1.
    let share: Double

    /// Every family that adds something, heaviest first; ties in the catalog's order.
    static func all(of explanation: Explanation, catalog: LenderCatalog) -> [FamilyWeight] {
        var sums: [FamilyID?: Double] = [:]
        let known = Set(catalog.families.map(\.id))
        for part in explanation.contributions {
            sums[known.contains(part.family) ? part.family : nil, default: 0] += part.logOdds.value
        }
        let total = sums.values.reduce(0) { $0 + $1.magnitude }
        let families = catalog.families.map { (Optional($0.id), Optional($0.label)) } + [(nil, nil)]
        let weights = families.compactMap { id, label in
            sums[id].map {
                FamilyWeight(id: id, label: label, logOdds: $0, share: total > 0 ? $0.magnitude / total : 0)
            }
        }
        return weights.enumerated()
            .sorted { ($1.element.share, $0.offset) < ($0.element.share, $1.offset) }.map(\.element)
    }
}

/// How much each subject weighs, as a chart with its table.
func weightsSection(_ voice: Voice, _ weights: [FamilyWeight]) -> some HTML {
    let shown = weights.filter { $0.share >= 0.005 }
    return Element("section", .class("card"), .aria("label", voice(.weights))) {
        ChartFigure(
            title: finding(voice, shown), sentence: voice(.weightsSentence),
            chart: SignedBars(
                bars: shown.map {
                    SignedBars.Bar(
                        label: name(voice, $0), value: $0.logOdds < 0 ? -$0.share : $0.share, text: share(voice, $0)
                    )
                },
                subject: voice(.subject), measure: voice(.weightsMeasure)
            ).specification(description: voice(.weightsDescription)),
            table: DataTable(
                caption: voice(.weights), columns: [voice(.subject), voice(.side), voice(.weight)],
                rows: shown.map {
                    [name(voice, $0), voice($0.logOdds < 0 ? .sideFor : .sideAgainst), share(voice, $0)]
                },
                numeric: [2]
            )
        )
    }
}

private func finding(_ voice: Voice, _ weights: [FamilyWeight]) -> String {
    guard let heaviest = weights.first, heaviest.share > 0 else { return voice(.weightsNone) }
    return voice(
        heaviest.logOdds < 0 ? .weightsFindingFor : .weightsFindingAgainst, ["family": name(voice, heaviest)]
    )
}

private func name(_ voice: Voice, _ weight: FamilyWeight) -> String {
    weight.label.map { voice($0) } ?? voice(.otherFeatures)
}

private func share(_ voice: Voice, _ weight: FamilyWeight) -> String {
    voice.format.number(weight.share * 100, decimals: 0) + (voice.language == .fr ? "\u{A0}%" : "%")
}
