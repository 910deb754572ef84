import Access
import Catalog
import HTTPTypes
import Recording

/// What is said of clients besides their score.
let comparingRoutes: [APIRoute] = [
    APIRoute(
        .get, "/v1/clients/{id}/counterfactuals", operation: "getCounterfactuals",
        summary: "The smallest permitted changes after which the loan would be granted, scored by the model itself.",
        access: .permitted(.readClients), parameters: [.client],
        problems: [.malformedClient, .unknownClient, .noRecords],
        examples: [Example.foundCounterfactuals, Example.noCounterfactuals], answer: { try await $0.counterfactuals() }
    ),
    APIRoute(
        .get, "/v1/clients/{id}/similar", operation: "getSimilar",
        summary: "How the loans of clients alike went, as a group; never one of them.",
        access: .permitted(.readClients), parameters: [.client],
        problems: [.malformedClient, .unknownClient, .noPortfolio],
        examples: [Example.similar, Example.noSimilar], answer: { try await $0.similar() }
    ),
    APIRoute(
        .get, "/v1/clients/{id}/comparison", operation: "getComparison",
        summary: "A client beside all others, those alike or a group, in one variable; never beside one of them.",
        access: .permitted(.readClients),
        parameters: [
            .client,
            APIRoute.Parameter(
                name: "variable", place: .query, schema: ["type": "string"],
                meaning: "The feature to compare, or `score`; the risk of default without."),
            APIRoute.Parameter(
                name: "with", place: .query, schema: ["type": "string", "enum": ["all", "alike", "group"]],
                meaning: "With whom; all clients without."),
            APIRoute.Parameter(
                name: "same", place: .query, schema: ["type": "string"],
                meaning: "A feature that the group has in common, which the catalog lets compare; may be given again."),
        ],
        problems: [.malformedClient, .unknownClient, .unknownComparison, .noPortfolio],
        examples: [Example.comparison, Example.noComparison], answer: { try await $0.comparison() }
    ),
    APIRoute(
        .get, "/v1/model/dependence", operation: "getDependence",
        summary:
            "What the values of a feature add to scores over a sample of the portfolio; one of those that weigh most.",
        access: .permitted(.readModel),
        parameters: [
            APIRoute.Parameter(
                name: "feature", place: .query, schema: ["type": "string"], meaning: "The feature's name.")
        ],
        problems: [.unknownComparison, .noPortfolio], examples: [Example.dependence, Example.dependenceWithUnknown],
        answer: { try $0.dependence() }
    ),
]

/// Decisions, changes tried out, and scores by the thousand.
let decidingRoutes: [APIRoute] = [
    APIRoute(
        .post, "/v1/clients/{id}/decisions", operation: "decideClient",
        summary: "Decide on a client and record the decision, with its reasons, before it is told.",
        access: .permitted(.writeDecisions), parameters: [.client],
        problems: [.malformedClient, .unknownClient, .cannotRecord], status: .created,
        examples: [Example.recordedDecision, Example.decisionWithoutPolicy], answer: { try await $0.clientDecision() }
    ),
    APIRoute(
        .post, "/v1/applications", operation: "apply",
        summary: "Decide on a new applicant from their records, and record the decision before it is told.",
        access: .permitted(.writeDecisions),
        body: { catalog in [APIRoute.Content(schema: ApplicationSchema.records, example: Example.records(of: catalog))]
        },
        problems: [.cannotRecord], status: .created, examples: [Example.application, Example.knownApplication],
        answer: { try await $0.application() }
    ),
    APIRoute(
        .post, "/v1/simulations", operation: "simulate",
        summary:
            "A client with changed fields, before and after; what follows from a change is changed too. Nothing is recorded.",
        access: .permitted(.readClients),
        body: { catalog in
            [APIRoute.Content(schema: ApplicationSchema.simulation(of: catalog), example: Example.simulationBody)]
        },
        problems: [.unknownClient, .noRecords], examples: [Example.simulation], answer: { try await $0.simulation() }
    ),
    APIRoute(
        .post, "/v1/scores:batch", operation: "scoreBatch",
        summary:
            "Score lines of JSON as they stream, each a client's number or an applicant's records; answers come in order.",
        access: .permitted(.computeScores),
        body: { _ in
            [
                APIRoute.Content(
                    Call.lineType, schema: ["type": "string"], example: "{\"client\": 123456}\n{\"application\": {}}\n")
            ]
        },
        contents: {
            [APIRoute.Content(Call.lineType, schema: ["type": "string"], example: .text(Example.batchLines))]
        },
        respond: { try await $0.batch() }
    ),
]

