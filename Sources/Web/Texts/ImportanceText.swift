import Credit

/// The texts of what matters over the whole portfolio.
enum ImportanceText: TextTable {
    case title, lead, effects, families, familiesFinding, familiesSentence, subject, share, against, usualEffect
    case features, featuresFinding, featuresSentence, lanes, information, effectOnClients
    case rises, falls, mixed, level, stripDescription, times, divided, none, between
    case chosen, dependenceFinding, dependenceLevel, dependenceSentence, dependenceFlat, meanEffect, clients
    case range, unknownValue, drawingTitle, drawingDescription, familyFinding, familySentence, familyFeatures
    case clientsInHundred, caption, notKept, raises, lowers

    var wording: LocalizedText {
        switch self {
        case .title: LocalizedText(fr: "Ce qui compte dans nos réponses", en: "What matters in our answers")
        case .lead:
            LocalizedText(
                fr:
                    "Mesuré sur {sampled} dossiers pris dans tout le portefeuille de {clients} clients. Compter n’est pas causer : le modèle constate, il n’explique pas la vie d’une personne.",
                en:
                    "Measured on {sampled} files from the whole portfolio of {clients} clients. To matter is not to cause: the model observes, it does not explain a person’s life."
            )
        case .effects:
            LocalizedText(
                fr:
                    "« × 1,5 » : le risque est d’environ une fois et demie celui d’un client de référence. « ÷ 1,5 » : autant de fois moindre.",
                en:
                    "“× 1.5”: the risk is about one and a half times that of a reference client. “÷ 1.5”: as many times lower."
            )
        case .families: LocalizedText(fr: "Par sujet", en: "By subject")
        case .familiesFinding:
            LocalizedText(
                fr: "Le sujet qui compte le plus : « {family} », {share} de tout le poids",
                en: "The subject that matters most: “{family}”, {share} of all the weight")
        case .familiesSentence:
            LocalizedText(
                fr: "Les poids de tous les sujets font 100 %. Choisissez un sujet pour voir ce qu’il contient.",
                en: "The weights of all subjects make 100%. Choose a subject to see what is in it.")
        case .subject: LocalizedText(fr: "Sujet", en: "Subject")
        case .share: LocalizedText(fr: "Part du poids", en: "Share of the weight")
        case .against: LocalizedText(fr: "Pèse contre", en: "Speaks against")
        case .usualEffect: LocalizedText(fr: "Effet habituel sur le risque", en: "Usual effect on the risk")
        case .features: LocalizedText(fr: "Par information", en: "By piece of information")
        case .featuresFinding:
            LocalizedText(
                fr: "L’information qui compte le plus : « {feature} »",
                en: "The piece of information that matters most: “{feature}”")
        case .featuresSentence:
            LocalizedText(
                fr:
                    "Les {count} informations les plus lourdes. Choisissez-en une pour voir comment le risque en dépend.",
                en: "The {count} heaviest. Choose one to see how the risk depends on it.")
        case .lanes:
            LocalizedText(
                fr:
                    "Dans chaque ligne, les valeurs hautes sont en haut et les basses en bas ; plus le point est gros, plus il y a de clients.",
                en:
                    "In each row high values are at the top and low ones at the bottom; the larger the dot, the more clients."
            )
        case .information: LocalizedText(fr: "Information", en: "Piece of information")
        case .effectOnClients: LocalizedText(fr: "Effet chez les clients", en: "Effect on clients")
        case .rises:
            LocalizedText(
                fr: "Plus la valeur est haute, plus le risque monte.", en: "The higher the value, the higher the risk.")
        case .falls:
            LocalizedText(
                fr: "Plus la valeur est haute, plus le risque baisse.", en: "The higher the value, the lower the risk.")
        case .mixed:
            LocalizedText(
                fr: "L’effet ne suit pas la valeur tout droit.", en: "The effect does not follow the value straight.")
        case .level: LocalizedText(fr: "L’effet dépend de la réponse.", en: "The effect depends on the answer.")
        case .stripDescription:
            LocalizedText(
                fr: "Pour {share} clients sur 100 cela pèse contre ; d’habitude {usual}.",
                en: "It speaks against {share} clients in 100; usually {usual}.")
        case .times: LocalizedText(fr: "× {value}", en: "× {value}")
        case .divided: LocalizedText(fr: "÷ {value}", en: "÷ {value}")
        case .none: LocalizedText(fr: "sans effet", en: "no effect")
        case .between: LocalizedText(fr: "de {low} à {high}", en: "{low} to {high}")
        default: laterWording
        }
    }

    private var laterWording: LocalizedText {
        switch self {
        case .chosen: LocalizedText(fr: "En détail", en: "In detail")
        case .dependenceFinding:
            LocalizedText(
                fr: "« {feature} » : {first} dans la tranche la plus basse, {last} dans la plus haute",
                en: "“{feature}”: {first} in the lowest range, {last} in the highest")
        case .dependenceLevel:
            LocalizedText(
                fr: "« {feature} » : {first} pour « {low} », {last} pour « {high} »",
                en: "“{feature}”: {first} for “{low}”, {last} for “{high}”")
        case .dependenceFlat:
            LocalizedText(
                fr: "« {feature} » : presque le même effet partout",
                en: "“{feature}”: nearly the same effect everywhere")
        case .dependenceSentence:
            LocalizedText(
                fr:
                    "Le point est l’effet moyen sur le risque, le trait va de l’effet chez un client sur dix à celui chez neuf sur dix. Au-dessus de la ligne, le risque monte.",
                en:
                    "The dot is the mean effect on the risk, the line goes from the effect on one client in ten to that on nine in ten. Above the line the risk rises."
            )
        case .meanEffect: LocalizedText(fr: "Effet moyen", en: "Mean effect")
        case .clients: LocalizedText(fr: "Clients", en: "Clients")
        case .range: LocalizedText(fr: "Valeur", en: "Value")
        case .unknownValue: LocalizedText(fr: "inconnu", en: "unknown")
        case .drawingTitle:
            LocalizedText(fr: "Effet moyen sur le risque, par tranche", en: "Mean effect on the risk, by range")
        case .drawingDescription:
            LocalizedText(
                fr:
                    "Des points de gauche à droite, de la tranche la plus basse à la plus haute : {first}, puis jusqu’à {last}.",
                en: "Dots from left to right, from the lowest range to the highest: {first}, then up to {last}.")
        case .familyFinding:
            LocalizedText(
                fr: "« {family} » pèse contre {share} clients sur 100",
                en: "“{family}” speaks against {share} clients in 100")
        case .familySentence:
            LocalizedText(
                fr:
                    "Pour huit clients sur dix, l’effet de tout le sujet est {usual}. À droite de la ligne, le risque monte.",
                en:
                    "For eight clients in ten the effect of the whole subject is {usual}. Right of the line the risk rises."
            )
        case .familyFeatures:
            LocalizedText(fr: "Ses informations qui comptent le plus", en: "Its pieces of information that matter most")
        case .clientsInHundred: LocalizedText(fr: "{share} clients sur 100", en: "{share} clients in 100")
        case .caption: LocalizedText(fr: "Effet de « {feature} » par tranche", en: "Effect of “{feature}” by range")
        case .notKept:
            LocalizedText(
                fr: "Cette information compte trop peu pour que son effet soit détaillé.",
                en: "This piece of information matters too little for its effect to be detailed.")
        case .raises: LocalizedText(fr: "le risque monte", en: "the risk rises")
        case .lowers: LocalizedText(fr: "le risque baisse", en: "the risk falls")
        default: LocalizedText(fr: "", en: "")
        }
    }
}
