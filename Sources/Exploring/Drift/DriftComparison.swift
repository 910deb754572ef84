public import Catalog
public import Credit
public import Drift

/// A comparison of two data sets and everything that its report says: what was compared, by which rules, what it changes.
public struct DriftComparison: Sendable {
    /// The rules that gave the verdicts.
    public enum Preset: String, Sendable, CaseIterable, Encodable {
        /// Limpide's own.
        case limpide
        /// Evidently's, to its digits.
        case evidently
    }

    /// What a model makes of both sides.
    public struct Approvals: Sendable, Hashable, Encodable {
        /// The model's name or digest.
        public let model: String
        /// Refuse at this probability and above.
        public let threshold: Double
        /// Share of the reference's clients granted, 0...1.
        public let reference: Double
        /// Share of the current clients granted, 0...1.
        public let current: Double
        /// Clients on whom each column's effect was measured.
        public let effectClients: Int
        /// Columns that the model uses and a side lacks; they count as unknown.
        public let lacking: [String]

        private enum CodingKeys: String, CodingKey {
            case model, threshold, lacking
            case reference = "reference_approval_rate"
            case current = "current_approval_rate"
            case effectClients = "effect_clients"
        }

        /// Puts together what a model said.
        public init(
            model: String, threshold: Double, reference: Double, current: Double, effectClients: Int, lacking: [String]
        ) {
            self.model = model
            self.threshold = threshold
            self.reference = reference
            self.current = current
            self.effectClients = effectClients
            self.lacking = lacking
        }
    }

    /// A column that was not compared, and why.
    public struct LeftOut: Sendable, Hashable {
        /// Its name.
        public let column: String
        /// Why, as part of a sentence.
        public let reason: LocalizedText

        /// Names a column and a reason.
        public init(column: String, reason: LocalizedText) {
            self.column = column
            self.reason = reason
        }
    }

    /// The columns that a model adds to both sides.
    public enum ModelColumn: String, Sendable, CaseIterable {
        /// The probability of default.
        case probability
        /// Granted or refused.
        case decision
    }

    /// What the reference is called.
    public let reference: String
    /// What the current data is called.
    public let current: String
    /// The rules.
    public let preset: Preset
    /// Every column's verdict, ranked.
    public let report: DriftReport
    /// What a model makes of both sides; nil without one.
    public let approvals: Approvals?
    /// How well decisions do; nil without probabilities.
    public let performance: DriftPerformance?
    /// Columns that were not compared, in the files' order.
    public let leftOut: [LeftOut]
    /// What went wrong without stopping the comparison, as sentences.
    public let problems: [LocalizedText]
    /// Whether a side was made by the generator.
    public let isSynthetic: Bool

    let bins: [String: [DriftBin]]
    let identities: [String: FeatureIdentity]
    let currency: String

    /// Puts a comparison together.
    ///
    /// - Parameters:
    ///   - reference: What the reference is called, such as its file.
    ///   - current: What the current data is called.
    ///   - report: Verdicts, ranked.
    ///   - figures: A report of the same columns with bins, where the verdicts carry none.
    ///   - catalog: Names columns and levels; nil leaves them as they are.
    public init(
        reference: String, current: String, preset: Preset, report: DriftReport, figures: DriftReport? = nil,
        approvals: Approvals? = nil, performance: DriftPerformance? = nil, leftOut: [LeftOut] = [],
        problems: [LocalizedText] = [], isSynthetic: Bool = false,
        catalog: LenderCatalog?
    ) {
        self.reference = reference
        self.current = current
        self.preset = preset
        self.report = report
        self.approvals = approvals
        self.performance = performance
        self.leftOut = leftOut
        self.problems = problems
        self.isSynthetic = isSynthetic
        bins = Dictionary((figures ?? report).columns.map { ($0.column, $0.bins) }) { first, _ in first }
        identities = FeatureIdentity.named(report.columns.map(\.column), in: catalog, isScored: approvals != nil)
        currency = catalog?.currency ?? "€"
    }

    /// The columns that drifted, in the report's order.
    var drifted: [ColumnDrift] { report.columns.filter(\.drifted) }

    /// The columns that the current data lacks or gives another type.
    var broken: [ColumnDrift] { report.columns.filter(\.state.isBroken) }

    /// What a column is called and how its values are written.
    func identity(_ column: String) -> FeatureIdentity {
        identities[column]
            ?? FeatureIdentity(
                name: column, label: LocalizedText(fr: column, en: column), kind: .number, levels: [:], family: nil)
    }
}

extension FeatureIdentity {
    /// Columns of any file by name: a feature, a column of a raw table, or what a model added; else the name stands for itself.
    static func named(_ names: [String], in catalog: LenderCatalog?, isScored: Bool) -> [String: FeatureIdentity] {
        let features = catalog?.definitions ?? [:]
        var raw: [String: ColumnDefinition] = [:]
        for column in (catalog?.tables ?? []).flatMap(\.columns) where raw[column.name] == nil {
            raw[column.name] = column
        }
        var identities: [String: FeatureIdentity] = [:]
        for name in names {
            if isScored, let added = DriftComparison.ModelColumn(rawValue: name) {
                identities[name] = added.identity
            } else if let feature = features[name] {
                identities[name] = FeatureIdentity(
                    name: name, label: feature.label, kind: feature.kind, levels: feature.levels, family: nil)
            } else if let column = raw[name] {
                identities[name] = FeatureIdentity(
                    name: name, label: column.label, kind: column.kind, levels: column.levels, family: nil)
            }
        }
        return identities
    }
}

extension DriftComparison.ModelColumn {
    fileprivate var identity: FeatureIdentity {
        switch self {
        case .probability:
            FeatureIdentity(
                name: rawValue,
                label: LocalizedText(
                    fr: "probabilité d’impayé selon le modèle", en: "probability of default by the model"),
                kind: .percent, levels: [:], family: nil)
        case .decision:
            FeatureIdentity(
                name: rawValue, label: LocalizedText(fr: "décision du modèle", en: "the model’s decision"),
                kind: .category,
                levels: Dictionary(uniqueKeysWithValues: Status.allCases.map { ($0.rawValue, $0.label) }), family: nil)
        }
    }
}
