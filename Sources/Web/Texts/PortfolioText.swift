import Credit

/// The texts of the portfolio: the clients served, what decisions cost, whether risks come true.
enum PortfolioText: TextTable {
    case title, lead, served, servedFinding, servedSentence, servedCaption, servedDescription, band, clients, granted
    case referred, refused, share, limitMark, noClients
    case cost, costLead, costForm, threshold, thresholdHelp, ratio, ratioHelp, compute, back
    case outcomeFinding, outcomeCheapest, outcomeDearer, outcomeInterval, outcomeOther, confusion, confusionLead, money
    case moneyLead, noMoney, repaid, unpaid, wouldRepay, wouldNot, costs, earned, lost, foregone, avoided, balance
    case curve, curveDescription, curveNow, curveInForce, cheapestFor
    case reliability, reliabilityConfirmed, reliabilitySentence, reliabilityCaption, told, happened, interval, count
    case confirmed, notConfirmed, source, badForm, noRecord, figures

    var wording: LocalizedText {
        switch self {
        case .title: LocalizedText(fr: "Le portefeuille", en: "The portfolio")
        case .lead:
            LocalizedText(
                fr: "À qui nous prêtons, ce que coûtent nos erreurs, et si les risques annoncés se vérifient.",
                en: "Whom we lend to, what our errors cost, and whether the risks told come true.")
        case .served: LocalizedText(fr: "Les clients d’aujourd’hui", en: "Today’s clients")
        case .servedFinding:
            LocalizedText(
                fr: "{share} clients sur 100 obtiennent un accord", en: "{share} clients in 100 are granted their loan")
        case .servedSentence:
            LocalizedText(
                fr: "Dossiers chargés : {count}. Accordés : {granted} ; à revoir : {referred} ; refusés : {refused}.",
                en: "Applications loaded: {count}. Granted: {granted}; to be reviewed: {referred}; refused: {refused}.")
        case .servedCaption: LocalizedText(fr: "Clients par tranche de risque", en: "Clients by band of risk")
        case .servedDescription:
            LocalizedText(
                fr: "Une colonne par point de risque, de 0 à {most} ; la dernière compte tous ceux au-delà.",
                en: "One column for each point of risk, from 0 to {most}; the last counts all beyond.")
        case .band: LocalizedText(fr: "Risque, sur 100", en: "Risk, in 100")
        case .clients: LocalizedText(fr: "Clients", en: "Clients")
        case .granted: LocalizedText(fr: "Accordés", en: "Granted")
        case .referred: LocalizedText(fr: "À revoir", en: "To be reviewed")
        case .refused: LocalizedText(fr: "Refusés", en: "Refused")
        case .share: LocalizedText(fr: "Part", en: "Share")
        case .limitMark: LocalizedText(fr: "Limite : {limit}", en: "Limit: {limit}")
        case .noClients: LocalizedText(fr: "Aucun client n’est chargé.", en: "No client is loaded.")
        case .cost: LocalizedText(fr: "Ce que coûte la limite", en: "What the limit costs")
        case .costLead:
            LocalizedText(
                fr:
                    "Et si la limite, ou le prix d’un impayé, était autre ? Rien n’est changé ici : on regarde seulement.",
                en:
                    "What if the limit, or the price of a default, were another? Nothing is changed here: it is only a look."
            )
        case .costForm: LocalizedText(fr: "Essayer une autre limite", en: "Try another limit")
        case .threshold: LocalizedText(fr: "Limite, sur 100", en: "Limit, in 100")
        case .thresholdHelp: LocalizedText(fr: "de 0 à {most}, par demi-point", en: "0 to {most}, by half points")
        case .ratio:
            LocalizedText(
                fr: "Prix d’un impayé, en bons clients refusés", en: "Price of a default, in good clients refused")
        case .ratioHelp: LocalizedText(fr: "de 5 à 20", en: "5 to 20")
        case .compute: LocalizedText(fr: "Calculer", en: "Calculate")
        case .back: LocalizedText(fr: "Revenir à la limite en vigueur", en: "Back to the limit in force")
        case .outcomeFinding:
            LocalizedText(
                fr: "À {limit} sur 100, {granted} dossiers sur 100 sont accordés",
                en: "At {limit} in 100, {granted} applications in 100 are granted")
        case .outcomeCheapest:
            LocalizedText(
                fr:
                    "Sur 1 000 dossiers, les erreurs coûtent autant que {cost} bons clients refusés : c’est le moins cher possible, à 1 % près.",
                en:
                    "On 1,000 applications the errors cost as much as {cost} good clients refused: the least possible, within 1%."
            )
        case .outcomeDearer:
            LocalizedText(
                fr:
                    "Sur 1 000 dossiers, les erreurs coûtent autant que {cost} bons clients refusés, soit {more} de plus que la limite la moins chère.",
                en:
                    "On 1,000 applications the errors cost as much as {cost} good clients refused, {more} more than the cheapest limit."
            )
        case .outcomeInterval:
            LocalizedText(
                fr: "Sur d’autres dossiers semblables, ce coût serait entre {low} et {high}, 95 fois sur 100.",
                en: "On other such applications that cost would be between {low} and {high}, 95 times in 100.")
        case .outcomeOther:
            LocalizedText(
                fr: "Le prix d’un impayé retenu par le prêteur est de {ratio} bons clients refusés.",
                en: "The lender’s own price of a default is {ratio} good clients refused.")
        case .confusion: LocalizedText(fr: "Sur 1 000 dossiers passés", en: "Of 1,000 past applications")
        case .confusionLead:
            LocalizedText(
                fr: "Un impayé accordé et un bon client refusé sont les deux erreurs.",
                en: "A default granted and a good client refused are the two errors.")
        case .money: LocalizedText(fr: "La même chose en argent, par dossier", en: "The same in money, per application")
        case .moneyLead:
            LocalizedText(
                fr:
                    "Hypothèses du prêteur : un impayé fait perdre {loss} du montant prêté, un prêt remboursé rapporte {margin}. Montants connus de {count} dossiers.",
                en:
                    "The lender’s assumptions: a default loses {loss} of the amount lent, a loan repaid earns {margin}. Amounts known of {count} applications."
            )
        case .noMoney:
            LocalizedText(
                fr: "Ce modèle ne garde pas les montants limite par limite : entraînez-le de nouveau pour les avoir.",
                en: "This model keeps no amounts limit by limit: train again to have them.")
        case .repaid: LocalizedText(fr: "Remboursé", en: "Repaid")
        case .unpaid: LocalizedText(fr: "Impayé", en: "Unpaid")
        case .wouldRepay: LocalizedText(fr: "bon client refusé", en: "good client refused")
        case .wouldNot: LocalizedText(fr: "impayé accordé", en: "default granted")
        case .costs: LocalizedText(fr: "Réponse", en: "Answer")
        case .earned: LocalizedText(fr: "gagné", en: "earned")
        case .lost: LocalizedText(fr: "perdu", en: "lost")
        case .foregone: LocalizedText(fr: "manque à gagner", en: "not earned")
        case .avoided: LocalizedText(fr: "perte évitée", en: "loss avoided")
        case .balance:
            LocalizedText(
                fr: "Gagné moins perdu : {amount} par dossier reçu.",
                en: "Earned minus lost: {amount} per application received.")
        case .curve: LocalizedText(fr: "Le coût, limite par limite", en: "The cost, limit by limit")
        case .curveDescription:
            LocalizedText(
                fr: "Une colonne par demi-point de limite, de 0 à {most} : le coût est le plus bas vers {best}.",
                en: "One column for each half point of limit, from 0 to {most}: the cost is lowest near {best}.")
        case .curveNow: LocalizedText(fr: "Regardée : {limit}", en: "Looked at: {limit}")
        case .curveInForce:
            LocalizedText(
                fr:
                    "Plus la colonne est basse, moins les erreurs coûtent. Le trait pointillé est la limite en vigueur : {limit} sur 100.",
                en:
                    "The lower the column, the less the errors cost. The dashed line is the limit in force: {limit} in 100."
            )
        case .cheapestFor:
            LocalizedText(
                fr: "À ce prix, la limite la moins chère serait {limit} sur 100.",
                en: "At this price the cheapest limit would be {limit} in 100.")
        case .reliability:
            LocalizedText(fr: "Les risques annoncés se vérifient-ils ?", en: "Do the risks told come true?")
        case .reliabilityConfirmed:
            LocalizedText(
                fr: "Dans {count} tranches sur {all}, le risque annoncé est celui qui a été observé",
                en: "In {count} of {all} bands the risk told is the one observed")
        case .reliabilitySentence:
            LocalizedText(
                fr:
                    "Les dossiers passés sont rangés par risque annoncé, puis coupés en parts égales ; l’intervalle est ce que le hasard permet, 95 fois sur 100.",
                en:
                    "Past applications are put in order of the risk told, then cut into equal parts; the interval is what chance allows, 95 times in 100."
            )
        case .reliabilityCaption: LocalizedText(fr: "Risque annoncé et observé", en: "Risk told and observed")
        case .told: LocalizedText(fr: "Annoncé, sur 100", en: "Told, in 100")
        case .happened: LocalizedText(fr: "Observé, sur 100", en: "Observed, in 100")
        case .interval: LocalizedText(fr: "Intervalle", en: "Interval")
        case .count: LocalizedText(fr: "Dossiers", en: "Applications")
        case .confirmed: LocalizedText(fr: "vérifié", en: "confirmed")
        case .notConfirmed: LocalizedText(fr: "à surveiller", en: "to be watched")
        case .source:
            LocalizedText(
                fr:
                    "Chiffres de {rows} dossiers passés dont l’issue est connue ({defaults} impayés), chacun jugé par un modèle qui ne l’avait pas vu ({folds} parts).",
                en:
                    "Figures of {rows} past applications whose outcome is known ({defaults} defaults), each judged by a model that had not seen it ({folds} parts)."
            )
        case .badForm:
            LocalizedText(
                fr: "La limite va de 0 à {most} sur 100, et le prix d’un impayé de 5 à 20 bons clients refusés.",
                en:
                    "The limit goes from 0 to {most} in 100, and the price of a default from 5 to 20 good clients refused."
            )
        case .noRecord:
            LocalizedText(
                fr: "Ce modèle ne garde pas de compte rendu de sa sélection : entraînez-le de nouveau pour l’avoir.",
                en: "This model keeps no report on its selection: train again to have it.")
        case .figures: LocalizedText(fr: "Les mêmes chiffres en tableau", en: "The same figures as a table")
        }
    }
}
