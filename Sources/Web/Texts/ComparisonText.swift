import Credit

/// The texts of a client beside others.
enum ComparisonText: TextTable {
    case title, pageTitle, lead, variable, filter, with, all, alike, group, common, compare, estimatedRisk, result
    case higher, lower, likeMost, levelLike, unknownLike, unknownRare, noBar
    case client, people, clientAlike, peopleAlike, clientOfGroup, peopleOfGroup
    case whoAll, whoAlike, whoGroup, ownValue, placeOfThree, inTheSameCase, inTheSameCaseFew, unknownOthers
    case tooFew, noCommon, unknownCommon
    case clientAt, range, level, clients, shareOfPaid, shareOfUnpaid, shareOfAll, unpaidOfHundred, thisClient, paid,
        unpaid
    case spreadDescription, caption, others, under, orMore, from, fewerThanOne, moreThan99, notTold
    case pairLink, pairTitle, pairLead, across, down, pairFinding, pairNoCell, pairSentence, pairCaption, pairCell
    case pairEmpty, pairTooFew, backToClient, backToComparison, cross, pairSame

    var wording: LocalizedText {
        switch self {
        case .title: LocalizedText(fr: "Comparer avec d’autres clients", en: "Compare with other clients")
        case .pageTitle: LocalizedText(fr: "Client {number} parmi les autres", en: "Client {number} among others")
        case .lead:
            LocalizedText(
                fr: "Une information à la fois, à côté d’un groupe : jamais d’une autre personne.",
                en: "One piece of information at a time, beside a group: never beside another person.")
        case .variable: LocalizedText(fr: "Information", en: "Information")
        case .filter: LocalizedText(fr: "Chercher dans la liste", en: "Find in the list")
        case .with: LocalizedText(fr: "Avec", en: "With")
        case .all: LocalizedText(fr: "tous les clients", en: "all clients")
        case .alike: LocalizedText(fr: "les clients semblables", en: "clients alike")
        case .group: LocalizedText(fr: "un groupe que je choisis", en: "a group that I choose")
        case .common: LocalizedText(fr: "Ce que le groupe a en commun", en: "What the group has in common")
        case .compare: LocalizedText(fr: "Comparer", en: "Compare")
        case .estimatedRisk: LocalizedText(fr: "risque d’impayé estimé", en: "estimated risk of default")
        case .result: LocalizedText(fr: "Résultat de la comparaison", en: "Result of the comparison")
        case .higher: LocalizedText(fr: "Plus élevé que chez {people}", en: "Higher than for {people}")
        case .lower: LocalizedText(fr: "Plus bas que chez {people}", en: "Lower than for {people}")
        case .likeMost: LocalizedText(fr: "Comme chez {people}", en: "As for {people}")
        case .levelLike: LocalizedText(fr: "« {value} » : comme {people}", en: "“{value}”: like {people}")
        case .unknownLike:
            LocalizedText(
                fr: "Inconnu pour ce client, comme pour {people}", en: "Unknown for this client, as for {people}")
        case .unknownRare:
            LocalizedText(
                fr: "Inconnu pour ce client, connu pour presque tous les autres",
                en: "Unknown for this client, known for nearly all others")
        case .client: LocalizedText(fr: "{count} client sur 100", en: "{count} client in 100")
        case .people: LocalizedText(fr: "{count} clients sur 100", en: "{count} clients in 100")
        case .clientAlike: LocalizedText(fr: "{count} client semblable sur 100", en: "{count} similar client in 100")
        case .peopleAlike: LocalizedText(fr: "{count} clients semblables sur 100", en: "{count} similar clients in 100")
        case .clientOfGroup:
            LocalizedText(fr: "{count} client de ce groupe sur 100", en: "{count} client of this group in 100")
        case .peopleOfGroup:
            LocalizedText(fr: "{count} clients de ce groupe sur 100", en: "{count} clients of this group in 100")
        case .noBar:
            LocalizedText(
                fr: "Moins de 20 clients sont dans le même cas", en: "Fewer than 20 clients are in the same case")
        case .whoAll: LocalizedText(fr: "Comparé à {count} autres clients.", en: "Compared with {count} other clients.")
        case .whoAlike:
            LocalizedText(
                fr: "Comparé aux {count} clients passés qui lui ressemblent le plus.",
                en: "Compared with the {count} past clients most like this one.")
        case .whoGroup:
            LocalizedText(
                fr: "Comparé à {count} clients qui ont en commun : {common}.",
                en: "Compared with {count} clients who have in common: {common}.")
        case .ownValue: LocalizedText(fr: "{label} : {value} pour ce client.", en: "{label}: {value} for this client.")
        case .placeOfThree:
            LocalizedText(
                fr: "Sur 100 clients, {below} sont plus bas, {same} au même niveau et {above} plus haut.",
                en: "Of 100 clients, {below} are lower, {same} at the same level and {above} higher.")
        case .inTheSameCase:
            LocalizedText(
                fr:
                    "Des prêts de clients dans le même cas ({range}), {rate} n’ont pas été remboursés ; dans tout le groupe, {overall}.",
                en:
                    "Of loans of clients in the same case ({range}), {rate} were not repaid; in the whole group, {overall}."
            )
        case .inTheSameCaseFew:
            LocalizedText(
                fr:
                    "Dans le même cas ({range}), trop peu de prêts sont arrivés à leur terme pour dire combien ont été remboursés.",
                en: "In the same case ({range}), too few loans have ended to say how many were repaid.")
        case .unknownOthers:
            LocalizedText(
                fr: "Pour {people}, cette information est inconnue : le tableau n’en tient pas compte.",
                en: "For {people} this is unknown: the table leaves them out.")
        case .tooFew:
            LocalizedText(
                fr: "Moins de 20 clients dans ce groupe : nous n’en disons rien.",
                en: "Fewer than 20 clients in this group: we say nothing of it.")
        case .noCommon:
            LocalizedText(
                fr: "Choisissez au moins un point commun, puis comparez.",
                en: "Choose at least one thing in common, then compare.")
        case .unknownCommon:
            LocalizedText(
                fr: "Inconnu pour ce client : {common}. Choisissez un autre point commun.",
                en: "Unknown for this client: {common}. Choose something else in common.")
        default: laterWording
        }
    }

