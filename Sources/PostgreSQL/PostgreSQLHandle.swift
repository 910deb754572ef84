import CPostgreSQL

/// An open connection; closes exactly once.
@safe struct PostgreSQLHandle: ~Copyable {
    private let raw: OpaquePointer

    private enum Status {
        static let connected: Int32 = 0
        static let commandDone: Int32 = 1
        static let rows: Int32 = 2
        static let copyIn: Int32 = 4
        static let isIdle: Int32 = 0
        static let stateField = Int32(UInt8(ascii: "C"))
    }

    /// Connects; what the address says goes before the settings.
    init(address: String, settings: [(String, String)]) throws(PostgreSQLError) {
        try PostgreSQLLibrary.load()
        let pairs = settings + [("dbname", address)]
        let opened = unsafe withStrings(pairs.map(\.0)) { keywords in
            unsafe withStrings(pairs.map(\.1)) { values in unsafe PQconnectdbParams(keywords, values, 1) }
        }
        guard let opened = unsafe opened else {
            throw PostgreSQLError(.unreachable, "PostgreSQL cannot be reached: there is no memory for a connection.")
        }
        guard unsafe PQstatus(opened) == Status.connected else {
            // Names host, user and database, never the password.
            let reason = unsafe String(cString: PQerrorMessage(opened)).split(separator: "\n").first ?? ""
            unsafe PQfinish(opened)
            throw PostgreSQLError(.unreachable, "PostgreSQL cannot be reached: \(reason).")
        }
        // Notices of the server go nowhere rather than to standard error.
        _ = unsafe PQsetNoticeProcessor(opened, { _, _ in }, nil)
        unsafe raw = opened
    }

    deinit { unsafe PQfinish(raw) }

    var isConnected: Bool { unsafe PQstatus(raw) == Status.connected }
    var isIdle: Bool { unsafe PQtransactionStatus(raw) == Status.isIdle }

    /// Runs one statement with its values, or several without.
    borrowing func execute(
        _ sql: String, _ values: [PostgreSQLValue]
    ) throws(PostgreSQLError) -> (rows: [PostgreSQLRow], changed: Int) {
        guard !values.isEmpty || !sql.contains(";") else {
            return try unsafe read(PQexec(raw, sql))
        }
        let types = values.map(\.type)
        let binary = values.map(\.binary)
        let lengths = binary.map { Int32($0?.count ?? 0) }
        let formats = [Int32](repeating: 1, count: values.count)
        // One block of memory for all values; an empty one still needs an address, or it would be null.
        let block = binary.reduce(into: [UInt8]()) { $0 += $1 ?? [] } + [0]
        var offsets: [Int?] = []
        var offset = 0
        for value in binary {
            offsets.append(value == nil ? nil : offset)
            offset += value?.count ?? 0
        }
        let result = unsafe block.withUnsafeBufferPointer { bytes in
            let start = unsafe UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
            let addresses: [UnsafePointer<CChar>?] = unsafe offsets.map { place in
                guard let place else { return nil }
                return unsafe start.map { unsafe $0 + place }
            }
            return unsafe PQexecParams(raw, sql, Int32(values.count), types, addresses, lengths, formats, 1)
        }
        return try unsafe read(result)
    }

    /// Begins `COPY … FROM STDIN`.
    borrowing func beginCopy(_ sql: String) throws(PostgreSQLError) { _ = try unsafe read(PQexec(raw, sql)) }

    /// Sends a part of a copy.
    borrowing func sendCopy(_ bytes: [UInt8]) throws(PostgreSQLError) {
        let sent = unsafe bytes.withUnsafeBytes {
            unsafe PQputCopyData(raw, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
        }
        guard sent == 1 else { throw failure() }
    }

    /// Ends a copy; with a reason, what was sent is thrown away.
    borrowing func endCopy(cancelling reason: String? = nil) throws(PostgreSQLError) {
        guard unsafe PQputCopyEnd(raw, reason) == 1 else { throw failure() }
        var error: PostgreSQLError?
        while let result = unsafe PQgetResult(raw) {
            do throws(PostgreSQLError) { _ = try unsafe read(result) } catch let thrown { error = thrown }
        }
        if let error, reason == nil { throw error }
    }

    /// Reads an answer and frees it.
    private borrowing func read(
        _ result: OpaquePointer?
    ) throws(PostgreSQLError) -> (rows: [PostgreSQLRow], changed: Int) {
        guard let result = unsafe result else { throw failure() }
        defer { unsafe PQclear(result) }
        switch unsafe PQresultStatus(result) {
        case Status.commandDone, Status.copyIn:
            return ([], unsafe Int(String(cString: PQcmdTuples(result))) ?? 0)
        case Status.rows:
            let columns = unsafe PQnfields(result)
            let rows = unsafe (0..<PQntuples(result)).map { row in
                PostgreSQLRow(
                    cells: (0..<columns).map { column in
                        guard unsafe PQgetisnull(result, row, column) == 0 else { return nil }
                        let count = unsafe Int(PQgetlength(result, row, column))
                        let start = unsafe UnsafeRawPointer(PQgetvalue(result, row, column))
                        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
                    })
            }
            return (rows, rows.count)
        default:
            guard let state = unsafe PQresultErrorField(result, Status.stateField) else { throw failure() }
            let error = unsafe PostgreSQLError(state: String(cString: state))
            throw isConnected ? error : PostgreSQLError(.lost, state: error.state, "PostgreSQL ended the connection.")
        }
    }

    private borrowing func failure() -> PostgreSQLError {
        isConnected
            ? PostgreSQLError(.refused, "PostgreSQL did not take a statement.")
            : PostgreSQLError(.lost, "PostgreSQL ended the connection.")
    }
}

/// Calls a function with C texts and a null behind the last.
private func withStrings<Answer>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Answer
) -> Answer {
    var block: [CChar] = []
    var offsets: [Int] = []
    for string in strings {
        offsets.append(block.count)
        block += string.utf8CString
    }
    return unsafe block.withUnsafeBufferPointer { bytes in
        let addresses: [UnsafePointer<CChar>?] =
            unsafe offsets.map { offset in unsafe bytes.baseAddress.map { unsafe $0 + offset } } + [nil]
        return unsafe addresses.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
    }
}
