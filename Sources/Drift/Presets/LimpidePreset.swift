import Statistics

/// Limpide's own rules: what changed, whether it is more than chance, and how many clients it concerns.
///
/// Kind, bins and test are fixed by the **reference**, once. Each column is asked up to three questions:
/// - *missing*: the change of the missing share (z test of two proportions; Fisher's exact test for few rows);
/// - *unseen*: the share of current values at a level, or out of a range, that the reference never showed (exact, by drawing
///   without replacement);
/// - *distribution* of known values, unseen ones among them: Kolmogorov–Smirnov distance for numbers (exact chance up to four million pairs of
///   rows, asymptotic beyond), total variation over levels for categories and for numbers of at most ten values (chi-square
///   of homogeneity, rare levels put together).
///
/// Every effect is in one unit, the **share of clients that moved**, 0...1, and stands beside its chance. A question answers
/// "drift" when its chance, corrected over all questions of all columns (Benjamini and Hochberg), is at or below the rate
/// *and* its effect reaches its threshold: neither a large sample nor many columns make drift of nothing.
///
/// A column that is absent or changed type is told as such, and counted apart: it is a fault of the data, not a change of
/// clients. The data set has drifted when ``alarmColumns`` columns have: when
/// nothing changed the chance of one or more is at or below ``falseDiscoveryRate``, for independent or positively
/// dependent columns. One person's rows on both sides, or rows in groups, break the assumption that rows are independent.
public struct LimpidePreset: Sendable, Hashable {
    /// The expected share of false findings allowed, and the chance of a false alarm when nothing changed; 0.05.
    public let falseDiscoveryRate: Double
    /// The share of clients from which a change of distribution or of the missing share matters; 0.05.
    public let minimumEffect: Double
    /// The share of current values from which unseen ones matter; 0.001.
    public let minimumUnseenShare: Double
    /// Known rows that both sides need for a comparison; 100.
    public let minimumRows: Int
    /// Drifted columns from which the data set has drifted; 1.
    public let alarmColumns: Int

    /// The rules, with settings.
    ///
    /// - Throws: ``DriftError`` when a setting is out of range.
    public init(
        falseDiscoveryRate: Double = 0.05, minimumEffect: Double = 0.05, minimumUnseenShare: Double = 0.001,
        minimumRows: Int = 100, alarmColumns: Int = 1
    ) throws(DriftError) {
        guard falseDiscoveryRate > 0, falseDiscoveryRate < 1 else {
            throw DriftError(.invalidSetting, "the rate of false findings must lie between 0 and 1, such as 0.05.")
        }
        guard minimumEffect > 0, minimumEffect <= 1, minimumUnseenShare > 0, minimumUnseenShare <= 1 else {
            throw DriftError(.invalidSetting, "the shares of clients that matter must be above 0 and at most 1.")
        }
        guard minimumRows >= 2, alarmColumns >= 1 else {
            throw DriftError(
                .invalidSetting, "a comparison needs at least 2 rows, and an alarm at least 1 drifted column.")
        }
        self.falseDiscoveryRate = falseDiscoveryRate
        self.minimumEffect = minimumEffect
        self.minimumUnseenShare = minimumUnseenShare
        self.minimumRows = minimumRows
        self.alarmColumns = alarmColumns
    }

    /// Compares two data sets row by row.
    ///
    /// - Parameters:
    ///   - reference: Columns of the same number of rows.
    ///   - current: Columns of the same number of rows.
    ///   - threads: How many threads share the columns; the result is the same at any number.
    /// - Throws: ``DriftError`` when a side has no row or the two share no column.
    /// - Complexity: O(rows) per column.
    public func compare(
        reference: [DriftColumn], current: [DriftColumn], threads: Int = 1
    ) throws(DriftError) -> DriftReport {
        let rows = reference.first?.rows ?? 0
        return try compare(names: reference.map(\.name), rows: rows, current: current, threads: threads) { place in
            ReferenceColumn(reference[place])
        }
    }

    /// Compares a population known by its profile with current rows.
    ///
    /// Missing shares, unseen values, categories, discrete numbers and bins are exactly those of the rows; distances of
    /// numbers are within the errors that ``NumberProfile`` states.
    ///
    /// - Parameters:
    ///   - reference: The profile.
    ///   - current: Columns of the same number of rows.
    ///   - threads: How many threads share the columns; the result is the same at any number.
    /// - Throws: ``DriftError`` when a side has no row or the two share no column.
    /// - Complexity: O(current rows) per column.
    public func compare(
        reference: PopulationProfile, current: [DriftColumn], threads: Int = 1
    ) throws(DriftError) -> DriftReport {
        let names = reference.columns.map(\.name)
        return try compare(names: names, rows: reference.rows, current: current, threads: threads) { place in
            ReferenceColumn(profile: reference.columns[place].profile)
        }
    }

    private func compare(
        names: [String], rows: Int, current: [DriftColumn], threads: Int,
        reference: @Sendable (_ place: Int) -> ReferenceColumn
    ) throws(DriftError) -> DriftReport {
        let byName = try matchedColumns(reference: names, rows: rows, current: current)
        let findings = mapInParallel(pieces: names.count, threads: threads) { place in
            find(names[place], reference(place), byName[names[place]])
        }
        let adjusted = falseDiscoveryAdjusted(findings.flatMap { $0.answers.map(\.probability) })
        var place = 0
        let columns = findings.map { finding in
            defer { place += finding.answers.count }
            return finding.result(
                adjusted: adjusted[place..<place + finding.answers.count], rate: falseDiscoveryRate)
        }
        let drifted = columns.count { $0.drifted }
        return DriftReport(
            dataset: DatasetDrift(
                drifted: drifted >= alarmColumns,
                comparedColumns: columns.count { !$0.signals.isEmpty },
                driftedColumns: drifted, brokenColumns: columns.count { $0.state.isBroken },
                threshold: .columns(alarmColumns), falseAlarmLevel: falseDiscoveryRate,
                referenceRows: rows, currentRows: current.first?.rows ?? 0),
            columns: columns, newColumns: columnsAdded(by: current, to: names))
    }
}
