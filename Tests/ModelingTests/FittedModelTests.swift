import Credit
import Features
import Fixtures
import Foundation
import Testing

@testable import Modeling

/// A model of the small lender that compares clients, for the tests that only read it.
private let comparingModel = Result { () throws -> (data: LearnableTable, bundle: ModelBundle) in
    let data = try LearnableTable(rows: 2_000, seed: 1, files: .comparing)
    return (data, try Trainer(settings: quickSettings).train(data.table, catalog: data.catalog, losses: []))
}

@Suite("A model that compares clients")
struct FittedModelTests {
    @Test("sees the comparisons whose features are there, and keeps their direction of risk")
    func columns() throws {
        let (data, bundle) = try comparingModel.get()
        #expect(bundle.fitted.features.map(\.name) == ["income_in_job", "score_in_region"])
        let names = bundle.encoder.columns.map(\.name)
        #expect(names.suffix(2) == ["income_in_job", "score_in_region"])
        #expect(Set(bundle.profile.entries.keys).isSuperset(of: names))
        let model = try ScoringModel(bundle)
        let position = try #require(names.firstIndex(of: "score_in_region"))
        for row in 0..<50 {
            var encoded = bundle.binding(to: data.table.schema).encode(data.table.row(row))
            var last = Double.infinity
            for gap in stride(from: Float(-1), through: 1, by: 0.1) {
                encoded[position] = gap
                let logOdds = try model.logOdds(encoded).value
                #expect(logOdds <= last)
                last = logOdds
            }
        }
    }

    @Test("scores one row as its table, bit for bit")
    func rows() throws {
        let (data, bundle) = try comparingModel.get()
        let model = try ScoringModel(bundle)
        let binding = bundle.binding(to: data.table.schema)
        let decisions = try model.decisions(data.table, threads: 2)
        let columns = bundle.encoder.encode(bundle.fitted.completing(data.table), rows: Array(0..<data.table.count))
        let completed = bundle.fitted.completing(data.table)
        #expect(binding.schema == completed.schema)
        for row in 0..<800 {
            let encoded = binding.encode(data.table.row(row))
            #expect(encoded.map(\.bitPattern) == columns.map { $0[row].bitPattern })
            #expect(binding.completing(data.table.row(row)) == completed.row(row))
            let alone = model.decision(try model.logOdds(encoded))
            #expect(alone.probability.value.bitPattern == decisions[row].probability.value.bitPattern)
        }
        // The comparisons count: without them scores are others.
        let bare = try model.logOdds(bundle.encoder.binding(to: data.table.schema).encode(data.table.row(0)))
        #expect(try model.logOdds(binding.encode(data.table.row(0))) != bare)
    }

    @Test("learns its comparisons from the training rows alone")
    func trainingRowsAlone() throws {
        let (data, bundle) = try comparingModel.get()
        let held = HoldOut(
            persons: data.table.persons, outcomes: data.table.outcomes, share: quickSettings.testShare,
            seed: quickSettings.seed)
        /// The same clients with other values and groups in some rows.
        func changing(_ rows: [Int]) throws -> FittedFeatures {
            let changed = Set(rows)
            let table = FeatureTable(
                schema: data.table.schema, clients: data.table.clients, outcomes: data.table.outcomes,
                persons: data.table.persons,
                columns: data.table.columns.map { column in
                    switch column {
                    case .numbers(let values):
                        .numbers(values.enumerated().map { changed.contains($0) ? $1 * 1.05 : $1 })
                    case .levels(let codes, let levels):
                        .levels(
                            codes: codes.enumerated().map { changed.contains($0) && $0 % 5 == 0 ? 0 : $1 },
                            levels: levels)
                    }
                })
            return try Trainer(settings: quickSettings).train(table, catalog: data.catalog, losses: []).fitted
        }
        #expect(try changing(held.test) == bundle.fitted)
        #expect(try changing(Array(held.development.prefix(200))) != bundle.fitted)
    }

    @Test("names what rows cannot give, a comparison with what it reads")
    func missing() throws {
        let (data, bundle) = try comparingModel.get()
        #expect(bundle.missing(from: data.table.schema).isEmpty)
        func without(_ name: String) -> [String] {
            bundle.missing(from: FeatureSchema(columns: data.table.schema.columns.filter { $0.name != name }))
        }
        #expect(without("JOB") == ["JOB", "income_in_job"])
        #expect(without("OWNS_HOME") == ["OWNS_HOME", "score_in_region"])
        #expect(without("DAYS_BIRTH") == ["DAYS_BIRTH"])
    }

    @Test("a row shorter than its schema is unknown at its end")
    func shortRow() throws {
        let (data, bundle) = try comparingModel.get()
        let binding = bundle.binding(to: data.table.schema)
        let completed = binding.completing(FeatureRow(values: []))
        #expect(completed.values.count == binding.schema.columns.count)
        #expect(completed.values.allSatisfy { $0 == .missing })
        let encoded = binding.encode(FeatureRow(values: []))
        #expect(encoded.allSatisfy { $0.isNaN })
    }

    @Test("is saved with what it learned of others, and is refused when a single byte of that is another")
    func saved() throws {
        let bundle = try comparingModel.get().bundle
        let folder = try TemporaryFolder()
        let repository = ModelRepository(folder: folder.file("models"))
        let digest = try repository.save(bundle)
        let loaded = try repository.load(digest).bundle
        #expect(loaded == bundle && loaded.fitted.features.count == 2)
        let name = "models/\(digest)/fitted.json"
        var data = try folder.read(name)
        let digit = try #require(data.lastIndex { $0 >= UInt8(ascii: "1") && $0 <= UInt8(ascii: "8") })
        data[digit] += 1
        try folder.write(data, to: name)
        let error = #expect(throws: ModelingError.self) { try repository.load(digest) }
        #expect(error?.message.contains("(fitted.json was changed)") == true)
    }

    @Test("of a version that had no comparisons is refused as such")
    func olderVersion() throws {
        let folder = try TemporaryFolder()
        let repository = ModelRepository(folder: folder.file("models"))
        let digest = try repository.save(trainedModel.get().bundle)
        let manifest = String(decoding: try folder.read("models/\(digest)/MANIFEST.sha256"), as: UTF8.self)
        let lines = manifest.split(separator: "\n").filter { !$0.hasSuffix("  fitted.json") }
        try #require(lines.count == manifest.split(separator: "\n").count - 1)
        try folder.write(lines.map { $0 + "\n" }.joined(), to: "older")
        let older = try sha256(folder.file("older"))
        try FileManager.default.copyItem(
            atPath: folder.file("models/" + digest), toPath: folder.file("models/" + older))
        try folder.write(folder.read("older"), to: "models/\(older)/MANIFEST.sha256")
        try FileManager.default.removeItem(atPath: folder.file("models/\(older)/fitted.json"))
        let error = #expect(throws: ModelingError.self) { try repository.load(older) }
        #expect(error?.code == .corrupt)
        #expect(error?.message.contains("(it is of another version of Limpide)") == true)
    }

    private func sha256(_ path: String) throws -> String {
        let process = Process(), output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/sha256sum")
        process.arguments = [path]
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(String(decoding: data, as: UTF8.self).prefix(64))
    }
}
