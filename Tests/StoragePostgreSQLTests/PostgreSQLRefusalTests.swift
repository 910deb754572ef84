import Conformance
import PostgreSQL
import Recording
import StoragePostgreSQL
import Testing

@Suite("A PostgreSQL that is not there, is another's or was changed is told in one sentence")
struct PostgreSQLRefusalTests {
    @Test(
        "a server that cannot be reached is an outage",
        arguments: ["postgresql://limpide:secret@127.0.0.1:1/x", "postgresql://limpide:secret@/x?host=/nowhere"])
    func unreachable(address: String) async {
        do {
            _ = try await PostgreSQLLogStore.open(address)
            Issue.record("it was reached")
        } catch {
            #expect(error.code == .unavailable && error.isOutage)
            #expect(!error.message.contains("secret") && error.message.hasSuffix("."))
        }
    }

    @Test("a database of a later version is refused", .enabled(if: PostgreSQLServer.isInstalled))
    func later() async throws {
        let address = try PostgreSQLServer.shared.get().database()
        _ = try await PostgreSQLLogStore.open(address)
        try PostgreSQLConnection(address).run("INSERT INTO limpide.versions VALUES (9999)")
        let error = await #expect(throws: LogError.self) { try await PostgreSQLLogStore.open(address) }
        #expect(error?.code == .corrupt)
    }

    @Test(
        "entries can neither be changed nor removed by SQL, and whoever gets round that is found",
        .enabled(if: PostgreSQLServer.isInstalled))
    func tampering() async throws {
        let address = try PostgreSQLServer.shared.get().database()
        let log = try await LogFixture.log(PostgreSQLLogStore.open(address))
        for number in 0..<5 {
            try await log.append(
                .decision(LogFixture.decision(number)), about: LogFixture.client(1), by: LogFixture.adviser)
        }
        let connection = try PostgreSQLConnection(address, setup: "SET search_path TO limpide")
        for sql in ["UPDATE entries SET time = 0", "DELETE FROM entries", "TRUNCATE entries"] {
            #expect(throws: PostgreSQLError.self) { try connection.run(sql) }
        }
        #expect(try await log.verify().isIntact)
        try connection.run("ALTER TABLE entries DISABLE TRIGGER ALL; DELETE FROM entries WHERE sequence = 5;")
        #expect(try await log.verify().finding?.kind == .truncated)
        try connection.run("UPDATE entries SET time = time + 1 WHERE sequence = 2")
        let found = try await log.verify()
        #expect(found.finding?.kind == .altered && found.finding?.sequence == 2)
    }
}
