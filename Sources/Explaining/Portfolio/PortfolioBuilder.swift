import Catalog
import Credit
public import Features
import Foundation
public import Modeling
import Synchronization

/// Computes a portfolio from a feature table on disk: in groups of columns, on all threads.
public struct PortfolioBuilder: Sendable {
    /// Clients whose contributions are averaged, spread evenly.
    public static let sample = 2_000
    /// Variables on which clients are compared, and how many of them one family may give.
    static let variables = 12, variablesPerFamily = 3
    /// Bars of a number's histogram.
    static let bars = 24

    private let scoring: ScoringModel
    private let threads: Int

    /// Prepares the computation.
    public init(_ scoring: ScoringModel, threads: Int) {
        self.scoring = scoring
        self.threads = max(1, threads)
    }

    /// Reads a feature table three times: for the sample, the distributions, then the variables that weigh most.
    ///
    /// Memory depends on the number of clients, not on that of features.
    /// - Parameter keep: takes the columns of all clients one by one, by their names of ``ColumnName``, as bytes.
    public func portfolio(
        of folder: String, manifest: FeatureManifest, engine: some FeatureEngine,
        onProgress: (Double) -> Void = { _ in },
        keep: (_ column: String, _ content: [UInt8]) throws -> Void = { _, _ in }
    ) throws -> Portfolio {
        let schema = manifest.schema, bundle = scoring.bundle
        let binding = bundle.binding(to: schema)
        let size = min(Self.sample, manifest.clients)
        let chosen = (0..<size).map { $0 * manifest.clients / size }
        // Rows come with their histories only in batches.
        var sampled: [[Float]] = [], start = 0
        var compared: [String: [Float]] = [:]
        try engine.forEachBatch(in: folder, of: 10_000) { table, _ in
            for row in chosen where (start..<start + table.count).contains(row) {
                sampled.append(binding.encode(table.row(row - start)))
            }
            for (name, values) in bundle.fitted.comparing(table) { compared[name, default: []] += values }
            start += table.count
            onProgress(0.3 * Double(start) / Double(max(manifest.clients, 1)))
        }
        let measured = try measure(sampled)
        let known = Set(schema.columns.map(\.name)).union(compared.keys)
        let heaviest = measured.weights.filter { $0.value > 0 && known.contains($0.key) }
            .sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.prefix(SampledParts.features).map(\.key)
        var spreads: [String: Portfolio.Spread] = [:], ranks: [String: Data] = [:]
        func take(_ table: FeatureTable) throws {
            for (column, survey) in zip(table.schema.columns, try surveys(table)) {
                spreads[column.name] = survey.spread
                try keep(ColumnName.feature(column.name), survey.column.encoded())
                guard heaviest.contains(column.name) else { continue }
                let own = PortfolioColumn(scale: survey.column.scale, ranks: chosen.map { survey.column.ranks[$0] })
                ranks[column.name] = Data(own.encoded())
            }
        }
        var last: FeatureTable?
        try engine.forEachColumnGroup(in: folder, of: 32) { table in
            if last == nil { try keepClients(table, keep) }
            try take(table)
            last = table.keepingNoColumns
            onProgress(0.3 + 0.4 * Double(spreads.count) / Double(max(schema.columns.count, 1)))
        }
        if let last, !compared.isEmpty {
            let names = compared.keys.sorted()
            try take(
                FeatureTable(
                    schema: FeatureSchema(columns: names.map { FeatureColumn(name: $0, isCategory: false) }),
                    clients: last.clients, outcomes: last.outcomes, persons: last.persons,
                    columns: names.map { .numbers(compared[$0] ?? []) }))
        }
        let index = try index(variables(measured.weights, schema), folder, engine, onProgress)
        return Portfolio(
            clients: manifest.clients, sampled: sampled.count, weights: measured.weights,
            familyWeights: measured.familyWeights, distributions: spreads, similar: index,
            parts: SampledParts(
                features: heaviest.compactMap { name in
                    guard let place = bundle.encoder.columns.firstIndex(where: { $0.name == name }),
                        let column = ranks[name]
                    else { return nil }
                    return SampledParts.Feature(
                        name: name, column: column, parts: SampledParts.bytes(measured.parts.map { $0[place] }))
                }, families: measured.families.mapValues(SampledParts.bytes)))
    }

