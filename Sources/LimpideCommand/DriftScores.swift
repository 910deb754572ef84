import Catalog
import Credit
import Drift
import Exploring
import Features
import Modeling
import Statistics

/// A model asked about both sides of a comparison, and about each column's drift alone.
struct DriftScores {
    let name: String
    let bundle: ModelBundle
    private let scoring: ScoringModel
    private let threads: Int
    /// Every column that the model reads, by name: whether it holds words.
    private let inputs: [String: Bool]

    /// Rows scored at once.
    private static let batch = 50_000
    /// Clients of the reference on whom a column's effect is measured.
    static let effectClients = 5_000

    init(_ bundle: ModelBundle, named name: String, threads: Int) throws {
        self.name = name
        self.bundle = bundle
        self.threads = threads
        scoring = try ScoringModel(bundle)
        let definitions = bundle.catalog.definitions
        let names =
            bundle.encoder.columns.map(\.name) + bundle.fitted.features.flatMap(\.comparison.inputs)
            + bundle.fitted.targets.inputs
        let words = Set(bundle.encoder.columns.filter { $0.levels != nil }.map(\.name))
        inputs = Dictionary(
            names.map { ($0, definitions[$0]?.kind.isCategory ?? words.contains($0)) }
        ) { first, _ in first }
    }

    /// Scores both sides and adds probability and decision to their columns.
    ///
    /// - Returns: nil, with a problem noted, when a side has no row or nothing that the model reads.
    func score(_ sides: inout DriftSides, display: ProgressDisplay) throws -> DriftComparison.Approvals? {
        let all = sides.all
        let lacking = [all.reference, all.current].map { bundle.missing(from: schema(read($0)), histories: []) }
        guard all.reference.contains(where: { $0.rows > 0 }), all.current.contains(where: { $0.rows > 0 }) else {
            return nil
        }
        guard lacking.allSatisfy({ $0.count < bundle.encoder.columns.count }) else {
            sides.add(
                problem: LocalizedText(
                    fr:
                        "Un des deux côtés n’a aucune des colonnes du modèle : rien n’a été noté. Le modèle lit les variables "
                        + "de « limpide features », non les tables brutes.",
                    en:
                        "one side has none of the model's columns: nothing was scored. A model reads the features that limpide "
                        + "features computes, not raw tables."))
            return nil
        }
        let lost = bundle.encoder.columns.map(\.name).filter { name in lacking.contains { $0.contains(name) } }
        if !lost.isEmpty {
            let shown = lost.prefix(3).joined(separator: ", ") + (lost.count > 3 ? " …" : "")
            sides.add(
                problem: LocalizedText(
                    fr:
                        "Le modèle lit des colonnes qu’un côté n’a pas (\(lost.count)) : elles comptent comme inconnues "
                        + "(\(shown)).",
                    en: "the model reads columns that a side lacks (\(lost.count)): they count as unknown (\(shown))."))
        }
        display.update("Scoring", 0)
        let reference = try probabilities(read(all.reference))
        display.update("Scoring", 0.5)
        let current = try probabilities(read(all.current))
        display.update("Scoring", 1)
        sides.add((columns(reference), columns(current)))
        return DriftComparison.Approvals(
            model: name, threshold: bundle.decision.threshold, reference: approvalRate(reference),
            current: approvalRate(current), effectClients: min(reference.count, Self.effectClients), lacking: lost)
    }

    /// What the drift of each column alone does to approvals, for columns that drifted, are absent or changed type.
    ///
    /// Clients drawn from the reference are scored before and after the column took its current distribution.
    func effects(
        of report: DriftReport, _ sides: DriftSides, display: ProgressDisplay
    ) throws -> [String: ApprovalEffect] {
        let stage = "Measuring effects on approvals"
        let rows = sample(of: sides.all.reference.first?.rows ?? 0)
        let sampled = read(sides.all.reference).map { $0.taking(rows) }
        let current = Dictionary(read(sides.all.current).map { ($0.name, $0) }) { first, _ in first }
        let places = Dictionary(sampled.enumerated().map { ($1.name, $0) }) { first, _ in first }
        let before = try probabilities(sampled)
        let added = Set(DriftComparison.ModelColumn.allCases.map(\.rawValue))
        let asked = report.columns.filter { ($0.drifted || $0.state.isBroken) && !added.contains($0.column) }
        var effects: [String: ApprovalEffect] = [:]
        for (done, column) in asked.enumerated() {
            display.update(stage, Double(done) / Double(asked.count))
            var after = before
            if let place = places[column.column] {
                var moved = sampled
                moved[place] =
                    current[column.column].flatMap { sampled[place].transported(to: $0, seed: UInt64(place)) }
                    ?? sampled[place].blank(rows: rows.count)
                after = try probabilities(moved)
            }
            effects[column.column] = ApprovalEffect(
                before: before, after: after, threshold: bundle.decision.threshold,
                missedDefault: bundle.decision.cost.missedDefault,
                refusedGoodClient: bundle.decision.cost.refusedGoodClient)
        }
        return effects
    }

