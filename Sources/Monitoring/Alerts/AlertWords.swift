public import Credit

/// An alert in words: what moved, whether it matters, what to do.
public struct AlertWords: Sendable {
    private let names: @Sendable (_ column: String) -> LocalizedText

    /// Words for alerts.
    ///
    /// - Parameter names: What a column is called; its name when nobody knows.
    public init(names: @escaping @Sendable (_ column: String) -> LocalizedText) { self.names = names }

    /// What moved, as a title without a full stop.
    public func title(_ indicator: Indicator) -> LocalizedText {
        let column = indicator.column.map { self.names($0) } ?? LocalizedText(fr: "", en: "")
        return switch indicator.kind {
        case .volume: LocalizedText(fr: "Aucune décision dans la période", en: "No decision in the period")
        case .score: LocalizedText(fr: "Le score se répartit autrement", en: "The score is distributed otherwise")
        case .approvals: LocalizedText(fr: "Le taux d’accord a changé", en: "The approval rate has changed")
        case .overrides:
            LocalizedText(
                fr: "On décide plus souvent autrement que le modèle", en: "People overrule the model more often")
        case .reasons: LocalizedText(fr: "Les motifs donnés ont changé", en: "The reasons given have changed")
        case .expectedDefaults:
            LocalizedText(fr: "La part d’impayés attendue a changé", en: "The expected share of defaults has changed")
        case .expectedCost:
            LocalizedText(fr: "Le coût attendu par décision monte", en: "The expected cost per decision rises")
        case .calibration:
            LocalizedText(
                fr: "Les impayés réels contredisent les probabilités", en: "Real defaults contradict the probabilities")
        case .distribution:
            LocalizedText(fr: "\(column.fr) : autre répartition", en: "\(column.en): distributed otherwise")
        case .missing:
            LocalizedText(fr: "\(column.fr) : autre part manquante", en: "\(column.en): another missing share")
        case .unseen:
            LocalizedText(fr: "\(column.fr) : valeurs jamais vues", en: "\(column.en): values never seen before")
        case .broken:
            LocalizedText(
                fr: "\(column.fr) : absente ou d’un autre type", en: "\(column.en): absent or of another type")
        }
    }

    /// What was measured, in one sentence.
    public func finding(_ measurement: Reading) -> LocalizedText {
        let figures = [HumanFormat(language: .fr, currency: ""), HumanFormat(language: .en, currency: "")].map {
            Figures(format: $0, measurement: measurement)
        }
        func say(_ fr: (Figures) -> String, _ en: (Figures) -> String) -> LocalizedText {
            LocalizedText(fr: fr(figures[0]), en: en(figures[1]))
        }
        return switch measurement.indicator.kind {
        case .volume:
            say({ _ in "Le journal ne contient aucune décision." }, { _ in "The log holds no decision." })
        case .score:
            say(
                { "Indice de stabilité \($0.value), limite \($0.limit)." },
                { "Stability index \($0.value), limit \($0.limit)." })
        case .approvals, .overrides, .missing:
            say({ "De \($0.before) à \($0.now)." }, { "From \($0.before) to \($0.now)." })
        case .expectedDefaults:
            say({ "De \($0.before) à \($0.now) attendus." }, { "From \($0.before) to \($0.now) expected." })
        case .expectedCost:
            say({ "\($0.share) de plus que la référence." }, { "\($0.share) more than the baseline." })
        case .calibration:
            say(
                { "\($0.now) d’impayés au lieu de \($0.before) promis." },
                { "\($0.now) of defaults instead of the \($0.before) promised." })
        case .reasons:
            say(
                { "\($0.share) des motifs ont changé." }, { "\($0.share) of reasons have changed." })
        case .distribution:
            say(
                { "\($0.share) des clients se répartissent autrement." },
                { "\($0.share) of clients are distributed otherwise." })
        case .unseen:
            say(
                { "\($0.share) des valeurs n’existaient pas dans la référence." },
                { "\($0.share) of values did not exist in the reference." })
        case .broken:
            say(
                { _ in "Le journal ne donne plus cette donnée comme la référence." },
                { _ in "The log no longer gives this column as the reference did." })
        }
    }

