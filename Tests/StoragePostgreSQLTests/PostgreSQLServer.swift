import Foundation
import PostgreSQL
import Synchronization
import Testing

/// A real PostgreSQL of a test's own, in a temporary folder, reached by a socket in it.
final class PostgreSQLServer: Sendable {
    /// One for all tests that only need a database of their own; stopped when the tests end.
    static let shared = Result { try PostgreSQLServer() }

    /// Whether PostgreSQL is installed, and may be run: it refuses the administrator, so that another account is needed.
    static var isInstalled: Bool { bin != nil && (geteuid() != 0 || getpwnam("postgres") != nil) }

    private static let bin = ["/usr/lib/postgresql/15/bin", "/usr/local/bin", "/usr/bin"].first {
        FileManager.default.isExecutableFile(atPath: $0 + "/initdb")
            && FileManager.default.isExecutableFile(atPath: $0 + "/pg_ctl")
    }

    private static let running = Mutex<Set<String>>([])
    private let folder: String
    private let names = Mutex(0)

    /// Makes and starts a server.
    init() throws {
        folder = "/tmp/limpide-pg-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        if geteuid() == 0, let account = getpwnam("postgres") {
            _ = chown(folder, account.pointee.pw_uid, account.pointee.pw_gid)
        }
        try Self.run("initdb", ["-D", folder + "/data", "-A", "trust", "-U", "limpide", "-E", "UTF8", "--no-locale"])
        let isFirst = Self.running.withLock { running in
            running.insert(folder)
            return running.count == 1
        }
        if isFirst { atexit { PostgreSQLServer.stopAll() } }
        try start()
    }

    /// Starts it, and waits until it answers.
    func start() throws {
        let options = "-k \(folder) -c listen_addresses='' -c max_connections=80 -c log_min_messages=fatal"
        try Self.run(
            "pg_ctl", ["-D", folder + "/data", "-w", "-t", "60", "-l", folder + "/log", "-o", options, "start"])
    }

    /// Stops it without letting anything finish, as a power cut would.
    func stopAtOnce() throws { try Self.run("pg_ctl", ["-D", folder + "/data", "-w", "-m", "immediate", "stop"]) }

    /// The address of a new database.
    func database() throws -> String {
        let name = names.withLock { number in
            number += 1
            return "test\(number)"
        }
        try PostgreSQLConnection(address("postgres")).run("CREATE DATABASE \(name)")
        return address(name)
    }

    private func address(_ name: String) -> String { "postgresql://limpide@/\(name)?host=\(folder)" }

    private static func stopAll() {
        for folder in running.withLock({ $0 }) {
            try? run("pg_ctl", ["-D", folder + "/data", "-w", "-m", "immediate", "stop"])
            try? FileManager.default.removeItem(atPath: folder)
        }
    }

    private static func run(_ program: String, _ arguments: [String]) throws {
        guard let bin else { throw PostgreSQLMissing() }
        let asPostgres =
            geteuid() == 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : []
        // A server in the background must hold nothing of this process open.
        let closing =
            #"cd /tmp; for f in /proc/$$/fd/*; do n=${f##*/}; [ "$n" -gt 2 ] && eval "exec $n>&-"; done; exec "$@""#
        let words = ["bash", "-c", closing, "bash"] + asPostgres + [bin + "/" + program] + arguments
        // Not by Foundation's Process, which waits until a server that was started in the background has ended too.
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in 0...2 as ClosedRange<Int32> {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var texts = words.map { strdup($0) } + [nil]
        defer { for text in texts { free(text) } }
        var child: pid_t = 0
        guard posix_spawn(&child, "/bin/bash", &actions, nil, &texts, environ) == 0 else {
            throw PostgreSQLMissing()
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else { throw PostgreSQLMissing() }
    }
}

/// PostgreSQL did not do what was asked of its programs.
struct PostgreSQLMissing: Error {}
