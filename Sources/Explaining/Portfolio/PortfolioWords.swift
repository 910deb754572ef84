import Catalog
import Credit
import Features

/// Puts what was computed over the portfolio into words.
struct PortfolioWords: Sendable {
    private let definitions: [String: FeatureDefinition]
    private let families: [FamilyID: Family]
    private let formats: [HumanFormat]

    init(_ catalog: LenderCatalog) {
        definitions = catalog.definitions
        families = Dictionary(catalog.families.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        formats = Language.allCases.map { HumanFormat(language: $0, currency: catalog.currency) }
    }

    private func label(_ feature: String) -> LocalizedText {
        definitions[feature]?.label ?? LocalizedText(fr: feature, en: feature)
    }

    /// A variable with a client's value.
    func variable(_ feature: String, _ value: FeatureValue) -> SimilarClients.Variable {
        let text = inEachLanguage { format in
            switch value {
            case .missing: format.unknown
            case .number(let number): format.text(Double(number), as: definitions[feature]?.kind ?? .number)
            case .level(let level): definitions[feature]?.levels[level]?[format.language] ?? level
            }
        }
        return SimilarClients.Variable(feature: feature, label: label(feature), value: text)
    }

    /// Weights with labels, heaviest first.
    func importance(_ portfolio: Portfolio) -> GlobalImportance {
        let total = portfolio.familyWeights.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
        return GlobalImportance(
            clients: portfolio.clients, sampled: portfolio.sampled,
            features: portfolio.weights.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.map { name, weight in
                GlobalImportance.Feature(
                    name: name, label: label(name), family: definitions[name]?.family ?? FamilyID(rawValue: "other"),
                    weight: weight)
            },
            families: portfolio.familyWeights.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.map { name, weight in
                let id = FamilyID(rawValue: name)
                return GlobalImportance.Family(
                    id: id, label: families[id]?.label ?? LocalizedText(fr: name, en: name), weight: weight,
                    share: total > 0 ? weight / total : 0)
            })
    }

    /// How much features and families move scores, with labels.
    func influence(_ portfolio: Portfolio) -> Influence {
        portfolio.parts.influence(
            sampled: portfolio.sampled, label: label,
            family: { families[FamilyID(rawValue: $0)]?.label ?? LocalizedText(fr: $0, en: $0) })
    }

    /// How scores depend on a feature, with its label.
    func dependence(_ feature: String, _ portfolio: Portfolio) -> Dependence? {
        portfolio.parts.dependence(
            of: feature, label: label(feature), kind: definitions[feature]?.kind ?? .number)
    }

    /// A feature's bars with labels.
    func distribution(_ feature: String, _ spread: Portfolio.Spread) -> FeatureDistribution {
        let definition = definitions[feature], kind = definition?.kind ?? .number
        let bins =
            spread.levels.isEmpty
            ? zip(zip(spread.edges, spread.edges.dropFirst()), spread.counts).map { ends, counts in
                FeatureDistribution.Bin(
                    content: .range(ends.0, ends.1),
                    text: inEachLanguage { format in
                        let low = format.text(ends.0, as: kind), high = format.text(ends.1, as: kind)
                        if low == high || kind == .flag { return low }
                        return format.language == .fr ? "de \(low) à \(high)" : "\(low) to \(high)"
                    }, counts: counts)
            }
            : zip(spread.levels, spread.counts).map { level, counts in
                FeatureDistribution.Bin(
                    content: .level(level), text: definition?.levels[level] ?? LocalizedText(fr: level, en: level),
                    counts: counts)
            }
        return FeatureDistribution(
            feature: feature, label: label(feature), kind: kind, bins: bins, missing: spread.missing,
            quantiles: spread.quantiles)
    }

    private func inEachLanguage(_ text: (HumanFormat) -> String) -> LocalizedText {
        LocalizedText(fr: text(formats[0]), en: text(formats[1]))
    }
}
