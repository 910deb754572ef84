import Credit
import HTTPTypes

/// A request that cannot be answered, as the caller may know it: no internal name, no client's value.
enum Problem: String, Error, CaseIterable {
    case malformedClient = "malformed-client-number"
    case malformedQuery = "malformed-query"
    case malformedBody = "malformed-body"
    case invalidFields = "invalid-fields"
    case unsupportedType = "unsupported-media-type"
    case tooLarge = "body-too-large"
    case slowBody = "body-too-slow"
    case notSignedIn = "not-signed-in"
    case unknownToken = "unknown-token"
    case forbidden = "forbidden"
    case forgedForm = "forged-form"
    case tooManyRequests = "too-many-requests"
    case unknownClient = "unknown-client"
    case unknownEntry = "unknown-entry"
    case unknownPage = "unknown-address"
    case methodNotAllowed = "method-not-allowed"
    case conflict = "conflict"
    case secondPair = "second-person-needed"
    case missingFile = "missing-file"
    case unavailable = "unavailable"
    case unknownComparison = "unknown-comparison"
    case noPortfolio = "no-portfolio"
    case noRecords = "no-records"
    case cannotRecord = "cannot-record"
    case failure = "internal-failure"

    var status: HTTPResponse.Status {
        switch self {
        case .malformedClient, .malformedQuery, .malformedBody, .unknownComparison: .badRequest
        case .invalidFields: .unprocessableContent
        case .unsupportedType: .unsupportedMediaType
        case .tooLarge: .contentTooLarge
        case .slowBody: .requestTimeout
        case .notSignedIn, .unknownToken: .unauthorized
        case .forbidden, .forgedForm, .secondPair: .forbidden
        case .tooManyRequests: .tooManyRequests
        case .unknownClient, .unknownEntry, .unknownPage, .noPortfolio, .noRecords: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .conflict: .conflict
        case .missingFile, .unavailable, .cannotRecord: .serviceUnavailable
        case .failure: .internalServerError
        }
    }

    /// The problem document of RFC 9457.
    var document: ProblemDocument { Refusal(self).document }
}

/// A problem with what is particular to one request.
struct Refusal: Error {
    let problem: Problem
    /// What is wrong with single fields; empty for a problem with the request as a whole.
    var fields: [FieldProblem] = []
    /// More than the problem's own advice; nil where that says all.
    var detail: LocalizedText?
    /// Seconds after which another try makes sense.
    var retryAfter: Int?

    init(_ problem: Problem, fields: [FieldProblem] = [], detail: LocalizedText? = nil, retryAfter: Int? = nil) {
        self.problem = problem
        self.fields = fields
        self.detail = detail
        self.retryAfter = retryAfter
    }

    /// A body that cannot be read at all.
    static func malformed(_ failure: JSONReader.Failure) -> Refusal {
        Refusal(.malformedBody, detail: LocalizedText(fr: failure.sentence, en: failure.sentence))
    }

    /// One thing wrong with one field.
    static func field(_ pointer: String, _ detail: String) -> Refusal {
        Refusal(.invalidFields, fields: [FieldProblem(pointer: pointer, detail: detail)])
    }

    /// A caller who asks too often.
    static func tooMany(_ seconds: Double) -> Refusal {
        Refusal(.tooManyRequests, retryAfter: max(1, Int(seconds.rounded(.up))))
    }

    var document: ProblemDocument {
        ProblemDocument(
            type: "urn:limpide:problem:\(problem.rawValue)", title: problem.title.en, status: problem.status.code,
            detail: (detail ?? problem.advice).en, errors: fields.isEmpty ? nil : fields
        )
    }
}

/// What is wrong with one field of a body.
struct FieldProblem: Codable, Hashable, Sendable {
    /// Where it stands, as a JSON pointer (RFC 6901); empty for the body as a whole.
    let pointer: String
    /// What is wrong and what is expected, without the value.
    let detail: String

    /// A pointer of names.
    static func pointer(_ names: String...) -> String { pointer(names) }

    /// A pointer of names.
    static func pointer(_ names: [String]) -> String {
        names.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
    }
}

/// A problem as `application/problem+json`, RFC 9457.
struct ProblemDocument: Codable, Hashable, Sendable {
    let type: String
    let title: String
    let status: Int
    let detail: String
    /// What is wrong with single fields; absent for a problem with the request as a whole.
    var errors: [FieldProblem]?
}
