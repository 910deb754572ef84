import Catalog
public import Credit
import Features
public import Markup
import Modeling
import Statistics

/// The model card: what a person, a risk officer or an authority should know of a model before trusting it.
///
/// Its order is that of a technical documentation for a high-risk system (Annex IV of the EU AI Act): purpose, data, making,
/// quality by segment, fairness, limits, oversight, surveillance. Every figure is the bundle's.
public struct ModelCardPage: HTML, Sendable {
    private let record: ModelRecord
    private let prose: Prose

    /// Writes of a model in a language.
    public init(_ record: ModelRecord, language: Language) {
        self.record = record
        prose = Prose(language: language, currency: record.currency)
    }

    /// Writes the card.
    public func write(to page: inout Page) {
        Paper(
            title: prose("Fiche du modèle – \(name: record.lender)", "Model card – \(name: record.lender)"),
            record: record,
            prose: prose, style: cardStyle
        ) {
            Element("header", .class("opening")) {
                Element("p", .class("kicker")) {
                    prose("Fiche du modèle · \(name: record.lender)", "Model card · \(name: record.lender)")
                }
                Element("h1") { Findings(record: record, prose: prose).cost }
                Element("p", .class("lead")) {
                    prose("Modèle \(name: record.digest)", "Model \(name: record.digest)")
                }
            }
            purpose
            CardData(record: record, prose: prose)
            making
            CardQuality(record: record, prose: prose)
            CardCare(record: record, prose: prose)
        }
        .write(to: &page)
    }

    private var purpose: some HTML {
        Block(prose("But et usage", "Purpose and use")) {
            FactTable(facts: [
                (
                    prose("Ce qu’il fait", "What it does"),
                    prose(
                        "Estime la probabilité qu’un crédit à la consommation ne soit pas remboursé, pour qu’un conseiller l’accorde ou le refuse et l’explique.",
                        "Estimates the probability that a consumer loan goes unpaid, for an adviser to grant or refuse it and explain why."
                    )
                ),
                (
                    prose("Pour qui", "For whom"),
                    prose(
                        "Les chargés de relation client ; les clients, à qui chaque réponse est motivée ; les auditeurs.",
                        "Relationship managers; clients, to whom every answer is explained; auditors.")
                ),
                (
                    prose("Hors de son usage", "Not for"),
                    prose(
                        "Crédits immobiliers, entreprises, détection de fraude, publicité, recouvrement ; toute population autre que celle de l’entraînement.",
                        "Mortgages, companies, fraud, marketing, collection; any population but the one that it learned from."
                    )
                ),
                (
                    prose("Décision", "Decision"),
                    prose(
                        "Refus à partir de \(percent: record.decision.threshold) \(prose.interval(percent: record.decision.interval)) ; un impayé accordé coûte \(.short(record.decision.cost.missedDefault)), un bon client refusé \(.short(record.decision.cost.refusedGoodClient)).",
                        "Refusal from \(percent: record.decision.threshold) \(prose.interval(percent: record.decision.interval)); a default granted costs \(.short(record.decision.cost.missedDefault)), a good client refused \(.short(record.decision.cost.refusedGoodClient))."
                    )
                ),
            ])
        }
    }

    private var making: some HTML {
        let training = record.training
        return Block(prose("Comment il a été fait", "How it was made")) {
            FactTable(facts: [
                (
                    prose("Apprentissage", "Learner"),
                    prose(
                        "\(name: training.learner), \(count: record.features) variables, calibration \(name: prose.calibration(record.calibration)), graine \(count: Int(clamping: training.settings.seed)).",
                        "\(name: training.learner), \(count: record.features) features, calibration \(name: prose.calibration(record.calibration)), seed \(count: Int(clamping: training.settings.seed))."
                    )
                ),
                (
                    prose("Choix", "Choice"),
                    record.selection.map { report in
                        prose(
                            "\(count: report.candidates.count) candidats. Règle : \(name: report.rule) \(name: record.chosen?.reason ?? LocalizedText(fr: "", en: ""))",
                            "\(count: report.candidates.count) candidates. Rule: \(name: report.rule) \(name: record.chosen?.reason ?? LocalizedText(fr: "", en: ""))"
                        )
                    }
                        ?? prose(
                            "Non connu : le modèle ne garde pas de rapport de sélection.",
                            "Not known: the model keeps no report on its selection.")
                ),
            ])
            if let report = record.selection, report.candidates.count > 1 {
                FigureTable(
                    caption: prose("Tous les candidats, hors plis", "Every candidate, out of fold"),
                    columns: [
                        prose("Candidat", "Candidate"), prose("AUC"), prose("coût pour mille", "cost per thousand"),
                        prose("log-perte", "log-loss"), prose("pourquoi", "why"),
                    ],
                    rows: report.candidates.map { candidate in
                        FigureTable.Row(
                            cells: [
                                prose.title(prose.learner(candidate.name)),
                                prose(prose.estimate(candidate.auc, decimals: 4)),
                                prose(prose.estimate(candidate.costAtOwnThreshold, decimals: 1)),
                                prose("\(candidate.logLoss, decimals: 4)"), prose(candidate.reason),
                            ], isChosen: candidate.isChosen)
                    }, words: [4])
            }
        }
    }
}

