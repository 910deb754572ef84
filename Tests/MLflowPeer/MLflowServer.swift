import Foundation
package import Tracking

/// A real MLflow server of the test's own, on a free port of this machine.
package final class MLflowServer: Sendable {
    /// One for the tests that only add to it; each uses an experiment of its own.
    package static let shared = Result { try MLflowServer() }

    package let port: Int
    private let tool: Tool

    /// - Parameter hasStore: True for a server whose files go to an object store, which takes them in parts.
    package init(password: String? = nil, hasStore: Bool = false) throws {
        tool = try Tool(
            "server.py", (password.map { ["--password", $0] } ?? []) + (hasStore ? ["--store"] : []))
        guard let port = try tool.line()["port"] else { throw Tool.Failure(text: "no port") }
        self.port = port
    }

    package var address: String { "http://127.0.0.1:\(port)" }

    /// Ends the server as a power cut would.
    package func kill() throws {
        try tool.say("kill")
        _ = try tool.line()
    }

    /// Starts it again on the same port, with the same files.
    package func start() throws {
        try tool.say("start")
        _ = try tool.line()
    }
}

/// Stands before a server and spoils its answers.
package final class FaultyProxy: Sendable {
    package struct Calls: Decodable {
        package let calls: Int
        package let seen: Int
    }

    package let address: String
    private let tool: Tool

    package init(_ server: MLflowServer, _ arguments: [String]) throws {
        tool = try Tool("faulty.py", [String(server.port)] + arguments)
        let scheme = arguments.contains("--tls") ? "https" : "http"
        address = "\(scheme)://127.0.0.1:\(try tool.line()["port"] ?? 0)"
    }

    package func end() async throws -> Calls {
        try JSONDecoder().decode(Calls.self, from: try await tool.wholeAnswer())
    }
}

extension MLflowClient {
    /// A client that does not wait long.
    package static func quick(
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
package struct ReadBack: Decodable {
    package struct Run: Decodable {
        package struct History: Decodable {
            package let values: [JSONNumber]
            package let steps: [Int]
            package let times: [Int64]
        }
        package struct Input: Decodable {
            package let name: String
            package let digest: String
            package let source: String
            package let schema: String?
            package let profile: String?
            package let tags: [String: String]
        }
        package struct File: Decodable, Hashable {
            package let path: String
            package let size: Int?

            package init(path: String, size: Int?) {
                self.path = path
                self.size = size
            }
        }
        package let id: String
        package let name: String
        package let status: String
        package let start: Int64
        package let end: Int64?
        package let tags: [String: String]
        package let parameters: [String: String]
        package let metrics: [String: History]
        package let inputs: [Input]
        package let outputs: [String]
        package let files: [File]
    }
    package struct Model: Decodable {
        package let id: String
        package let name: String
        package let status: String
        package let run: String?
        package let parameters: [String: String]
        package let tags: [String: String]
    }
    package struct Registered: Decodable {
        package struct Version: Decodable {
            package let number: Int
            package let source: String
            package let run: String?
            package let tags: [String: String]
            package let description: String
            package let model: String?
        }
        package let name: String
        package let aliases: [String: Int]
        package let versions: [Version]
    }
    /// A number, or the text of one that JSON cannot hold.
    package struct JSONNumber: Decodable {
        package let value: Double
        package init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                value = number
            } else {
                value = Double(try container.decode(String.self)) ?? -1
            }
        }
    }

    package let id: String
    package let runs: [Run]
    package let models: [Model]
    package let registered: [Registered]

    package init(_ experiment: String, at server: String) async throws {
        let data = try await MLflowTools.run("read_back.py", [experiment], server: server)
        self = try JSONDecoder().decode(ReadBack.self, from: data)
    }

    package func run(_ name: String) -> Run? { runs.first { $0.name == name } }
}
