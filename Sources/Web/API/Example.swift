import Credit

/// Made-up answers, published as the examples of the API's description.
enum Example {
    private static let model = "3b2f0c5e9a4d47e1b6c8d2f4a1e07c93558d6b0f2e7a4c1d9b3e5f6a7c8d9e01"
    private static let decision = Decision(
        probability: Probability(clamping: 0.1824), threshold: Threshold(Probability(clamping: 0.0911))
    )
    private static let client = ClientID(rawValue: 123_456)

    static let score = ScoreAnswer(client: client, decision: decision, model: model)

    static let clientList = ClientListAnswer(
        clients: [
            ClientListAnswer.Client(
                client: client.rawValue, probability: 0.1824, status: "refusé", statusCode: "refused", threshold: 0.0911
            )
        ],
        next: OrNull(client.rawValue)
    )
    static let lastClientList = ClientListAnswer(clients: clientList.clients, next: OrNull(nil))

    static let information = InformationAnswer(
        client: client.rawValue,
        sections: [
            InformationAnswer.Section(
                name: "loan", label: LocalizedText(fr: "Prêt demandé", en: "Requested loan"),
                items: [
                    InformationAnswer.Item(
                        name: "AMT_CREDIT", label: LocalizedText(fr: "montant du prêt", en: "loan amount"),
                        value: .number(406_597.5), text: LocalizedText(fr: "406\u{202F}598\u{A0}€", en: "€406,598")
                    ),
                    InformationAnswer.Item(
                        name: "NAME_CONTRACT_TYPE", label: LocalizedText(fr: "type de prêt", en: "type of loan"),
                        value: .text("Cash loans"), text: LocalizedText(fr: "prêt personnel", en: "cash loan")
                    ),
                    InformationAnswer.Item(
                        name: "AMT_GOODS_PRICE", label: LocalizedText(fr: "prix du bien financé", en: "price of goods"),
                        value: .null, text: LocalizedText(fr: "inconnu", en: "unknown")
                    ),
                ]
            )
        ]
    )

    static let explanation = ExplanationAnswer(
        client: client.rawValue, logOdds: -1.5125,
        baseline: ExplanationAnswer.Baseline(
            label: LocalizedText(fr: "clients dont le prêt est accordé", en: "clients whose loan is granted"),
            logOdds: -2.9375
        ),
        contributions: [
            ExplanationAnswer.Contribution(
                feature: "credit_to_income", label: creditToIncome, family: "affordability", logOdds: 1.4250
            )
        ],
        sumCheck: ExplanationAnswer.SumCheck(sum: -1.5125, residual: 2.3e-16),
        reasons: [
            ExplanationAnswer.Reason(
                code: "affordability", direction: "adverse",
                label: LocalizedText(fr: "budget", en: "budget"),
                sentence: LocalizedText(
                    fr: "Le prêt demandé est élevé pour vos revenus.", en: "The loan is high for your income."
                ),
                contribution: 1.4250,
                evidence: [
                    ExplanationAnswer.Evidence(
                        feature: "credit_to_income", label: creditToIncome,
                        value: LocalizedText(fr: "6,02", en: "6.02"),
                        usual: OrNull(LocalizedText(fr: "de 1,90 à 4,80", en: "1.90 to 4.80"))
                    ),
                    ExplanationAnswer.Evidence(
                        feature: "age", label: LocalizedText(fr: "âge", en: "age"),
                        value: LocalizedText(fr: "25 ans", en: "25 years"), usual: OrNull(nil)
                    ),
                ]
            )
        ],
        probability: 0.1824, status: "refusé", statusCode: "refused", threshold: 0.0911, model: model
    )

    static let modelAnswer = ModelAnswer(
        digest: model, learner: "LightGBM", featureCount: 412, trainingRows: 246_009, threshold: 0.0911,
        cost: ModelAnswer.Cost(missedDefault: 10.5, refusedGoodClient: 1.5),
        test: ModelAnswer.Test(auc: 0.785, costPerThousand: 492.5),
        catalog: ModelAnswer.Catalog(name: "home-credit", version: 1)
    )

    static let fieldProblem = Refusal.field("/application/AMT_CREDIT", "A number is needed.").document

    static let health = HealthAnswer(status: "ok", model: model)

    private static let creditToIncome = LocalizedText(
        fr: "crédit rapporté au revenu annuel", en: "loan to annual income"
    )
}
