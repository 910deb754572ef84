/// Features made from what became of other clients: learned out of fold on training rows, then frozen with the model.
public struct TargetFeature: Hashable, Sendable, Codable {
    /// How a value comes from other clients' outcomes.
    public enum Recipe: Hashable, Sendable, Codable {
        /// The share of defaults among the so many clients nearest in these features.
        case neighbours(count: Int, within: [String])
        /// What a model of the rows of a history table predicts for each row of the client, summarised.
        case rows(HistoryRecipe)
    }

    /// Its name in the catalog.
    public let name: String
    /// How it is made.
    public let recipe: Recipe
    /// What a model sees and what a person reads: one feature, or one for each summary, in their order.
    public let definitions: [FeatureDefinition]
    /// Whether models use it; one that is not used is there to be measured.
    public let isUsed: Bool

    /// The names of its features, in order.
    public var features: [String] { definitions.map(\.name) }
}

/// The rows of a history table that a model learns, each with its client's outcome.
public struct HistoryRecipe: Hashable, Sendable, Codable {
    /// What the predictions of a client's rows become.
    public enum Summary: String, Hashable, Sendable, Codable, CaseIterable {
        /// Their mean.
        case mean
        /// The highest.
        case max
        /// The lowest.
        case min
        /// Their sum: many risky rows weigh more than one.
        case sum
        /// That of the latest row.
        case last
    }

    /// A column that the model of rows reads.
    public struct Input: Hashable, Sendable, Codable {
        /// Its name in the table, raw or derived.
        public let name: String
        /// Whether it holds words.
        public let isCategory: Bool
        /// The tables that it is computed from.
        public let tables: [String]
    }

    /// The history table.
    public let table: String
    /// The table's column that names the client.
    public let key: String
    /// What the model of rows reads, in order.
    public let inputs: [Input]
    /// The summaries, in order.
    public let summaries: [Summary]
}

extension LenderCatalog {
    /// The catalog with these features made from outcomes in use, and no others.
    ///
    /// - Parameter names: names of entries of ``targets``.
    public func using(targets names: Set<String>) -> LenderCatalog {
        LenderCatalog(
            name: name, version: version, title: title, currency: currency, root: root, client: client,
            outcome: outcome, outcomeLabel: outcomeLabel, person: person, cost: cost, amounts: amounts,
            referral: referral, suspicionAUC: suspicionAUC,
            protections: protections, families: families, tables: tables, business: business, features: features,
            fitted: fitted,
            targets: targets.map {
                TargetFeature(
                    name: $0.name, recipe: $0.recipe, definitions: $0.definitions, isUsed: names.contains($0.name))
            }, policies: policies, reviewReasons: reviewReasons)
    }
}
