import Conformance
import Recording
import StoragePostgreSQL
import Testing

@Suite("PostgreSQL keeps every promise of a log store", .enabled(if: PostgreSQLServer.isInstalled))
struct PostgreSQLLogConformanceTests {
    @Test("the promise holds", arguments: LogStoreConformance.laws)
    func law(_ law: LogStoreLaw) async throws {
        let address = try PostgreSQLServer.shared.get().database()
        try await law.check { try await PostgreSQLLogStore.open(address) }
    }
}