    private var laterWording: LocalizedText {
        switch self {
        case .range: LocalizedText(fr: "Tranche", en: "Range")
        case .level: LocalizedText(fr: "Réponse", en: "Answer")
        case .clients: LocalizedText(fr: "Clients", en: "Clients")
        case .shareOfPaid: LocalizedText(fr: "Part des prêts remboursés", en: "Share of repaid loans")
        case .shareOfUnpaid: LocalizedText(fr: "Part des non remboursés", en: "Share of unpaid loans")
        case .shareOfAll: LocalizedText(fr: "Part des clients", en: "Share of clients")
        case .unpaidOfHundred: LocalizedText(fr: "Non remboursés", en: "Not repaid")
        case .thisClient: LocalizedText(fr: "ce client", en: "this client")
        case .clientAt: LocalizedText(fr: "Ce client : {value}", en: "This client: {value}")
        case .paid: LocalizedText(fr: "Remboursés", en: "Repaid")
        case .unpaid: LocalizedText(fr: "Non remboursés", en: "Not repaid")
        case .spreadDescription:
            LocalizedText(
                fr:
                    "Colonnes : comment les clients du groupe se répartissent, les prêts remboursés en haut, les autres en bas. Ce client : {value}.",
                en:
                    "Columns: how the clients of the group are spread, repaid loans above, the others below. This client: {value}."
            )
        case .caption: LocalizedText(fr: "{label} dans ce groupe", en: "{label} in this group")
        case .others: LocalizedText(fr: "autres réponses ({count})", en: "other answers ({count})")
        case .under: LocalizedText(fr: "moins de {high}", en: "under {high}")
        case .orMore: LocalizedText(fr: "{low} et plus", en: "{low} or more")
        case .from: LocalizedText(fr: "de {low} à {high}", en: "{low} to {high}")
        case .fewerThanOne: LocalizedText(fr: "moins d’un", en: "fewer than 1")
        case .moreThan99: LocalizedText(fr: "plus de 99", en: "more than 99")
        case .notTold: LocalizedText(fr: "trop peu pour le dire", en: "too few to say")
        case .pairLink:
            LocalizedText(fr: "Croiser avec une autre information", en: "Cross with another piece of information")
        case .pairTitle:
            LocalizedText(
                fr: "Client {number} : deux informations à la fois", en: "Client {number}: two things at once")
        case .pairLead:
            LocalizedText(
                fr:
                    "Chaque case compte les clients qui s’y trouvent et dit combien n’ont pas remboursé. Une case de moins de 20 clients reste vide.",
                en:
                    "Each cell counts the clients in it and says how many did not repay. A cell of fewer than 20 clients stays empty."
            )
        case .across: LocalizedText(fr: "En travers", en: "Across")
        case .down: LocalizedText(fr: "De haut en bas", en: "Downwards")
        case .pairFinding:
            LocalizedText(
                fr: "Dans la case de ce client, {rate} n’ont pas été remboursés",
                en: "In this client’s cell, {rate} were not repaid")
        case .pairNoCell:
            LocalizedText(
                fr: "Trop peu de clients réunissent ces deux informations comme lui",
                en: "Too few clients have these two things as this one does")
        case .pairSentence:
            LocalizedText(
                fr:
                    "Comparé à {count} clients dont les deux informations sont connues : sur l’ensemble, {overall} n’ont pas été remboursés.",
                en: "Compared with {count} clients for whom both are known: of all of them, {overall} were not repaid.")
        case .pairCaption: LocalizedText(fr: "{x} en travers, {y} de haut en bas", en: "{x} across, {y} downwards")
        case .pairCell: LocalizedText(fr: "{count} clients", en: "{count} clients")
        case .pairEmpty: LocalizedText(fr: "moins de 20", en: "fewer than 20")
        case .pairTooFew:
            LocalizedText(
                fr: "Trop peu de clients pour croiser ces informations.", en: "Too few clients to cross these two.")
        case .backToClient: LocalizedText(fr: "Retour au dossier", en: "Back to the file")
        case .backToComparison: LocalizedText(fr: "Une seule information", en: "One piece of information only")
        case .cross: LocalizedText(fr: "Croiser", en: "Cross")
        case .pairSame:
            LocalizedText(
                fr: "Choisissez deux informations différentes.", en: "Choose two different pieces of information.")
        default: LocalizedText(fr: "", en: "")
        }
    }
}
