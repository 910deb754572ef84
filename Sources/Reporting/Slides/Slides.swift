import Charts
public import Credit
import Features
public import Markup
import Modeling

/// The presentation: one page per finding, in one file that prints to paper in 16:9.
///
/// Every title is what its figures say; a page whose figures the bundle does not have is left out.
public struct Slides: HTML, Sendable {
    /// The most pages that a presentation may have.
    public static let most = 30

    private let record: ModelRecord
    private let prose: Prose

    /// Presents a model in a language.
    public init(_ record: ModelRecord, language: Language) {
        self.record = record
        prose = Prose(language: language, currency: record.currency)
    }

    /// Writes the presentation.
    public func write(to page: inout Page) {
        Paper(
            title: prose("Présentation – \(name: record.lender)", "Presentation – \(name: record.lender)"),
            record: record,
            prose: prose, style: slideStyle
        ) {
            cover
            SlideDeck(record: record, prose: prose)
        }
        .write(to: &page)
    }

    private var cover: some HTML {
        Element("section", .class("slide cover")) {
            Element("p", .class("kicker")) {
                prose("\(name: record.lender) · score de crédit", "\(name: record.lender) · credit scoring")
            }
            Element("h1") { Findings(record: record, prose: prose).cost }
            Element("p", .class("lead")) {
                prose("Modèle \(name: record.shortDigest)", "Model \(name: record.shortDigest)")
            }
        }
    }
}

/// The pages after the cover.
private struct SlideDeck: HTML {
    let record: ModelRecord
    let prose: Prose

    private var charts: ModelCharts { ModelCharts(record, prose: prose, width: 540) }
    private var findings: Findings { Findings(record: record, prose: prose) }

    func write(to page: inout Page) {
        for slide in slides { slide.write(to: &page) }
    }

    private var slides: [Slide] {
        (question + data + choice + money + trust + after).compactMap { $0 }
    }

    private var question: [Slide?] {
        let cost = record.decision.cost
        return [
            Slide(
                kicker: prose("La question", "The question"),
                title: prose(
                    "Un impayé accordé coûte \(.short(cost.missedDefault / cost.refusedGoodClient)) fois un bon client refusé",
                    "A default that was granted costs \(.short(cost.missedDefault / cost.refusedGoodClient)) times a good client refused"
                ),
                lines: [
                    prose(
                        "Des clients ont peu ou pas d’historique de crédit : il faut décider sans l’habitude.",
                        "Clients have little or no credit history: a decision is needed without habit."),
                    prose(
                        "Le coût du prêteur choisit le modèle, ses réglages et le seuil ; l’AUC et l’exactitude contrôlent.",
                        "The lender’s cost chooses the model, its settings and the threshold; AUC and accuracy are controls."
                    ),
                    prose(
                        "La réponse doit s’expliquer au client, au conseiller et à l’auditeur.",
                        "The answer must be explained to the client, the adviser and the auditor."),
                ])
        ]
    }

    private var data: [Slide?] {
        let training = record.training
        let design = record.selection?.design
        let rows = design?.rows ?? training.rows
        return [
            Slide(
                kicker: prose("Les données", "The data"),
                title: prose(
                    "\(count: rows) demandes d’issue connue deviennent \(count: record.features) variables",
                    "\(count: rows) applications of known outcome become \(count: record.features) features"),
                lines: [
                    prose(
                        "Chaque variable a un nom, une unité et une famille, en français et en anglais : le catalogue les compose.",
                        "Every feature has a name, a unit and a family, in French and English: the catalog composes them."
                    ),
                    prose(
                        "\(count: record.comparisons) variables comparent le client à d’autres, apprises sur l’entraînement seul.",
                        "\(count: record.comparisons) features compare the client with others, learned on training rows alone."
                    ),
                    training.losses.contains { !$0.features.isEmpty }
                        ? prose(
                            "Des tables manquaient : \(name: training.losses.filter { !$0.features.isEmpty }.map(\.table).joined(separator: ", ")).",
                            "Tables were missing: \(name: training.losses.filter { !$0.features.isEmpty }.map(\.table).joined(separator: ", "))."
                        )
                        : prose("Aucune table ne manquait.", "No table was missing."),
                ]),
            design.map { design in
                Slide(
                    kicker: prose("Le protocole", "The protocol"),
                    title: prose(
                        "Aucune personne n’est des deux côtés : \(count: design.folds) plis, \(count: design.repetitions) fois, et \(count: design.testRows) demandes vues une seule fois",
                        "No person is on two sides: \(count: design.folds) folds, \(count: design.repetitions) times, and \(count: design.testRows) applications seen once"
                    ),
                    lines: [
                        prose(
                            "Imputation, échelle, encodage, sélection : appris dans chaque pli, gardés pour la production.",
                            "Imputation, scaling, encoding, selection: learned within each fold, kept for production."),
                        prose(
                            "Les candidats sont comparés deux à deux sur les mêmes lignes, avec des intervalles par personne.",
                            "Candidates are compared in pairs on the same rows, with intervals over persons."),
                        prose(
                            "Mêmes données et même graine : même modèle, à l’octet près.",
                            "Same data and seed: the same model, to the byte."),
                    ])
            },
        ]
    }

