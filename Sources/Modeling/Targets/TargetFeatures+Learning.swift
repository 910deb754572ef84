import Catalog
import Features
import Learning
import LightGBM
import Statistics

extension TargetFeatures {
    /// Folds in which training rows get values from models that did not see their persons.
    public static let folds = 5

    /// Learns features from training rows.
    ///
    /// Training rows are dealt into folds by person, whatever their outcomes; a row's values come from what was learned on
    /// the other folds. What is frozen was learned on all training rows. So a person's own outcome never reaches that
    /// person's training values: it decides neither the fold nor what the fold is judged by.
    ///
    /// - Parameters:
    ///   - definitions: what to learn; what the table cannot give is left out.
    ///   - rows: labelled rows.
    ///   - threads: at least 1; changes the time alone.
    /// - Returns: what is frozen, and the values of `rows` by feature.
    /// - Throws: ``ModelingError``.
    static func learned(
        _ definitions: [TargetFeature], fitting table: FeatureTable, rows: [Int], seed: UInt64, threads: Int
    ) throws -> (frozen: TargetFeatures, training: [[Float]]) {
        let positions = table.schema.positions
        let folds = personFolds(rows.map { table.persons[$0] }, seed: seed)
        var entries: [Entry] = [], training: [[Float]] = []
        for definition in definitions {
            guard
                let frozen = try entry(definition, table, positions, rows, seed: seed, threads: threads)
            else { continue }
            var values = definition.features.map { _ in [Float](repeating: .nan, count: rows.count) }
            for fold in 0..<Self.folds {
                let others = rows.indices.filter { folds[$0] != fold }.map { rows[$0] }
                let own = rows.indices.filter { folds[$0] == fold }
                guard
                    let learned = try entry(definition, table, positions, others, seed: seed, threads: threads),
                    let found = learned.values(table, positions, clients: own.map { rows[$0] }, threads: threads)
                else { continue }
                for feature in values.indices {
                    for (place, row) in own.enumerated() { values[feature][row] = found[feature][place] }
                }
            }
            entries.append(frozen)
            training += values
        }
        return (TargetFeatures(entries: entries), training)
    }

    /// The fold of each row: persons are shuffled and dealt in turn.
    private static func personFolds(_ persons: [Int32], seed: UInt64) -> [Int] {
        var order: [Int32] = [], seen: Set<Int32> = []
        for person in persons where seen.insert(person).inserted { order.append(person) }
        var generator = SeededGenerator(seed: seed, stream: 0x7A76)
        var foldOfPerson: [Int32: Int] = [:]
        for (place, person) in shuffled(order, using: &generator).enumerated() {
            foldOfPerson[person] = place % folds
        }
        return persons.map { foldOfPerson[$0] ?? 0 }
    }

    /// What is learned of some rows; nil when there is nothing to learn from.
    private static func entry(
        _ definition: TargetFeature, _ table: FeatureTable, _ positions: [String: Int], _ rows: [Int], seed: UInt64,
        threads: Int
    ) throws -> Entry? {
        do {
            switch definition.recipe {
            case .neighbours(_, let within):
                guard let columns = table.numbers(within, positions, rows), !rows.isEmpty else { return nil }
                let neighbours = try NearestNeighbours(
                    fitting: columns, outcomes: rows.map { table.outcomes[$0] == true })
                return Entry(definition: definition, learned: .neighbours(neighbours))
            case .rows:
                guard let history = table.histories.first(where: { $0.schema.name == definition.name }),
                    let model = try RowModel(
                        fitting: history, clients: rows, outcomes: table.outcomes, seed: seed, threads: threads)
                else { return nil }
                return Entry(definition: definition, learned: .rows(model))
            }
        } catch let error as LightGBMError {
            throw ModelingError(.engine, "LightGBM could not learn \(definition.name): \(error.message)")
        } catch let error as LearningError {
            throw ModelingError(.unusableData, "\(definition.name) could not be learned: \(error.message)")
        }
    }
}
