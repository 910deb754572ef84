import Conformance
import Recording
import Storage
import Testing

@Suite("SQLite keeps every promise of a log store")
struct SQLiteLogConformanceTests {
    @Test("the promise holds", arguments: LogStoreConformance.laws)
    func law(_ law: LogStoreLaw) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("log.sqlite")
        try await law.check { try SQLiteLogStore.open(path: path) }
    }

    @Test("there are laws to run") func notEmpty() { #expect(LogStoreConformance.laws.count >= 20) }
}
