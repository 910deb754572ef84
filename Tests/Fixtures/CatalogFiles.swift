public import Catalog

/// The files of a small catalog, to be changed by a test and then read.
public struct CatalogFiles: Sendable {
    /// The texts by file name.
    public var texts: [String: String]

    /// A lender with applications and the loans of each client; it passes every check.
    public static let small = CatalogFiles(texts: [
        "catalog.yml": generalText, "families.yml": familiesText, "features.yml": businessText,
        "tables/application.yml": applicationText, "tables/loans.yml": loansText,
    ])

    /// The same files with one text replaced by another, everywhere in one file.
    public func replacing(_ old: String, with new: String, in file: String) -> CatalogFiles {
        var copy = self
        copy.texts[file] = copy.texts[file]?.replacing(old, with: new)
        return copy
    }

    /// The line, from 1, of the first appearance of a text in a file; nil when it is not there.
    public func line(of text: String, in file: String) -> Int? {
        guard let whole = texts[file], let place = whole.firstRange(of: text) else { return nil }
        return whole[..<place.lowerBound].count { $0 == "\n" } + 1
    }

    /// Writes the files into a folder and reads them as a catalog.
    public func read() throws -> LenderCatalog {
        let folder = try TemporaryFolder()
        for (name, text) in texts { try folder.write(text, to: name) }
        return try LenderCatalog(folder: folder.path)
    }
}

private let generalText = """
    catalog: small
    version: 3
    title: {fr: Petit prêteur, en: Small lender}
    languages: [fr, en]
    currency: {symbol: "€"}
    root: application
    client: CLIENT
    outcome: {column: DEFAULTED, label: {fr: défaut, en: default}}
    person: [REGION, DAYS_BIRTH - DAYS_HIRED]
    cost: {missed_default: 10, refused_good_client: 1}
    suspicion: {auc: 0.99}
    protected:
      sex:
        label: {fr: sexe, en: sex}
        allowed: no
        reason: {fr: Il ne compte pas., en: It does not count.}
      age:
        label: {fr: âge, en: age}
        allowed: yes
        reason: {fr: Il compte un peu., en: It counts a little.}

    """

private let familiesText =
    "families:\n"
    + [
        ("affordability", "effort de remboursement", "affordability"), ("employment", "emploi", "employment"),
        ("history", "historique", "history"), ("identity", "identité", "identity"),
        ("property", "patrimoine", "property"),
        ("region", "région", "region"), ("scores", "scores externes", "external scores"),
    ].map { name, fr, en in
        """
          \(name):
            label: {fr: \(fr), en: \(en)}
            adverse: {fr: "Contre, \(fr).", en: "Against, \(en)."}
            favourable: {fr: "Pour, \(fr).", en: "For, \(en)."}

        """
    }.joined()

private let applicationText = """
    table: application
    title: {fr: demande, en: application}
    files: [application_train, application_test]
    key: CLIENT

    sections:
      loan: {fr: Prêt, en: Loan}
      person: {fr: Personne, en: Person}

    columns:
      CLIENT: {type: id, label: {fr: client, en: client}}
      DEFAULTED: {type: outcome, label: {fr: défaut, en: default}, optional: true}
      SEX:
        type: category
        label: {fr: sexe, en: sex}
        section: person
        protected: sex
        levels: {F: {fr: femme, en: woman}, M: {fr: homme, en: man}}
      DAYS_BIRTH:
        type: days_ago
        label: {fr: âge, en: age}
        family: identity
        section: person
        protected: age
        valid: [-40000, 0]
      DAYS_HIRED:
        type: days_ago
        label: {fr: ancienneté dans l'emploi, en: time in the job}
        family: employment
        section: person
        valid: [-20000, 0]
        missing: [365243]
        flag_missing: yes
        missing_label: {fr: sans emploi connu, en: no known job}
      JOB:
        type: category
        label: {fr: métier, en: occupation}
        family: employment
        section: person
        missing: [XNA]
        levels: {Clerk: {fr: employé de bureau, en: clerk}, Cook: {fr: cuisinier, en: cook}}
      REGION:
        type: category
        label: {fr: région, en: region}
        family: region
        levels: {North: {fr: nord, en: north}, South: {fr: sud, en: south}}
      INCOME: {type: money, label: {fr: revenu, en: income}, family: affordability, section: loan, valid: [0, 1.0e+9]}
      CREDIT: {type: money, label: {fr: montant du prêt, en: loan amount}, section: loan, valid: [0, 1.0e+9]}
      SCORE: {type: score, label: {fr: score, en: score}, family: scores, valid: [0, 1], risk: falls}
      OWNS_HOME:
        type: flag
        label: {fr: propriétaire, en: owns a home}
        family: property
        section: person
        values: {yes: "Y", no: "N"}

    """

private let loansText = """
    table: loans
    title: {fr: autres prêts, en: other loans}
    rows: {fr: nombre de prêts, en: number of loans}
    files: [loans]
    key: LOAN
    parent: {table: application, key: CLIENT}
    clock: {column: DAYS_OPENED, unit: day}

    columns:
      LOAN: {type: id, label: {fr: prêt, en: loan}}
      CLIENT: {type: id, label: {fr: client, en: client}}
      STATE:
        type: category
        label: {fr: état, en: state}
        missing: [XNA]
        levels: {Active: {fr: en cours, en: active}, Closed: {fr: soldé, en: closed}}
      DAYS_OPENED: {type: days_ago, label: {fr: ouverture, en: opening}, valid: [-5000, 0], missing: [-365]}
      AMOUNT: {type: money, label: {fr: montant, en: amount}, valid: [-1000000, 1000000]}
      DEBT: {type: money, label: {fr: dette, en: debt}, valid: [-1000000, 1000000]}
      LATE: {type: flag, label: {fr: en retard, en: late}}

    derived:
      debt_ratio:
        sql: DEBT / nullif(AMOUNT, 0)
        type: ratio
        label: {fr: part due, en: share owed}
        valid: [-10, 10]

    slices:
      active: {where: STATE = 'Active', label: {fr: prêts en cours, en: active loans}}
      recent: {where: DAYS_OPENED >= -1000, label: {fr: prêts récents, en: recent loans}}
      heavy: {where: debt_ratio > 0.5, label: {fr: prêts lourds, en: heavy loans}}

    aggregates:
      - {of: rows, take: [count], over: [all, active, recent, heavy], family: history}
      - of: [AMOUNT, DAYS_OPENED, debt_ratio]
        take: [count, sum, mean, min, max, std, distinct]
        over: [all, active, recent, heavy]
        family: history
      - {of: [LATE], take: [count, sum, mean, share], over: [all, active, recent, heavy], family: history}
      - {of: {STATE: [Active, Closed]}, take: [share], over: [all, recent], family: history}
      - {of: [STATE], take: [count, distinct], over: [all, recent], family: history}

    """

private let businessText = """
    features:
      credit_to_income:
        sql: CREDIT / nullif(INCOME, 0)
        type: ratio
        label: {fr: prêt rapporté au revenu, en: loan to income}
        family: affordability
        valid: [0, 1000]
        risk: rises
      debt_to_income:
        sql: coalesce("loans.active.AMOUNT.sum", 0) / nullif(INCOME, 0)
        type: ratio
        label: {fr: dettes rapportées au revenu, en: debts to income}
        family: affordability
        valid: [-1000, 1000]
      weight:
        sql: credit_to_income + debt_to_income
        type: ratio
        label: {fr: poids total, en: total weight}
        family: affordability
        valid: [-1000, 1000]

    """
