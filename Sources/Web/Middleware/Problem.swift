import Credit
import HTTPTypes

/// A request that cannot be answered, as the caller may know it: no internal name, no client's value.
enum Problem: String, Error, CaseIterable {
    case malformedClient = "malformed-client-number"
    case malformedQuery = "malformed-query"
    case unknownClient = "unknown-client"
    case unknownPage = "unknown-address"
    case methodNotAllowed = "method-not-allowed"
    case missingFile = "missing-file"
    case failure = "internal-failure"

    var status: HTTPResponse.Status {
        switch self {
        case .malformedClient, .malformedQuery: .badRequest
        case .unknownClient, .unknownPage: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .missingFile: .serviceUnavailable
        case .failure: .internalServerError
        }
    }

    /// What happened, in a few words.
    var title: Phrase {
        switch self {
        case .malformedClient: .malformedClientTitle
        case .malformedQuery: .malformedQueryTitle
        case .unknownClient: .unknownClientTitle
        case .unknownPage: .unknownPageTitle
        case .methodNotAllowed: .methodNotAllowedTitle
        case .missingFile: .missingFileTitle
        case .failure: .failureTitle
        }
    }

    /// What to do.
    var advice: Phrase {
        switch self {
        case .malformedClient: .malformedClientAdvice
        case .malformedQuery: .malformedQueryAdvice
        case .unknownClient: .unknownClientAdvice
        case .unknownPage: .unknownPageAdvice
        case .methodNotAllowed: .methodNotAllowedAdvice
        case .missingFile: .missingFileAdvice
        case .failure: .failureAdvice
        }
    }

    /// The problem document of RFC 9457.
    var document: ProblemDocument {
        ProblemDocument(
            type: "urn:limpide:problem:\(rawValue)", title: title.text.en, status: status.code, detail: advice.text.en
        )
    }
}

/// A problem as `application/problem+json`, RFC 9457.
struct ProblemDocument: Codable, Hashable, Sendable {
    let type: String
    let title: String
    let status: Int
    let detail: String
}
