public import Credit

/// How errors cost in money, loan by loan: loss given default × credit against the margin lost.
public struct CostAmounts: Hashable, Sendable, Codable {
    /// The root table's column that holds the amount lent; it is a feature.
    public let credit: String
    /// Share of the credit lost when the loan defaults, 0…1.
    public let lossGivenDefault: Double
    /// Share of the credit earned over the life of a loan that is repaid, 0 or more.
    public let margin: Double
}

/// How many applications people have time to decide.
public struct ReferralCapacity: Hashable, Sendable, Codable {
    /// The share of applications, 0…1.
    public let share: Double
    /// What such an application is called.
    public let label: LocalizedText
}

extension CatalogReader {
    /// Reads `amounts` of the costs.
    func readAmounts(_ entry: YAMLEntry?, root: String) -> CostAmounts? {
        let keys = ["credit", "loss_given_default", "margin"]
        guard let fields = entry?.fields("amounts", allowed: keys, required: keys),
            let credit = fields["credit"]?.string("credit"),
            let loss = fields["loss_given_default"]?.number("loss_given_default"),
            let margin = fields["margin"]?.number("margin")
        else { return nil }
        let columns = tables.first { $0.name == root }?.columns ?? []
        if !columns.contains(where: { $0.name == credit && $0.family != nil && !$0.kind.isCategory }) {
            fields["credit"]?.report("table \(root) has no feature \(credit) that is a number")
        }
        if !(0...1).contains(loss) { fields["loss_given_default"]?.report("a share must be from 0 to 1") }
        if !(margin >= 0 && margin.isFinite) { fields["margin"]?.report("the margin must be 0 or more") }
        return CostAmounts(credit: credit, lossGivenDefault: loss, margin: margin)
    }

    /// Reads `referral`.
    func readReferral(_ entry: YAMLEntry?) -> ReferralCapacity? {
        guard let fields = entry?.fields("referral", allowed: ["share", "label"], required: ["share", "label"]),
            let share = fields["share"]?.number("share"), let label = fields["label"]?.localized("label of referral")
        else { return nil }
        if !(0...1).contains(share) { fields["share"]?.report("a share must be from 0 to 1") }
        return ReferralCapacity(share: share, label: label)
    }
}
