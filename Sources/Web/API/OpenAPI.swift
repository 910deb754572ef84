import Credit
import HTTPTypes

/// The description of the API, OpenAPI 3.1, from the list that registers its routes.
func openAPIDocument() throws -> JSON {
    var paths: [String: JSON] = [:]
    for route in apiRoutes { paths[route.path] = ["get": try operation(route)] }
    return [
        "openapi": "3.1.0",
        "info": [
            "title": "Limpide", "version": "1",
            "description": "The probability that a client's loan goes unpaid, the decision and its reasons.",
        ],
        "paths": .object(paths),
    ]
}

private func operation(_ route: APIRoute) throws -> JSON {
    var responses: [String: JSON] = ["200": try success(route)]
    for (status, problems) in Dictionary(grouping: route.problems + [.failure], by: \.status.code) {
        responses[String(status)] = try failure(problems)
    }
    return [
        "operationId": .text(route.operation), "summary": .text(route.summary),
        "parameters": .list(route.parameters.map(parameter)), "responses": .object(responses),
    ]
}

private func parameter(_ parameter: APIRoute.Parameter) -> JSON {
    [
        "name": .text(parameter.name), "in": .text(parameter.place.rawValue),
        "required": .flag(parameter.place == .path), "description": .text(parameter.meaning),
        "schema": ["type": .text(parameter.isNumber ? "integer" : "string")],
    ]
}

private func success(_ route: APIRoute) throws -> JSON {
    let examples = try route.examples()
    var content: [String: JSON] = ["schema": Schema.inferred(from: examples)]
    if let example = examples.first { content["example"] = example }
    if examples.isEmpty { content["schema"] = ["type": "object"] }
    return ["description": .text(route.summary), "content": ["application/json": .object(content)]]
}

private func failure(_ problems: [Problem]) throws -> JSON {
    let examples = try problems.map { try JSON(of: $0.document) }
    return [
        "description": .text(problems.map(\.title.text.en).joined(separator: "; ")),
        "content": [
            "application/problem+json": [
                "schema": Schema.inferred(from: examples), "example": examples.first ?? .null,
            ]
        ],
    ]
}
