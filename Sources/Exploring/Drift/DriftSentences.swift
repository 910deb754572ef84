import Credit
import Drift

/// What a comparison found, in sentences of one language.
struct DriftSentences {
    let comparison: DriftComparison
    let wording: Wording

    /// A share of clients, two significant digits at most under 10 %.
    func share(_ value: Double?) -> String {
        guard let value else { return "–" }
        if value > 0, value < 0.0005 {
            return (wording.language == .fr ? "<\u{A0}" : "<") + wording.format.percent(0.001)
        }
        return wording.format.percent(value)
    }

    /// A change of a share in points, with its sign.
    func points(_ change: Double) -> String {
        let rounded = (change * 1000).rounded() / 10
        let digits = wording.format.number(rounded.magnitude, atMost: 1)
        let sign = rounded > 0 ? "+" : rounded < 0 ? "−" : ""
        return wording("\(sign)\(digits) pt", "\(sign)\(digits) pts")
    }

    /// What changed in one column, or why nothing can be said.
    func column(_ column: ColumnDrift) -> String {
        var sentences: [String] = []
        if let state = state(column.state) { sentences.append(state) }
        let signals = column.signals.filter(\.drifted)
        sentences += signals.map { signal($0, of: column) }
        if column.signals.isEmpty, let test = column.test, let score = column.score, let threshold = column.threshold {
            let figure = score.isFinite ? figure(score) : wording("non défini", "undefined")
            sentences.append(
                wording(
                    "\(name(test)) : \(figure), seuil \(short(threshold))\(column.drifted ? ", a bougé" : "").",
                    "\(name(test)): \(figure), threshold \(short(threshold))\(column.drifted ? ", moved" : "")."))
        } else if signals.isEmpty, column.state == .compared {
            let moved = column.signals.first { $0.question == .distribution }?.effect
            sentences.append(
                moved.map {
                    wording("Pas de changement notable (\(share($0))).", "No notable change (\(share($0))).")
                } ?? wording("Pas de changement notable.", "No notable change."))
        }
        if let effect = column.approvalEffect { sentences.append(self.effect(effect)) }
        return sentences.joined(separator: " ")
    }

    /// What a column's drift alone does to approvals.
    func effect(_ effect: ApprovalEffect) -> String {
        if effect.decisionsChanged == 0 {
            return wording("Sans effet sur les accords.", "No effect on approvals.")
        }
        let changed = share(effect.decisionsChanged)
        return wording(
            "Accords : \(points(effect.approvalChange)) (\(changed) des décisions changent).",
            "Approvals: \(points(effect.approvalChange)) (\(changed) of decisions change).")
    }

    /// A change of the expected cost per thousand clients, with its sign.
    func cost(_ change: Double) -> String {
        let rounded = (change * 10_000).rounded() / 10
        let sign = rounded > 0 ? "+" : rounded < 0 ? "−" : ""
        return sign + wording.format.number(rounded.magnitude, atMost: 1)
    }

    /// A group of clients that moved.
    func segment(_ shift: SegmentShift) -> String {
        let identity = comparison.identity(shift.column)
        let group = DriftLines.text(shift.bin.content, identity, wording)
        let shares = (
            wording.format.outOfHundred(Probability(clamping: shift.currentShare)),
            wording.format.number(shift.referenceShare * 100, atMost: shift.referenceShare < 0.0995 ? 1 : 0)
        )
        return wording(
            "\(wording.title(identity.label)) : \(group), \(shares.0) clients au lieu de \(shares.1).",
            "\(wording.title(identity.label)): \(group), \(shares.0) clients instead of \(shares.1).")
    }

