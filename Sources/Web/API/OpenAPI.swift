import Access
import Catalog
import Credit
import HTTPTypes

/// The description of the API, OpenAPI 3.1, from the list that registers its routes; made once.
struct APIDescription: Sendable {
    let document: JSON
    let bytes: [UInt8]

    init(catalog: LenderCatalog) {
        document = (try? openAPIDocument(catalog)) ?? .null
        bytes = JSONWriter.bytes(of: document)
    }
}

/// The description for one lender, whose catalog says what an application holds.
func openAPIDocument(_ catalog: LenderCatalog) throws -> JSON {
    var paths: [String: JSON] = [:]
    for route in apiRoutes {
        var operations: [String: JSON] = [:]
        if case .object(let others)? = paths[route.path] { operations = others }
        operations[route.method.rawValue.lowercased()] = try operation(route, catalog)
        paths[route.path] = .object(operations)
    }
    return [
        "openapi": "3.1.0",
        "info": [
            "title": "Limpide", "version": "1",
            "description": "The probability that a client's loan goes unpaid, the decision and its reasons.",
        ],
        "paths": .object(paths),
        "components": [
            "schemas": .object(ApplicationSchema.schemas(of: catalog)),
            "securitySchemes": [
                "token": [
                    "type": "http", "scheme": "bearer",
                    "description": "A token from `limpide users token`, with the scope that the route names.",
                ],
                "session": [
                    "type": "apiKey", "in": "cookie", "name": .text(Gatekeeper.cookie),
                    "description":
                        "The session of a signed-in browser; requests that change something bring X-Form-Token.",
                ],
            ],
        ],
    ]
}

private func operation(_ route: APIRoute, _ catalog: LenderCatalog) throws -> JSON {
    let body = route.body(catalog)
    var responses: [String: JSON] = [String(route.status.code): try success(route)]
    let problems = route.allProblems(hasBody: !body.isEmpty)
    for (status, problems) in Dictionary(grouping: problems, by: \.status.code) {
        responses[String(status)] = try failure(problems)
    }
    var operation: [String: JSON] = [
        "operationId": .text(route.operation), "summary": .text(route.summary),
        "parameters": .list(route.parameters.map(parameter)), "responses": .object(responses),
        "security": security(route.access),
    ]
    if let permission = route.access.permission {
        operation["x-scope"] = .text(permission.rawValue)
        operation["description"] = .text("Needs the scope `\(permission.rawValue)`.")
    }
    if !body.isEmpty {
        operation["requestBody"] = ["required": .flag(true), "content": contents(body)]
    }
    return .object(operation)
}

private func security(_ access: RouteAccess) -> JSON {
    access == .anybody ? .list([]) : [["token": .list([])], ["session": .list([])]]
}

private func parameter(_ parameter: APIRoute.Parameter) -> JSON {
    [
        "name": .text(parameter.name), "in": .text(parameter.place.rawValue),
        "required": .flag(parameter.place == .path), "description": .text(parameter.meaning),
        "schema": parameter.schema,
    ]
}

private func contents(_ contents: [APIRoute.Content]) -> JSON {
    .object(
        Dictionary(
            contents.map { content in
                var description: [String: JSON] = ["schema": content.schema]
                if let example = content.example { description["example"] = example }
                return (content.type, .object(description))
            }, uniquingKeysWith: { first, _ in first }))
}

private func success(_ route: APIRoute) throws -> JSON {
    ["description": .text(route.summary), "content": contents(try route.contents())]
}

private func failure(_ problems: [Problem]) throws -> JSON {
    let examples = try problems.map { problem in
        problem == .invalidFields ? try JSON(of: Example.fieldProblem) : try JSON(of: problem.document)
    }
    return [
        "description": .text(problems.map(\.title.en).joined(separator: "; ")),
        "content": [
            "application/problem+json": [
                "schema": Schema.inferred(from: examples), "example": examples.first ?? .null,
            ]
        ],
    ]
}
