import Catalog
import Credit
import Features
import Statistics

extension SelectionReporting {
    /// Most rows of the sample; contributions take milliseconds each.
    private static var sampleSize: Int { 1_000 }

    /// What a fitted model goes by, on development rows spread evenly.
    func importance(_ preparation: Preparation, _ scorer: LearnerScorer) throws(ModelingError) -> ImportanceReport {
        let rows = validation.rows
        let step = max(1, rows.count / Self.sampleSize)
        let sample = stride(from: 0, to: rows.count, by: step).prefix(Self.sampleSize).map { rows[$0] }
        let columns = preparation.encode(sample)
        let values = try scorer.contributions(columns, count: sample.count, threads: threads)
        let width = columns.count + 1
        let definitions = catalog.definitions
        var features: [ImportanceReport.Feature] = []
        var sums: [FamilyID: [Double]] = [:]
        for (position, column) in preparation.encoder.columns.enumerated() {
            let parts = sample.indices.map { values[$0 * width + position] }
            let mean = parts.reduce(0) { $0 + abs($1) } / Double(sample.count)
            guard mean > 0, let definition = definitions[column.name] else { continue }
            features.append(
                ImportanceReport.Feature(
                    name: column.name, label: definition.label, family: definition.family, meanContribution: mean,
                    direction: column.levels == nil
                        ? Self.correlation(columns[position].map(Double.init), parts) : nil))
            sums[definition.family] = zip(sums[definition.family] ?? parts.map { _ in 0 }, parts).map { $0 + $1 }
        }
        let families = catalog.families.compactMap { family in
            sums[family.id].map { parts in
                ImportanceReport.Family(
                    id: family.id, label: family.label,
                    meanContribution: parts.reduce(0) { $0 + abs($1) } / Double(sample.count))
            }
        }
        return ImportanceReport(
            rows: sample.count,
            features: features.sorted { (-$0.meanContribution, $0.name) < (-$1.meanContribution, $1.name) },
            families: families.sorted { a, b in a.meanContribution > b.meanContribution })
    }

    /// Spearman's correlation of the known values with their contributions; nil when either does not vary.
    private static func correlation(_ values: [Double], _ parts: [Double]) -> Double? {
        let known = values.indices.filter { !values[$0].isNaN }
        return spearmanCorrelation(known.map { values[$0] }, known.map { parts[$0] })
    }
}
