import Catalog
import Features
import Statistics

/// What each decision costs in money, as a catalog counts it: loss given default × credit against the margin lost.
struct AmountCosts {
    /// The places, among the rows asked for, of those whose amount is known and not negative.
    let places: [Int]
    /// The amounts lent, in the catalog's currency.
    let lent: [Double]
    /// The prices of those rows, in the catalog's currency.
    let costs: DecisionCosts

    /// Reads the amounts of rows of a table.
    ///
    /// - Returns: nil when the catalog does not count in money, the table has no such column, or no amount is known.
    init?(_ catalog: LenderCatalog, _ table: FeatureTable, rows: [Int]) {
        guard let amounts = catalog.amounts, let position = table.schema.positions[amounts.credit],
            case .numbers(let credits) = table.columns[position]
        else { return nil }
        let places = rows.indices.filter { credits[rows[$0]].isFinite && credits[rows[$0]] >= 0 }
        guard !places.isEmpty else { return nil }
        lent = places.map { Double(credits[rows[$0]]) }
        self.places = places
        costs = .amounts(
            credits: lent, lossGivenDefault: amounts.lossGivenDefault, margins: lent.map { $0 * amounts.margin })
    }
}
