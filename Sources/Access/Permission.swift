/// One thing that a person or program may do; also the scope of a token, spelt as `clients:read`.
public enum Permission: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    /// See clients: their information, scores, explanations.
    case readClients = "clients:read"
    /// Compute scores for rows that the caller brings.
    case computeScores = "scores:compute"
    /// Record decisions, on clients and on new applicants.
    case writeDecisions = "decisions:write"
    /// Ask that a person looks again at a decision.
    case requestReviews = "reviews:request"
    /// Take a review and decide it.
    case decideReviews = "reviews:decide"
    /// See what the model is and what weighs in it.
    case readModel = "model:read"
    /// Read the decision log.
    case readLog = "log:read"
    /// Read the measurements of the server, and what the monitor found.
    case readMetrics = "metrics:read"
    /// Take and close alerts of the monitor.
    case handleAlerts = "alerts:handle"

    /// Orders by spelling.
    public static func < (a: Permission, b: Permission) -> Bool { a.rawValue < b.rawValue }
}

/// What a person does at the lender, and so what they may do here.
public enum Role: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    /// Talks with clients: finds, explains, decides, asks for reviews.
    case adviser
    /// Looks again at decisions.
    case reviewer
    /// Looks after the model; sees no client by name.
    case dataScientist = "data-scientist"
    /// Runs the server; sees no client.
    case operations
    /// Reads everything, changes nothing.
    case auditor

    /// What the role permits.
    public var permissions: Set<Permission> {
        switch self {
        case .adviser: [.readClients, .computeScores, .writeDecisions, .requestReviews, .readModel]
        case .reviewer: [.readClients, .requestReviews, .decideReviews, .readModel]
        case .dataScientist: [.computeScores, .readModel, .readMetrics, .handleAlerts]
        case .operations: [.readModel, .readMetrics, .handleAlerts]
        case .auditor: [.readClients, .readModel, .readLog, .readMetrics]
        }
    }

    /// Orders by spelling.
    public static func < (a: Role, b: Role) -> Bool { a.rawValue < b.rawValue }
}
