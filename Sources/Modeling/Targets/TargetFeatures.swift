public import Catalog
import Features
import Learning

/// Features made from what became of other clients, learned on training rows, then frozen.
public struct TargetFeatures: Hashable, Sendable, Codable {
    /// One entry of the catalog.
    struct Entry: Hashable, Sendable, Codable {
        /// Its definition.
        let definition: TargetFeature
        /// What was learned.
        let learned: Learned
    }

    /// What new clients are judged by.
    enum Learned: Hashable, Sendable, Codable {
        /// The clients that neighbours are sought among.
        case neighbours(NearestNeighbours)
        /// The model of rows.
        case rows(RowModel)
    }

    let entries: [Entry]

    init(entries: [Entry] = []) { self.entries = entries }

    /// The entries of the catalog that were learned, in its order.
    public var definitions: [TargetFeature] { entries.map(\.definition) }

    /// The names of the features, in order.
    public var features: [String] { entries.flatMap(\.definition.features) }

    /// The names of the features made of histories, in order.
    var madeOfHistories: [String] {
        entries.flatMap { entry -> [String] in
            guard case .rows = entry.definition.recipe else { return [] }
            return entry.definition.features
        }
    }

    /// The features of the client alone that they read.
    public var inputs: [String] {
        entries.flatMap { entry -> [String] in
            guard case .neighbours(_, let within) = entry.definition.recipe else { return [] }
            return within
        }
    }

    /// The names of the features that rows of a schema cannot give, histories aside.
    func missing(from schema: FeatureSchema) -> [String] {
        let present = Set(schema.columns.map(\.name))
        return entries.flatMap { entry -> [String] in
            switch entry.definition.recipe {
            case .neighbours(_, let within): present.isSuperset(of: within) ? [] : entry.definition.features
            case .rows: []
            }
        }
    }
}

extension TargetFeatures.Entry {
    /// The features of some clients of a table, one column each; nil when the table has not what they are made of.
    func values(_ table: FeatureTable, _ positions: [String: Int], clients: [Int], threads: Int) -> [[Float]]? {
        switch (definition.recipe, learned) {
        case (.neighbours(let count, let within), .neighbours(let neighbours)):
            guard let columns = table.numbers(within, positions, clients) else { return nil }
            return [neighbours.meanOutcomes(of: columns, count: count, threads: threads).map { Float($0) }]
        case (.rows(let recipe), .rows(let model)):
            guard let history = table.histories.first(where: { $0.schema.name == definition.name }) else {
                return nil
            }
            let probabilities = model.probabilities(of: history, clients: clients, threads: threads)
            return recipe.summaries.map { summary in probabilities.map(summary.value) }
        default: return nil
        }
    }
}

extension FeatureTable {
    /// Columns of numbers of some rows; nil unless all are there.
    func numbers(_ names: [String], _ positions: [String: Int], _ rows: [Int]) -> [[Float]]? {
        var found: [[Float]] = []
        for name in names {
            guard let position = positions[name], case .numbers(let values) = columns[position] else { return nil }
            found.append(rows.map { values[$0].isFinite ? values[$0] : .nan })
        }
        return found
    }
}