    /// The verdict on the whole.
    var verdict: String {
        let dataset = comparison.report.dataset
        guard dataset.comparedColumns > 0 else {
            return wording("Aucune colonne n’a pu être comparée.", "No column could be compared.")
        }
        let counts = (wording.count(dataset.driftedColumns), wording.count(dataset.comparedColumns))
        guard dataset.driftedColumns > 0 else {
            return wording(
                "Rien n’a bougé : \(columns(dataset.comparedColumns)) comparées, aucune au-delà de son seuil.",
                "Nothing moved: \(columns(dataset.comparedColumns)) compared, none past its threshold.")
        }
        let isMany = dataset.driftedColumns > 1
        return dataset.drifted
            ? wording(
                "Les données ont dérivé : \(counts.0) colonne\(isMany ? "s ont" : " a") bougé sur \(counts.1) comparées.",
                "The data has drifted: \(counts.0) of \(counts.1) columns compared moved.")
            : wording(
                "Dans l’ensemble les données n’ont pas dérivé : \(counts.0) colonne\(isMany ? "s ont" : " a") bougé sur "
                    + "\(counts.1) comparées.",
                "As a whole the data has not drifted: \(counts.0) of \(counts.1) columns compared moved.")
    }

    /// A number of columns with its noun.
    func columns(_ count: Int) -> String {
        wording.format.counted(Double(count), fr: ("colonne", "colonnes"), en: ("column", "columns"))
    }

    /// A score in three decimals, or as a very small number.
    func figure(_ value: Double) -> String {
        value > 0 && value < 0.0005 ? (wording.language == .fr ? "<\u{A0}0,001" : "<0.001") : wording.fine(value)
    }

    private func short(_ value: Double) -> String { wording.format.number(value, atMost: 3) }

    /// What a statistic is called.
    func name(_ test: DriftTest) -> String {
        switch test {
        case .kolmogorovSmirnov: wording("Kolmogorov-Smirnov", "Kolmogorov–Smirnov")
        case .chiSquare: wording("khi-deux", "chi-square")
        case .twoProportions: wording("test de deux proportions", "two-proportion test")
        case .wasserstein: "Wasserstein"
        case .jensenShannon: "Jensen–Shannon"
        case .populationStability: "PSI"
        case .kullbackLeibler: "Kullback–Leibler"
        case .hellinger: "Hellinger"
        case .missingShare: wording("part manquante", "missing share")
        case .unseenShare: wording("part jamais vue", "unseen share")
        case .totalVariation: wording("variation totale", "total variation")
        }
    }

    private func signal(_ signal: DriftSignal, of column: ColumnDrift) -> String {
        switch signal.question {
        case .missing:
            return wording(
                "Valeurs manquantes : \(share(column.missingReference)) avant, \(share(column.missingCurrent)) après.",
                "Missing values: \(share(column.missingReference)) before, \(share(column.missingCurrent)) after.")
        case .unseen:
            return column.kind == .number
                ? wording(
                    "\(share(signal.effect)) des valeurs sortent de l’étendue de la référence.",
                    "\(share(signal.effect)) of values lie out of the reference’s range.")
                : wording(
                    "\(share(signal.effect)) des valeurs n’avaient jamais été vues.",
                    "\(share(signal.effect)) of values had never been seen.")
        case .distribution:
            return wording(
                "\(share(signal.effect)) des clients se répartissent autrement.",
                "\(share(signal.effect)) of clients are distributed otherwise.")
        }
    }

    /// What a state means; nil where there is nothing to say.
    func state(_ state: ColumnState) -> String? {
        switch state {
        case .compared: nil
        case .constant: wording("Une seule valeur, la même des deux côtés.", "One value, the same on both sides.")
        case .notEnoughData: wording("Trop peu de valeurs connues pour juger.", "Too few known values to judge.")
        case .absent: wording("Absente des données actuelles.", "Absent from the current data.")
        case .typeChanged:
            wording(
                "Des mots d’un côté, des nombres de l’autre.", "Words on one side, numbers on the other.")
        case .emptyReference: wording("Aucune valeur connue dans la référence.", "No known value in the reference.")
        case .emptyCurrent: wording("Aucune valeur connue aujourd’hui.", "No known value in the current data.")
        case .text:
            wording("Texte libre, que ces règles ne comparent pas.", "Free text, which these rules do not compare.")
        case .tooNarrow: wording("Valeurs trop proches pour être réparties.", "Values too close together to be binned.")
        }
    }
}
