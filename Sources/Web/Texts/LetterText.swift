import Credit

/// What is said to the client, in a letter and on their own page.
enum LetterText: TextTable {
    case object, greeting, closing, page, lead, print, pdf, noPDF, language, sent, sentHow, sentLead
    case byHand, byPost, byMail, wasSent, reference
    case asked, askedPlain, granted, refused, referred, byPerson, underReview, automatic, automaticBefore, risk,
        riskOne, riskRare
    case whyRefused, whyGranted, whyReferred, noReason, personRefused, personGranted, fact, factAlone
    case couldChange, couldChangeLead, couldChangePerson, couldNot, fixed
    case data, dataUsed, dataNever, dataRights
    case rights, rightsReview, rightsHow, rightsFree, advice

    var wording: LocalizedText {
        switch self {
        case .object:
            LocalizedText(fr: "Notre réponse à votre demande de prêt", en: "Our answer to your loan application")
        case .greeting: LocalizedText(fr: "Madame, Monsieur,", en: "Dear client,")
        case .closing:
            LocalizedText(
                fr: "Votre conseiller répond à vos questions.", en: "Your adviser will answer your questions.")
        case .page: LocalizedText(fr: "Lettre au client", en: "Letter to the client")
        case .lead:
            LocalizedText(
                fr: "Relisez-la, imprimez-la ou enregistrez-la, puis dites comment elle a été remise.",
                en: "Read it, print or save it, then say how it was handed over.")
        case .print: LocalizedText(fr: "Imprimer", en: "Print")
        case .pdf: LocalizedText(fr: "Télécharger en PDF", en: "Download as PDF")
        case .noPDF:
            LocalizedText(
                fr: "Pour un PDF, utilisez l’impression du navigateur.", en: "For a PDF, use your browser’s print.")
        case .language: LocalizedText(fr: "La lettre en anglais", en: "The letter in French")
        case .sent: LocalizedText(fr: "Marquer comme remise", en: "Mark as handed over")
        case .sentHow: LocalizedText(fr: "Comment", en: "How")
        case .sentLead:
            LocalizedText(
                fr: "Le texte entier est gardé, tel que le client le lit.",
                en: "The whole text is kept, as the client reads it.")
        case .byHand: LocalizedText(fr: "imprimée et donnée", en: "printed and given")
        case .byPost: LocalizedText(fr: "par la poste", en: "by post")
        case .byMail: LocalizedText(fr: "par courriel", en: "by e-mail")
        case .wasSent: LocalizedText(fr: "Remise le {moment} ({medium}).", en: "Handed over on {moment} ({medium}).")
        case .reference: LocalizedText(fr: "Référence : {reference}", en: "Reference: {reference}")
        default: answerWording
        }
    }

    private var answerWording: LocalizedText {
        switch self {
        case .asked:
            LocalizedText(fr: "Vous nous avez demandé un prêt de {amount}.", en: "You asked us for a loan of {amount}.")
        case .askedPlain: LocalizedText(fr: "Vous nous avez demandé un prêt.", en: "You asked us for a loan.")
        case .granted:
            LocalizedText(
                fr: "Nous pouvons vous l’accorder aux conditions demandées.",
                en: "We can grant it on the terms requested.")
        case .refused:
            LocalizedText(
                fr: "Après étude de votre dossier, nous ne pouvons pas vous l’accorder.",
                en: "Having looked at your file, we cannot grant it.")
        case .referred:
            LocalizedText(
                fr: "Une personne doit examiner votre dossier avant que nous vous répondions.",
                en: "A person must look at your file before we answer.")
        case .byPerson:
            LocalizedText(
                fr: "Une personne a réexaminé votre dossier le {day} : cette réponse est la sienne.",
                en: "A person looked again at your file on {day}: this answer is theirs.")
        case .underReview:
            LocalizedText(
                fr: "Une personne réexamine actuellement votre dossier : cette réponse peut encore changer.",
                en: "A person is looking at your file again: this answer may still change.")
        case .automatic:
            LocalizedText(
                fr: "Cette réponse a été préparée par un calcul automatique et par nos règles de prêt.",
                en: "This answer was prepared by an automatic score and by our lending rules.")
        case .automaticBefore:
            LocalizedText(
                fr: "Le dossier avait d’abord été étudié par un calcul automatique et par nos règles de prêt.",
                en: "Before that, the file had gone through an automatic score and our lending rules.")
        case .risk:
            LocalizedText(
                fr:
                    "Sur 100 dossiers semblables au vôtre, environ {risk} ne sont pas remboursés ; notre limite est de {limit}.",
                en: "Of 100 files like yours, about {risk} are not repaid; our limit is {limit}.")
        case .riskOne:
            LocalizedText(
                fr:
                    "Sur 100 dossiers semblables au vôtre, environ {risk} n’est pas remboursé ; notre limite est de {limit}.",
                en: "Of 100 files like yours, about {risk} is not repaid; our limit is {limit}.")
        case .riskRare:
            LocalizedText(
                fr:
                    "Sur 1\u{202F}000 dossiers semblables au vôtre, moins d’un n’est pas remboursé ; notre limite est de {limit} sur 100.",
                en: "Of 1,000 files like yours, fewer than one is not repaid; our limit is {limit} in 100.")
        case .whyRefused: LocalizedText(fr: "Les raisons principales", en: "The main reasons")
        case .whyGranted: LocalizedText(fr: "Ce qui a pesé en votre faveur", en: "What spoke in your favour")
        case .whyReferred: LocalizedText(fr: "Ce qu’il faut examiner", en: "What must be looked at")
        case .noReason:
            LocalizedText(
                fr: "Aucun élément ne se détache : c’est l’ensemble du dossier qui compte.",
                en: "Nothing stands out: it is the file as a whole that counts.")
        case .personRefused:
            LocalizedText(
                fr: "La personne qui a réexaminé votre dossier ne peut pas accorder le prêt.",
                en: "The person who looked again at your file cannot grant the loan.")
        case .personGranted:
            LocalizedText(
                fr: "La personne qui a réexaminé votre dossier a jugé le prêt possible.",
                en: "The person who looked again at your file found the loan possible.")
        case .fact:
            LocalizedText(fr: "{label} : {value} (d’habitude {usual}).", en: "{label}: {value} (usually {usual}).")
        case .factAlone: LocalizedText(fr: "{label} : {value}.", en: "{label}: {value}.")
        default: laterWording
        }
    }