    private var choice: [Slide?] {
        [
            charts.candidates.flatMap { chart in
                findings.candidates.map {
                    Slide(kicker: prose("Le choix", "The choice"), title: $0, chart: chart)
                }
            },
            findings.imbalance.map { title in
                Slide(
                    kicker: prose("La rareté des impayés", "The rarity of defaults"), title: title,
                    lines: (record.selection?.imbalance ?? []).prefix(6).map { treatment in
                        prose(
                            "\(name: prose.title(treatment.label).plain) : coût \(treatment.cost.estimate, decimals: 1) pour mille, AUC \(treatment.auc.estimate, decimals: 4), erreur de calibration \(treatment.calibrationErrorCorrected, decimals: 4)",
                            "\(name: prose.title(treatment.label).plain): cost \(treatment.cost.estimate, decimals: 1) per thousand, AUC \(treatment.auc.estimate, decimals: 4), calibration error \(treatment.calibrationErrorCorrected, decimals: 4)"
                        )
                    })
            },
            findings.search.map {
                Slide(kicker: prose("La recherche", "The search"), title: $0, chart: charts.searchProgress)
            },
        ]
    }

    private var money: [Slide?] {
        [
            Slide(kicker: prose("Le seuil", "The threshold"), title: findings.threshold, chart: charts.costCurve),
            Slide(
                kicker: prose("La calibration", "Calibration"), title: findings.calibration, chart: charts.calibration),
            test,
        ]
    }

    private var test: Slide {
        let test = record.evaluation
        return Slide(
            kicker: prose("Le jugement final", "The final judgement"),
            title: prose(
                "Sur \(count: test.rows) demandes jamais vues, \(percent: test.approvalRate) sont accordées pour \(test.costPerThousand.estimate, decimals: 1) pour mille",
                "On \(count: test.rows) applications never seen, \(percent: test.approvalRate) are granted at \(test.costPerThousand.estimate, decimals: 1) per thousand"
            ),
            lines: [
                prose(
                    "Coût \(prose.estimate(test.costPerThousand, decimals: 1)) ; tout accorder coûterait \(test.costOfGrantingAll, decimals: 1)",
                    "Cost \(prose.estimate(test.costPerThousand, decimals: 1)); granting all would cost \(test.costOfGrantingAll, decimals: 1)"
                ),
                prose(
                    "AUC \(prose.estimate(test.auc, decimals: 4)) ; au-delà de \(record.suspicionAUC, decimals: 2) on chercherait une fuite",
                    "AUC \(prose.estimate(test.auc, decimals: 4)); above \(record.suspicionAUC, decimals: 2) one would look for a leak"
                ),
                prose(
                    "Exactitude \(prose.estimate(test.accuracy, decimals: 4)), pour contrôle seulement",
                    "Accuracy \(prose.estimate(test.accuracy, decimals: 4)), as a control only"),
            ])
    }

    private var trust: [Slide?] {
        [
            findings.importance.map {
                Slide(kicker: prose("Ce qui pèse", "What weighs"), title: $0, chart: charts.families)
            },
            Slide(
                kicker: prose("Pour un client", "For one client"),
                title: prose(
                    "Chaque réponse se décompose exactement, et porte la preuve de sa somme",
                    "Every answer is split exactly, and carries the proof of its sum"),
                lines: [
                    prose(
                        "base + contributions = score ; la base : \(count: record.referenceClients) « \(name: record.reference) »",
                        "baseline + contributions = score; the baseline: \(count: record.referenceClients) “\(name: record.reference)”"
                    ),
                    prose(
                        "Quatre raisons au plus de chaque côté, par famille, avec la valeur du client et l’usuel.",
                        "At most four reasons each way, by family, with the client’s value and the usual one."),
                    prose(
                        "Ce sont les mêmes chiffres à l’écran, dans l’interface et au journal.",
                        "The same figures stand on the screen, in the interface and in the log."),
                ]),
            findings.fairness.map {
                Slide(kicker: prose("L’équité", "Fairness"), title: $0, chart: charts.fairness)
            },
        ]
    }

