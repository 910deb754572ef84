import ArgumentParser
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// The command `limpide client`: what a program does with the API, without the pages.
struct Client: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask a running server: score, explain, apply.",
        discussion: """
            The token is read from the variable LIMPIDE_TOKEN or from a file, never from an argument. Answers are JSON as the \
            server gives it.
            """,
        subcommands: [
            ClientScore.self, ClientShow.self, ClientExplanation.self, ClientCounterfactuals.self, ClientSimilar.self,
            ClientApply.self, ClientBatch.self,
        ])
}

/// Which server, and in whose name.
struct ServerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Address of the server; LIMPIDE_SERVER without.", valueName: "url"))
    var server: String?

    @Option(help: ArgumentHelp("File that holds the token; LIMPIDE_TOKEN without.", valueName: "file"))
    var tokenFile: String?

    private static let environment = ProcessInfo.processInfo.environment

    /// The address, without a stroke at its end.
    private func base() throws -> String {
        let text = server ?? Self.environment["LIMPIDE_SERVER"] ?? "http://127.0.0.1:8080"
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme ?? ""), url.host != nil else {
            throw CommandFailure(
                code: .usage, message: "\(text) is no address of a server: give one as http://127.0.0.1:8080.")
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    private func token() throws -> String {
        if let tokenFile {
            guard let text = try? String(contentsOfFile: tokenFile, encoding: .utf8) else {
                throw CommandFailure(
                    code: .noInput, message: "there is no file \(tokenFile) that can be read: check --token-file.")
            }
            return text.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        guard let token = Self.environment["LIMPIDE_TOKEN"], !token.isEmpty else {
            throw CommandFailure(
                code: .configuration,
                message:
                    "a token is needed: make one with `limpide users token`, then set LIMPIDE_TOKEN or give --token-file."
            )
        }
        return token.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Asks the server.
    ///
    /// - Throws: ``CommandFailure`` with the server's own words when it refuses, and when it cannot be reached.
    func ask(
        _ method: HTTPMethod, _ path: String, body: HTTPClientRequest.Body? = nil,
        type: String = "application/json",
        within time: TimeAmount = .seconds(60)
    ) async throws -> HTTPClientResponse {
        let base = try base()
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        request.headers.add(name: "Authorization", value: "Bearer \(try token())")
        request.headers.add(name: "Accept", value: "application/json")
        request.body = body
        if body != nil { request.headers.add(name: "Content-Type", value: type) }
        let response: HTTPClientResponse
        do {
            response = try await HTTPClient.shared.execute(request, timeout: time)
        } catch {
            throw CommandFailure(
                code: .unavailable, message: "the server \(base) does not answer: check --server and whether it runs.")
        }
        guard (200..<300).contains(response.status.code) else {
            throw try await refusal(response)
        }
        return response
    }

    private struct Problem: Decodable {
        struct Field: Decodable {
            let pointer: String
            let detail: String
        }

        let title: String
        let detail: String
        let errors: [Field]?
    }

    private func refusal(_ response: HTTPClientResponse) async throws -> CommandFailure {
        let body = try? await response.body.collect(upTo: 1 << 20)
        let problem = body.flatMap { try? JSONDecoder().decode(Problem.self, from: Data($0.readableBytesView)) }
        let code: Failure.Code =
            switch response.status.code {
            case 400, 415, 422: .data
            case 404: .noInput
            case 401, 403: .configuration
            default: .unavailable
            }
        guard let problem else {
            return CommandFailure(code: code, message: "the server answered \(response.status.code) without a word.")
        }
        let fields = (problem.errors ?? []).map { "\n  \($0.pointer.isEmpty ? "(whole)" : $0.pointer): \($0.detail)" }
        return CommandFailure(code: code, message: "\(problem.title): \(problem.detail)" + fields.joined())
    }

    /// Asks and prints the answer, indented.
    func show(
        _ method: HTTPMethod, _ path: String, body: HTTPClientRequest.Body? = nil,
        type: String = "application/json"
    ) async throws {
        let response = try await ask(method, path, body: body, type: type)
        let body = try await response.body.collect(upTo: 64 << 20)
        let value = try JSONSerialization.jsonObject(with: Data(body.readableBytesView))
        let text = try JSONSerialization.data(
            withJSONObject: value, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        Terminal.print(String(decoding: text, as: UTF8.self))
    }
}

/// A client's number as it is typed.
struct ClientOptions: ParsableArguments {
    @OptionGroup var server: ServerOptions

    @Argument(help: "The client's number.")
    var id: Int64

    func validate() throws {
        guard id >= 0 else { throw ValidationError("A client's number is not negative.") }
    }
}

/// The command `limpide client score`.
struct ClientScore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "The probability of default of a client, and the answer.")
    @OptionGroup var client: ClientOptions
    func run() async throws { try await client.server.show(.GET, "/v1/clients/\(client.id)/score") }
}

/// The command `limpide client show`.
struct ClientShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "What the lender knows of a client.", aliases: ["client"])
    @OptionGroup var client: ClientOptions
    func run() async throws { try await client.server.show(.GET, "/v1/clients/\(client.id)") }
}

