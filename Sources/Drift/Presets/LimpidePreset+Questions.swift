extension LimpidePreset {
    /// Asks one column its questions.
    func find(_ name: String, _ reference: ReferenceColumn, _ current: DriftColumn?) -> Findings {
        let profile = reference.profile
        guard let current else {
            return Findings(
                column: name, kind: profile.kind, state: .absent, missingReference: profile.missingShare,
                missingCurrent: nil)
        }
        guard profile.kind == .empty || (profile.kind == .category) == current.isLevels || current.isBlank else {
            return Findings(
                column: name, kind: profile.kind, state: .typeChanged, missingReference: profile.missingShare,
                missingCurrent: current.missingShare)
        }
        switch (profile.kind, current.values) {
        case (.category, .levels(let codes, let levels)):
            return findLevels(name, profile, LevelCounts(codes: codes, levels: levels))
        case (.number, _), (.discrete, _):
            return findNumbers(name, reference, current.sorted ?? SortedSample(missingRows: current.rows))
        default:
            // Nothing was known then, or nothing is now: only the missing share can be compared.
            let missing = current.missingRows
            let state: ColumnState = profile.kind == .empty ? .emptyReference : .emptyCurrent
            return findings(name, profile, state, missing: missing, known: current.rows - missing)
        }
    }

    private func findNumbers(_ name: String, _ reference: ReferenceColumn, _ sample: SortedSample) -> Findings {
        let profile = reference.profile
        guard let numbers = profile.numbers, sample.count > 0 else {
            return findings(name, profile, .emptyCurrent, missing: sample.missing, known: 0)
        }
        let enough = min(profile.known, sample.count) >= minimumRows
        let mixed = numbers.isSinglePrecision != sample.isSinglePrecision
        let aligned = (profile: mixed ? numbers.rounded : numbers, sample: mixed ? sample.rounded : sample)
        let isDiscrete = profile.kind == .discrete
        let table =
            isDiscrete
            ? NumberTable(values: aligned.profile, aligned.sample) : NumberTable(bins: aligned.profile, aligned.sample)
        let isConstant = aligned.profile.points.count == 1 && table.unseen == 0
        let state: ColumnState = !enough ? .notEnoughData : isConstant ? .constant : .compared
        var found = findings(name, profile, state, missing: sample.missing, known: sample.count)
        found.bins += table.bins
        guard enough, let gap = reference.gap(to: sample) else { return found }
        found.measures = DriftMeasures(
            bins: isDiscrete ? ChiSquareTest.pooled(table.counts) : table.counts, kolmogorovSmirnov: gap.distance,
            wasserstein: normedWasserstein(area: gap.area, referenceDeviation: numbers.deviation))
        let unseen = Double(table.unseen) / Double(sample.count)
        found.answers.append(
            Findings.Answer(
                question: .unseen, test: .unseenShare, probability: table.unseenProbability, effect: unseen,
                threshold: minimumUnseenShare))
        if isDiscrete {
            found.answers += levelsAnswer(table.counts)
        } else {
            let test = KolmogorovSmirnov(
                distance: gap.distance, referenceCount: profile.known, currentCount: sample.count)
            let isSmall = profile.known * sample.count <= 4_000_000
            found.answers.append(
                Findings.Answer(
                    question: .distribution, test: .kolmogorovSmirnov,
                    probability: isSmall ? test.exactProbability : test.asymptoticProbability,
                    effect: gap.distance, threshold: minimumEffect))
        }
        return found
    }

    private func findLevels(_ name: String, _ profile: ColumnProfile, _ counts: LevelCounts) -> Findings {
        guard let levels = profile.levels, counts.known > 0 else {
            return findings(name, profile, .emptyCurrent, missing: counts.missing, known: 0)
        }
        let enough = min(profile.known, counts.known) >= minimumRows
        let table = LevelTable(levels, counts)
        let isConstant = levels.levels.count == 1 && levels.isExact && table.newLevels.isEmpty
        let state: ColumnState = !enough ? .notEnoughData : isConstant ? .constant : .compared
        var found = findings(name, profile, state, missing: counts.missing, known: counts.known)
        found.bins += table.bins
        guard enough else { return found }
        found.measures = DriftMeasures(
            bins: ChiSquareTest.pooled(table.counts), kolmogorovSmirnov: nil, wasserstein: nil)
        if levels.isExact {
            found.answers.append(
                Findings.Answer(
                    question: .unseen, test: .unseenShare, probability: table.unseenProbability,
                    effect: Double(table.unseen) / Double(counts.known), threshold: minimumUnseenShare))
        }
        found.answers += levelsAnswer(table.counts)
        return found
    }

    /// The question on the distribution of levels; none when fewer than two can be told apart.
    private func levelsAnswer(_ counts: PairedCounts) -> [Findings.Answer] {
        // Rare levels put together: over many of them alone, chance makes the sides look far apart.
        let pooled = ChiSquareTest.pooled(counts)
        let test = ChiSquareTest(homogeneity: pooled)
        guard test.degrees > 0 else { return [] }
        return [
            Findings.Answer(
                question: .distribution, test: .totalVariation, probability: test.probability,
                effect: totalVariation(pooled.referenceShares, pooled.currentShares), threshold: minimumEffect)
        ]
    }

    /// A column's findings with the question on missing values, which every column is asked.
    private func findings(
        _ name: String, _ profile: ColumnProfile, _ state: ColumnState, missing: Int, known: Int
    ) -> Findings {
        let rows = missing + known
        var found = Findings(
            column: name, kind: profile.kind, state: state, missingReference: profile.missingShare,
            missingCurrent: rows > 0 ? Double(missing) / Double(rows) : nil)
        if profile.missing + missing > 0 {
            found.bins.append(DriftBin(content: .missing, reference: profile.missing, current: missing))
        }
        guard min(profile.rows, rows) >= minimumRows else { return found }
        found.answers.append(
            Findings.Answer(
                question: .missing, test: .missingShare,
                probability: missingProbability(profile.missing, of: profile.rows, and: missing, of: rows),
                effect: abs(profile.missingShare - Double(missing) / Double(rows)), threshold: minimumEffect))
        return found
    }
}

/// The chance of two missing shares so unlike: by z where ten rows are expected in each cell, exact below.
private func missingProbability(_ first: Int, of firstTotal: Int, and second: Int, of secondTotal: Int) -> Double {
    let missing = first + second
    let known = firstTotal + secondTotal - missing
    let expected = Double(min(missing, known)) * Double(min(firstTotal, secondTotal)) / Double(firstTotal + secondTotal)
    guard expected < 10 else {
        return TwoProportionTest(first, of: firstTotal, and: second, of: secondTotal).probability
    }
    // The rarer of the two cells is counted, so that few terms are added.
    return missing <= known
        ? fisherExactProbability(first, of: firstTotal, and: second, of: secondTotal)
        : fisherExactProbability(firstTotal - first, of: firstTotal, and: secondTotal - second, of: secondTotal)
}

extension DriftColumn {
    /// Rows without a value.
    var missingRows: Int {
        switch values {
        case .floats(let values): values.count { !$0.isFinite }
        case .doubles(let values): values.count { !$0.isFinite }
        case .levels(let codes, let levels): codes.count { $0 < 0 || Int($0) >= levels.count }
        }
    }

    /// Share of rows without a value; nil without rows.
    var missingShare: Double? { rows > 0 ? Double(missingRows) / Double(rows) : nil }

    /// Whether no value is known: such a column is of any type.
    public var isBlank: Bool { missingRows == rows }
}
