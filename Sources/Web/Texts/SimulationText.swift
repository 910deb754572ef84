import Credit

/// The texts of what would change the answer, of simulations and of kept scenarios.
enum SimulationText: TextTable {
    case changesTitle, changesLead, changesNone, changesNoneAdvice, changesGranted, changesTried, changesFallback
    case changesOpen, changesOf, instead, follows, whatComes, tryIt, lockedTitle, lockedTime, lockedHistory,
        lockedOthers
    case lockedSituation, lockedFollows, grantedTitle, simulate
    case title, lead, back, fields, today, offered, steps, term, termToday, termUnit, termNeedsAmount, termOrInstalment
    case termOffered, notOffered, compute, reset, unchangedHint, nothingYet, nothingYetAdvice, wrongValues
    case finding, findingSame, findingSameAnswer, before, after, moved, movedCaption, information, valueToday,
        valueThen, itFollows
    case reasons, reasonsCaption, reason, reasonToday, reasonThen, move, movesNone, againstNow, favourNow, notNow
    case moreAgainst, lessAgainst, moreFavour, lessFavour, nowAgainst, nowFavour, noMore
    case keepTitle, keepLead, keepName, keepNameNeeded, keepNameLong, keep, kept, keptTitle, keptNone, keptBy,
        keptAnswer
    case keptOther, reopen, ignored