/// The command `limpide client explanation`.
struct ClientExplanation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explanation", abstract: "The answer to a client with its reasons.")
    @OptionGroup var client: ClientOptions
    func run() async throws { try await client.server.show(.GET, "/v1/clients/\(client.id)/explanation") }
}

/// The command `limpide client counterfactuals`.
struct ClientCounterfactuals: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "counterfactuals", abstract: "What would change the answer to a client.")
    @OptionGroup var client: ClientOptions
    func run() async throws { try await client.server.show(.GET, "/v1/clients/\(client.id)/counterfactuals") }
}

/// The command `limpide client similar`.
struct ClientSimilar: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar", abstract: "How the loans of clients alike went.")
    @OptionGroup var client: ClientOptions
    func run() async throws { try await client.server.show(.GET, "/v1/clients/\(client.id)/similar") }
}

/// The command `limpide client apply`.
struct ClientApply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Decide on a new applicant, whose records stand in a JSON file.",
        discussion:
            "The decision is recorded. The file holds records by table: {\"application\": {…}, \"bureau\": [{…}, …], …}."
    )

    @OptionGroup var server: ServerOptions

    @Argument(help: ArgumentHelp("File of the applicant's records.", valueName: "file"))
    var file: String

    func run() async throws {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw CommandFailure(code: .noInput, message: "there is no file \(file) that can be read.")
        }
        try await server.show(.POST, "/v1/applications", body: .bytes(data))
    }
}

/// The command `limpide client batch`.
struct ClientBatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "Score every line of a file of JSON lines, as they stream.",
        discussion:
            "A line is {\"client\": 100002} or one applicant's records. Answers come in the same order, one a line.")

    @OptionGroup var server: ServerOptions

    @Argument(help: ArgumentHelp("File of JSON lines.", valueName: "file"))
    var file: String

    func run() async throws {
        let file = self.file
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw CommandFailure(code: .noInput, message: "there is no file \(file) that can be read.")
        }
        let response = try await server.ask(
            .POST, "/v1/scores:batch", body: .stream(FileChunks(path: file), length: .unknown),
            type: "application/x-ndjson", within: .hours(24))
        for try await chunk in response.body { Terminal.write(chunk.readableBytesView) }
    }
}

/// The bytes of a file, a piece at a time, as they are asked for.
struct FileChunks: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let path: String

    struct Iterator: AsyncIteratorProtocol {
        fileprivate var handle: FileHandle?

        mutating func next() async throws -> ByteBuffer? {
            guard let data = try handle?.read(upToCount: 65_536), !data.isEmpty else {
                try handle?.close()
                handle = nil
                return nil
            }
            return ByteBuffer(bytes: data)
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(handle: FileHandle(forReadingAtPath: path)) }
}
