import Credit
import Features
import Fixtures
import Modeling
import Testing

@Suite("Scoring")
struct ScoringModelTests {
    @Test("a row alone scores as in its table, bit for bit, at any number of threads")
    func rows() throws {
        let (data, bundle) = try trainedModel.get()
        let model = try ScoringModel(bundle)
        let binding = bundle.encoder.binding(to: data.table.schema)
        let decisions = try model.decisions(data.table, threads: 1)
        #expect(try model.decisions(data.table, threads: 2) == decisions)
        #expect(decisions.count == data.table.count)
        for row in 0..<500 {
            let alone = model.decision(try model.logOdds(binding.encode(data.table.row(row))))
            #expect(alone.probability.value.bitPattern == decisions[row].probability.value.bitPattern)
            #expect(alone == decisions[row])
        }
    }

    @Test("contributions sum to the score to 1e-9")
    func contributions() throws {
        let (data, bundle) = try trainedModel.get()
        let model = try ScoringModel(bundle)
        let binding = bundle.encoder.binding(to: data.table.schema)
        for row in 0..<200 {
            let encoded = binding.encode(data.table.row(row))
            let parts = try model.contributions(encoded)
            #expect(parts.columns.count == bundle.encoder.columns.count)
            #expect(abs(parts.columns.reduce(parts.expected, +) - (try model.logOdds(encoded).value)) < 1e-9)
            #expect(abs(parts.expected - bundle.baseline.expected) < 1e-9)
        }
    }

    @Test("the baseline is the mean of its clients: its contributions and expected score make its log-odds")
    func baseline() throws {
        let baseline = try trainedModel.get().bundle.baseline
        #expect(abs(baseline.contributions.reduce(baseline.expected, +) - baseline.logOdds) < 1e-9)
        #expect(baseline.clients > 0 && baseline.clients <= 500)
    }

    @Test("a saved model scores as the trained one")
    func saved() throws {
        let (data, bundle) = try trainedModel.get()
        let folder = try TemporaryFolder()
        let repository = ModelRepository(folder: folder.path)
        let loaded = try repository.load(repository.save(bundle)).bundle
        #expect(
            try ScoringModel(loaded).decisions(data.table, threads: 1)
                == ScoringModel(bundle).decisions(data.table, threads: 1))
    }

    @Test("scores from many threads at once are those of one")
    func concurrent() async throws {
        let (data, bundle) = try trainedModel.get()
        let model = try ScoringModel(bundle)
        let binding = bundle.encoder.binding(to: data.table.schema)
        let rows = (0..<200).map { binding.encode(data.table.row($0)) }
        let expected = try rows.map { try model.logOdds($0) }
        let found = try await withThrowingTaskGroup(of: (Int, LogOdds).self) { group in
            for (index, row) in rows.enumerated() { group.addTask { (index, try model.logOdds(row)) } }
            return try await group.reduce(into: [Int: LogOdds]()) { $0[$1.0] = $1.1 }
        }
        #expect(rows.indices.allSatisfy { found[$0] == expected[$0] })
    }

    @Test("an empty table has no decisions")
    func empty() throws {
        let (data, bundle) = try trainedModel.get()
        let none = FeatureTable(
            schema: FeatureSchema(columns: []), clients: [], outcomes: [], persons: [], columns: [])
        #expect(try ScoringModel(bundle).decisions(none, threads: 1).isEmpty)
        #expect(data.table.count > 0)
    }
}