/// The data of the card.
private struct CardData: HTML {
    let record: ModelRecord
    let prose: Prose

    func write(to page: inout Page) {
        Block(prose("Données", "Data")) { FactTable(facts: facts) }.write(to: &page)
    }

    private var facts: [(Typeset, Typeset)] {
        let training = record.training
        var facts: [(Typeset, Typeset)] = []
        if let design = record.selection?.design {
            facts.append(
                (
                    prose("Demandes", "Applications"),
                    prose(
                        "\(count: design.rows) d’issue connue, de \(count: design.persons) personnes, \(count: design.defaults) impayés ; \(count: design.developmentRows) pour le développement, \(count: design.testRows) pour le jugement final.",
                        "\(count: design.rows) of known outcome, of \(count: design.persons) persons, \(count: design.defaults) defaults; \(count: design.developmentRows) for development, \(count: design.testRows) for the final judgement."
                    )
                ))
            facts.append((prose("Empreinte", "Digest"), prose("\(name: design.datasetDigest)")))
        } else {
            facts.append(
                (
                    prose("Demandes", "Applications"),
                    prose(
                        "\(count: training.rows) d’issue connue, de \(count: training.persons) personnes ; \(count: training.trainingRows) pour apprendre, \(count: training.validationRows) pour calibrer, \(count: record.evaluation.rows) pour juger.",
                        "\(count: training.rows) of known outcome, of \(count: training.persons) persons; \(count: training.trainingRows) to learn from, \(count: training.validationRows) to calibrate, \(count: record.evaluation.rows) to judge."
                    )
                ))
        }
        facts.append((prose("Catalogue", "Catalog"), prose("\(name: record.catalog)")))
        let lost = record.training.losses.filter { !$0.features.isEmpty }
        if !lost.isEmpty {
            facts.append(
                (
                    prose("Tables absentes", "Absent tables"),
                    prose(
                        "\(name: lost.map(\.table).joined(separator: ", ")) : \(count: lost.map(\.features.count).reduce(0, +)) variables perdues.",
                        "\(name: lost.map(\.table).joined(separator: ", ")): \(count: lost.map(\.features.count).reduce(0, +)) features lost."
                    )
                ))
        }
        facts += record.protections.map { protection in
            (prose.title(protection.label), prose(protection.reason))
        }
        return facts
    }
}

/// Quality as a whole and group by group.
private struct CardQuality: HTML {
    let record: ModelRecord
    let prose: Prose

