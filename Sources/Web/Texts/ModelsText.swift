import Credit

/// The texts of the models kept and of the trainings that made them.
enum ModelsText: TextTable {
    case title, lead, kept, keptNone, deciding, when, quality, cost, limit, card, damaged, noAlias
    case times, expert, digest, learner, features, rows, auc, costPerThousand, testRows, notHere
    case experiments, experimentsNone, state, length, trials, results, running, finished, failed, stopped
    case ofThousand, costLead, started, named

    var wording: LocalizedText {
        switch self {
        case .title: LocalizedText(fr: "Les modèles", en: "The models")
        case .lead:
            LocalizedText(
                fr: "Ceux que le prêteur garde, celui qui décide, et comment ils ont été obtenus.",
                en: "Those that the lender keeps, the one that decides, and how they were made.")
        case .kept: LocalizedText(fr: "Modèles gardés", en: "Models kept")
        case .keptNone: LocalizedText(fr: "Aucun modèle n’est gardé.", en: "No model is kept.")
        case .deciding: LocalizedText(fr: "décide aujourd’hui", en: "decides today")
        case .when: LocalizedText(fr: "Gardé le", en: "Kept on")
        case .quality: LocalizedText(fr: "Reconnaît le plus risqué", en: "Tells the riskier client")
        case .cost: LocalizedText(fr: "Coût des erreurs", en: "Cost of its errors")
        case .limit: LocalizedText(fr: "Limite", en: "Limit")
        case .card: LocalizedText(fr: "Fiche du modèle {digest}", en: "Card of model {digest}")
        case .damaged:
            LocalizedText(
                fr: "Ce modèle a été modifié ou vient d’une autre version : il n’est pas utilisé.",
                en: "This model was changed or is of another version: it is not used.")
        case .noAlias: LocalizedText(fr: "Modèle sans nom", en: "Model without a name")
        case .times: LocalizedText(fr: "{count} fois sur 100", en: "{count} times in 100")
        case .expert: LocalizedText(fr: "Chiffres pour l’expert", en: "Figures for the expert")
        case .digest: LocalizedText(fr: "Empreinte", en: "Digest")
        case .learner: LocalizedText(fr: "Méthode", en: "Method")
        case .features: LocalizedText(fr: "Variables", en: "Features")
        case .rows: LocalizedText(fr: "Appris sur", en: "Learned from")
        case .auc: LocalizedText(fr: "AUC sur le test, intervalle à 95 %", en: "AUC on the test set, 95% interval")
        case .costPerThousand:
            LocalizedText(fr: "Coût pour 1 000, intervalle à 95 %", en: "Cost per 1,000, 95% interval")
        case .testRows: LocalizedText(fr: "Dossiers de test", en: "Test applications")
        case .notHere:
            LocalizedText(
                fr: "Ce serveur ne donne pas accès aux modèles gardés.",
                en: "This server gives no access to the models kept.")
        case .experiments: LocalizedText(fr: "Entraînements et recherches", en: "Trainings and searches")
        case .experimentsNone: LocalizedText(fr: "Aucun entraînement n’est gardé.", en: "No training is kept.")
        case .state: LocalizedText(fr: "État", en: "State")
        case .length: LocalizedText(fr: "Durée", en: "Duration")
        case .trials: LocalizedText(fr: "Essais", en: "Trials")
        case .results: LocalizedText(fr: "Résultats de {name}", en: "Results of {name}")
        case .running: LocalizedText(fr: "en cours", en: "running")
        case .finished: LocalizedText(fr: "terminé", en: "finished")
        case .failed: LocalizedText(fr: "échoué", en: "failed")
        case .stopped: LocalizedText(fr: "interrompu", en: "interrupted")
        case .started: LocalizedText(fr: "Commencé le", en: "Started on")
        case .named: LocalizedText(fr: "Modèle {names}", en: "Model {names}")
        case .ofThousand:
            LocalizedText(fr: "{cost} bons clients refusés", en: "{cost} good clients refused")
        case .costLead:
            LocalizedText(
                fr: "Le coût des erreurs est compté sur 1 000 dossiers de test, en bons clients refusés.",
                en: "The cost of errors is counted on 1,000 test applications, in good clients refused.")
        }
    }
}
