import Credit
import Drift

/// The comparison's JSON; sentences are in English.
extension DriftComparison: Encodable {
    private enum CodingKeys: String, CodingKey {
        case preset, reference, current, dataset, columns, approvals, performance, segments, problems
        case newColumns = "new_columns"
        case leftOut = "left_out"
    }

    /// Writes the verdicts of ``report`` and what surrounds them.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(preset, forKey: .preset)
        try container.encode(reference, forKey: .reference)
        try container.encode(current, forKey: .current)
        try container.encode(report.dataset, forKey: .dataset)
        try container.encode(report.columns, forKey: .columns)
        try container.encode(report.newColumns, forKey: .newColumns)
        try container.encodeIfPresent(approvals, forKey: .approvals)
        try container.encodeIfPresent(performance, forKey: .performance)
        try container.encode(segments, forKey: .segments)
        try container.encode(leftOut, forKey: .leftOut)
        try container.encode(problems.map(\.en), forKey: .problems)
    }
}

extension DriftComparison.LeftOut: Encodable {
    private enum CodingKeys: String, CodingKey { case column, reason }

    /// Writes the column and the reason in English.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(column, forKey: .column)
        try container.encode(reason.en, forKey: .reason)
    }
}
