import DuckDB
import Foundation
import Testing

struct DatabaseTests {
    @Test("The library is DuckDB 2.0.0, the version that set-up fetches", .disabled(if: ownLibraryIsNamed))
    func version() throws {
        #expect(try DuckDBLibrary.version == "v2.0.0")
    }

    @Test("A library named by the variable is the only one tried; the error says what is wrong with it")
    func namedLibrary() async {
        await #expect(processExitsWith: .success) {
            setenv("LIMPIDE_DUCKDB", "/no/such/libduckdb.so", 1)
            let error = duckDBError { _ = try DuckDBLibrary.version }
            #expect(error?.code == .libraryMissing)
            #expect(error?.message.contains("/no/such/libduckdb.so cannot be read") == true)
            #expect(error?.message.contains("make setup") == true)
        }
        await #expect(processExitsWith: .success) {
            setenv("LIMPIDE_DUCKDB", "libm.so.6", 1)
            let error = duckDBError { _ = try Database(configuration: DuckDBConfiguration(threads: 1)) }
            #expect(error?.code == .libraryMissing)
            #expect(error?.message.contains("has no function duckdb_library_version") == true)
        }
    }

    @Test("A file keeps its tables; opened to read it cannot be changed")
    func file() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "é t.duckdb").path
            do {
                let database = try Database(path: path, configuration: DuckDBConfiguration(threads: 1))
                try Connection(database).execute("CREATE TABLE t AS SELECT 7 AS a")
            }
            let configuration = DuckDBConfiguration(threads: 1, readOnly: true)
            let reading = try Connection(Database(path: path, configuration: configuration))
            #expect(try reading.integers("SELECT a FROM t") == [7])
            #expect(duckDBError { try reading.execute("INSERT INTO t VALUES (8)") }?.code == .queryFailed)
        }
    }

    @Test("The settings given are those that DuckDB runs with, and no extension comes from the network")
    func settings() throws {
        let configuration = DuckDBConfiguration(
            threads: 3, memoryLimitBytes: 512 * 1024 * 1024, temporaryDirectory: "/t")
        let connection = try Connection(Database(configuration: configuration))
        let names = [
            "threads", "memory_limit", "temp_directory", "autoinstall_known_extensions", "autoload_known_extensions",
        ]
        let values = try names.map { try connection.texts("SELECT current_setting('\($0)')::VARCHAR")[0] }
        #expect(values == ["3", "512.0 MiB", "/t", "false", "false"])
    }

    @Test("A database that cannot be opened says why")
    func cannotOpen() throws {
        let configuration = DuckDBConfiguration(threads: 1)
        let noFolder = duckDBError { _ = try Database(path: "/no/such/folder/x.duckdb", configuration: configuration) }
        #expect(noFolder?.code == .openFailed && noFolder?.message.contains("/no/such/folder/x.duckdb") == true)
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "text.duckdb").path
            try Data(repeating: 65, count: 20_000).write(to: URL(filePath: path))
            let notADatabase = duckDBError { _ = try Database(path: path, configuration: configuration) }
            #expect(notADatabase?.code == .openFailed)
        }
    }

    @Test("No thread or no memory is refused", arguments: [(0, 1_000_000), (-1, nil), (1, 0)] as [(Int, Int?)])
    func impossible(threads: Int, memory: Int?) {
        let configuration = DuckDBConfiguration(threads: threads, memoryLimitBytes: memory)
        #expect(duckDBError { _ = try Database(configuration: configuration) }?.code == .invalidArgument)
    }
}

/// True when the person's own library is under test.
let ownLibraryIsNamed = ProcessInfo.processInfo.environment["LIMPIDE_DUCKDB"] != nil
