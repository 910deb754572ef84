public import Credit
public import Markup

/// An exploration as one page of one file: charts, sentences and tables, without script and without any other file.
///
/// The same exploration gives the same bytes.
public struct ExplorationPage: HTML {
    /// The most features whose bins are drawn; the others have them in tables.
    public static let mostDrawn = 60

    private let exploration: Exploration
    private let wording: Wording

    /// Makes the page in a language.
    public init(_ exploration: Exploration, language: Language) {
        self.exploration = exploration
        wording = Wording(language: language, currency: exploration.currency)
    }

    /// Writes the page.
    public func write(to page: inout Page) {
        let title = wording("Exploration du portefeuille", "Exploring the portfolio")
        ReportPage(
            title: title,
            lead: wording(
                "\(wording.title(exploration.title)) : ce que disent \(wording.features(exploration.profiles.count)) "
                    + "de \(wording.clients(exploration.portfolio.clients)), avant tout modèle.",
                "\(wording.title(exploration.title)): what \(wording.features(exploration.profiles.count)) of "
                    + "\(wording.clients(exploration.portfolio.clients)) say, before any model."),
            isSynthetic: exploration.isSynthetic, wording: wording,
            contents: [
                ("portfolio", wording("Le portefeuille en bref", "The portfolio at a glance")),
                ("signal", wording("Ce qui annonce l’impayé", "What announces a default")),
                ("features", wording("Les variables qui en disent le plus", "The features that say most")),
                ("gaps", wording("Ce qui manque", "What is missing")),
                ("twins", wording("Ce qui se répète", "What repeats itself")),
                ("oddities", wording("Ce qui étonne", "What is odd")),
                ("others", wording("Les autres variables", "The other features")),
                ("method", wording("Méthode", "Method")),
            ]
        ) {
            PortfolioPart(exploration: exploration, wording: wording)
            SignalPart(exploration: exploration, wording: wording)
            FeaturesPart(exploration: exploration, wording: wording)
            GapsPart(exploration: exploration, wording: wording)
            TwinsPart(exploration: exploration, wording: wording)
            OdditiesPart(exploration: exploration, wording: wording)
            OthersPart(exploration: exploration, wording: wording)
            MethodPart(exploration: exploration, wording: wording)
        }
        .write(to: &page)
    }
}
