import Catalog
import Credit
import Explaining
import Features
import Fixtures
import Foundation
import Modeling
import Statistics

/// The small lender with fields that clients can change, and a policy; its model, trained once.
enum ApplicantLender {
    /// The catalog's files, with a policy's rules.
    static func files(policy: String = "") -> CatalogFiles {
        CatalogFiles.small
            .replacing(
                "family: affordability, section: loan, valid: [0, 1.0e+9]}\n  CREDIT",
                with: "family: affordability, section: loan, valid: [0, 1.0e+9], actionable: up, step: 2500, "
                    + "range: [20000, 110000]}\n  CREDIT", in: "tables/application.yml"
            )
            .replacing(
                "section: loan, valid: [0, 1.0e+9]}\n",
                with: "section: loan, valid: [0, 1.0e+9], actionable: down, step: 10000, range: [20000, 500000]}\n"
                    + "  DEPOSIT: {type: money, label: {fr: dépôt, en: deposit}, section: loan, valid: [0, 1.0e+9], "
                    + "actionable: no, follows: CREDIT}\n", in: "tables/application.yml"
            )
            .replacing("suspicion: {auc: 0.99}\n", with: "suspicion: {auc: 0.99}\n" + policy, in: "catalog.yml")
    }

    /// A policy in two versions: the second reviews around the threshold and has rules.
    static let policy = """
        policy:
          - {version: first, from: 2026-01-01}
          - version: second
            from: 2026-07-01
            review: [0.8, 1.25]
            rules:
              minimum_age:
                when: DAYS_BIRTH > -8000
                then: refused
                label: {fr: âge minimal, en: minimum age}
                text: {fr: Il faut avoir 22 ans., en: One must be 22.}
              large_loan:
                when: credit_to_income > 5
                then: referred
                label: {fr: montant élevé, en: large amount}
                text: {fr: Une personne examine les grands prêts., en: A person looks at large loans.}

        """

    static let trained = Result { () throws -> (data: LearnableTable, model: ScoringModel) in
        var settings = TrainingSettings()
        settings.folds = 3
        settings.candidates = [
            LearnerRecipe(
                .boosting,
                parameters: [
                    "learning_rate": 0.15, "min_data_in_leaf": 20, "feature_fraction": 0.8, "rounds": 60,
                    "early_stopping_round": 0,
                ])
        ]
        let data = try LearnableTable(rows: 3_000, seed: 5, files: files(policy: policy))
        let bundle = try Trainer(settings: settings).train(data.table, catalog: data.catalog, losses: [])
        return (data, try ScoringModel(bundle))
    }

    /// The day before the second version.
    static let early = Day(secondsSince1970: 1_780_000_000)
    /// A day of the second version.
    static let late = Day(secondsSince1970: 1_790_000_000)

    static func engine(portfolio: Portfolio? = nil) throws -> BundleDecisionEngine {
        let (data, model) = try trained.get()
        return BundleDecisionEngine(
            model, digest: "abc", schema: data.table.schema, portfolio: portfolio, clock: { early })
    }

    /// An applicant's records as JSON; the same seed, the same applicant.
    static func json(_ seed: UInt64, changing changes: [String: Any] = [:]) throws -> Data {
        var generator = SeededGenerator(seed: seed)
        let credit = (50_000 + 400_000 * generator.nextUniform()).rounded()
        var application: [String: Any] = [
            "CLIENT": 500 + Int(seed), "SCORE": generator.nextUniform(),
            "INCOME": (20_000 + 80_000 * generator.nextUniform()).rounded(), "CREDIT": credit,
            "DEPOSIT": (credit / 10).rounded(), "JOB": ["Clerk", "Cook"][generator.nextIndex(below: 2)],
            "REGION": ["North", "South"][generator.nextIndex(below: 2)],
            "OWNS_HOME": generator.nextBool(probability: 0.5) ? "Y" : "N",
            "DAYS_BIRTH": -(8_500 + 12_000 * generator.nextUniform()).rounded(),
            "DAYS_HIRED": -(6_000 * generator.nextUniform()).rounded(),
        ]
        application.merge(changes) { $1 }
        return try JSONSerialization.data(withJSONObject: [
            "application": application,
            "loans": [["LOAN": 1, "STATE": "Active", "DAYS_OPENED": -300, "AMOUNT": 1_000, "DEBT": 400, "LATE": 0]],
        ])
    }
}
