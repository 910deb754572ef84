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
    public func portfolio(
        of folder: String, manifest: FeatureManifest, engine: some FeatureEngine,
        onProgress: (Double) -> Void = { _ in }
    ) throws -> Portfolio {
        let schema = manifest.schema
        var spreads: [String: Portfolio.Spread] = [:]
        let binding = scoring.bundle.binding(to: schema)
        let size = min(Self.sample, manifest.clients)
        let chosen = (0..<size).map { $0 * manifest.clients / size }
        // Rows come with their histories only in batches.
        var sampled: [[Float]] = [], start = 0
        try engine.forEachBatch(in: folder, of: 10_000) { table, _ in
            for row in chosen where (start..<start + table.count).contains(row) {
                sampled.append(binding.encode(table.row(row - start)))
            }
            start += table.count
            onProgress(0.3 * Double(start) / Double(max(manifest.clients, 1)))
        }
        let (weights, families) = try weights(sampled)
        try engine.forEachColumnGroup(in: folder, of: 32) { table in
            for (column, spread) in zip(table.schema.columns, self.spreads(table)) { spreads[column.name] = spread }
            onProgress(0.3 + 0.4 * Double(spreads.count) / Double(max(schema.columns.count, 1)))
        }
        let index = try index(variables(weights, schema), folder, engine, onProgress)
        return Portfolio(
            clients: manifest.clients, sampled: sampled.count, weights: weights, familyWeights: families,
            distributions: spreads, similar: index)
    }

    // MARK: Weights

    /// Mean sizes of contributions, by feature and by family.
    private func weights(_ rows: [[Float]]) throws -> (features: [String: Double], families: [String: Double]) {
        let bundle = scoring.bundle
        let definitions = bundle.catalog.definitions
        let names = bundle.encoder.columns.map(\.name)
        let families = names.map { definitions[$0]?.family.rawValue ?? "other" }
        let reference = bundle.baseline.contributions
        // Rows are added in their order, so that any number of threads gives the same sums.
        let parts = try inParallel(rows.count) { row in
            zip(try scoring.contributions(rows[row]).columns, reference).map { $0 - $1 }
        }
        var sums = [Double](repeating: 0, count: names.count), familySums: [String: Double] = [:]
        for part in parts {
            var own: [String: Double] = [:]
            for (place, value) in part.enumerated() {
                sums[place] += value.magnitude
                own[families[place], default: 0] += value
            }
            for (family, value) in own { familySums[family, default: 0] += value.magnitude }
        }
        let size = Double(max(rows.count, 1))
        return (
            Dictionary(zip(names, sums).map { ($0, $1 / size) }, uniquingKeysWith: { first, _ in first }),
            familySums.mapValues { $0 / size }
        )
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

    private func spreads(_ table: FeatureTable) -> [Portfolio.Spread] {
        let outcomes = table.outcomes
        return (try? inParallel(table.columns.count) { Self.spread(table.columns[$0], outcomes) }) ?? []
    }

    private static func spread(_ column: FeatureTable.Column, _ outcomes: [Bool?]) -> Portfolio.Spread {
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
            let sorted = values.filter { !$0.isNaN }.sorted()
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

extension FeatureDistribution.Counts {
    fileprivate mutating func add(_ outcome: Bool?) {
        switch outcome {
        case true?: unpaid += 1
        case false?: paid += 1
        case nil: open += 1
        }
    }
}
