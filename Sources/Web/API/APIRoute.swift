import Access
import Catalog
import Credit
import HTTPTypes
import Hummingbird

/// One route of the API: what registers it, answers it and describes it.
struct APIRoute: Sendable {
    /// A parameter of a path or query.
    struct Parameter: Sendable {
        enum Place: String { case path, query }
        let name: String
        let place: Place
        let schema: JSON
        let meaning: String
    }

    /// One form that a body or an answer may have.
    struct Content: Sendable {
        let type: String
        let schema: JSON
        let example: JSON?

        init(_ type: String = "application/json", schema: JSON, example: JSON? = nil) {
            self.type = type
            self.schema = schema
            self.example = example
        }
    }

    let method: HTTPRequest.Method
    /// The address, parameters in braces, as `/v1/clients/{id}`.
    let path: String
    /// A name for programs that are generated from the description.
    let operation: String
    let summary: String
    let access: RouteAccess
    let parameters: [Parameter]
    /// The forms that the body may have, for one lender; empty for no body.
    let body: @Sendable (LenderCatalog) -> [Content]
    let problems: [Problem]
    /// The status of success.
    let status: HTTPResponse.Status
    /// The forms that the answer may have.
    let contents: @Sendable () throws -> [Content]
    let answer: @Sendable (Call) async throws -> Response

    /// A route whose answer is bytes of its own making.
    init(
        _ method: HTTPRequest.Method, _ path: String, operation: String, summary: String, access: RouteAccess,
        parameters: [Parameter] = [], body: @escaping @Sendable (LenderCatalog) -> [Content] = { _ in [] },
        problems: [Problem] = [], status: HTTPResponse.Status = .ok,
        contents: @escaping @Sendable () throws -> [Content],
        respond: @escaping @Sendable (Call) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.operation = operation
        self.summary = summary
        self.access = access
        self.parameters = parameters
        self.body = body
        self.problems = problems
        self.status = status
        self.contents = contents
        self.answer = respond
    }

    /// A route that answers with one type, in JSON.
    ///
    /// - Parameter examples: answers as they may come, the first one published; the schema is read off them.
    init<Answer: Codable & Sendable>(
        _ method: HTTPRequest.Method, _ path: String, operation: String, summary: String, access: RouteAccess,
        parameters: [Parameter] = [], body: @escaping @Sendable (LenderCatalog) -> [Content] = { _ in [] },
        problems: [Problem] = [], status: HTTPResponse.Status = .ok, examples: [Answer],
        answer: @escaping @Sendable (Call) async throws -> Answer
    ) {
        self.init(
            method, path, operation: operation, summary: summary, access: access, parameters: parameters, body: body,
            problems: problems, status: status,
            contents: {
                let examples = try examples.map { try JSON(of: $0) }
                return [Content(schema: Schema.inferred(from: examples), example: examples.first)]
            },
            respond: { call in try Response.json(try await answer(call), status: status) })
    }

    /// Every problem that the route may answer with: its own, and those of its kind.
    func allProblems(hasBody: Bool) -> [Problem] {
        var all = problems
        if access != .anybody { all += [.notSignedIn, .unknownToken, .tooManyRequests] }
        if access.permission != nil { all.append(.forbidden) }
        if hasBody { all += [.malformedBody, .invalidFields, .unsupportedType, .tooLarge, .slowBody] }
        all += [.unavailable, .failure]
        return all.reduce(into: []) { unique, problem in if !unique.contains(problem) { unique.append(problem) } }
    }
}

extension APIRoute.Parameter {
    /// The client's number in an address.
    static let client = APIRoute.Parameter(
        name: "id", place: .path, schema: ["type": "integer", "minimum": 0, "maximum": 999_999_999_999_999_999],
        meaning: "The client's number.")
    /// How many things a page of a list holds at most.
    static let limit = APIRoute.Parameter(
        name: "limit", place: .query, schema: ["type": "integer", "minimum": 1, "maximum": 200],
        meaning: "At most this many, 1 to 200; 50 without.")
}

/// Every route of the API, in the order of its description.
let apiRoutes: [APIRoute] = clientRoutes + modelRoutes + servingRoutes + serverRoutes

/// What is known of the lender's clients.
private let clientRoutes: [APIRoute] = [
    APIRoute(
        .get, "/v1/clients", operation: "listClients", summary: "List clients in order of number.",
        access: .permitted(.readClients),
        parameters: [
            APIRoute.Parameter(
                name: "q", place: .query, schema: ["type": "string", "pattern": "^[0-9]{0,18}$"],
                meaning: "The digits that a client's number starts with."),
            APIRoute.Parameter(
                name: "cursor", place: .query,
                schema: ["type": "integer", "minimum": 0, "maximum": 999_999_999_999_999_999],
                meaning: "The `next` of the page before."),
            .limit,
        ],
        problems: [.malformedQuery], examples: [Example.clientList, Example.lastClientList],
        answer: { try await $0.clientList() }
    ),
    APIRoute(
        .get, "/v1/clients/{id}", operation: "getClient",
        summary: "What the lender knows of a client, by section, in raw and in human units.",
        access: .permitted(.readClients), parameters: [.client], problems: [.malformedClient, .unknownClient],
        examples: [Example.information], answer: { try await $0.information() }
    ),
    APIRoute(
        .get, "/v1/clients/{id}/score", operation: "getScore",
        summary: "The probability that a client's loan goes unpaid, and whether it is granted.",
        access: .permitted(.readClients), parameters: [.client], problems: [.malformedClient, .unknownClient],
        examples: [Example.score], answer: { try await $0.score() }
    ),
    APIRoute(
        .get, "/v1/clients/{id}/explanation", operation: "getExplanation",
        summary: "The decision on a client with its reasons, and the proof that they add up to the score.",
        access: .permitted(.readClients), parameters: [.client], problems: [.malformedClient, .unknownClient],
        examples: [Example.explanation], answer: { try await $0.explanation() }
    ),
]

/// The model.
private let modelRoutes: [APIRoute] = [
    APIRoute(
        .get, "/v1/model", operation: "getModel", summary: "The model that decides.", access: .permitted(.readModel),
        examples: [Example.modelAnswer], answer: { $0.model() }
    )
]

/// The server itself.
private let serverRoutes: [APIRoute] = [
    APIRoute(
        .get, "/health", operation: "getHealth", summary: "Whether the server answers, and with which model.",
        access: .anybody, examples: [Example.health], answer: { $0.health() }
    ),
    APIRoute(
        .get, "/ready", operation: "getReady",
        summary: "Whether the server can do its work: read clients, record decisions.",
        access: .anybody, problems: [.unavailable], examples: [Example.health], answer: { try await $0.ready() }
    ),
    APIRoute(
        .get, "/metrics", operation: "getMetrics",
        summary:
            "What the server has done since it started, for Prometheus: requests, latencies, scores, what is unknown.",
        access: .permitted(.readMetrics), contents: { [APIRoute.Content("text/plain", schema: ["type": "string"])] },
        respond: { $0.metrics() }
    ),
    APIRoute(
        .get, "/openapi.json", operation: "getDescription", summary: "This description.", access: .anybody,
        contents: { [APIRoute.Content(schema: ["type": "object"])] },
        respond: { call in Response.json(bytes: call.site.description.bytes) }
    ),
]
