import Credit

/// The texts of what is done with a decision: recorded, noted, listed, shown again.
enum FollowUpText: TextTable {
    // On the client's page.
    case followUp, actions, record, recordLead, letter, askReview, takeNote, noDecisionYet, historyUnread
    case note, noteLabel, noteHint, keepNote, wholeHistory, history, historyOf, historyLead, historyEmpty, older
    case standing, standingUpheld, standingOverride, openReview, modelSaid, personSaid
    // What happened.
    case decided, reviewAsked, reviewGiven, reviewProposed, reviewReturned, reviewUpheld, reviewOverride
    case letterSent, contested, noted, scenarioKept, linked, erasedEntry, by, see
    // A decision.
    case decisionOf, applicant, recordedAt, rules, rulesLead, ofPerson
    case changes, changesLead, changesCompute, changesRecomputed, changesFromFile, changesNone, changesOtherModel
    case changesNoRecords, changesFixed, changesGranted, instead, withit
    case proof, proofReference, proofPlace, proofDigest, proofModel, proofCatalog, proofCatalogGone, proofPolicy
    case proofPolicyNone, proofInput, proofInputNumber, proofInputBytes, proofDay
    case replay, replayCompute, replayEqual, replayDiffers, replayGone, replayNotInput
    case notExplained, erased, erasedLead
    // What to do with it.
    case reviewTitle, reviewLead, reviewUnderWay, reviewReason, reviewWords, reviewDue, reviewSend, days
    case link, linkLead, linkDays, linkMake, linkMade, linkMadeLead, linkAddress, linkCopy, linkCopied, linkEnd
    case backToDecision, missingWords
    // Why a review is asked for.
    case whyWrong, whyChanged, whyPaper, whyContested, whyReferred, whyOther
    // Who.
    case adviser, reviewer, dataScientist, operations, auditor, theClient

    var wording: LocalizedText {
        switch self {
        case .followUp: LocalizedText(fr: "Suivi", en: "Follow-up")
        case .actions: LocalizedText(fr: "Que faire de cette réponse", en: "What to do with this answer")
        case .record: LocalizedText(fr: "Consigner cette décision", en: "Record this decision")
        case .recordLead:
            LocalizedText(
                fr: "La consigner la date, lui donne une référence et permet d’écrire la lettre.",
                en: "Recording dates it, gives it a reference, and lets the letter be written.")
        case .letter: LocalizedText(fr: "Écrire la lettre", en: "Write the letter")
        case .askReview: LocalizedText(fr: "Demander un réexamen", en: "Ask for a review")
        case .takeNote: LocalizedText(fr: "Noter", en: "Take a note")
        case .noDecisionYet:
            LocalizedText(
                fr: "Aucune décision n’est encore consignée pour ce client.",
                en: "No decision is recorded for this client yet.")
        case .historyUnread:
            LocalizedText(
                fr: "Le journal ne peut pas être lu en ce moment. Réessayez dans quelques minutes.",
                en: "The log cannot be read for now. Try again in a few minutes.")
        case .note: LocalizedText(fr: "Noter l’entretien", en: "Note the conversation")
        case .noteLabel: LocalizedText(fr: "Ce qui a été dit", en: "What was said")
        case .noteHint:
            LocalizedText(
                fr: "Gardé avec le dossier, lu par qui le traite, effacé avec lui.",
                en: "Kept with the file, read by who works on it, erased with it.")
        case .keepNote: LocalizedText(fr: "Garder la note", en: "Keep the note")
        case .wholeHistory: LocalizedText(fr: "Voir tout le suivi", en: "See the whole follow-up")
        case .history: LocalizedText(fr: "Ce qui s’est passé", en: "What has happened")
        case .historyOf: LocalizedText(fr: "Suivi du client {number}", en: "Follow-up of client {number}")
        case .historyLead:
            LocalizedText(
                fr: "Décisions, réexamens, lettres et notes, du plus récent au plus ancien.",
                en: "Decisions, reviews, letters and notes, the latest first.")
        case .historyEmpty: LocalizedText(fr: "Rien n’est encore consigné.", en: "Nothing is recorded yet.")
        case .older: LocalizedText(fr: "Plus ancien", en: "Earlier")
        case .standing: LocalizedText(fr: "Décision d’une personne", en: "A person’s decision")
        case .standingUpheld: LocalizedText(fr: "La réponse est maintenue.", en: "The answer stands.")
        case .standingOverride:
            LocalizedText(fr: "La réponse du calcul est changée.", en: "The computed answer is changed.")
        case .openReview: LocalizedText(fr: "Un réexamen est en cours", en: "A review is under way")
        case .modelSaid: LocalizedText(fr: "Le calcul et les règles", en: "Score and rules")
        case .personSaid: LocalizedText(fr: "La personne", en: "The person")
        default: happenedWording
        }
    }

