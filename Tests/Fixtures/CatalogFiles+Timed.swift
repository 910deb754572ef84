extension CatalogFiles {
    /// The small lender with histories that have a time and a depth; it passes every check.
    ///
    /// Payments come in several lines, fold into loans and into applications, and what they fold into loans is folded again.
    /// Accounts say where they stand each month.
    public static let timed = CatalogFiles(
        texts: small.texts.merging(
            [
                "tables/loans.yml": loansText, "tables/payments.yml": paymentsText,
                "tables/accounts.yml": accountsText,
            ],
            uniquingKeysWith: { $1 }))
}

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
      DAYS_OPENED: {type: days_ago, label: {fr: ouverture, en: opening}, valid: [-5000, 0]}
      AMOUNT: {type: money, label: {fr: montant, en: amount}, valid: [-1000000, 1000000]}

    derived:
      paid_share:
        sql: '"payments.all.PAID.sum" / nullif(AMOUNT, 0)'
        type: ratio
        label: {fr: part payée, en: share paid}
        valid: [-100, 100]
      amount_change:
        change: AMOUNT
        type: money
        label: {fr: hausse du montant, en: rise of the amount}
        valid: [-1500000, 1500000]
      share_change:
        change: paid_share
        type: ratio
        label: {fr: hausse de la part payée, en: rise of the share paid}
        valid: [-150, 150]

    slices:
      active: {where: STATE = 'Active', label: {fr: prêts en cours, en: active loans}}
      last_2: {last: 2, label: {fr: 2 derniers, en: last 2}}
      paid: {where: '"payments.all.rows.count" > 0', label: {fr: prêts payés, en: paid loans}}
      rising: {where: amount_change > 0, first: 2, label: {fr: 2 premières hausses, en: first 2 rises}}

    aggregates:
      - {of: rows, take: [count], over: [all, active, last_2, paid, rising], family: history}
      - of: [AMOUNT, DAYS_OPENED, amount_change]
        take: [count, sum, mean, min, max, std, distinct, slope, latest, earliest]
        over: [all, active, last_2, rising]
        family: history
      - of:
          - paid_share
          - share_change
          - "payments.all.PAID.slope"
          - "payments.all.rows.count"
          - "payments.last_2.PAID.mean"
          - "payments.cash.short.share"
          - "accounts.year.balance_change.mean"
        take: [mean, slope, latest]
        over: [all, last_2, paid]
        family: history
      - of: ["payments.all.PAID.sum"]
        take: [sum, std, earliest]
        over: [all, rising]
        family: history
      - of: [STATE, "payments.all.METHOD.latest"]
        take: [count, distinct, latest, earliest]
        over: [all, active, last_2, paid, rising]
        family: history

    """

private let paymentsText = """
    table: payments
    title: {fr: paiements, en: payments}
    rows: {fr: nombre de paiements, en: number of payments}
    files: [payments]
    key: [LOAN, NUMBER]
    parents:
      - {table: loans, key: LOAN}
      - {table: application, key: CLIENT}
    clock: {column: DAY, unit: day}
    collapse:
      by: [LOAN, NUMBER]
      keep: {CLIENT: max, DAY: max, DUE: max, PAID: sum, METHOD: min}
    drop_where: STATUS = 'Void'

    columns:
      LOAN: {type: id, label: {fr: prêt, en: loan}}
      CLIENT: {type: id, label: {fr: client, en: client}}
      NUMBER: {type: count, label: {fr: numéro, en: number}, valid: [1, 100]}
      DAY: {type: days, label: {fr: jour, en: day}, valid: [-3000, 0]}
      DUE: {type: money, label: {fr: dû, en: due}, valid: [-100000, 100000]}
      PAID: {type: money, label: {fr: payé, en: paid}, valid: [-100000, 100000]}
      METHOD:
        type: category
        label: {fr: moyen, en: method}
        missing: [XNA]
        levels: {Card: {fr: carte, en: card}, Cash: {fr: espèces, en: cash}}
      STATUS:
        type: category
        label: {fr: statut, en: status}
        levels: {Done: {fr: fait, en: done}, Void: {fr: annulé, en: void}}

    derived:
      shortfall:
        sql: DUE - PAID
        type: money
        label: {fr: manque, en: shortfall}
        valid: [-500000, 500000]
      short:
        sql: CASE WHEN shortfall > 0 THEN 1 WHEN shortfall <= 0 THEN 0 END
        type: flag
        label: {fr: paiement incomplet, en: short payment}
        valid: [0, 1]
      paid_change:
        change: PAID
        type: money
        label: {fr: hausse du paiement, en: rise of the payment}
        valid: [-150000, 150000]
      second_change:
        change: paid_change
        type: money
        label: {fr: hausse de la hausse, en: rise of the rise}
        valid: [-500000, 500000]

    slices:
      cash: {where: METHOD = 'Cash', label: {fr: espèces, en: cash}}
      half_year: {months: 6, label: {fr: 6 derniers mois, en: last 6 months}}
      last_2: {last: 2, label: {fr: 2 derniers, en: last 2}}
      first_2: {first: 2, label: {fr: 2 premiers, en: first 2}}
      last_cash: {where: METHOD = 'Cash', last: 2, label: {fr: 2 derniers en espèces, en: last 2 in cash}}
      cash_year: {where: METHOD = 'Cash', months: 12, label: {fr: espèces sur un an, en: cash within a year}}
      first_of_year: {months: 12, first: 2, label: {fr: 2 premiers de l'année, en: first 2 of the year}}
      every: {where: METHOD = 'Cash', months: 24, last: 1, label: {fr: dernier en 2 ans, en: last one within 2 years}}

    aggregates:
      - {of: rows, take: [count], over: [all, cash, half_year, last_2, first_2, last_cash, cash_year, first_of_year, every]}
      - {of: [PAID, second_change], take: [sum, mean, slope, latest, earliest], over: [all, last_2, first_of_year]}
      - {of: [short], take: [share], over: [cash, first_2]}
      - {of: [METHOD], take: [latest, earliest], over: [all, first_2]}
      - {of: rows, take: [count], over: [all, cash, half_year, last_2, first_2, last_cash, cash_year, first_of_year, every], into: application, family: history}
      - of: [PAID, shortfall, paid_change]
        take: [count, sum, mean, min, max, std, distinct, slope, latest, earliest]
        over: [all, cash, half_year, last_2, first_2, last_cash, cash_year, first_of_year, every]
        into: application
        family: history
      - of: [short]
        take: [count, sum, mean, share, slope, latest, earliest]
        over: [all, cash, half_year, last_2, first_2, last_cash, cash_year, first_of_year, every]
        into: application
        family: history
      - of: [METHOD]
        take: [count, distinct, latest, earliest]
        over: [all, cash, half_year, last_2, first_2, last_cash, cash_year, first_of_year, every]
        into: application
        family: history
      - of: [DAY, second_change]
        take: [mean, latest, earliest]
        over: [all, last_2, first_2]
        into: application
        family: history
      - of: {METHOD: [Card, Cash]}
        take: [share]
        over: [all, last_2, first_of_year]
        into: application
        family: history

    """

private let accountsText = """
    table: accounts
    title: {fr: comptes, en: accounts}
    rows: {fr: nombre de relevés, en: number of statements}
    files: [accounts]
    key: [ACCOUNT, MONTH]
    parents:
      - {table: loans, key: LOAN}
      - {table: application, key: CLIENT}
    clock: {column: MONTH, unit: month}
    drop_where: STATUS = 'Test'

    columns:
      ACCOUNT: {type: id, label: {fr: compte, en: account}}
      LOAN: {type: id, label: {fr: prêt, en: loan}}
      CLIENT: {type: id, label: {fr: client, en: client}}
      MONTH: {type: months, label: {fr: mois, en: month}, valid: [-60, 0]}
      BALANCE: {type: money, label: {fr: solde, en: balance}, valid: [-100000, 100000]}
      STATUS:
        type: category
        label: {fr: statut, en: status}
        levels: {Open: {fr: ouvert, en: open}, Shut: {fr: fermé, en: shut}, Test: {fr: essai, en: test}}

    derived:
      balance_change:
        change: BALANCE
        type: money
        label: {fr: hausse du solde, en: rise of the balance}
        valid: [-150000, 150000]

    slices:
      year: {months: 12, label: {fr: 12 derniers mois, en: last 12 months}}
      last_3: {last: 3, label: {fr: 3 derniers, en: last 3}}
      first_open: {where: STATUS = 'Open', first: 2, label: {fr: 2 premiers ouverts, en: first 2 open}}
      last_of_year: {months: 12, last: 2, label: {fr: 2 derniers de l'année, en: last 2 of the year}}

    aggregates:
      - {of: [balance_change], take: [mean], over: [all, year]}
      - of: [BALANCE, balance_change]
        take: [count, sum, mean, min, max, std, distinct, slope, latest, earliest]
        over: [all, year, last_3, first_open, last_of_year]
        into: application
        family: history
      - {of: {STATUS: [Open, Shut]}, take: [share], over: [all, year, last_3], into: application, family: history}
      - of: [STATUS]
        take: [count, distinct, latest, earliest]
        over: [all, year, last_3, first_open, last_of_year]
        into: application
        family: history

    """
