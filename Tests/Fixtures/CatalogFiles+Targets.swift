extension CatalogFiles {
    /// The small lender, which also learns from what became of other clients.
    public static let learning: CatalogFiles = {
        var files = comparing
        files.texts["features.yml", default: ""] += targetsText
        return files
    }()
}

private let targetsText = """
      defaults_nearby:
        neighbours: 50
        within: [SCORE, INCOME]
        label: {fr: défauts parmi les clients proches, en: defaults among near clients}
        family: scores
        risk: rises
      loans_risk:
        rows: loans
        of: [STATE, DAYS_OPENED, AMOUNT, DEBT, debt_ratio]
        take: [mean, max, min, sum, last]
        label: {fr: risque des autres prêts, en: risk of the other loans}
        family: history
        risk: rises
      late_risk:
        rows: loans
        of: [LATE]
        take: [max]
        label: {fr: risque des retards, en: risk of delays}
        family: history
        use: no

    """