    private var happenedWording: LocalizedText {
        switch self {
        case .decided: LocalizedText(fr: "Décision consignée : {answer}", en: "Decision recorded: {answer}")
        case .reviewAsked: LocalizedText(fr: "Réexamen demandé", en: "Review asked for")
        case .reviewGiven: LocalizedText(fr: "Réexamen pris par {name}", en: "Review taken by {name}")
        case .reviewProposed:
            LocalizedText(
                fr: "Proposition : {answer}, à confirmer par une autre personne",
                en: "Proposed: {answer}, for another person to confirm")
        case .reviewReturned:
            LocalizedText(
                fr: "Désaccord entre les deux personnes : le réexamen reprend",
                en: "The two persons disagree: the review starts again")
        case .reviewUpheld:
            LocalizedText(
                fr: "Réexamen terminé : {answer}, réponse maintenue", en: "Review ended: {answer}, the answer stands")
        case .reviewOverride:
            LocalizedText(
                fr: "Réexamen terminé : {answer}, réponse changée", en: "Review ended: {answer}, the answer changes")
        case .letterSent: LocalizedText(fr: "Lettre remise ({medium})", en: "Letter handed over ({medium})")
        case .contested: LocalizedText(fr: "Le client conteste", en: "The client contests")
        case .noted: LocalizedText(fr: "Note", en: "Note")
        case .scenarioKept: LocalizedText(fr: "Essai gardé : {answer}", en: "Trial kept: {answer}")
        case .linked:
            LocalizedText(
                fr: "Lien donné au client, valable jusqu’au {day}", en: "Link given to the client, valid until {day}")
        case .erasedEntry: LocalizedText(fr: "Entrée effacée", en: "Erased entry")
        case .by: LocalizedText(fr: "par {name}", en: "by {name}")
        case .see: LocalizedText(fr: "Voir", en: "See")
        case .whyWrong: LocalizedText(fr: "Une information est inexacte", en: "Some information is wrong")
        case .whyChanged: LocalizedText(fr: "La situation a changé", en: "The situation has changed")
        case .whyPaper:
            LocalizedText(fr: "Un justificatif est à prendre en compte", en: "A document must be considered")
        case .whyContested: LocalizedText(fr: "Le client conteste", en: "The client contests")
        case .whyReferred: LocalizedText(fr: "La réponse est « à revoir »", en: "The answer is “to be reviewed”")
        case .whyOther: LocalizedText(fr: "Autre raison", en: "Another reason")
        case .adviser: LocalizedText(fr: "conseil", en: "adviser")
        case .reviewer: LocalizedText(fr: "réexamen", en: "reviewer")
        case .dataScientist: LocalizedText(fr: "modèles", en: "data science")
        case .operations: LocalizedText(fr: "exploitation", en: "operations")
        case .auditor: LocalizedText(fr: "audit", en: "audit")
        case .theClient: LocalizedText(fr: "le client", en: "the client")
        default: decisionWording
        }
    }

