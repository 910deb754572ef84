import Foundation
import Tracking

/// A real MLflow server of the test's own, on a free port of this machine.
final class MLflowServer: Sendable {
    /// One for the tests that only add to it; each uses an experiment of its own.
    static let shared = Result { try MLflowServer() }

    let port: Int
    private let tool: Tool

    /// - Parameter hasStore: True for a server whose files go to an object store, which takes them in parts.
    init(password: String? = nil, hasStore: Bool = false) throws {
        tool = try Tool(
            "server.py", (password.map { ["--password", $0] } ?? []) + (hasStore ? ["--store"] : []))
        guard let port = try tool.line()["port"] else { throw Tool.Failure(text: "no port") }
        self.port = port
    }

    var address: String { "http://127.0.0.1:\(port)" }

    /// Ends the server as a power cut would.
    func kill() throws {
        try tool.say("kill")
        _ = try tool.line()
    }

    /// Starts it again on the same port, with the same files.
    func start() throws {
        try tool.say("start")
        _ = try tool.line()
    }
}

/// Stands before a server and spoils its answers.
final class FaultyProxy: Sendable {
    struct Calls: Decodable {
        let calls: Int
        let seen: Int
    }

    let address: String
    private let tool: Tool

    init(_ server: MLflowServer, _ arguments: [String]) throws {
        tool = try Tool("faulty.py", [String(server.port)] + arguments)
        let scheme = arguments.contains("--tls") ? "https" : "http"
        address = "\(scheme)://127.0.0.1:\(try tool.line()["port"] ?? 0)"
    }

    func end() async throws -> Calls { try JSONDecoder().decode(Calls.self, from: try await tool.wholeAnswer()) }
}

extension MLflowClient {
    /// A client that does not wait long.
    static func quick(
        _ address: String,
        retries: Int = 4,
        _ change: (inout MLflowSettings) -> Void = { _ in }
    ) throws -> MLflowClient {
        var settings = try MLflowSettings(address: address)
        settings.retries = retries
        settings.pause = 0.05
        settings.timeout = 60
        change(&settings)
        return try MLflowClient(settings)
    }
}

/// What MLflow's own Python client reads of an experiment.
struct ReadBack: Decodable {
    struct Run: Decodable {
        struct History: Decodable {
            let values: [JSONNumber]
            let steps: [Int]
            let times: [Int64]
        }
        struct Input: Decodable {
            let name: String
            let digest: String
            let source: String
            let schema: String?
            let profile: String?
            let tags: [String: String]
        }
        struct File: Decodable, Hashable {
            let path: String
            let size: Int?
        }
        let id: String
        let name: String
        let status: String
        let start: Int64
        let end: Int64?
        let tags: [String: String]
        let parameters: [String: String]
        let metrics: [String: History]
        let inputs: [Input]
        let outputs: [String]
        let files: [File]
    }
    struct Model: Decodable {
        let id: String
        let name: String
        let status: String
        let run: String?
        let parameters: [String: String]
        let tags: [String: String]
    }
    struct Registered: Decodable {
        struct Version: Decodable {
            let number: Int
            let source: String
            let run: String?
            let tags: [String: String]
            let description: String
            let model: String?
        }
        let name: String
        let aliases: [String: Int]
        let versions: [Version]
    }
    /// A number, or the text of one that JSON cannot hold.
    struct JSONNumber: Decodable {
        let value: Double
        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                value = number
            } else {
                value = Double(try container.decode(String.self)) ?? -1
            }
        }
    }

    let id: String
    let runs: [Run]
    let models: [Model]
    let registered: [Registered]

    init(_ experiment: String, at server: String) async throws {
        let data = try await MLflowTools.run("read_back.py", [experiment], server: server)
        self = try JSONDecoder().decode(ReadBack.self, from: data)
    }

    func run(_ name: String) -> Run? { runs.first { $0.name == name } }
}