    func write(to page: inout Page) {
        let test = record.evaluation
        Block(prose("Qualité sur le jeu de test", "Quality on the test rows")) {
            FactTable(facts: [
                (
                    prose("Lignes", "Rows"),
                    prose(
                        "\(count: test.rows) demandes, \(count: test.defaults) impayés, \(percent: test.approvalRate) accordées",
                        "\(count: test.rows) applications, \(count: test.defaults) defaults, \(percent: test.approvalRate) granted"
                    )
                ),
                (
                    prose("Coût pour mille", "Cost per thousand"),
                    prose(
                        "\(prose.estimate(test.costPerThousand, decimals: 1)) ; tout accorder : \(test.costOfGrantingAll, decimals: 1)",
                        "\(prose.estimate(test.costPerThousand, decimals: 1)); granting all: \(test.costOfGrantingAll, decimals: 1)"
                    )
                ),
                (prose("AUC"), prose(prose.estimate(test.auc, decimals: 4))),
                (prose("Exactitude", "Accuracy"), prose(prose.estimate(test.accuracy, decimals: 4))),
                (prose("Brier"), prose(prose.estimate(test.brier, decimals: 5))),
                (
                    prose("Log-perte, calibration", "Log-loss, calibration"),
                    prose(
                        "\(test.logLoss, decimals: 5) ; écart moyen \(percent: test.calibrationError)",
                        "\(test.logLoss, decimals: 5); mean gap \(percent: test.calibrationError)")
                ),
            ])
        }
        .write(to: &page)
        Block(prose("Qualité et équité par groupe, hors plis", "Quality and fairness by group, out of fold")) {
            if let reports = record.selection?.fairness, !reports.isEmpty {
                each(reports) { segment($0) }
            } else {
                NoSelection(
                    prose: prose,
                    what: prose("ses chiffres par groupe ne sont pas connus.", "its figures by group are not known."))
            }
        }
        .write(to: &page)
    }

    private func segment(_ report: FairnessReport) -> some HTML {
        FigureTable(
            caption: prose.title(report.label),
            columns: [
                prose("Groupe", "Group"), prose("demandes", "applications"), prose("impayés", "defaults"),
                prose("accordées", "approved"), prose("rapport à la référence", "over the reference"),
                prose("impayés refusés", "defaults refused"), prose("bons refusés", "good refused"),
                prose("observé ÷ prédit", "observed ÷ predicted"),
            ],
            rows: zip(report.groups, report.summary.groups).map { label, group in
                FigureTable.Row(cells: [
                    prose.title(label), prose("\(count: group.count)"), prose("\(count: group.defaults)"),
                    rate(group.approval),
                    group.impact.map { impact in
                        let interval = impact.interval.map { prose.interval($0.low, $0.high, decimals: 2) } ?? ""
                        return prose("\(impact.value, decimals: 2) \(interval)")
                    } ?? (group.isTooSmall ? prose("–") : prose("référence", "reference")),
                    rate(group.truePositive), rate(group.falsePositive),
                    group.calibration?.ratio.map { prose("\($0, decimals: 2)") } ?? prose("–"),
                ])
            })
    }

    private func rate(_ rate: GroupRate) -> Typeset {
        rate.value.map { prose("\(percent: $0)") } ?? prose("trop peu", "too few")
    }
}

/// Limits, oversight, surveillance.
private struct CardCare: HTML {
    let record: ModelRecord
    let prose: Prose

    func write(to page: inout Page) {
        Block(prose("Limites", "Limits")) {
            Bullets(
                lines: (record.selection?.warnings ?? []).map { prose($0) } + [
                    prose(
                        "Appris sur des crédits accordés : ce qu’auraient fait les refusés n’est pas connu.",
                        "Learned from granted loans: what refused applicants would have done is not known."),
                    prose(
                        "Une explication dit ce qui a déplacé le score, pas ce qui cause un impayé.",
                        "An explanation says what moved the score, not what causes a default."),
                    prose(
                        "Les chiffres valent pour des clients semblables à ceux du test.",
                        "Figures hold for clients like those of the test rows."),
                ])
        }
        .write(to: &page)
        Block(prose("Contrôle humain", "Human oversight")) { Bullets(lines: oversight) }.write(to: &page)
        Block(prose("Surveillance", "Surveillance")) {
            Bullets(lines: [
                prose(
                    "limpide drift compare les nouveaux clients à ceux de l’entraînement et classe ce qui a changé par son effet sur les accords.",
                    "limpide drift compares new clients with those of training and ranks what changed by its effect on approvals."
                ),
                prose(
                    "limpide evaluate rejuge le modèle sur des issues nouvelles ; limpide models rollback rend la main au précédent.",
                    "limpide evaluate judges the model on new outcomes; limpide models rollback lets the one before decide again."
                ),
                prose(
                    "Le paquet porte l’empreinte de chacun de ses fichiers : modifié, il refuse de se charger.",
                    "The bundle carries the digest of each of its files: changed, it refuses to load."),
            ])
        }
        .write(to: &page)
    }

