import PostgreSQL

/// The tables of Limpide in PostgreSQL, in the schema `limpide`, and the steps from one layout to the next.
enum PostgreSQLTables {
    /// What every session says first.
    ///
    /// A transaction that is acknowledged is on the server's disk, whatever its own settings say.
    static let setup = """
        SET search_path TO limpide; SET synchronous_commit TO on; SET client_min_messages TO warning;
        SET lock_timeout TO '10s'; SET statement_timeout TO '60s'; SET idle_in_transaction_session_timeout TO '120s'
        """

    /// The advisory lock that is held while tables are made.
    private static let lock: Int64 = 0x4C69_6D70_6964_6501

    /// What each version adds to the one before; a released step is never changed.
    private static let steps: [String] = [
        """
        CREATE TABLE log_meta (name text PRIMARY KEY, value bytea NOT NULL);
        CREATE TABLE log_head (
            is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
            sequence bigint NOT NULL,
            digest bytea NOT NULL CHECK (length(digest) = 32)
        );
        CREATE TABLE entries (
            sequence bigint PRIMARY KEY CHECK (sequence > 0),
            id bytea NOT NULL UNIQUE CHECK (length(id) = 10),
            time bigint NOT NULL,
            kind text NOT NULL,
            key bytea NOT NULL CHECK (length(key) = 16),
            previous bytea NOT NULL CHECK (length(previous) = 32),
            digest bytea NOT NULL CHECK (length(digest) = 32),
            payload bytea NOT NULL
        );
        -- Ciphertext does not compress.
        ALTER TABLE entries ALTER payload SET STORAGE EXTERNAL;
        CREATE INDEX entries_by_kind ON entries (kind, sequence);
        CREATE INDEX entries_by_key ON entries (key, sequence);
        CREATE INDEX entries_by_time ON entries (time);
        CREATE FUNCTION entries_are_kept() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'entries of the log are never changed or removed'; END $$;
        CREATE TRIGGER entries_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
            FOR EACH STATEMENT EXECUTE FUNCTION entries_are_kept();
        CREATE TABLE log_keys (
            id bytea PRIMARY KEY CHECK (length(id) = 16),
            tag bytea NOT NULL CHECK (length(tag) = 16),
            expires bigint NOT NULL,
            wrapped bytea NOT NULL
        );
        CREATE INDEX log_keys_by_tag ON log_keys (tag);
        CREATE INDEX log_keys_by_date ON log_keys (expires);
        CREATE TABLE log_lists (digest bytea PRIMARY KEY CHECK (length(digest) = 32), content bytea NOT NULL);
        -- Names and codes as bytes: a text of PostgreSQL holds no NUL.
        CREATE TABLE reviews (
            id bytea PRIMARY KEY CHECK (length(id) = 10),
            decision bytea NOT NULL,
            before text NOT NULL,
            after text,
            state text NOT NULL,
            requested bigint NOT NULL,
            due bigint,
            amount double precision,
            needs_second boolean NOT NULL,
            requester bytea NOT NULL,
            assignee bytea,
            first bytea,
            second bytea,
            code bytea,
            decided bigint,
            version bigint NOT NULL
        );
        CREATE UNIQUE INDEX reviews_open ON reviews (decision) WHERE state <> 'decided';
        CREATE INDEX reviews_by_decision ON reviews (decision);
        CREATE INDEX reviews_by_due ON reviews (coalesce(due, 9223372036854775807), requested, id);
        CREATE INDEX reviews_by_end ON reviews (decided) WHERE state = 'decided';
        """,
        """
        CREATE TABLE client_meta (name text PRIMARY KEY, value bytea NOT NULL);
        """,
        """
        CREATE TABLE accounts (
            name text PRIMARY KEY, roles text NOT NULL, password text, is_disabled boolean NOT NULL,
            is_demo boolean NOT NULL, created double precision NOT NULL
        );
        CREATE TABLE tokens (
            digest text PRIMARY KEY, id text NOT NULL UNIQUE, account text NOT NULL REFERENCES accounts (name),
            purpose bytea NOT NULL, scopes text NOT NULL, created double precision NOT NULL,
            expires double precision NOT NULL
        );
        CREATE INDEX tokens_of_account ON tokens (account, created);
        CREATE TABLE sessions (
            digest text PRIMARY KEY, account text NOT NULL REFERENCES accounts (name),
            created double precision NOT NULL, seen double precision NOT NULL
        );
        CREATE INDEX sessions_of_account ON sessions (account);
        """,
    ]

    /// Brings a database to the present layout; several processes may do so at once.
    static func prepare(_ connection: PostgreSQLConnection) throws {
        try connection.transaction {
            _ = try connection.query("SELECT pg_advisory_xact_lock($1)", [.integer(lock)])
            try connection.run(
                """
                CREATE SCHEMA IF NOT EXISTS limpide;
                CREATE TABLE IF NOT EXISTS limpide.versions (version bigint PRIMARY KEY);
                """)
            let found = try connection.query("SELECT coalesce(max(version), 0) FROM limpide.versions")
            let version = Int(try found.first?.integer(0) ?? 0)
            guard version <= steps.count else {
                throw PostgreSQLLayout.later
            }
            for (index, step) in steps.enumerated().dropFirst(version) {
                try connection.run(step)
                try connection.run("INSERT INTO limpide.versions (version) VALUES ($1)", [.integer(Int64(index + 1))])
            }
        }
    }
}

/// A layout that this version does not know.
enum PostgreSQLLayout: Error {
    /// A later version made it.
    case later
}
