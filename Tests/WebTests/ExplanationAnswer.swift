import Credit

@testable import Web

/// A decision with its reasons and the proof that they add up.
struct ExplanationAnswer: Codable, Hashable, Sendable {
    struct Baseline: Codable, Hashable, Sendable {
        let label: LocalizedText
        let logOdds: Double

        enum CodingKeys: String, CodingKey {
            case label
            case logOdds = "log_odds"
        }
    }

    struct Contribution: Codable, Hashable, Sendable {
        let feature: String
        let label: LocalizedText
        let family: String
        let logOdds: Double

        enum CodingKeys: String, CodingKey {
            case feature, label, family
            case logOdds = "log_odds"
        }
    }

    struct SumCheck: Codable, Hashable, Sendable {
        let sum: Double
        let residual: Double
    }

    struct Evidence: Codable, Hashable, Sendable {
        let feature: String
        let label: LocalizedText
        let value: LocalizedText
        let usual: OrNull<LocalizedText>
    }

    struct Reason: Codable, Hashable, Sendable {
        let code: String
        let family: String
        let direction: String
        let label: LocalizedText
        let sentence: LocalizedText
        let contribution: Double
        let evidence: [Evidence]
    }

    let client: Int64
    let logOdds: Double
    let baseline: Baseline
    let contributions: [Contribution]
    let sumCheck: SumCheck
    let reasons: [Reason]
    let probability: Double
    let status: String
    let statusCode: String
    let threshold: Double
    let model: String

    enum CodingKeys: String, CodingKey {
        case client, baseline, contributions, reasons, probability, status, threshold, model
        case logOdds = "log_odds"
        case sumCheck = "sum_check"
        case statusCode = "status_code"
    }
}
