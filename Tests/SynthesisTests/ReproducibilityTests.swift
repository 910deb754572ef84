import Foundation
import StagedFiles
import Synthesis
import Testing

private let tableNames = SchemaTests.columnCounts.keys.sorted()

@Suite("Reproducibility of the synthetic lender")
struct ReproducibilityTests {
    @Test("The same seed gives the same bytes, another seed others")
    func bytes() throws {
        let first = try SyntheticTables(clients: 150, seed: 7)
        let second = try SyntheticTables(clients: 150, seed: 7)
        let other = try SyntheticTables(clients: 150, seed: 8)
        #expect(first.report == second.report)
        for table in tableNames {
            #expect(try first.bytes(of: table) == second.bytes(of: table), "\(table)")
            #expect(try first.bytes(of: table) != other.bytes(of: table), "\(table)")
        }
    }

    @Test("A client's rows do not depend on how many clients there are", arguments: tableNames)
    func independence(table: String) throws {
        let few = try SyntheticTables(clients: 60, seed: 3)
        let many = try SyntheticTables(clients: 333, seed: 3)
        #expect(try many.bytes(of: table).starts(with: few.bytes(of: table)))
    }

    @Test("The report counts what was written")
    func report() throws {
        let tables = try SyntheticTables.shared.get()
        let total = try tableNames.reduce(0) { try $0 + tables.bytes(of: $1).count }
        #expect(tables.report.bytes == total)
        let outcomes = try tables.table("application_train")["TARGET"]
        #expect(tables.report.defaultRate == Double(outcomes.count { $0 == "1" }) / Double(outcomes.count))
    }

    @Test("A folder that holds something is kept, and a stopped run leaves nothing")
    func staging() throws {
        let parent = FileManager.default.temporaryDirectory.appending(path: "lender-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: parent) }
        let place = parent.appending(path: "data")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let note = place.appending(path: "note.txt")
        try Data("mine".utf8).write(to: note)
        let lender = SyntheticLender(clients: 1_000, seed: 1)
        #expect(throws: StagedFileError.self) { try lender.write(to: place.path(percentEncoded: false)) }
        #expect(throws: CancellationError.self) {
            try lender.write(to: place.path(percentEncoded: false), replacing: true) { _ in throw CancellationError() }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: parent.path(percentEncoded: false)) == ["data"])
        #expect(FileManager.default.fileExists(atPath: note.path(percentEncoded: false)))
    }

    @Test("Progress rises to the end")
    func progress() throws {
        let parent = FileManager.default.temporaryDirectory.appending(path: "lender-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: parent) }
        var shares: [Double] = []
        _ = try SyntheticLender(clients: 2_500, seed: 1).write(to: parent.path(percentEncoded: false)) {
            shares.append($0)
        }
        #expect(shares == [0.4, 0.8, 1])
    }

    @Test("A size or share that makes no sense is refused", arguments: [(0, 0.1), (-5, 0.1), (10, 1), (10, -0.1)])
    func refusals(clients: Int, share: Double) {
        let place = FileManager.default.temporaryDirectory.appending(path: "lender-\(UUID().uuidString)")
            .path(percentEncoded: false)
        let lender = SyntheticLender(clients: clients, seed: 1, unlabelledShare: share)
        #expect(throws: SynthesisError.self) { try lender.write(to: place) }
        #expect(!FileManager.default.fileExists(atPath: place))
    }

    @Test("A lender of one client has all its tables")
    func smallest() throws {
        let tables = try SyntheticTables(clients: 1, seed: 1, unlabelledShare: 0)
        #expect(tables.report.rows["application_train"] == 1)
        #expect(tables.report.rows["application_test"] == 0)
        #expect(tables.report.ceilingAUC == nil)
        for table in tableNames { #expect(try !tables.table(table).columns.isEmpty) }
    }
}