    func sample(of rows: Int) -> [Int] {
        guard rows > Self.effectClients else { return Array(0..<rows) }
        var generator = SeededGenerator(seed: 1)
        return Array((0..<rows).shuffled(using: &generator).prefix(Self.effectClients)).sorted()
    }

    /// The columns that the model reads, in the types that it reads.
    func read(_ columns: [DriftColumn]) -> [DriftColumn] {
        columns.compactMap { column in inputs[column.name].map { column.read(asWords: $0) } }
    }

    func schema(_ columns: [DriftColumn]) -> FeatureSchema {
        FeatureSchema(columns: columns.map { FeatureColumn(name: $0.name, isCategory: inputs[$0.name] ?? false) })
    }

    func probabilities(_ columns: [DriftColumn]) throws -> [Double] {
        let rows = columns.first?.rows ?? 0
        let schema = schema(columns)
        var probabilities: [Double] = []
        for start in stride(from: 0, to: rows, by: Self.batch) {
            let batch = Array(start..<min(start + Self.batch, rows))
            let table = FeatureTable(
                schema: schema, clients: batch.map { ClientID(rawValue: Int64($0)) },
                outcomes: [Bool?](repeating: nil, count: batch.count), persons: batch.map { Int32($0) },
                columns: columns.map { (rows == batch.count ? $0 : $0.taking(batch)).feature })
            probabilities += try scoring.decisions(table, threads: threads).map(\.probability.value)
        }
        return probabilities
    }

    func columns(_ probabilities: [Double]) -> [DriftColumn] {
        let codes = probabilities.map { Int32(isGranted($0) ? 0 : 1) }
        return [
            DriftColumn(name: DriftComparison.ModelColumn.probability.rawValue, values: .doubles(probabilities)),
            DriftColumn(
                name: DriftComparison.ModelColumn.decision.rawValue,
                values: .levels(codes: codes, levels: [Status.granted.rawValue, Status.refused.rawValue])),
        ]
    }

    private func isGranted(_ probability: Double) -> Bool { probability < bundle.decision.threshold }

    func approvalRate(_ probabilities: [Double]) -> Double {
        Double(probabilities.count { isGranted($0) }) / Double(max(probabilities.count, 1))
    }
}

extension DriftColumn {
    /// The values as a model's feature.
    fileprivate var feature: FeatureTable.Column {
        switch values {
        case .floats(let values): .numbers(values)
        case .doubles(let values): .numbers(values.map { Float($0) })
        case .levels(let codes, let levels): .levels(codes: codes, levels: levels)
        }
    }

    /// The column in the type that a model reads: numbers as words by their digits, yes and no as 1 and 0, other words unknown.
    fileprivate func read(asWords: Bool) -> DriftColumn {
        switch (values, asWords) {
        case (.levels(let codes, let levels), false):
            let numbers = levels.map { $0 == "true" ? Float(1) : $0 == "false" ? 0 : .nan }
            return DriftColumn(name: name, values: .floats(codes.map { $0 < 0 ? .nan : numbers[Int($0)] }))
        case (.floats(let values), true): return words(values.map(Double.init))
        case (.doubles(let values), true): return words(values)
        default: return self
        }
    }

    private func words(_ values: [Double]) -> DriftColumn {
        var places: [Double: Int32] = [:]
        var levels: [String] = []
        let codes = values.map { value -> Int32 in
            guard value.isFinite else { return -1 }
            if let place = places[value] { return place }
            places[value] = Int32(levels.count)
            levels.append(value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : String(value))
            return Int32(levels.count - 1)
        }
        return DriftColumn(name: name, values: .levels(codes: codes, levels: levels))
    }
}