    /// Keeps who the clients are and what became of their loans.
    private func keepClients(_ table: FeatureTable, _ keep: (String, [UInt8]) throws -> Void) throws {
        let clients = PortfolioClients(
            numbers: table.clients.map(\.rawValue),
            outcomes: table.outcomes.map { outcome in
                outcome.map { $0 ? PortfolioClients.Outcome.unpaid : PortfolioClients.Outcome.paid }
                    ?? PortfolioClients.Outcome.open
            })
        try keep(ColumnName.clients, clients.encodedNumbers)
        try keep(ColumnName.outcomes, clients.outcomes)
    }

    // MARK: Weights

    /// What features and families add to the scores of sampled rows, and the mean sizes of that.
    private struct Measured {
        /// Parts of features, in the encoder's order, by row.
        var parts: [[Float]] = []
        var weights: [String: Double] = [:]
        var families: [String: [Float]] = [:]
        var familyWeights: [String: Double] = [:]
    }

    private func measure(_ rows: [[Float]]) throws -> Measured {
        let bundle = scoring.bundle
        let definitions = bundle.catalog.definitions
        let names = bundle.encoder.columns.map(\.name)
        let families = names.map { definitions[$0]?.family.rawValue ?? "other" }
        let reference = bundle.baseline.contributions
        // Rows are added in their order, so that any number of threads gives the same sums.
        let parts = try inParallel(rows.count) { row in
            zip(try scoring.contributions(rows[row]).columns, reference).map { $0 - $1 }
        }
        var measured = Measured()
        var sums = [Double](repeating: 0, count: names.count), familySums: [String: Double] = [:]
        for part in parts {
            var own: [String: Double] = [:]
            for (place, value) in part.enumerated() {
                sums[place] += value.magnitude
                own[families[place], default: 0] += value
            }
            for (family, value) in own {
                familySums[family, default: 0] += value.magnitude
                measured.families[family, default: []].append(Float(value))
            }
            measured.parts.append(part.map { Float($0) })
        }
        let size = Double(max(rows.count, 1))
        measured.weights = Dictionary(
            zip(names, sums).map { ($0, $1 / size) }, uniquingKeysWith: { first, _ in first })
        measured.familyWeights = familySums.mapValues { $0 / size }
        return measured
    }

    /// The numbers that weigh most, a few of each family.
    private func variables(_ weights: [String: Double], _ schema: FeatureSchema) -> [String] {
        let definitions = scoring.bundle.catalog.definitions
        let numbers = Set(schema.columns.filter { !$0.isCategory }.map(\.name))
        var chosen: [String] = [], given: [FamilyID: Int] = [:]
        for (name, weight) in weights.sorted(by: { (-$0.value, $0.key) < (-$1.value, $1.key) }) {
            guard chosen.count < Self.variables, weight > 0, numbers.contains(name), let definition = definitions[name],
                definition.kind != .flag, given[definition.family, default: 0] < Self.variablesPerFamily
            else { continue }
            given[definition.family, default: 0] += 1
            chosen.append(name)
        }
        return chosen
    }

    // MARK: Clients alike

    private func index(
        _ variables: [String], _ folder: String, _ engine: some FeatureEngine, _ onProgress: (Double) -> Void
    ) throws -> SimilarIndex {
        var cuts: [String: [Float]] = [:], ranks: [String: [UInt8]] = [:]
        var clients = Data(), outcomes = Data()
        var groups = 0
        try engine.forEachColumnGroup(in: folder, of: 32) { table in
            groups += 1
            onProgress(0.7 + 0.3 * min(1, Double(groups) / 30))
            let labelled = table.outcomes.indices.filter { table.outcomes[$0] != nil }
            if outcomes.isEmpty {
                outcomes = Data(labelled.map { table.outcomes[$0] == true ? 1 : 0 })
                for row in labelled {
                    withUnsafeBytes(of: table.clients[row].rawValue.littleEndian) { clients.append(contentsOf: $0) }
                }
            }
            for (column, values) in zip(table.schema.columns, table.columns) where variables.contains(column.name) {
                guard case .numbers(let numbers) = values else { continue }
                let own = SimilarIndex.cuts(numbers.filter { !$0.isNaN }.sorted())
                cuts[column.name] = own
                ranks[column.name] = labelled.map { SimilarIndex.rank(numbers[$0], own) }
            }
        }
        let known = variables.filter { ranks[$0] != nil }
        return SimilarIndex(
            features: known, cuts: known.map { cuts[$0] ?? [] }, clients: clients, outcomes: outcomes,
            ranks: Data(known.flatMap { ranks[$0] ?? [] }))
    }

    // MARK: Distributions

