import CPostgreSQL
import NativeLibraries

/// PostgreSQL's client library, loaded once at the first use.
enum PostgreSQLLibrary {
    private static let failure: String? = unsafe loadFirst(
        candidatePaths(for: "libpq.so.5", variable: "LIMPIDE_LIBPQ")
    ) { path, reason, capacity in
        unsafe libpq_load(path, reason, capacity)
    }

    static func load() throws(PostgreSQLError) {
        if let failure {
            throw PostgreSQLError(
                .libraryMissing,
                "PostgreSQL's library libpq was not found: install the Debian package libpq5, or name the file in "
                    + "LIMPIDE_LIBPQ (\(failure)).")
        }
    }
}
