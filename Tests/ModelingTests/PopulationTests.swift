import Drift
import Features
import Fixtures
import Foundation
import Modeling
import Testing

@Suite("The population that a model was made on travels with it")
struct PopulationTests {
    private let trained: (bundle: ModelBundle, table: FeatureTable)
    private let described: ModelBundle

    init() throws {
        let trained = try trainedModel.get()
        self.trained = (trained.bundle, trained.data.table)
        described = try trained.bundle.describing(trained.data.table, threads: 2)
    }

    private func columns(_ table: FeatureTable, _ keep: (Int) -> Bool) -> [DriftColumn] {
        let rows = table.outcomes.indices.filter { table.outcomes[$0] != nil && keep($0) }
        return zip(table.schema.columns, table.columns).map { column, values in
            switch values {
            case .numbers(let numbers): DriftColumn(name: column.name, values: .floats(rows.map { numbers[$0] }))
            case .levels(let codes, let levels):
                DriftColumn(name: column.name, values: .levels(codes: rows.map { codes[$0] }, levels: levels))
            }
        }
    }

    @Test("every feature is described on the labelled rows, the score on rows that the model has not learned from")
    func whole() throws {
        let population = try #require(described.population)
        #expect(population.rows == trained.table.outcomes.count { $0 != nil })
        #expect(
            population.columns.map(\.name) == trained.table.schema.columns.map(\.name) + ["probability", "decision"])
        #expect(population["probability"]?.rows == trained.bundle.evaluation.rows)
        let rate = try #require(described.populationApprovalRate)
        #expect(abs(rate - trained.bundle.evaluation.approvalRate) < 1e-12)
        #expect(trained.bundle.populationApprovalRate == nil)
    }

    @Test("it is saved with the model, comes back as it was, and two runs give the same bytes")
    func saved() throws {
        let folder = try TemporaryFolder()
        let repository = ModelRepository(folder: folder.file("models"))
        let digest = try repository.save(described)
        #expect(try repository.load(digest).bundle == described)
        let again = try trained.bundle.describing(trained.table, threads: 1)
        #expect(try repository.save(again) == digest)
        let plain = try repository.save(trained.bundle)
        #expect(plain != digest)
        #expect(try repository.load(plain).bundle.population == nil)
        let bytes = try folder.read("models/\(digest)/reference.json").count
        #expect(bytes < 6_000 * (described.population?.columns.count ?? 0), "\(bytes) bytes")
    }

    @Test("verdicts against the profile are those against all rows, and distances are within the error that it states")
    func error() throws {
        let population = try #require(described.population)
        let shown = PopulationProfile(
            rows: population.rows,
            columns: population.columns.filter { $0.name != "probability" && $0.name != "decision" })
        let all = columns(trained.table) { _ in true }
        for part in 0..<2 {
            // Rows of one half, and rows chosen by a feature, so that something moves.
            let current = columns(trained.table) { row in
                part == 0 ? row.isMultiple(of: 2) : trained.table.outcomes[row] == true
            }
            let full = try LimpidePreset().compare(reference: all, current: current)
            let brief = try LimpidePreset().compare(reference: shown, current: current)
            #expect(full.dataset.drifted == brief.dataset.drifted)
            for (full, brief) in zip(full.columns, brief.columns) {
                #expect(full.drifted == brief.drifted && full.state == brief.state, "\(full.column)")
                #expect(full.missingReference == brief.missingReference)
                #expect(full.measures?.populationStability == brief.measures?.populationStability, "\(full.column)")
                let error = shown[full.column]?.numbers?.distanceError ?? 0
                #expect(error <= 1.0 / 128 + 1.0 / Double(population.rows))
                if let whole = full.measures?.kolmogorovSmirnov, let part = brief.measures?.kolmogorovSmirnov {
                    #expect(abs(whole - part) <= error + 1e-12, "\(full.column)")
                }
            }
        }
    }
}
