public import Credit

/// A lender's world, read, checked and expanded: what every column means and which features are made of them.
public struct LenderCatalog: Hashable, Sendable, Codable {
    /// The catalog's name, as `home-credit`.
    public let name: String
    /// The catalog's version, raised by its author.
    public let version: Int
    /// The lender's name.
    public let title: LocalizedText
    /// The currency's symbol.
    public let currency: String
    /// Name of the table that has one row per application.
    public let root: String
    /// The root table's column that numbers the client.
    public let client: String
    /// The root table's column that a model learns, 1 meaning default.
    public let outcome: String
    /// What the outcome is called.
    public let outcomeLabel: LocalizedText
    /// SQL expressions over the root table; applications with equal values are one person's.
    public let person: [String]
    /// What each error costs.
    public let cost: CostMatrix
    /// What errors cost in money; nil when the catalog does not say.
    public let amounts: CostAmounts?
    /// How many applications a person can decide; nil when none is referred.
    public let referral: ReferralCapacity?
    /// An AUC above this is suspect.
    public let suspicionAUC: Double
    /// Protected characteristics, in the catalog's order.
    public let protections: [Protection]
    /// Families, in the catalog's order.
    public let families: [Family]
    /// Raw tables, the root first.
    public let tables: [TableDefinition]
    /// Business features over the folded application, in the order in which they are computed.
    public let business: [BusinessFeature]
    /// Every feature that is computed from a client's own rows, in order.
    public let features: [FeatureDefinition]
    /// Features that compare a client with others, in order; a model learns them on its training rows.
    public let fitted: [FittedFeature]
    /// Features made from what became of other clients, in order; a model learns them out of fold.
    public let targets: [TargetFeature]
    /// The versions of the policy, by date; nil where the model's threshold alone decides.
    public let policies: [PolicyVersion]?
    /// The reasons that a person may give for a decision; nil where none are named.
    public let reviewReasons: [ReviewReason]?

    /// The table with one row per application.
    public var rootTable: TableDefinition? { tables.first { $0.name == root } }

    /// A family by its name.
    public func family(_ id: FamilyID) -> Family? { families.first { $0.id == id } }

    /// Every feature that a model may use, by name: those of the client alone, those that compare, and those made
    /// from outcomes.
    ///
    /// Complexity: O(features); keep the result.
    public var definitions: [String: FeatureDefinition] {
        let all = features + fitted.map(\.definition) + targets.flatMap(\.definitions)
        return Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// A characteristic that the law protects.
public struct Protection: Hashable, Sendable, Codable {
    /// Its name, as `sex`.
    public let name: String
    /// What it is called.
    public let label: LocalizedText
    /// Whether a model may use columns that carry it.
    public let isAllowed: Bool
    /// Why it may or may not.
    public let reason: LocalizedText
}

/// A group of features that a person sees as one subject.
public struct Family: Hashable, Sendable, Codable {
    /// Its name in the catalog.
    public let id: FamilyID
    /// What it is called.
    public let label: LocalizedText
    /// What to tell the client when it speaks against the loan.
    public let adverse: LocalizedText
    /// What to tell the client when it speaks for the loan.
    public let favourable: LocalizedText
}

/// Which way risk moves as a value rises.
public enum Risk: String, Hashable, Sendable, Codable, CaseIterable {
    /// The risk of default rises with the value.
    case rises
    /// The risk of default falls as the value rises.
    case falls
}

/// One feature: what a model sees and what a person reads.
public struct FeatureDefinition: Hashable, Sendable, Codable {
    /// Its name, as `bureau.active.debt_ratio.mean`.
    public let name: String
    /// Its unit.
    public let kind: ValueKind
    /// The subject it belongs to.
    public let family: FamilyID
    /// What it is called.
    public let label: LocalizedText
    /// Labels of a category's levels, by level.
    public let levels: [String: LocalizedText]
    /// Where the business is sure of it, which way risk moves.
    public let risk: Risk?
    /// The tables that it is computed from.
    public let tables: [String]
}
