import HTTPTypes
import Hummingbird

/// One route of the API: what registers it, answers it and describes it.
struct APIRoute: Sendable {
    /// A parameter of a path or query.
    struct Parameter: Sendable {
        enum Place: String { case path, query }
        let name: String
        let place: Place
        let isNumber: Bool
        let meaning: String
    }

    /// The address, parameters in braces, as `/v1/clients/{id}`.
    let path: String
    /// A name for programs that are generated from the description.
    let operation: String
    let summary: String
    let parameters: [Parameter]
    let problems: [Problem]
    /// Answers as they may come, the first one published as the example; the schema is read off them.
    let examples: @Sendable () throws -> [JSON]
    let answer: @Sendable (Call) async throws -> Response

    init<Answer: Codable & Sendable>(
        _ path: String, operation: String, summary: String, parameters: [Parameter] = [], problems: [Problem] = [],
        examples: [Answer], answer: @escaping @Sendable (Call) async throws -> Answer
    ) {
        self.path = path
        self.operation = operation
        self.summary = summary
        self.parameters = parameters
        self.problems = problems
        self.examples = { try examples.map { try JSON(of: $0) } }
        self.answer = { call in try Response.json(try await answer(call)) }
    }
}

/// Every route of the API, in the order of its description.
let apiRoutes: [APIRoute] = [
    APIRoute(
        "/v1/clients", operation: "listClients", summary: "List clients in order of number.",
        parameters: [
            APIRoute.Parameter(
                name: "q", place: .query, isNumber: false, meaning: "The digits that a client's number starts with."
            ),
            APIRoute.Parameter(
                name: "after", place: .query, isNumber: true, meaning: "List clients after this number."
            ),
            APIRoute.Parameter(
                name: "limit", place: .query, isNumber: true,
                meaning: "At most this many clients, 1 to 200; 50 without."
            ),
        ],
        problems: [.malformedQuery], examples: [Example.clientList, Example.lastClientList],
        answer: { try await $0.clientList() }
    ),
    APIRoute(
        "/v1/clients/{id}", operation: "getClient",
        summary: "What the lender knows of a client, by section, in raw and in human units.",
        parameters: [clientNumber], problems: [.malformedClient, .unknownClient], examples: [Example.information],
        answer: { try await $0.information() }
    ),
    APIRoute(
        "/v1/clients/{id}/score", operation: "getScore",
        summary: "The probability that a client's loan goes unpaid, and whether it is granted.",
        parameters: [clientNumber], problems: [.malformedClient, .unknownClient], examples: [Example.score],
        answer: { try await $0.score() }
    ),
    APIRoute(
        "/v1/clients/{id}/explanation", operation: "getExplanation",
        summary: "The decision on a client with its reasons, and the proof that they add up to the score.",
        parameters: [clientNumber], problems: [.malformedClient, .unknownClient], examples: [Example.explanation],
        answer: { try await $0.explanation() }
    ),
    APIRoute(
        "/v1/model", operation: "getModel", summary: "The model that decides.", examples: [Example.modelAnswer],
        answer: { $0.model() }
    ),
    APIRoute(
        "/health", operation: "getHealth", summary: "Whether the server answers, and with which model.",
        examples: [Example.health], answer: { $0.health() }
    ),
    APIRoute(
        "/openapi.json", operation: "getDescription", summary: "This description.", examples: [JSON](),
        answer: { _ in try openAPIDocument() }
    ),
]

private let clientNumber = APIRoute.Parameter(
    name: "id", place: .path, isNumber: true, meaning: "The client's number."
)