    /// How a feature is spread, and where every client stands in it.
    private struct Survey: Sendable {
        let spread: Portfolio.Spread
        let column: PortfolioColumn
    }

    private func surveys(_ table: FeatureTable) throws -> [Survey] {
        let outcomes = table.outcomes, definitions = scoring.bundle.catalog.rootTable
        return try inParallel(table.columns.count) { place in
            let column = definitions?.column(table.schema.columns[place].name)
            switch table.columns[place] {
            case .levels(let codes, let levels):
                return Survey(
                    spread: Self.spread(table.columns[place], [], outcomes),
                    column: PortfolioColumn(codes: codes, levels: levels))
            case .numbers(let numbers):
                let sorted = numbers.filter { !$0.isNaN }.sorted()
                let edges = column?.comparison?.edges(
                    of: column?.kind ?? .number, from: Double(sorted.first ?? 0), to: Double(sorted.last ?? 0))
                return Survey(
                    spread: Self.spread(table.columns[place], sorted, outcomes),
                    column: PortfolioColumn(numbers, sorted: sorted, edges: edges ?? []))
            }
        }
    }

    /// - Parameter sorted: the known numbers, ascending.
    private static func spread(
        _ column: FeatureTable.Column, _ sorted: [Float], _ outcomes: [Bool?]
    ) -> Portfolio.Spread {
        var spread = Portfolio.Spread()
        switch column {
        case .levels(let codes, let levels):
            var counts = levels.map { _ in FeatureDistribution.Counts() }
            for (code, outcome) in zip(codes, outcomes) {
                if code < 0 { spread.missing.add(outcome) } else { counts[Int(code)].add(outcome) }
            }
            let order = levels.indices.filter { counts[$0].total > 0 }.sorted {
                (-counts[$0].total, levels[$0]) < (-counts[$1].total, levels[$1])
            }
            spread.levels = order.map { levels[$0] }
            spread.counts = order.map { counts[$0] }
        case .numbers(let values):
            for (value, outcome) in zip(values, outcomes) where value.isNaN { spread.missing.add(outcome) }
            guard let last = sorted.indices.last else { return spread }
            spread.quantiles = (0...100).map { Double(sorted[(last * $0 + 50) / 100]) }
            spread.edges = edges(spread.quantiles)
            spread.counts = Array(
                repeating: FeatureDistribution.Counts(), count: max(1, spread.edges.count - 1))
            let low = spread.edges[0], width = spread.edges[1] - low
            for (value, outcome) in zip(values, outcomes) where !value.isNaN {
                // What lies beyond the first and last hundredth stands in the outer bars.
                let place = width > 0 ? min(max((Double(value) - low) / width, 0), Double(spread.counts.count - 1)) : 0
                spread.counts[Int(place)].add(outcome)
            }
        }
        return spread
    }

    /// Bars of one width between the first and the last hundredth, or one for each whole number where those are few.
    private static func edges(_ quantiles: [Double]) -> [Double] {
        let low = quantiles[1], high = quantiles[99]
        guard high > low else { return [low, low] }
        if low == low.rounded(), high == high.rounded(), high - low < Double(bars),
            quantiles.allSatisfy({ $0 == $0.rounded() })
        {
            return (0...Int(high - low) + 1).map { low + Double($0) }
        }
        return (0...bars).map { low + (high - low) * Double($0) / Double(bars) }
    }

    private func inParallel<Value: Sendable>(_ count: Int, _ body: @Sendable (Int) throws -> Value) throws -> [Value] {
        let state = Mutex<(values: [Value?], failure: (any Error)?)>((Array(repeating: nil, count: count), nil))
        let threads = max(1, min(threads, count))
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            for place in stride(from: thread, to: count, by: threads) {
                do {
                    let value = try body(place)
                    state.withLock { $0.values[place] = value }
                } catch {
                    return state.withLock { $0.failure = $0.failure ?? error }
                }
            }
        }
        return try state.withLock { state in
            if let failure = state.failure { throw failure }
            return state.values.compactMap { $0 }
        }
    }
}

extension FeatureTable {
    /// The same clients without their features.
    fileprivate var keepingNoColumns: FeatureTable {
        FeatureTable(
            schema: FeatureSchema(columns: []), clients: clients, outcomes: outcomes, persons: persons, columns: [])
    }
}

extension FeatureDistribution.Counts {
    fileprivate mutating func add(_ outcome: Bool?) {
        switch outcome {
        case true?: unpaid += 1
        case false?: paid += 1
        case nil: open += 1
        }
    }
}