private let reviewReference = APIRoute.Parameter(
    name: "id", place: .path, schema: ["type": "string"], meaning: "The reference of the review.")

/// A person's second look.
let reviewingRoutes: [APIRoute] = [
    APIRoute(
        .post, "/v1/reviews", operation: "requestReview", summary: "Ask that a person looks again at a decision.",
        access: .permitted(.requestReviews),
        body: { _ in [APIRoute.Content(schema: ReviewSchema.request, example: Example.reviewRequest)] },
        problems: [.unknownEntry, .conflict, .cannotRecord], status: .created,
        examples: [Example.review, Example.decidedReview],
        answer: { try await $0.requestReview() }
    ),
    APIRoute(
        .get, "/v1/reviews", operation: "listReviews", summary: "List reviews, the one due first first.",
        access: .permitted(.requestReviews),
        parameters: [
            APIRoute.Parameter(
                name: "state", place: .query,
                schema: ["type": "string", "enum": .list(Review.State.allCases.map { .text($0.rawValue) })],
                meaning: "Only those in this state."),
            APIRoute.Parameter(
                name: "assignee", place: .query, schema: ["type": "string"],
                meaning: "Only those that this account has."),
            APIRoute.Parameter(
                name: "decision", place: .query, schema: ["type": "string"], meaning: "Only those of this decision."),
            APIRoute.Parameter(
                name: "cursor", place: .query, schema: ["type": "string"], meaning: "The `next` of the page before."),
            .limit,
        ],
        problems: [.malformedQuery, .cannotRecord], examples: [Example.reviewList, Example.lastReviewList],
        answer: { try await $0.reviewList() }
    ),
    APIRoute(
        .get, "/v1/reviews/{id}", operation: "getReview", summary: "A review as it stands.",
        access: .permitted(.requestReviews), parameters: [reviewReference], problems: [.unknownEntry, .cannotRecord],
        examples: [Example.review, Example.decidedReview], answer: { try await $0.review() }
    ),
    APIRoute(
        .post, "/v1/reviews/{id}/assignment", operation: "assignReview", summary: "Give a review to a reviewer.",
        access: .permitted(.decideReviews), parameters: [reviewReference],
        body: { _ in [APIRoute.Content(schema: ReviewSchema.assignment, example: ["reviewer": "claire"])] },
        problems: [.unknownEntry, .conflict, .secondPair, .cannotRecord],
        examples: [Example.review, Example.decidedReview],
        answer: { try await $0.assignReview() }
    ),
    APIRoute(
        .post, "/v1/reviews/{id}/judgement", operation: "judgeReview",
        summary: "Say what the review found; above the lender's amount a second reviewer must say the same.",
        access: .permitted(.decideReviews), parameters: [reviewReference],
        body: { _ in [APIRoute.Content(schema: ReviewSchema.judgement, example: Example.judgement)] },
        problems: [.unknownEntry, .conflict, .secondPair, .cannotRecord],
        examples: [Example.review, Example.decidedReview],
        answer: { try await $0.judgeReview() }
    ),
]

private enum ReviewSchema {
    private static let words: JSON = ["type": "string", "minLength": 1, "maxLength": 4000, "pattern": "\\S"]

    static let request = object(
        [
            "decision": ["type": "string"], "reason": words,
            "due": ["type": .list(["string", "null"]), "format": "date-time"],
        ],
        required: ["decision", "reason"])
    static let assignment = object(["reviewer": ["type": "string"]], required: ["reviewer"])
    static let judgement = object(
        ["outcome": ["type": "string", "enum": ["granted", "refused"]], "code": words, "text": words],
        required: ["outcome", "code", "text"])

    private static func object(_ properties: [String: JSON], required: [JSON]) -> JSON {
        [
            "type": "object", "properties": .object(properties), "required": .list(required),
            "additionalProperties": .flag(false),
        ]
    }
}