    var wording: LocalizedText {
        switch self {
        case .changesTitle: LocalizedText(fr: "Ce qui changerait la réponse", en: "What would change the answer")
        case .changesLead:
            LocalizedText(
                fr:
                    "Les plus petits changements qui font accorder le prêt. Chacun a été calculé par le modèle lui-même.",
                en: "The smallest changes after which the loan is granted. Each was computed by the model itself.")
        case .changesNone:
            LocalizedText(
                fr: "Aucun changement possible ne suffit.", en: "No possible change is enough.")
        case .changesNoneAdvice:
            LocalizedText(
                fr:
                    "Dans les limites de ce que nous proposons, ni un champ seul ni plusieurs ensemble ne font accorder ce prêt.",
                en:
                    "Within the limits of what we offer, neither one field alone nor several together make this loan granted."
            )
        case .changesGranted:
            LocalizedText(
                fr: "Rien n’est à changer : le prêt est accordé tel qu’il est demandé.",
                en: "Nothing needs to change: the loan is granted as requested.")
        case .changesTried: LocalizedText(fr: "Essayés : {fields}.", en: "Tried: {fields}.")
        case .changesFallback:
            LocalizedText(
                fr: "Nous cherchons les plus petits changements qui feraient accorder ce prêt.",
                en: "We look for the smallest changes that would make this loan granted.")
        case .changesOpen: LocalizedText(fr: "Voir ces changements", en: "See these changes")
        case .changesOf:
            LocalizedText(fr: "{name} : ce qui changerait la réponse", en: "{name}: what would change the answer")
        case .instead: LocalizedText(fr: "{field} : {to} au lieu de {from}", en: "{field}: {to} instead of {from}")
        case .follows:
            LocalizedText(
                fr: "Avec, {field} : {to} au lieu de {from}.", en: "With it, {field}: {to} instead of {from}.")
        case .whatComes:
            LocalizedText(fr: "La réponse devient : {answer}, {risk}.", en: "The answer becomes: {answer}, {risk}.")
        case .tryIt: LocalizedText(fr: "Essayer ces valeurs", en: "Try these values")
        case .lockedTitle:
            LocalizedText(fr: "Ce qui ne se change pas, et pourquoi", en: "What cannot be changed, and why")
        case .lockedTime:
            LocalizedText(fr: "le temps qui a passé ne se change pas", en: "time that has passed cannot be changed")
        case .lockedHistory: LocalizedText(fr: "ce qui s’est passé reste", en: "what has happened stays")
        case .lockedOthers:
            LocalizedText(fr: "ces notes viennent d’autres organismes", en: "these marks come from other organisations")
        case .lockedSituation:
            LocalizedText(
                fr: "ces informations décrivent le client : une erreur se corrige, une situation ne se choisit pas",
                en: "these describe the client: a mistake is corrected, a situation is not chosen")
        case .lockedFollows: LocalizedText(fr: "suit un autre champ, {leader}", en: "follows another field, {leader}")
        case .grantedTitle: LocalizedText(fr: "Essayer d’autres valeurs", en: "Try other values")
        case .simulate: LocalizedText(fr: "Simuler une autre demande", en: "Simulate another request")

        case .title: LocalizedText(fr: "Et si la demande était autre ?", en: "What if the request were another?")
        case .lead:
            LocalizedText(
                fr: "Remplissez seulement ce qui change. Rien n’est consigné tant que vous ne gardez pas le scénario.",
                en: "Fill in only what changes. Nothing is recorded until you keep the scenario.")
        case .back: LocalizedText(fr: "Revenir au dossier de ce client", en: "Back to this client’s application")
        case .fields: LocalizedText(fr: "Ce qui changerait", en: "What would change")
        case .today: LocalizedText(fr: "Aujourd’hui : {value}.", en: "Today: {value}.")
        case .offered: LocalizedText(fr: "Possible de {low} à {high}.", en: "Possible from {low} to {high}.")
        case .steps: LocalizedText(fr: "Pas habituel : {step}.", en: "Usual step: {step}.")
        case .term: LocalizedText(fr: "Durée du prêt", en: "Term of the loan")
        case .termToday:
            LocalizedText(
                fr: "Aujourd’hui, sans les intérêts : {value}. La durée fixe la mensualité.",
                en: "Today, without interest: {value}. The term sets the instalment.")
        case .termUnit: LocalizedText(fr: "mois", en: "months")
        case .termNeedsAmount:
            LocalizedText(
                fr: "Il faut connaître le montant emprunté pour choisir une durée : remplissez-le.",
                en: "The loan amount must be known to choose a term: fill it in.")
        case .termOrInstalment:
            LocalizedText(
                fr: "La durée fixe la mensualité : remplissez l’une ou l’autre.",
                en: "The term sets the instalment: fill in one or the other.")
        case .termOffered:
            LocalizedText(
                fr: "Pour ce montant, possible de {low} à {high}.",
                en: "For this amount, possible from {low} to {high}.")
        case .notOffered: LocalizedText(fr: "Nous proposons de {low} à {high}.", en: "We offer from {low} to {high}.")
        case .compute: LocalizedText(fr: "Calculer", en: "Compute")
        case .reset: LocalizedText(fr: "Tout effacer", en: "Clear all")
        case .unchangedHint: LocalizedText(fr: "Vide : rien ne change.", en: "Empty: nothing changes.")
        case .nothingYet: LocalizedText(fr: "Aujourd’hui : {answer}, {risk}", en: "Today: {answer}, {risk}")
        case .nothingYetAdvice:
            LocalizedText(
                fr: "Remplissez un champ : la nouvelle réponse s’affiche ici, à côté de celle d’aujourd’hui.",
                en: "Fill in a field: the new answer shows here, beside today’s.")
        case .wrongValues:
            LocalizedText(
                fr: "Une valeur est à corriger : rien n’est calculé d’ici là.",
                en: "A value needs correcting: nothing is computed until then.")
        case .finding:
            LocalizedText(
                fr: "{after} au lieu de {before} : {risk} au lieu de {previous}",
                en: "{after} instead of {before}: {risk} instead of {previous}")
        case .findingSame:
            LocalizedText(fr: "Toujours {answer} : {risk}, comme aujourd’hui", en: "Still {answer}: {risk}, as today")
        case .findingSameAnswer:
            LocalizedText(
                fr: "Toujours {answer} : {risk} au lieu de {previous}",
                en: "Still {answer}: {risk} instead of {previous}")
        case .before: LocalizedText(fr: "Aujourd’hui", en: "Today")
        case .after: LocalizedText(fr: "Avec ces valeurs", en: "With these values")
        case .moved: LocalizedText(fr: "Ce qui est changé", en: "What is changed")
        case .movedCaption: LocalizedText(fr: "Les valeurs changées", en: "The values changed")
        case .information: LocalizedText(fr: "Information", en: "Item")
        case .valueToday: LocalizedText(fr: "Aujourd’hui", en: "Today")
        case .valueThen: LocalizedText(fr: "Avec ces valeurs", en: "With these values")
        case .itFollows: LocalizedText(fr: "suit", en: "follows")
        case .reasons: LocalizedText(fr: "Les raisons qui bougent", en: "The reasons that move")
        case .reasonsCaption: LocalizedText(fr: "Les raisons avant et après", en: "The reasons before and after")
        case .reason: LocalizedText(fr: "Raison", en: "Reason")
        case .reasonToday: LocalizedText(fr: "Aujourd’hui", en: "Today")
        case .reasonThen: LocalizedText(fr: "Avec ces valeurs", en: "With these values")
        case .move: LocalizedText(fr: "Différence", en: "Difference")
        case .movesNone: LocalizedText(fr: "Aucune raison ne bouge nettement.", en: "No reason moves clearly.")
        case .againstNow: LocalizedText(fr: "pèse contre", en: "speaks against")
        case .favourNow: LocalizedText(fr: "pèse pour", en: "speaks for")
        case .notNow: LocalizedText(fr: "ne pèse pas nettement", en: "does not clearly speak")
        case .moreAgainst: LocalizedText(fr: "davantage contre", en: "more against")
        case .lessAgainst: LocalizedText(fr: "moins contre", en: "less against")
        case .moreFavour: LocalizedText(fr: "davantage pour", en: "more for")
        case .lessFavour: LocalizedText(fr: "moins pour", en: "less for")
        case .nowAgainst: LocalizedText(fr: "pèse maintenant contre", en: "now speaks against")
        case .nowFavour: LocalizedText(fr: "pèse maintenant pour", en: "now speaks for")
        case .noMore: LocalizedText(fr: "ne pèse plus nettement", en: "no longer clearly speaks")

        case .keepTitle: LocalizedText(fr: "Garder ce scénario", en: "Keep this scenario")
        case .keepLead:
            LocalizedText(
                fr: "Il est consigné avec le dossier du client. Ce n’est pas une décision.",
                en: "It is recorded with the client’s file. It is not a decision.")
        case .keepName: LocalizedText(fr: "Nom du scénario", en: "Name of the scenario")
        case .keepNameNeeded: LocalizedText(fr: "Donnez un nom au scénario.", en: "Give the scenario a name.")
        case .keepNameLong:
            LocalizedText(fr: "C’est trop long : 80 signes au plus.", en: "This is too long: 80 characters at most.")
        case .keep: LocalizedText(fr: "Garder", en: "Keep")
        case .kept: LocalizedText(fr: "Le scénario est gardé.", en: "The scenario is kept.")
        case .keptTitle: LocalizedText(fr: "Scénarios gardés", en: "Kept scenarios")
        case .keptNone:
            LocalizedText(fr: "Aucun scénario n’est gardé pour ce client.", en: "No scenario is kept for this client.")
        case .keptBy: LocalizedText(fr: "{name}, le {day}", en: "{name}, on {day}")
        case .keptAnswer:
            LocalizedText(
                fr: "{after}, {risk}, au lieu de {before}, {previous}.",
                en: "{after}, {risk}, instead of {before}, {previous}.")
        case .keptOther:
            LocalizedText(
                fr: "Calculé avec un modèle précédent : rouvrez-le pour la réponse d’aujourd’hui.",
                en: "Computed with an earlier model: reopen it for today’s answer.")
        case .reopen: LocalizedText(fr: "Rouvrir", en: "Reopen")
        case .ignored:
            LocalizedText(
                fr: "L’adresse nomme un champ qui ne se change pas ici : il n’a pas été pris en compte.",
                en: "The address names a field that cannot be changed here: it was left out.")
        }
    }
}
