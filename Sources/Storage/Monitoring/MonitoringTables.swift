import Foundation
import GRDB
import Monitoring

/// The tables of a monitoring store.
enum MonitoringTables {
    /// Moments are whole milliseconds since 1970.
    static func make(in database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS monitor_windows (
                  id INTEGER PRIMARY KEY, model TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
                  facts BLOB NOT NULL, problems BLOB NOT NULL, recorded INTEGER NOT NULL,
                  UNIQUE (model, start, stop)) STRICT;
                CREATE INDEX IF NOT EXISTS monitor_windows_by_stop ON monitor_windows (stop);
                CREATE TABLE IF NOT EXISTS monitor_measurements (
                  window INTEGER NOT NULL REFERENCES monitor_windows (id), indicator TEXT NOT NULL, state TEXT NOT NULL,
                  value REAL, bound REAL, before REAL, now REAL, approval_change REAL,
                  PRIMARY KEY (indicator, window)) STRICT, WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS monitor_measurements_by_window ON monitor_measurements (window);
                CREATE TABLE IF NOT EXISTS monitor_alerts (
                  id INTEGER PRIMARY KEY AUTOINCREMENT, indicator TEXT NOT NULL, model TEXT NOT NULL, state TEXT NOT NULL,
                  since INTEGER NOT NULL, opened INTEGER NOT NULL, last_breach INTEGER NOT NULL, recovered INTEGER,
                  owner TEXT, measurement BLOB NOT NULL, events BLOB NOT NULL) STRICT;
                CREATE INDEX IF NOT EXISTS monitor_alerts_by_indicator ON monitor_alerts (indicator, state);
                CREATE UNIQUE INDEX IF NOT EXISTS monitor_alerts_once ON monitor_alerts (indicator, model)
                  WHERE state <> 'closed';
                CREATE TABLE IF NOT EXISTS monitor_notices (
                  id INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL,
                  alert INTEGER NOT NULL REFERENCES monitor_alerts (id), event TEXT NOT NULL, created INTEGER NOT NULL,
                  attempts INTEGER NOT NULL DEFAULT 0, not_before INTEGER NOT NULL DEFAULT 0, delivered INTEGER,
                  failure TEXT) STRICT;
                CREATE INDEX IF NOT EXISTS monitor_notices_waiting ON monitor_notices (channel, id)
                  WHERE delivered IS NULL;
                """)
    }

    /// A moment as it is kept.
    static func number(_ moment: Date) -> Int64 { Int64((moment.timeIntervalSince1970 * 1000).rounded()) }

    /// A kept number as a moment.
    static func moment(_ number: Int64) -> Date { Date(timeIntervalSince1970: Double(number) / 1000) }

    private static let windowColumns = "id, model, start, stop, facts, problems"
    private static let measurementColumns = "indicator, state, value, bound, before, now, approval_change"

    /// The latest windows with all their measurements.
    static func windows(in database: Database, model: String?, before: Date? = nil, limit: Int) throws -> [WindowRecord]
    {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT \(windowColumns) FROM monitor_windows
                WHERE (?1 IS NULL OR model = ?1) AND (?2 IS NULL OR start < ?2) ORDER BY stop DESC, id DESC LIMIT ?3
                """, arguments: [model, before.map(number), limit])
        return try rows.map { row in
            let measurements = try Row.fetchAll(
                database, sql: "SELECT \(measurementColumns) FROM monitor_measurements WHERE window = ?",
                arguments: [row.decode(Int64.self, forColumn: "id")])
            return WindowRecord(
                window: try window(row), model: try row.decode(forColumn: "model"),
                facts: try decoded(row, "facts"),
                measurements: try measurements.map(measurement).sorted {
                    $0.indicator < $1.indicator
                }, problems: try decoded(row, "problems"))
        }
    }

    static func window(_ row: Row) throws -> Window {
        let (start, stop): (Int64, Int64) = (try row.decode(forColumn: "start"), try row.decode(forColumn: "stop"))
        guard start < stop else { throw MonitoringDamage() }
        return Window(start: moment(start), end: moment(stop))
    }

    static func measurement(_ row: Row) throws -> Reading {
        guard let indicator = Indicator(try row.decode(String.self, forColumn: "indicator")),
            let state = Reading.State(rawValue: try row.decode(String.self, forColumn: "state"))
        else { throw MonitoringDamage() }
        return Reading(
            indicator, state, value: try row.decode(forColumn: "value"),
            limit: try row.decode(forColumn: "bound"), before: try row.decode(forColumn: "before"),
            now: try row.decode(forColumn: "now"),
            approvalChange: try row.decode(forColumn: "approval_change"))
    }

    static func alert(_ row: Row) throws -> Alert {
        guard let indicator = Indicator(try row.decode(String.self, forColumn: "indicator")),
            let state = Alert.State(rawValue: try row.decode(String.self, forColumn: "state"))
        else { throw MonitoringDamage() }
        return Alert(
            id: try row.decode(forColumn: "id"), indicator: indicator, model: try row.decode(forColumn: "model"),
            since: moment(try row.decode(forColumn: "since")), openedAt: moment(try row.decode(forColumn: "opened")),
            measurement: try decoded(row, "measurement"), lastBreach: moment(try row.decode(forColumn: "last_breach")),
            recoveredAt: try row.decode(Int64?.self, forColumn: "recovered").map(moment), state: state,
            owner: try row.decode(forColumn: "owner"), events: try decoded(row, "events"))
    }

    /// A value as it is kept: JSON, dates in seconds since 1970.
    static func encoded(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .secondsSince1970
        encoder.outputFormatting = .sortedKeys
        return try encoder.encode(value)
    }

    private static func decoded<Value: Decodable>(_ row: Row, _ column: String) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .secondsSince1970
        do {
            return try decoder.decode(Value.self, from: try row.decode(Data.self, forColumn: column))
        } catch is DecodingError {
            throw MonitoringDamage()
        }
    }
}

/// What is kept makes no sense.
struct MonitoringDamage: Error {}
