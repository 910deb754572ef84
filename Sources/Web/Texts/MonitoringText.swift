import Credit

/// The texts of the monitoring page.
enum MonitoringText {
    static let title = LocalizedText(fr: "Surveillance", en: "Monitoring")
    static let lead = LocalizedText(
        fr: "Ce qui a changé dans les décisions, depuis quand, et si cela compte.",
        en: "What has changed in the decisions, since when, and whether it matters.")
    static let calm = LocalizedText(
        fr: "Rien à regarder : aucune alerte n’est ouverte.", en: "Nothing to look at: no alert is open.")
    static let notYet = LocalizedText(
        fr: "Aucune période n’a encore été regardée : lancez limpide monitor, ou attendez la fin de la première.",
        en: "No period has been looked at yet: run limpide monitor, or wait for the first one to end.")
    static let alerts = LocalizedText(fr: "Alertes", en: "Alerts")
    static let periods = LocalizedText(fr: "Périodes", en: "Periods")
    static let periodsLead = LocalizedText(
        fr: "Chaque période terminée, la plus récente d’abord. Les heures sont en UTC.",
        en: "Every period that has ended, the latest first. Times are in UTC.")
    static let closedAlerts = LocalizedText(fr: "Alertes fermées", en: "Closed alerts")
    static let period = LocalizedText(fr: "Période", en: "Period")
    static let decisions = LocalizedText(fr: "Décisions", en: "Decisions")
    static let approvals = LocalizedText(fr: "Accords", en: "Approvals")
    static let overrides = LocalizedText(fr: "Changées par une personne", en: "Changed by a person")
    static let expectedDefaults = LocalizedText(fr: "Impayés attendus", en: "Expected defaults")
    static let pastLimit = LocalizedText(fr: "Au-delà d’une limite", en: "Past a limit")
    static let since = LocalizedText(fr: "Depuis le {day}", en: "Since {day}")
    static let recovered = LocalizedText(
        fr: "Revenue dans sa limite le {day} : fermez-la en disant ce qui a été trouvé.",
        en: "Back within its limit on {day}: close it and say what was found.")
    static let owner = LocalizedText(fr: "Suivie par {name}", en: "Owner: {name}")
    static let nobody = LocalizedText(fr: "Personne ne la suit encore", en: "Nobody has taken it yet")
    static let number = LocalizedText(fr: "Alerte {number}", en: "Alert {number}")
    static let whatToDo = LocalizedText(fr: "À faire", en: "What to do")
    static let matters = LocalizedText(fr: "Effet", en: "Effect")
    static let history = LocalizedText(fr: "Ses dernières mesures", en: "Its latest figures")
    static let figure = LocalizedText(fr: "Mesure", en: "Figure")
    static let limit = LocalizedText(fr: "Limite", en: "Limit")
    static let judgement = LocalizedText(fr: "Verdict", en: "Verdict")
    static let within = LocalizedText(fr: "dans la limite", en: "within")
    static let past = LocalizedText(fr: "au-delà", en: "past")
    static let unknown = LocalizedText(fr: "trop peu pour juger", en: "too few to judge")
    static let take = LocalizedText(fr: "Suivre cette alerte", en: "Take this alert")
    static let close = LocalizedText(fr: "Fermer l’alerte", en: "Close the alert")
    static let plan = LocalizedText(fr: "Ce qui va être fait", en: "What is going to be done")
    static let why = LocalizedText(
        fr: "La cause trouvée, ou pourquoi il n’y a rien à faire", en: "The cause found, or why there is nothing to do")
    static let done = LocalizedText(fr: "Ce qui a été fait", en: "What was done")
    static let refused = LocalizedText(
        fr: "L’alerte n’a pas changé : elle est déjà fermée, ou il manque la cause.",
        en: "The alert did not change: it is closed already, or the cause is missing.")

    static func event(_ word: String) -> LocalizedText {
        switch word {
        case "opened": LocalizedText(fr: "ouverte", en: "opened")
        case "recovered": LocalizedText(fr: "revenue dans sa limite", en: "back within its limit")
        case "returned": LocalizedText(fr: "de nouveau au-delà", en: "past its limit again")
        case "acknowledged": LocalizedText(fr: "suivie", en: "taken")
        default: LocalizedText(fr: "fermée", en: "closed")
        }
    }
}