    private var oversight: [Typeset] {
        var lines = [
            prose(
                "Un conseiller voit le score, les raisons et ce qui changerait la réponse ; il peut demander un réexamen.",
                "An adviser sees the score, the reasons and what would change the answer, and may ask for a review."),
            prose(
                "Le client reçoit les raisons en langage courant et peut contester.",
                "The client receives the reasons in plain words and may contest."),
        ]
        if let referral = record.selection?.cost.referral {
            lines.insert(
                prose(
                    "\(name: prose.title(referral.label).plain) : entre \(percent: referral.band.low) et \(percent: referral.band.high), une personne décide, soit \(percent: referral.cost.referredShare) des demandes.",
                    "\(name: prose.title(referral.label).plain): between \(percent: referral.band.low) and \(percent: referral.band.high) a person decides, \(percent: referral.cost.referredShare) of applications."
                ), at: 0)
        }
        return lines
    }
}

/// Facts, each under its name.
struct FactTable: HTML {
    let facts: [(name: Typeset, text: Typeset)]

    func write(to page: inout Page) {
        Element("table", .class("facts")) {
            Element("tbody") {
                each(facts) { fact in
                    Element("tr") {
                        Element("th", Attribute("scope", "row")) { fact.name }
                        Element("td") { fact.text }
                    }
                }
            }
        }
        .write(to: &page)
    }
}

private let cardStyle = Verbatim(
    """
    <style>
    :root { --ink: #1b2430; --soft: #566170; --line: #d5dae0; --pale: #f1f4f8; --accent: #1f5fbf; --warning: #a83a22;
      --sans: Inter, "Noto Sans", "Segoe UI", system-ui, "DejaVu Sans", sans-serif; }
    *, ::before, ::after { box-sizing: border-box; }
    @page { size: A4; margin: 16mm 18mm 15mm; }
    html { font: 400 8.8pt/1.42 var(--sans); color: var(--ink); font-feature-settings: "tnum", "ss01", "cv11";
      print-color-adjust: exact; }
    body { margin: 0; }
    h1, h3, p, ul, table { margin: 0; padding: 0; }
    h1, h3 { line-height: 1.18; text-wrap: balance; font-weight: 650; letter-spacing: -.012em; }
    h1 { font-size: 20pt; letter-spacing: -.022em; }
    h3 { font-size: 11.5pt; border-top: 1.4pt solid var(--ink); padding-top: 2mm; margin-bottom: 2mm; break-after: avoid; }
    .kicker { font-size: 7.2pt; letter-spacing: .09em; text-transform: uppercase; color: var(--accent); font-weight: 600;
      margin-bottom: 1.6mm; }
    .lead { font-size: 7.6pt; color: var(--soft); margin-top: 2mm; overflow-wrap: anywhere; }
    .opening { margin-bottom: 6mm; }
    .block { margin-bottom: 6mm; }
    .block > * + table, .block > table + * { margin-top: 3mm; }
    data { white-space: nowrap; }
    table { width: 100%; border-collapse: collapse; font-size: 7.8pt; line-height: 1.35; }
    tr { break-inside: avoid; }
    caption { text-align: left; font-weight: 600; font-size: 8.8pt; padding-bottom: 1mm; }
    th, td { text-align: left; font-weight: 400; padding: .9mm 2.4mm .9mm 0; vertical-align: baseline;
      border-bottom: .4pt solid var(--line); overflow-wrap: anywhere; }
    thead th { color: var(--soft); border-bottom: .8pt solid var(--ink); vertical-align: bottom; }
    .facts { font-size: 8.8pt; } .facts th { width: 26%; color: var(--soft); }
    .number { text-align: right; } td.number { white-space: nowrap; overflow-wrap: normal; }
    th:last-child, td:last-child { padding-right: 0; }
    tr.chosen > * { font-weight: 650; background: var(--pale); }
    ul { padding-left: 4mm; } li + li { margin-top: 1mm; } li::marker { color: var(--accent); }
    .missing { border-left: 2pt solid var(--warning); padding: 1.4mm 3mm; background: #fbf1ee; }
    @media screen { html { font-size: 11pt; background: #e9ecf0; }
      main { max-width: 60rem; margin: 0 auto; padding: 3rem 3.4rem; background: #fff; } }
    </style>
    """
)
