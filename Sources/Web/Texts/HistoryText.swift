import Credit

/// The texts of a client's credit over time.
enum HistoryText: TextTable {
    case title, lead, titleOf, open, none, noneLead
    case loans, loansNone, loansLate, loansNotLate, loansSentence, loansCaption
    case loan, start, end, amount, state, overdue, noSort, noState, toEnd, ended, today, moreLoans
    case payments, paymentsNone, paymentsNoRecent, paymentsClean, paymentsLate, paymentsUnknown, paymentsSentence
    case paymentsCaption, month, due, onTime, late, unpaid, worst, onTimeAxis, lateAxis, paymentsDescription, thisMonth
    case card, cardNone, cardFinding, cardOver, cardWithin, cardSentence, cardCaption, owed, limit, use, cardDescription
    case limitAxis, figures, nothing

    var wording: LocalizedText {
        switch self {
        case .title: LocalizedText(fr: "Historique de crédit", en: "Credit history")
        case .lead:
            LocalizedText(
                fr: "Ce que nous savons de ses crédits dans le temps, jusqu’au jour de la demande.",
                en: "What we know of their credit over time, up to the day of the application.")
        case .titleOf:
            LocalizedText(fr: "Historique de crédit du client {number}", en: "Credit history of client {number}")
        case .open: LocalizedText(fr: "Voir l’historique de crédit", en: "See the credit history")
        case .none: LocalizedText(fr: "Pas d’historique connu", en: "No known history")
        case .noneLead:
            LocalizedText(
                fr:
                    "Aucun crédit, aucune échéance ni aucune carte n’est connu pour ce client. Ce n’est pas un mauvais historique : c’est une absence d’information.",
                en:
                    "No loan, instalment or card of this client is known. That is not a bad history: it is a lack of information."
            )
        case .loans: LocalizedText(fr: "Crédits dans d’autres établissements", en: "Loans elsewhere")
        case .loansNone: LocalizedText(fr: "Aucun crédit ailleurs n’est connu.", en: "No loan elsewhere is known.")
        case .loansLate:
            LocalizedText(
                fr: "En retard à ce jour : {count}, pour {amount} en tout.",
                en: "Overdue today: {count}, {amount} in all.")
        case .loansNotLate: LocalizedText(fr: "Aucun n’est en retard à ce jour.", en: "None is overdue today.")
        case .loansSentence:
            LocalizedText(
                fr:
                    "Chaque barre va du début du crédit à sa fin, réelle ou prévue ; le trait pointillé est le jour de la demande.",
                en:
                    "Each bar goes from the loan’s start to its end, actual or planned; the dashed line is the day of the application."
            )
        case .loansCaption:
            LocalizedText(fr: "Crédits ailleurs, du plus récent au plus ancien", en: "Loans elsewhere, latest first")
        case .loan: LocalizedText(fr: "Crédit", en: "Loan")
        case .start: LocalizedText(fr: "Début", en: "Start")
        case .end: LocalizedText(fr: "Fin", en: "End")
        case .amount: LocalizedText(fr: "Montant", en: "Amount")
        case .state: LocalizedText(fr: "État", en: "State")
        case .overdue: LocalizedText(fr: "En retard", en: "Overdue")
        case .noSort: LocalizedText(fr: "Crédit de type inconnu", en: "Loan of unknown type")
        case .noState: LocalizedText(fr: "état inconnu", en: "state unknown")
        case .toEnd: LocalizedText(fr: "fin prévue {when}", en: "planned end {when}")
        case .ended: LocalizedText(fr: "terminé {when}", en: "closed {when}")
        case .today: LocalizedText(fr: "Jour de la demande", en: "Day of the application")
        case .moreLoans:
            LocalizedText(
                fr: "Les {count} plus récents ou en cours sont dessinés ; le tableau les donne tous.",
                en: "The {count} latest or open ones are drawn; the table has them all.")
        case .payments: LocalizedText(fr: "Échéances de nos prêts", en: "Instalments of our loans")
        case .paymentsNone:
            LocalizedText(fr: "Aucune échéance chez nous n’est connue.", en: "No instalment with us is known.")
        case .paymentsNoRecent:
            LocalizedText(
                fr: "Aucune échéance n’était due dans les {months} derniers mois",
                en: "No instalment was due in the last {months} months")
        case .paymentsClean:
            LocalizedText(
                fr: "Aucun paiement en retard depuis {months} mois", en: "No late payment in {months} months")
        case .paymentsLate:
            LocalizedText(
                fr: "{late} sur {count} en {months} mois, {days} au plus",
                en: "{late} of {count} in {months} months, {days} at most")
        case .paymentsUnknown:
            LocalizedText(
                fr: "Sans paiement connu : {count}.", en: "With no known payment: {count}.")
        case .paymentsSentence:
            LocalizedText(
                fr:
                    "Une colonne par mois : au-dessus du trait, ce qui a été payé en avance ou à l’heure ; au-dessous, ce qui l’a été en retard ou dont le paiement est inconnu.",
                en:
                    "One column a month: above the line, what was paid early or on time; below it, what was paid late or has no known payment."
            )
        case .paymentsCaption: LocalizedText(fr: "Échéances par mois", en: "Instalments by month")
        case .month: LocalizedText(fr: "Mois", en: "Month")
        case .due: LocalizedText(fr: "Échéances", en: "Due")
        case .onTime: LocalizedText(fr: "À l’heure", en: "On time")
        case .late: LocalizedText(fr: "En retard", en: "Late")
        case .unpaid: LocalizedText(fr: "Paiement inconnu", en: "No known payment")
        case .worst: LocalizedText(fr: "Plus long retard", en: "Longest delay")
        case .onTimeAxis: LocalizedText(fr: "à l’heure", en: "on time")
        case .lateAxis: LocalizedText(fr: "en retard", en: "late")
        case .paymentsDescription:
            LocalizedText(
                fr:
                    "Colonnes par mois, du plus ancien au plus récent : {time} à l’heure, {late} en retard ou inconnues.",
                en: "Columns by month, oldest to latest: {time} on time, {late} late or unknown.")
        case .thisMonth: LocalizedText(fr: "mois de la demande", en: "month of the application")
        case .card: LocalizedText(fr: "Cartes de crédit chez nous", en: "Credit cards with us")
        case .cardNone: LocalizedText(fr: "Aucune carte chez nous n’est connue.", en: "No card with us is known.")
        case .cardFinding:
            LocalizedText(fr: "En moyenne, {use} du plafond utilisé", en: "On average {use} of the limit in use")
        case .cardOver:
            LocalizedText(fr: "Plafond dépassé : {count} sur {months}.", en: "Above the limit: {count} of {months}.")
        case .cardWithin: LocalizedText(fr: "Le plafond n’a jamais été dépassé.", en: "The limit was never exceeded.")
        case .cardSentence:
            LocalizedText(
                fr: "Une colonne par mois, toutes cartes ensemble ; le trait est le plafond.",
                en: "One column a month, all cards together; the line is the limit.")
        case .cardCaption: LocalizedText(fr: "Utilisation des cartes par mois", en: "Use of cards by month")
        case .owed: LocalizedText(fr: "Somme due", en: "Owed")
        case .limit: LocalizedText(fr: "Plafond", en: "Limit")
        case .use: LocalizedText(fr: "Part utilisée", en: "In use")
        case .cardDescription:
            LocalizedText(
                fr: "Colonnes par mois, du plus ancien au plus récent ; la plus haute est à {most} du plafond.",
                en: "Columns by month, oldest to latest; the highest is at {most} of the limit.")
        case .limitAxis: LocalizedText(fr: "plafond", en: "limit")
        case .figures: LocalizedText(fr: "Les mêmes chiffres en tableau", en: "The same figures as a table")
        case .nothing: LocalizedText(fr: "aucun", en: "none")
        }
    }
}
