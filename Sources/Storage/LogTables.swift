import Foundation
import GRDB
import Recording

/// The tables of a log in SQLite, and the steps from one layout to the next.
enum LogTables {
    /// Marks the file as a log of Limpide.
    private static let mark = 0x4C69_4C67

    /// What each version adds to the one before; a released step is never changed.
    private static let steps: [String] = [
        """
        CREATE TABLE log_meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE entries (
            sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 10),
            time INTEGER NOT NULL,
            kind TEXT NOT NULL,
            key BLOB NOT NULL CHECK (length(key) = 16),
            previous BLOB NOT NULL CHECK (length(previous) = 32),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            payload BLOB NOT NULL
        ) STRICT;
        CREATE INDEX entries_by_kind ON entries (kind, sequence);
        CREATE INDEX entries_by_key ON entries (key, sequence);
        CREATE INDEX entries_by_time ON entries (time);
        CREATE TRIGGER entries_are_not_changed BEFORE UPDATE ON entries
            BEGIN SELECT RAISE(ABORT, 'entries of the log are never changed'); END;
        CREATE TRIGGER entries_are_not_removed BEFORE DELETE ON entries
            BEGIN SELECT RAISE(ABORT, 'entries of the log are never removed'); END;
        CREATE TABLE log_keys (
            id BLOB PRIMARY KEY CHECK (length(id) = 16),
            tag BLOB NOT NULL CHECK (length(tag) = 16),
            expires INTEGER NOT NULL,
            wrapped BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX log_keys_by_tag ON log_keys (tag);
        CREATE INDEX log_keys_by_date ON log_keys (expires);
        CREATE TABLE log_lists (digest BLOB PRIMARY KEY CHECK (length(digest) = 32), content BLOB NOT NULL) STRICT;
        CREATE TABLE reviews (
            id BLOB PRIMARY KEY CHECK (length(id) = 10),
            decision BLOB NOT NULL,
            before TEXT NOT NULL,
            after TEXT,
            state TEXT NOT NULL,
            requested INTEGER NOT NULL,
            due INTEGER,
            amount REAL,
            needs_second INTEGER NOT NULL,
            requester TEXT NOT NULL,
            assignee TEXT,
            first TEXT,
            second TEXT,
            code TEXT,
            decided INTEGER,
            version INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX reviews_open ON reviews (decision) WHERE state <> 'decided';
        CREATE INDEX reviews_by_decision ON reviews (decision);
        CREATE INDEX reviews_by_due ON reviews (coalesce(due, 9223372036854775807), requested, id);
        CREATE INDEX reviews_by_end ON reviews (decided) WHERE state = 'decided';
        """
    ]

    /// Brings a file to the present layout, and gives the log's origin.
    ///
    /// - Throws: `LogError` with code `corrupt` for another program's file, or a later version's.
    static func prepare(_ database: Database, path: String) throws -> ChainDigest {
        let found = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
        guard isEmpty || found == mark else { throw LogError.damaged(path) }
        guard version <= steps.count else {
            throw LogError(.corrupt, "the log \(path) is of a later version of Limpide: use that version.")
        }
        for step in steps[version...] { try database.execute(sql: step) }
        if version < steps.count {
            try database.execute(sql: "PRAGMA application_id = \(mark); PRAGMA user_version = \(steps.count)")
        }
        if let bytes = try value("origin", in: database) {
            guard let origin = ChainDigest(bytes: bytes) else { throw LogError.damaged(path) }
            return origin
        }
        var generator = SystemRandomNumberGenerator()
        let origin = ChainDigest(using: &generator)
        try set("origin", to: origin.bytes, in: database)
        return origin
    }

    static func value(_ name: String, in database: Database) throws -> Data? {
        try Data.fetchOne(database, sql: "SELECT value FROM log_meta WHERE name = ?", arguments: [name])
    }

    static func set(_ name: String, to value: [UInt8], in database: Database) throws {
        try database.execute(
            sql: "INSERT INTO log_meta (name, value) VALUES (?, ?)", arguments: [name, Data(value)])
    }
}