    private var decisionWording: LocalizedText {
        switch self {
        case .decisionOf: LocalizedText(fr: "Décision {reference}", en: "Decision {reference}")
        case .applicant: LocalizedText(fr: "Nouveau demandeur", en: "New applicant")
        case .recordedAt: LocalizedText(fr: "Consignée le {moment} par {name}", en: "Recorded on {moment} by {name}")
        case .rules: LocalizedText(fr: "Les règles du prêteur", en: "The lender’s rules")
        case .rulesLead:
            LocalizedText(
                fr: "Elles s’appliquent quel que soit le score.", en: "They apply whatever the score.")
        case .ofPerson: LocalizedText(fr: "par {name}, le {moment}", en: "by {name}, on {moment}")
        case .changes: LocalizedText(fr: "Ce qui changerait la réponse", en: "What would change the answer")
        case .changesLead:
            LocalizedText(
                fr: "Un seul de ces changements suffirait, le reste étant égal.",
                en: "Any one of these changes would do, all else being equal.")
        case .changesCompute: LocalizedText(fr: "Calculer ce qui la changerait", en: "Compute what would change it")
        case .changesRecomputed:
            LocalizedText(
                fr: "Recalculé à l’instant sur les données reçues pour cette décision.",
                en: "Computed just now from the data received for this decision.")
        case .changesFromFile:
            LocalizedText(
                fr: "Recalculé à l’instant sur le dossier, qui n’a pas changé depuis.",
                en: "Computed just now from the file, which has not changed since.")
        case .changesNone:
            LocalizedText(
                fr: "Dans nos limites, aucun changement ne suffirait : {fields}.",
                en: "Within our limits no change would do: {fields}.")
        case .changesOtherModel:
            LocalizedText(
                fr:
                    "Le modèle qui a décidé ne sert plus : ce qui aurait changé sa réponse ne peut plus être calculé ici.",
                en:
                    "The model that decided no longer serves: what would have changed its answer cannot be computed here."
            )
        case .changesNoRecords:
            LocalizedText(
                fr: "Le dossier a changé depuis, ou son détail n’a pas été gardé : le calcul n’est plus possible.",
                en: "The file has changed since, or its details were not kept: this can be computed no more.")
        case .changesFixed:
            LocalizedText(
                fr: "L’âge, l’historique et les scores externes ne se modifient pas.",
                en: "Age, history and external scores are not for the client to change.")
        case .changesGranted: LocalizedText(fr: "Le prêt est accordé tel quel.", en: "The loan is granted as it is.")
        case .instead:
            LocalizedText(fr: "{label} : {after} au lieu de {before}", en: "{label}: {after} instead of {before}")
        case .withit: LocalizedText(fr: "avec elle, {changes}", en: "and with it, {changes}")
        case .notExplained:
            LocalizedText(
                fr: "Cette décision a été consignée sans ses raisons.",
                en: "This decision was recorded without its reasons.")
        case .erased: LocalizedText(fr: "Décision effacée", en: "Erased decision")
        case .erasedLead:
            LocalizedText(
                fr:
                    "La décision {reference}, consignée le {moment}, ne peut plus être lue : le client a été effacé, ou "
                    + "sa durée de conservation est passée.",
                en:
                    "Decision {reference}, recorded on {moment}, can be read no more: the client was erased, or its time "
                    + "has passed.")
        default: proofWording
        }
    }

