/// How a database runs: what it may use, and where it may spill.
public struct DuckDBConfiguration: Hashable, Sendable {
    /// Threads that a query may use, 1 or more.
    public var threads: Int
    /// Bytes of memory before a query spills or fails; nil for DuckDB's own limit, 80 % of the machine's memory.
    public var memoryLimitBytes: Int?
    /// The folder for what does not fit in memory, made when needed; nil forbids spilling, so that such a query fails.
    public var temporaryDirectory: String?
    /// Opens an existing file without the right to change it.
    public var readOnly: Bool

    /// A configuration; the number of threads is never left to the machine.
    public init(
        threads: Int,
        memoryLimitBytes: Int? = nil,
        temporaryDirectory: String? = nil,
        readOnly: Bool = false
    ) {
        self.threads = threads
        self.memoryLimitBytes = memoryLimitBytes
        self.temporaryDirectory = temporaryDirectory
        self.readOnly = readOnly
    }

    /// DuckDB's names and values.
    ///
    /// Nothing is fetched from the network, and nothing is written outside the folder given.
    var settings: [(name: String, value: String)] {
        var settings = [
            ("threads", String(threads)),
            ("temp_directory", temporaryDirectory ?? ""),
            ("autoinstall_known_extensions", "false"),
            ("autoload_known_extensions", "false"),
        ]
        if let memoryLimitBytes { settings.append(("memory_limit", "\(memoryLimitBytes)B")) }
        if readOnly { settings.append(("access_mode", "READ_ONLY")) }
        return settings
    }
}
