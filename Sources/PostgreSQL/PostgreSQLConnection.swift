import Synchronization

/// A connection to PostgreSQL; its calls block, so they belong off the threads of tasks.
public final class PostgreSQLConnection: Sendable {
    private let handle: Mutex<PostgreSQLHandle>

    /// Connects.
    ///
    /// - Parameters:
    ///   - address: as `postgresql://user@host:port/database?sslmode=verify-full`, or libpq's own form.
    ///   - setup: statements for the session, without values.
    /// - Throws: ``PostgreSQLError`` with code `libraryMissing` or `unreachable`.
    public init(_ address: String, setup: String = "") throws(PostgreSQLError) {
        let settings = [
            ("connect_timeout", "5"), ("fallback_application_name", "limpide"), ("client_encoding", "UTF8"),
            ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "20000"),
        ]
        handle = Mutex(try PostgreSQLHandle(address: address, settings: settings))
        if !setup.isEmpty { try run(setup + ";") }
    }

    /// Whether it can still be used.
    public var isConnected: Bool { handle.withLock { $0.isConnected } }

    /// The rows of one statement; `$1` and so on stand for the values.
    public func query(_ sql: String, _ values: [PostgreSQLValue] = []) throws(PostgreSQLError) -> [PostgreSQLRow] {
        try handle.withLock { (h: inout PostgreSQLHandle) throws(PostgreSQLError) in try h.execute(sql, values).rows }
    }

    /// Runs one statement, or several without values, separated by semicolons; gives how many rows the last one changed.
    @discardableResult
    public func run(_ sql: String, _ values: [PostgreSQLValue] = []) throws(PostgreSQLError) -> Int {
        try handle.withLock { (h: inout PostgreSQLHandle) throws(PostgreSQLError) in
            try h.execute(sql, values).changed
        }
    }

    /// Runs a function within a transaction, which ends with the function: kept when it returns, undone when it throws.
    public func transaction<Answer>(_ body: () throws -> Answer) throws -> Answer {
        try run("BEGIN")
        do {
            let answer = try body()
            try run("COMMIT")
            return answer
        } catch {
            // A lost connection has undone it already.
            _ = try? run("ROLLBACK")
            throw error
        }
    }

    /// Begins `COPY … FROM STDIN`: until ``endCopy(cancelling:)`` nothing but ``sendCopy(_:)`` may be called.
    public func beginCopy(_ sql: String) throws(PostgreSQLError) {
        try handle.withLock { (h: inout PostgreSQLHandle) throws(PostgreSQLError) in try h.beginCopy(sql) }
    }

    /// Sends a part of the rows, in the form that the statement named.
    public func sendCopy(_ bytes: [UInt8]) throws(PostgreSQLError) {
        try handle.withLock { (h: inout PostgreSQLHandle) throws(PostgreSQLError) in try h.sendCopy(bytes) }
    }

    /// Ends a copy; with a reason, what was sent is thrown away.
    public func endCopy(cancelling reason: String? = nil) throws(PostgreSQLError) {
        try handle.withLock { (h: inout PostgreSQLHandle) throws(PostgreSQLError) in
            try h.endCopy(cancelling: reason)
        }
    }
}