    private var proofWording: LocalizedText {
        switch self {
        case .proof: LocalizedText(fr: "Ce qui est consigné, pour l’audit", en: "What is recorded, for the auditor")
        case .proofReference: LocalizedText(fr: "Référence", en: "Reference")
        case .proofPlace: LocalizedText(fr: "Place dans le journal", en: "Place in the log")
        case .proofDigest: LocalizedText(fr: "Empreinte de la chaîne", en: "Digest of the chain")
        case .proofModel: LocalizedText(fr: "Empreinte du modèle", en: "Digest of the model")
        case .proofCatalog: LocalizedText(fr: "Catalogue", en: "Catalog")
        case .proofCatalogGone: LocalizedText(fr: "celui d’un autre modèle", en: "that of another model")
        case .proofPolicy: LocalizedText(fr: "Version des règles", en: "Version of the rules")
        case .proofPolicyNone: LocalizedText(fr: "aucune", en: "none")
        case .proofInput: LocalizedText(fr: "Données reçues", en: "Data received")
        case .proofInputNumber: LocalizedText(fr: "un numéro de client", en: "a client’s number")
        case .proofInputBytes: LocalizedText(fr: "{count} octets, {type}", en: "{count} bytes, {type}")
        case .proofDay: LocalizedText(fr: "Jour des règles", en: "Day of the rules")
        case .replay: LocalizedText(fr: "Rejouer la décision", en: "Replay the decision")
        case .replayCompute: LocalizedText(fr: "Recalculer et comparer", en: "Compute again and compare")
        case .replayEqual:
            LocalizedText(
                fr: "Recalculée, la décision est la même bit pour bit : {parts}.",
                en: "Computed again, the decision is the same bit for bit: {parts}.")
        case .replayDiffers:
            LocalizedText(
                fr: "Recalculée, la décision diffère : {parts}. Prévenez l’exploitation.",
                en: "Computed again, the decision differs in: {parts}. Tell operations.")
        case .replayGone:
            LocalizedText(
                fr: "Le modèle qui a décidé ne sert plus ici. Sur le serveur : limpide log replay {reference}.",
                en: "The model that decided no longer serves here. On the server: limpide log replay {reference}.")
        case .replayNotInput:
            LocalizedText(
                fr: "Le client a été demandé par son numéro : ses caractéristiques sont celles du chargement.",
                en: "The client was asked for by number: the features are those of the load.")
        default: doingWording
        }
    }

    private var doingWording: LocalizedText {
        switch self {
        case .reviewTitle: LocalizedText(fr: "Demander un réexamen", en: "Ask for a review")
        case .reviewLead:
            LocalizedText(
                fr: "Une autre personne regarde le dossier, puis maintient ou change la réponse.",
                en: "Another person looks at the file, then lets the answer stand or changes it.")
        case .reviewUnderWay:
            LocalizedText(fr: "Un réexamen est déjà en cours.", en: "A review is under way already.")
        case .reviewReason: LocalizedText(fr: "Pourquoi", en: "Why")
        case .reviewWords: LocalizedText(fr: "Ce qu’il faut regarder", en: "What to look at")
        case .reviewDue: LocalizedText(fr: "Réponse attendue", en: "Answer expected")
        case .reviewSend: LocalizedText(fr: "Envoyer la demande", en: "Send the request")
        case .days: LocalizedText(fr: "sous {count} jours", en: "within {count} days")
        case .link: LocalizedText(fr: "Donner un lien au client", en: "Give the client a link")
        case .linkLead:
            LocalizedText(
                fr:
                    "Le client y lit sa réponse, ses raisons et ses données, et peut la contester. Rien d’autre ne s’y voit.",
                en:
                    "There the client reads the answer, its reasons and their data, and may contest it. Nothing else shows."
            )
        case .linkDays: LocalizedText(fr: "Valable", en: "Valid for")
        case .linkMake: LocalizedText(fr: "Faire le lien", en: "Make the link")
        case .linkMade: LocalizedText(fr: "Le lien du client est prêt", en: "The client’s link is ready")
        case .linkMadeLead:
            LocalizedText(
                fr: "Copiez-le maintenant : il n’est gardé nulle part. Qui l’a peut lire la décision jusqu’au {day}.",
                en: "Copy it now: it is kept nowhere. Who has it can read the decision until {day}.")
        case .linkAddress: LocalizedText(fr: "Adresse à donner au client", en: "Address to give to the client")
        case .linkCopy: LocalizedText(fr: "Copier", en: "Copy")
        case .linkCopied: LocalizedText(fr: "Copié", en: "Copied")
        case .linkEnd: LocalizedText(fr: "{count} jours", en: "{count} days")
        case .backToDecision: LocalizedText(fr: "Revenir à la décision", en: "Back to the decision")
        case .missingWords:
            LocalizedText(
                fr: "Choisissez une raison et dites-la en quelques mots.",
                en: "Choose a reason and say it in a few words.")
        default: LocalizedText(fr: "", en: "")
        }
    }
}