    private var laterWording: LocalizedText {
        switch self {
        case .couldChange: LocalizedText(fr: "Ce qui pourrait changer la réponse", en: "What could change the answer")
        case .couldChangeLead:
            LocalizedText(
                fr: "Le reste étant égal, un seul de ces changements suffirait à ce jour :",
                en: "All else being equal, any one of these changes would do as of today:")
        case .couldChangePerson:
            LocalizedText(
                fr: "Le calcul et nos règles auraient donné un accord avec un seul de ces changements, qu’une personne "
                    + "regarderait de nouveau :",
                en:
                    "The score and our rules would have granted it with any one of these changes, which a person would look "
                    + "at again:")
        case .couldNot:
            LocalizedText(
                fr: "Dans les limites de ce que nous proposons, aucun changement de la demande ne suffirait à ce jour.",
                en: "Within what we offer, no change of the application would do as of today.")
        case .fixed:
            LocalizedText(
                fr: "L’âge, l’historique et les scores externes ne se modifient pas.",
                en: "Age, history and external scores are not yours to change.")
        case .data: LocalizedText(fr: "Les données utilisées", en: "The data used")
        case .dataUsed: LocalizedText(fr: "Nous avons utilisé : {sources}.", en: "We used: {sources}.")
        case .dataNever:
            LocalizedText(fr: "N’entrent pas dans la décision : {names}.", en: "These play no part: {names}.")
        case .dataRights:
            LocalizedText(
                fr: "Vous pouvez les voir et les faire corriger, sans frais.",
                en: "You may see them and have them corrected, free of charge.")
        case .rights: LocalizedText(fr: "Vos droits", en: "Your rights")
        case .rightsReview:
            LocalizedText(
                fr:
                    "Vous pouvez demander qu’une personne réexamine votre dossier, recevoir une explication claire, donner "
                    + "votre point de vue et contester la réponse (règlement (UE) 2016/679, article 22 ; directive (UE) "
                    + "2023/2225, article 18).",
                en:
                    "You may ask that a person looks again at your file, be given a clear explanation, state your view and "
                    + "contest the answer (Regulation (EU) 2016/679, article 22; Directive (EU) 2023/2225, article 18)."
            )
        case .rightsHow:
            LocalizedText(
                fr:
                    "Dites-le à votre conseiller ou écrivez-nous, avec la référence {reference}. Un mois au plus après, une "
                    + "personne vous répond.",
                en:
                    "Tell your adviser or write to us, with the reference {reference}. Within a month a person will answer."
            )
        case .rightsFree: LocalizedText(fr: "C’est gratuit.", en: "It is free of charge.")
        case .advice:
            LocalizedText(
                fr:
                    "Des conseils gratuits et indépendants sur le budget et les dettes existent aussi, par exemple dans les "
                    + "Points conseil budget.",
                en: "Free and independent advice on budgets and debts is available too, in France for example from the "
                    + "Points conseil budget.")
        default: LocalizedText(fr: "", en: "")
        }
    }
}
