import DuckDB
import Foundation
import Synchronization
import Testing

struct ConnectionTests {
    /// Some seconds of work: far more than any of these tests lets it have.
    static let longQuery = "SELECT count(*) FROM range(200000) a(i), range(200000) b(j) WHERE (i * j) % 7 = 3"

    @Test("One text may hold several statements; the last one tells how many rows it changed")
    func severalStatements() throws {
        let connection = try connectionInMemory()
        let changed = try connection.execute("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1), (2), (3)")
        #expect(changed == 3)
        #expect(try connection.integers("SELECT sum(a)::BIGINT FROM t") == [6])
    }

    @Test("A failed query keeps DuckDB's text whole and leaves the connection usable")
    func failedQuery() throws {
        let connection = try connectionInMemory()
        let error = duckDBError { try connection.execute("SELECT 'not a number'::INTEGER") }
        #expect(error?.code == .queryFailed)
        #expect(error?.message.hasPrefix("Conversion Error: Could not convert string 'not a number' to INT32") == true)
        #expect(try connection.integers("SELECT 42::BIGINT") == [42])
    }

    @Test("What an error prints by itself holds no value of a row")
    func descriptionHidesValues() throws {
        let error = try #require(duckDBError { try connectionInMemory().execute("SELECT 'secret'::INTEGER") })
        #expect(error.message.contains("secret"))
        #expect("\(error)" == "DuckDB error: queryFailed" && String(reflecting: error) == "DuckDB error: queryFailed")
    }

    @Test("SQL with a zero byte is refused, not cut")
    func zeroByte() throws {
        let connection = try connectionInMemory()
        for sql in ["SELECT 1\u{0}; DROP TABLE t", "\u{0}"] {
            #expect(duckDBError { try connection.execute(sql) }?.code == .invalidArgument)
            #expect(duckDBError { _ = try Statement(connection, sql) }?.code == .invalidArgument)
        }
    }

    @Test("A missing file is an input failure", arguments: ["SELECT * FROM read_parquet('/no/such/file.parquet')"])
    func missingFile(sql: String) throws {
        #expect(duckDBError { try connectionInMemory().execute(sql) }?.code == .ioFailed)
    }

    @Test(
        "A running query stops when another thread interrupts it, and the connection goes on", .timeLimit(.minutes(15)))
    func interrupt() throws {
        let connection = try connectionInMemory()
        let done = SharedFlag()
        let stopper = Thread {
            while !done.value {
                Thread.sleep(forTimeInterval: 0.2)
                connection.interrupt()
            }
        }
        stopper.start()
        let start = ContinuousClock.now
        let error = duckDBError { try connection.execute(Self.longQuery) }
        done.value = true
        #expect(error?.code == .interrupted)
        #expect(start.duration(to: .now) < .seconds(10))
        #expect(try connection.integers("SELECT 1::BIGINT") == [1])
    }

    @Test("Another thread sees the progress of a running query grow", .timeLimit(.minutes(15)))
    func progress() throws {
        try withTemporaryFolder { folder in
            let connection = try connectionInMemory(threads: 1)
            #expect(connection.progress == nil)
            let csv = SQLText.literal(folder.appending(path: "t.csv").path)
            try connection.execute("COPY (SELECT i, i * 0.5 AS x FROM range(3000000) r(i)) TO \(csv)")
            let done = SharedFlag()
            let seen = Mutex<[Double]>([])
            let finished = DispatchSemaphore(value: 0)
            Thread {
                while !done.value {
                    if let value = connection.progress { seen.withLock { $0.append(value) } }
                    Thread.sleep(forTimeInterval: 0.002)
                }
                finished.signal()
            }.start()
            try connection.execute("CREATE TABLE t AS SELECT * FROM read_csv(\(csv))")
            done.value = true
            finished.wait()
            let values = seen.withLock { $0 }
            #expect(values.allSatisfy { (0...1).contains($0) })
            #expect(values == values.sorted())
            #expect(Set(values).count >= 3)
        }
    }

    @Test("Over its memory limit a query spills to the folder given and leaves nothing there; without one it fails")
    func memoryLimit() throws {
        let sql = "SELECT max(n) FROM (SELECT i, row_number() OVER (ORDER BY hash(i)) AS n FROM range(3000000) r(i))"
        try withTemporaryFolder { folder in
            var configuration = DuckDBConfiguration(threads: 2, memoryLimitBytes: 60_000_000)
            let cramped = try Connection(Database(configuration: configuration))
            #expect(duckDBError { try cramped.execute(sql) }?.code == .outOfMemory)
            #expect(try cramped.integers("SELECT 1::BIGINT") == [1])

            let spill = folder.appending(path: "spill").path
            configuration.temporaryDirectory = spill
            do {
                let spilling = try Connection(Database(configuration: configuration))
                #expect(try spilling.integers(sql) == [3_000_000])
            }
            #expect((try? FileManager.default.contentsOfDirectory(atPath: spill)) ?? [] == [])
        }
    }

    @Test("Several connections to one database run at once and see the same table")
    func concurrent() async throws {
        let database = try Database(configuration: DuckDBConfiguration(threads: 2))
        try Connection(database).execute("CREATE TABLE t AS SELECT i FROM range(50000) r(i)")
        try await withThrowingTaskGroup(of: [Int64?].self) { group in
            for remainder in 0..<8 {
                group.addTask {
                    try Connection(database).integers("SELECT count(*) FROM t WHERE i % 8 = \(remainder)")
                }
            }
            for try await counts in group { #expect(counts == [6250]) }
        }
    }
}

/// A flag that two threads share.
final class SharedFlag: Sendable {
    private let flag = Atomic(false)
    var value: Bool {
        get { flag.load(ordering: .relaxed) }
        set { flag.store(newValue, ordering: .relaxed) }
    }
}
