extension CatalogFiles {
    /// The small lender, which also compares clients with each other.
    public static let comparing: CatalogFiles = {
        var files = small
        files.texts["features.yml", default: ""] += comparisonsText
        return files
    }()
}

private let comparisonsText = """

    fitted:
      income_in_job:
        value: INCOME
        against: median
        within: [JOB, REGION]
        as: ratio
        type: ratio
        label: {fr: revenu rapporté à la médiane du même métier, en: income to the median of the same occupation}
        family: affordability
        valid: [0, 100]
      score_in_region:
        value: SCORE
        against: mean
        within: [REGION, OWNS_HOME]
        as: difference
        type: number
        label: {fr: écart de score avec la même région, en: score above the mean of the same region}
        family: scores
        risk: falls
      debt_in_job:
        value: debt_to_income
        against: median
        within: [JOB, loans.all.rows.count]
        as: difference
        type: ratio
        label: {fr: dettes comparées au même métier, en: debts compared with the same occupation}
        family: affordability

    """
