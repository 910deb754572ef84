import Access
import Credit
import Explaining
import Features
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// MLflow's protocol of serving, so that its clients work.
let servingRoutes: [APIRoute] = [
    APIRoute(
        .get, "/ping", operation: "ping", summary: "Whether the server answers, as MLflow's clients ask.",
        access: .anybody,
        contents: { [APIRoute.Content(schema: ["type": "string"])] }, respond: { _ in Response.json(bytes: [10]) }
    ),
    APIRoute(
        .get, "/version", operation: "getVersion", summary: "The version of Limpide, as text.", access: .anybody,
        contents: { [APIRoute.Content("text/plain", schema: ["type": "string"])] },
        respond: { call in
            Response(
                status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: call.site.settings.version)))
        }
    ),
    APIRoute(
        .post, "/invocations", operation: "invoke",
        summary: "Probabilities of default of rows of features, in the forms of MLflow's scoring protocol.",
        access: .permitted(.computeScores), body: { _ in InvocationSchema.contents },
        examples: [InvocationAnswer(predictions: [0.1824, 0.0437])], answer: { try await $0.invocations() }
    ),
]

/// Predictions as MLflow's clients read them.
struct InvocationAnswer: Codable, Hashable, Sendable {
    let predictions: [Double]
}

enum InvocationSchema {
    private static let cell: JSON = ["type": .list(["number", "string", "boolean", "null"])]
    private static let records: JSON = ["type": "array", "items": ["type": "object", "additionalProperties": cell]]

    /// The forms of a body.
    static var contents: [APIRoute.Content] {
        let split: JSON = [
            "type": "object", "required": .list(["columns", "data"]), "additionalProperties": .flag(false),
            "properties": [
                "columns": ["type": "array", "items": ["type": "string"], "uniqueItems": .flag(true)],
                "index": ["type": "array"], "data": ["type": "array", "items": ["type": "array", "items": cell]],
            ],
        ]
        let inputs: JSON = [
            "type": "object", "additionalProperties": ["anyOf": [cell, ["type": "array", "items": cell]]],
        ]
        let forms: [(String, JSON)] = [
            ("dataframe_split", split), ("dataframe_records", records), ("instances", records), ("inputs", inputs),
        ]
        let schema: JSON = [
            "oneOf": .list(
                forms.map { name, schema in
                    [
                        "type": "object", "required": .list([.text(name)]), "additionalProperties": .flag(false),
                        "properties": .object([name: schema, "params": ["type": .list(["object", "null"])]]),
                    ]
                })
        ]
        let example: JSON = [
            "dataframe_split": [
                "columns": ["EXT_SOURCE_2", "NAME_EDUCATION_TYPE"],
                "data": [[.number(0.55), "Higher education"], [.null, "Lower secondary"]],
            ]
        ]
        return [
            APIRoute.Content(schema: schema, example: example),
            APIRoute.Content(
                "text/csv", schema: ["type": "string"],
                example: "EXT_SOURCE_2,NAME_EDUCATION_TYPE\n0.55,Higher education\n,Lower secondary\n"),
        ]
    }
}

extension Call {
    /// Scores the rows of a body, off the threads that serve requests.
    func invocations() async throws -> InvocationAnswer {
        var type = try bodyType()
        // Python's clients of CSV say so; MLflow's of JSON may leave the type out.
        if type.isEmpty { type = "application/json" }
        guard type == "application/json" || type == "text/csv" else { throw Problem.unsupportedType }
        let bytes = try await bodyBytes(most: Invocation.mostBytes)
        let (site, isCSV) = (site, type == "text/csv")
        return try await site.work.run {
            var invocation = Invocation(schema: site.store.schema)
            if isCSV {
                try invocation.read(csv: bytes)
            } else {
                do {
                    try invocation.read(try JSONReader.value(of: bytes, takesNaN: true))
                } catch let failure as JSONReader.Failure {
                    throw Refusal.malformed(failure)
                }
            }
            let predictions = try invocation.rows.map { row in
                let decision = try site.engine.decision(for: row)
                site.metrics.count(decision, of: row, from: .invocation)
                return decision.probability.value
            }
            return InvocationAnswer(predictions: predictions)
        }
    }
}
