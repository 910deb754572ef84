public import Credit

/// What weighs most in the model's scores over a portfolio.
public struct GlobalImportance: Hashable, Sendable {
    /// Clients of the portfolio.
    public let clients: Int
    /// Clients, spread evenly over the portfolio, whose contributions were averaged.
    public let sampled: Int
    /// Every feature of the model, heaviest first; ties by name.
    public let features: [Feature]
    /// Every family, heaviest first; ties by name.
    public let families: [Family]

    /// One feature's weight.
    public struct Feature: Hashable, Sendable {
        /// The feature.
        public let name: String
        /// What it is called.
        public let label: LocalizedText
        /// The family it belongs to.
        public let family: FamilyID
        /// Its mean part in the log-odds, whichever the direction.
        public let weight: Double

        /// Makes a weight.
        public init(name: String, label: LocalizedText, family: FamilyID, weight: Double) {
            self.name = name
            self.label = label
            self.family = family
            self.weight = weight
        }
    }

    /// One family's weight.
    public struct Family: Hashable, Sendable {
        /// The family.
        public let id: FamilyID
        /// What it is called.
        public let label: LocalizedText
        /// The mean size of the sum of its features' parts in the log-odds.
        public let weight: Double
        /// Its part in the sum of all families' weights, 0…1.
        public let share: Double

        /// Makes a weight.
        public init(id: FamilyID, label: LocalizedText, weight: Double, share: Double) {
            self.id = id
            self.label = label
            self.weight = weight
            self.share = share
        }
    }

    /// Makes an importance.
    public init(clients: Int, sampled: Int, features: [Feature], families: [Family]) {
        self.clients = clients
        self.sampled = sampled
        self.features = features
        self.families = families
    }
}
