public import Foundation
import GRDB
public import Monitoring

/// The history of indicators and the alerts in a SQLite file of their own: watching never waits for a load of clients.
///
/// Several processes may use the file at once; every change is one transaction.
public final class SQLiteMonitoringStore: MonitoringStore {
    /// Where the file is.
    public let path: String
    private let queue: DatabasePool

    /// Opens a file, making it when there is none.
    ///
    /// - Throws: `StorageError`: `corrupt` when it is no database or is damaged, `failed` when it cannot be opened.
    public init(path: String) throws(StorageError) {
        self.path = path
        do {
            var configuration = Configuration()
            configuration.label = "monitoring"
            configuration.busyMode = .timeout(10)
            configuration.foreignKeysEnabled = true
            queue = try DatabasePool(path: path, configuration: configuration)
            try queue.write { try MonitoringTables.make(in: $0) }
        } catch {
            throw StorageError(error, monitoringAt: path)
        }
    }

    /// The latest windows with their measurements, the latest first.
    public func windows(model: String?, limit: Int) async throws(StorageError) -> [WindowRecord] {
        let limit = min(max(limit, 1), 1_000)
        return try await read { try MonitoringTables.windows(in: $0, model: model, limit: limit) }
    }

    /// One indicator’s measurements in the latest windows, the earliest first; one range of an index.
    public func history(
        of indicator: Indicator, model: String, limit: Int
    ) async throws(StorageError) -> [IndicatorPoint] {
        let limit = min(max(limit, 1), 1_000)
        return try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT w.start, w.stop, m.indicator, m.state, m.value, m.bound, m.before, m.now, m.approval_change
                    FROM monitor_measurements m JOIN monitor_windows w ON w.id = m.window
                    WHERE m.indicator = ? AND w.model = ? ORDER BY w.stop DESC LIMIT ?
                    """, arguments: [indicator.description, model, limit])
            return try rows.reversed().map {
                IndicatorPoint(
                    window: try MonitoringTables.window($0), measurement: try MonitoringTables.measurement($0))
            }
        }
    }

    /// Alerts in some states, the latest first.
    public func alerts(_ states: Set<Alert.State>, limit: Int) async throws(StorageError) -> [Alert] {
        let limit = min(max(limit, 1), 1_000)
        let names = states.map(\.rawValue).sorted()
        return try await read { database in
            let places = databaseQuestionMarks(count: names.count)
            return try Row.fetchAll(
                database, sql: "SELECT * FROM monitor_alerts WHERE state IN (\(places)) ORDER BY id DESC LIMIT ?",
                arguments: StatementArguments(names) + [limit]
            ).map(MonitoringTables.alert)
        }
    }

    /// One alert, or nil when there is none of this number.
    public func alert(_ id: Int64) async throws(StorageError) -> Alert? {
        try await read { try Self.alert(id, in: $0) }
    }

    /// Keeps a window, the alerts that it changes and what every channel must hear of it, in one transaction.
    public func record(
        _ record: WindowRecord, rules: AlertRules, channels: [String], replacing: Bool, now: Date
    ) async throws(StorageError) -> AlertRules.Changes? {
        try await write { database in
            if replacing { try Self.remove(record.window, of: record.model, in: database) }
            guard try Self.insert(record, now, in: database) else { return nil }
            let history = try MonitoringTables.windows(
                in: database, model: record.model, before: record.window.start, limit: max(rules.windows * 2, 10))
            let alerts = try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM monitor_alerts a WHERE model = ?
                    AND (state <> 'closed' OR id = (SELECT max(id) FROM monitor_alerts b WHERE b.indicator = a.indicator))
                    """, arguments: [record.model]
            ).map(MonitoringTables.alert)
            var changes = rules.changes(by: record, after: history, alerts: alerts, now: now)
            changes.opened = try changes.opened.map { try Self.insert($0, in: database) }
            for alert in changes.changed { try Self.update(alert, in: database) }
            for alert in changes.told {
                guard let event = alert.events.last?.kind else { continue }
                for channel in channels {
                    try database.execute(
                        sql: "INSERT INTO monitor_notices (channel, alert, event, created) VALUES (?, ?, ?, ?)",
                        arguments: [channel, alert.id, event.rawValue, MonitoringTables.number(now)])
                }
            }
            return changes
        }
    }

    /// Changes one alert as a person asks, in one transaction.
    public func change(
        _ id: Int64, _ change: @Sendable (Alert) throws(MonitoringError) -> Alert
    ) async throws -> Alert? {
        // The closure does not outlive the call, but GRDB's own may: it is kept escapable only for that long.
        try await withoutActuallyEscaping(change) { change in
            do {
                return try await queue.write { database in
                    guard let alert = try Self.alert(id, in: database) else { return nil }
                    let changed = try change(alert)
                    try Self.update(changed, in: database)
                    return changed
                }
            } catch let error as MonitoringError {
                throw error
            } catch {
                throw StorageError(error, monitoringAt: path)
            }
        }
    }

    /// Takes everything that a channel must hear by now; nothing while any of it waits for its time.
    public func takeNotices(for channel: String, now: Date, lease: Double) async throws(StorageError) -> [Notice] {
        let (moment, until) = (MonitoringTables.number(now), MonitoringTables.number(now.addingTimeInterval(lease)))
        return try await write { database in
            // One notice that waits holds the whole channel: a receiver that is down is not asked for each.
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT n.id AS notice, n.event, n.created, n.attempts, a.* FROM monitor_notices n
                    JOIN monitor_alerts a ON a.id = n.alert WHERE n.channel = ?1 AND n.delivered IS NULL
                    AND NOT EXISTS (SELECT 1 FROM monitor_notices o
                      WHERE o.channel = ?1 AND o.delivered IS NULL AND o.not_before > ?2)
                    ORDER BY n.id
                    """, arguments: [channel, moment])
            guard !rows.isEmpty else { return [] }
            try database.execute(
                sql: "UPDATE monitor_notices SET not_before = ? WHERE channel = ? AND delivered IS NULL",
                arguments: [until, channel])
            return try rows.map { row in
                guard let event = Alert.Event.Kind(rawValue: try row.decode(String.self, forColumn: "event")) else {
                    throw MonitoringDamage()
                }
                return Notice(
                    id: try row.decode(forColumn: "notice"), channel: channel, alert: try MonitoringTables.alert(row),
                    event: event, createdAt: MonitoringTables.moment(try row.decode(forColumn: "created")),
                    attempts: try row.decode(forColumn: "attempts"))
            }
        }
    }

    /// Notes that notices were delivered.
    public func noteDelivered(_ notices: [Notice], at moment: Date) async throws(StorageError) {
        try await write { database in
            for notice in notices {
                try database.execute(
                    sql: "UPDATE monitor_notices SET delivered = ?, failure = NULL WHERE id = ?",
                    arguments: [MonitoringTables.number(moment), notice.id])
            }
        }
    }

    /// Notes that sending failed, and when it is tried again.
    public func noteFailed(_ notices: [Notice], until moment: Date, reason: String) async throws(StorageError) {
        try await write { database in
            for notice in notices {
                try database.execute(
                    sql: """
                        UPDATE monitor_notices SET attempts = attempts + 1, not_before = ?, failure = ?
                        WHERE id = ? AND delivered IS NULL
                        """, arguments: [MonitoringTables.number(moment), reason, notice.id])
            }
        }
    }

    /// How many notices wait for each channel.
    public func waiting() async throws(StorageError) -> [String: Int] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT channel, count(*) AS waiting FROM monitor_notices WHERE delivered IS NULL GROUP BY channel"
            )
            return try Dictionary(
                rows.map { (try $0.decode(forColumn: "channel"), try $0.decode(forColumn: "waiting")) }
            ) { $0 + $1 }
        }
    }
}

extension SQLiteMonitoringStore {
    private func read<Answer: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Answer
    ) async throws(StorageError) -> Answer {
        do { return try await queue.read(body) } catch { throw StorageError(error, monitoringAt: path) }
    }

    private func write<Answer: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Answer
    ) async throws(StorageError) -> Answer {
        do { return try await queue.write(body) } catch { throw StorageError(error, monitoringAt: path) }
    }

    private static func alert(_ id: Int64, in database: Database) throws -> Alert? {
        try Row.fetchOne(database, sql: "SELECT * FROM monitor_alerts WHERE id = ?", arguments: [id])
            .map(MonitoringTables.alert)
    }

    private static func remove(_ window: Window, of model: String, in database: Database) throws {
        let place: StatementArguments = [
            model, MonitoringTables.number(window.start), MonitoringTables.number(window.end),
        ]
        try database.execute(
            sql: """
                DELETE FROM monitor_measurements WHERE window IN
                  (SELECT id FROM monitor_windows WHERE model = ? AND start = ? AND stop = ?)
                """, arguments: place)
        try database.execute(
            sql: "DELETE FROM monitor_windows WHERE model = ? AND start = ? AND stop = ?", arguments: place)
    }

    /// - Returns: False when this window of this model is there already.
    private static func insert(_ record: WindowRecord, _ now: Date, in database: Database) throws -> Bool {
        try database.execute(
            sql: """
                INSERT INTO monitor_windows (model, start, stop, facts, problems, recorded) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
            arguments: [
                record.model, MonitoringTables.number(record.window.start), MonitoringTables.number(record.window.end),
                try MonitoringTables.encoded(record.facts), try MonitoringTables.encoded(record.problems),
                MonitoringTables.number(now),
            ])
        guard database.changesCount > 0 else { return false }
        let window = database.lastInsertedRowID
        let statement = try database.makeStatement(
            sql: """
                INSERT INTO monitor_measurements
                  (window, indicator, state, value, bound, before, now, approval_change) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for measurement in record.measurements {
            try statement.execute(
                arguments: [
                    window, measurement.indicator.description, measurement.state.rawValue, measurement.value,
                    measurement.limit, measurement.before, measurement.now, measurement.approvalChange,
                ])
        }
        return true
    }

    private static func insert(_ alert: Alert, in database: Database) throws -> Alert {
        try database.execute(
            sql: """
                INSERT INTO monitor_alerts
                  (indicator, model, state, since, opened, last_breach, recovered, owner, measurement, events)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                alert.indicator.description, alert.model, alert.state.rawValue, MonitoringTables.number(alert.since),
                MonitoringTables.number(alert.openedAt), MonitoringTables.number(alert.lastBreach),
                alert.recoveredAt.map(MonitoringTables.number), alert.owner,
                try MonitoringTables.encoded(alert.measurement), try MonitoringTables.encoded(alert.events),
            ])
        return alert.numbered(database.lastInsertedRowID)
    }

    private static func update(_ alert: Alert, in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE monitor_alerts SET state = ?, last_breach = ?, recovered = ?, owner = ?, measurement = ?, events = ?
                WHERE id = ?
                """,
            arguments: [
                alert.state.rawValue, MonitoringTables.number(alert.lastBreach),
                alert.recoveredAt.map(MonitoringTables.number), alert.owner,
                try MonitoringTables.encoded(alert.measurement), try MonitoringTables.encoded(alert.events), alert.id,
            ])
    }
}

extension StorageError {
    /// What to say of a failure while the history of indicators was read or written.
    init(_ error: any Error, monitoringAt path: String) {
        let isDamage = error is MonitoringDamage || (error as? DatabaseError)?.resultCode == .SQLITE_NOTADB
        let known = StorageError(error, at: path, writing: true)
        guard isDamage || known.code == .corrupt else {
            self = known
            return
        }
        self.init(
            .corrupt,
            "\(path) is not a history of indicators of Limpide, or is damaged: move it away, and a new one is begun.")
    }
}
