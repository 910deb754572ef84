import Catalog
import Features
import Learning

/// Where a feature made from outcomes finds what it reads in the rows of one schema.
struct TargetBinding: Sendable {
    private let entry: TargetFeatures.Entry
    /// Where the coordinates of neighbours stand; nil when the schema lacks one.
    private let coordinates: [Int]?

    init(_ entry: TargetFeatures.Entry, _ positions: [String: Int]) {
        self.entry = entry
        guard case .neighbours(_, let within) = entry.definition.recipe else {
            coordinates = nil
            return
        }
        let found = within.compactMap { positions[$0] }
        coordinates = found.count == within.count ? found : nil
    }

    /// The features of one row, in order; nil where the row cannot give them.
    func values(of row: FeatureRow) -> [Float?] {
        let none = [Float?](repeating: nil, count: entry.definition.features.count)
        switch (entry.definition.recipe, entry.learned) {
        case (.neighbours(let count, _), .neighbours(let neighbours)):
            guard let coordinates else { return none }
            let point = coordinates.map { position -> [Float] in
                guard case .number(let value)? = row.known(position), value.isFinite else { return [.nan] }
                return [value]
            }
            return neighbours.meanOutcomes(of: point, count: count).map { Float($0) }
        case (.rows(let recipe), .rows(let model)):
            guard let history = row.histories.first(where: { $0.schema.name == entry.definition.name }) else {
                return none
            }
            let probabilities = model.probabilities(of: history, model.binding(to: history.schema))
            return recipe.summaries.map { $0.value(of: probabilities) }
        default: return none
        }
    }
}
