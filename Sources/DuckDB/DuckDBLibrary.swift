import CDuckDB
import Glibc
import NativeLibraries

/// DuckDB's shared library, loaded once at the first use.
public enum DuckDBLibrary {
    /// The version of the library that was loaded, such as "v2.0.0".
    ///
    /// - Throws: `libraryMissing`.
    public static var version: String {
        get throws(DuckDBError) {
            try load()
            return unsafe String(cString: duckdb_library_version())
        }
    }

    private static let failure: String? = {
        // Python's wheel comes first, with stand-ins beside it for the Python functions that it names; then an official library.
        let paths = candidatePaths(for: "_duckdb.so", variable: "LIMPIDE_DUCKDB")
        let official = paths.count > 1 ? ["libduckdb.so"] : []
        return unsafe loadFirst(paths + official) { path, reason, capacity in
            let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
            let standIns = folder + "libduckdb_pystub.so"
            let isThere = unsafe access(standIns, R_OK) == 0
            return unsafe isThere
                ? duckdb_load(standIns, path, reason, capacity) : duckdb_load(nil, path, reason, capacity)
        }
    }()

    static func load() throws(DuckDBError) {
        if let failure {
            throw DuckDBError(
                code: .libraryMissing,
                message: "DuckDB's library was not found: run `make setup`, or name it in LIMPIDE_DUCKDB (\(failure))."
            )
        }
    }
}
