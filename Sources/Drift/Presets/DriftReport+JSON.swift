/// The report's JSON. A figure that does not exist or is not finite is left out.
extension DriftReport: Encodable {
    private enum CodingKeys: String, CodingKey {
        case dataset, columns
        case newColumns = "new_columns"
    }

    /// Writes `dataset`, `columns` and `new_columns`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(dataset, forKey: .dataset)
        try container.encode(columns, forKey: .columns)
        try container.encode(newColumns, forKey: .newColumns)
    }
}

extension DatasetDrift: Encodable {
    private enum CodingKeys: String, CodingKey {
        case drift, share
        case comparedColumns = "compared_columns"
        case driftedColumns = "drifted_columns"
        case brokenColumns = "broken_columns"
        case thresholdColumns = "threshold_columns"
        case thresholdShare = "threshold_share"
        case falseAlarmLevel = "false_alarm_level"
        case referenceRows = "reference_rows"
        case currentRows = "current_rows"
    }

    /// Writes the verdict; `threshold_columns` or `threshold_share` says when it is drift.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(drifted, forKey: .drift)
        try container.encode(share, forKey: .share)
        try container.encode(comparedColumns, forKey: .comparedColumns)
        try container.encode(driftedColumns, forKey: .driftedColumns)
        try container.encode(brokenColumns, forKey: .brokenColumns)
        switch threshold {
        case .columns(let count): try container.encode(count, forKey: .thresholdColumns)
        case .share(let share): try container.encode(share, forKey: .thresholdShare)
        }
        try container.encodeIfPresent(falseAlarmLevel, forKey: .falseAlarmLevel)
        try container.encode(referenceRows, forKey: .referenceRows)
        try container.encode(currentRows, forKey: .currentRows)
    }
}

extension ColumnDrift: Encodable {
    private enum CodingKeys: String, CodingKey {
        case column, kind, state, test, score, threshold, drift, signals, measures, bins
        case missingReference = "missing_reference"
        case missingCurrent = "missing_current"
        case approvalEffect = "approval_effect"
    }

    /// Writes the column; `signals`, `measures` and `bins` only where the preset makes them.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(column, forKey: .column)
        try container.encode(kind, forKey: .kind)
        try container.encode(state, forKey: .state)
        try container.encodeIfPresent(test, forKey: .test)
        try container.encodeIfPresent(score.flatMap { $0.isFinite ? $0 : nil }, forKey: .score)
        try container.encodeIfPresent(threshold, forKey: .threshold)
        try container.encode(drifted, forKey: .drift)
        try container.encodeIfPresent(missingReference, forKey: .missingReference)
        try container.encodeIfPresent(missingCurrent, forKey: .missingCurrent)
        try container.encodeIfPresent(approvalEffect, forKey: .approvalEffect)
        if !signals.isEmpty { try container.encode(signals, forKey: .signals) }
        try container.encodeIfPresent(measures, forKey: .measures)
        if !bins.isEmpty { try container.encode(bins, forKey: .bins) }
    }
}

extension DriftBin: Encodable {
    private enum CodingKeys: String, CodingKey { case content, above, upTo = "up_to", value, level, reference, current }

    /// Writes `content` as range, value, level, other, unseen or missing; the open side of a range is left out.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch content {
        case .range(let above, let upTo):
            try container.encode("range", forKey: .content)
            if above.isFinite { try container.encode(above, forKey: .above) }
            if upTo.isFinite { try container.encode(upTo, forKey: .upTo) }
        case .value(let value):
            try container.encode("value", forKey: .content)
            try container.encode(value, forKey: .value)
        case .level(let level):
            try container.encode("level", forKey: .content)
            try container.encode(level, forKey: .level)
        case .otherLevels: try container.encode("other", forKey: .content)
        case .unseen: try container.encode("unseen", forKey: .content)
        case .missing: try container.encode("missing", forKey: .content)
        }
        try container.encode(reference, forKey: .reference)
        try container.encode(current, forKey: .current)
    }
}