    private var after: [Slide?] {
        [
            Slide(
                kicker: prose("Limites", "Limits"),
                title: prose(
                    "Le modèle ne connaît que des crédits accordés, et qu’hier",
                    "The model knows granted loans alone, and yesterday alone"),
                lines: [
                    prose(
                        "Sur le jeu de test, le coût est connu à \((record.evaluation.costPerThousand.high - record.evaluation.costPerThousand.low) / 2, decimals: 1) près.",
                        "On the test rows the cost is known to within \((record.evaluation.costPerThousand.high - record.evaluation.costPerThousand.low) / 2, decimals: 1)."
                    ),
                    prose(
                        "Une explication n’est pas une cause.", "An explanation is not a cause."),
                    prose(
                        "La dérive est suivie, classée par son effet sur les accords.",
                        "Drift is watched, ranked by its effect on approvals."),
                ]),
            Slide(
                kicker: prose("Refaire", "Do it again"),
                title: prose(
                    "Une commande va des tables brutes au modèle enregistré, une autre revient en arrière",
                    "One command goes from raw tables to a registered model, another goes back"),
                lines: [
                    prose(
                        "limpide train, search : essais, plis, graphiques et paquet gardés, et envoyés à MLflow.",
                        "limpide train, search: trials, folds, charts and bundle are kept, and sent to MLflow."),
                    prose(
                        "limpide models promote, rollback : le modèle qui décide, ici et au registre.",
                        "limpide models promote, rollback: the model that decides, here and in the registry."),
                    prose(
                        "limpide note, card, slides : ces documents, écrits par le modèle lui-même.",
                        "limpide note, card, slides: these documents, written by the model itself."),
                ]),
        ]
    }
}

/// One page: its finding, and a chart or sentences.
private struct Slide: HTML {
    let kicker: Typeset
    let title: Typeset
    var lines: [Typeset] = []
    var chart: (any StaticChart)?

    func write(to page: inout Page) {
        Element("section", .class("slide")) {
            Element("p", .class("kicker")) { kicker }
            Element("h2") { title }
            if let chart {
                Element("figure") { Chart(chart: chart) }
            } else if !lines.isEmpty {
                Bullets(lines: lines)
            }
        }
        .write(to: &page)
    }

    private struct Chart: HTML {
        let chart: any StaticChart
        func write(to page: inout Page) { chart.write(to: &page) }
    }
}

private let slideStyle = Verbatim(
    """
    <style>
    :root { --ink: #1b2430; --soft: #566170; --line: #d5dae0; --accent: #1f5fbf;
      --sans: Inter, "Noto Sans", "Segoe UI", system-ui, "DejaVu Sans", sans-serif; }
    *, ::before, ::after { box-sizing: border-box; }
    @page { size: 254mm 142.9mm; margin: 13mm 16mm 12mm; }
    html { font: 400 14pt/1.4 var(--sans); color: var(--ink); font-feature-settings: "tnum", "ss01", "cv11";
      print-color-adjust: exact; }
    body { margin: 0; }
    h1, h2, p, ul, figure { margin: 0; padding: 0; }
    h1, h2 { font-weight: 650; text-wrap: balance; letter-spacing: -.022em; line-height: 1.15; }
    h1 { font-size: 34pt; }
    h2 { font-size: 22pt; }
    .kicker { font-size: 9.5pt; letter-spacing: .09em; text-transform: uppercase; color: var(--accent); font-weight: 600;
      margin-bottom: 3mm; }
    .lead { color: var(--soft); margin-top: 6mm; font-size: 12pt; }
    .slide { break-before: page; break-inside: avoid; height: 117mm; display: flex; flex-direction: column; overflow: hidden; }
    .slide:first-of-type { break-before: auto; }
    .cover { justify-content: center; border-left: 3mm solid var(--accent); padding-left: 9mm; }
    .slide ul { margin-top: 8mm; padding-left: 7mm; font-size: 17.5pt; line-height: 1.34; }
    li + li { margin-top: 6mm; } li::marker { color: var(--accent); }
    figure { flex: 1; min-height: 0; margin-top: 5mm; display: flex; }
    .plot { width: 100%; height: 100%; }
    data { white-space: nowrap; }
    @media screen { html { background: #d9dde3; }
      main { max-width: 254mm; margin: 0 auto; padding: 6mm 0; }
      .slide { background: #fff; height: 142.9mm; padding: 13mm 16mm 12mm; margin-bottom: 6mm; }
      .cover { padding-left: 22mm; } }
    </style>
    """
)
