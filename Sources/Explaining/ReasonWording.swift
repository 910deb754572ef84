import Catalog
import Credit
import Features
import Modeling

/// Turns contributions into reasons: summed by family, put into words with the client's value and what is usual.
struct ReasonWording: Sendable {
    /// At most so many reasons in each direction: more do not help a person (Regulation B, comment 9(b)(2)-1).
    static let mostReasons = 4
    /// At most so many facts behind a reason.
    static let mostFacts = 3
    /// A family below this many log-odds moves the odds by less than 1 % and is no reason.
    static let leastContribution = 0.01

    private let features: [String: FeatureDefinition]
    private let families: [FamilyID: Family]
    private let positions: [String: Int]
    private let profile: ReferenceProfile
    private let formats: [HumanFormat]

    init(_ bundle: ModelBundle, schema: FeatureSchema) {
        features = bundle.catalog.definitions
        families = Dictionary(bundle.catalog.families.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        positions = schema.positions
        profile = bundle.profile
        formats = Language.allCases.map { HumanFormat(language: $0, currency: bundle.catalog.currency) }
    }

    /// The family that a feature belongs to.
    func family(of feature: String) -> FamilyID { features[feature]?.family ?? FamilyID(rawValue: "other") }

    /// The reasons of a score, adverse ones first, each direction strongest first; ties go by the family's name.
    func reasons(_ contributions: [Contribution], row: FeatureRow) -> [Reason] {
        var sums: [FamilyID: Double] = [:]
        for contribution in contributions { sums[contribution.family, default: 0] += contribution.logOdds.value }
        return Direction.allCases.flatMap { direction -> [Reason] in
            let sign = direction == .adverse ? 1.0 : -1.0
            let strongest = sums.filter { $0.value * sign >= Self.leastContribution }
                .sorted { (-$0.value.magnitude, $0.key) < (-$1.value.magnitude, $1.key) }
                .prefix(Self.mostReasons)
            return strongest.compactMap { id, sum in
                guard let family = families[id] else { return nil }
                let facts = contributions.filter { $0.family == id && $0.logOdds.value * sign > 0 }.prefix(
                    Self.mostFacts)
                return Reason(
                    family: id, label: family.label, direction: direction, contribution: LogOdds(sum),
                    sentence: direction == .adverse ? family.adverse : family.favourable,
                    evidence: facts.compactMap { evidence($0, row) })
            }
        }
    }

    /// Every feature of a family that moves the score, strongest first.
    func facts(of family: FamilyID, in contributions: [Contribution], row: FeatureRow) -> [Evidence] {
        contributions.filter { $0.family == family && $0.logOdds.value != 0 }.compactMap { evidence($0, row) }
    }

    private func evidence(_ contribution: Contribution, _ row: FeatureRow) -> Evidence? {
        guard let feature = features[contribution.feature] else { return nil }
        let value = positions[feature.name].map { row.values[$0] } ?? .missing
        return Evidence(
            feature: feature.name, label: feature.label, value: inEachLanguage { text(value, feature, $0) },
            usual: usual(feature), contribution: contribution.logOdds)
    }

    private func text(_ value: FeatureValue, _ feature: FeatureDefinition, _ format: HumanFormat) -> String {
        switch value {
        case .missing: format.unknown
        case .number(let number): format.text(Double(number), as: feature.kind)
        case .level(let level): feature.levels[level]?[format.language] ?? level
        }
    }

    /// What is usual among granted clients: the middle half of a number's values, a category's commonest level.
    private func usual(_ feature: FeatureDefinition) -> LocalizedText? {
        // What is unknown for most clients has no usual value.
        guard let entry = profile.entries[feature.name], entry.missing <= 0.5 else { return nil }
        if let levels = entry.levels {
            guard let common = levels.min(by: { (-$0.value, $0.key) < (-$1.value, $1.key) }) else { return nil }
            return inEachLanguage { text(.level(common.key), feature, $0) }
        }
        guard let quartiles = entry.quartiles, quartiles.count == 3 else { return nil }
        return inEachLanguage { format in
            if feature.kind == .flag { return format.text(quartiles[1], as: .flag) }
            // Days ago are negative: the shorter time comes first.
            let ends = feature.kind == .daysAgo ? [quartiles[2], quartiles[0]] : [quartiles[0], quartiles[2]]
            let texts = ends.map { format.text($0, as: feature.kind) }
            guard texts[0] != texts[1] else { return texts[0] }
            return format.language == .fr ? "de \(texts[0]) à \(texts[1])" : "\(texts[0]) to \(texts[1])"
        }
    }

    private func inEachLanguage(_ text: (HumanFormat) -> String) -> LocalizedText {
        LocalizedText(fr: text(formats[0]), en: text(formats[1]))
    }
}