    /// Whether it matters: what the drift of a column alone does to approvals; nil where nobody measured it.
    public func effect(_ measurement: Reading) -> LocalizedText? {
        guard let change = measurement.approvalChange else { return nil }
        let points = (change * 1000).rounded() / 10
        guard points != 0 else {
            return LocalizedText(fr: "Sans effet sur les accords.", en: "No effect on approvals.")
        }
        let sign = points > 0 ? "+" : "−"
        func digits(_ language: Language) -> String {
            sign + HumanFormat(language: language, currency: "").number(points.magnitude, atMost: 1)
        }
        return LocalizedText(
            fr: "À elle seule : \(digits(.fr)) pt d’accords.", en: "By itself: \(digits(.en)) pts of approvals.")
    }

    /// What to do about it.
    public func advice(_ indicator: Indicator) -> LocalizedText {
        switch indicator.kind {
        case .volume:
            LocalizedText(
                fr: "Vérifiez que le service répond et que le journal est écrit.",
                en: "Check that the service answers and that the log is written.")
        case .score, .expectedDefaults:
            LocalizedText(
                fr:
                    "Regardez quelles colonnes ont bougé et qui demande ; si cela dure, recalculez le seuil ou réentraînez.",
                en: "See which columns moved and who applies; if it lasts, set the threshold anew or train again.")
        case .approvals:
            LocalizedText(
                fr:
                    "Cherchez la colonne dont l’effet sur les accords est le plus grand ; prévenez le responsable du risque.",
                en: "Find the column with the largest effect on approvals; tell the head of risk.")
        case .overrides:
            LocalizedText(
                fr:
                    "Lisez les motifs écrits à la main : le modèle ignore peut-être quelque chose que les conseillers voient.",
                en: "Read what people wrote: the model may not know something that advisers see.")
        case .reasons:
            LocalizedText(
                fr: "Vérifiez que les motifs restent vrais pour les clients ; regardez les familles qui ont bougé.",
                en: "Check that reasons are still true for clients; look at the families that moved.")
        case .expectedCost:
            LocalizedText(
                fr: "Regardez qui demande ; recalculez le seuil si le mélange de clients dure.",
                en: "See who applies; set the threshold anew if the mix of clients lasts.")
        case .calibration:
            LocalizedText(
                fr:
                    "Recalibrez ou réentraînez avant la prochaine décision de politique ; les probabilités ne sont plus justes.",
                en:
                    "Calibrate or train again before the next decision on policy: the probabilities are no longer right."
            )
        case .distribution:
            LocalizedText(
                fr: "Demandez si la clientèle, le produit ou la collecte a changé ; réentraînez si c’est durable.",
                en: "Ask whether clients, product or collection changed; train again if it is here to stay.")
        case .missing, .broken:
            LocalizedText(
                fr: "Réparez la collecte : un champ, un fichier ou un fournisseur ne livre plus comme avant.",
                en: "Mend the collection: a field, a file or a supplier no longer delivers as before.")
        case .unseen:
            LocalizedText(
                fr:
                    "Ajoutez la nouvelle valeur au catalogue ou corrigez la saisie ; le modèle la traite comme inconnue.",
                en: "Add the new value to the catalog or correct the input; the model takes it as unknown.")
        }
    }
}

/// A measurement's figures in one language.
private struct Figures {
    let format: HumanFormat
    let measurement: Reading

    var value: String { number(measurement.value) }
    var limit: String { number(measurement.limit) }
    var share: String { percent(measurement.value) }
    var before: String { percent(measurement.before) }
    var now: String { percent(measurement.now) }

    private func number(_ value: Double?) -> String { value.map { format.number($0, atMost: 3) } ?? "–" }
    private func percent(_ share: Double?) -> String { share.map { format.percent($0) } ?? "–" }
}
