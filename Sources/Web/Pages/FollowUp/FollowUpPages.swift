import Access
import HTTPTypes

/// What is done with a decision: recorded, reviewed, told to the client.
let followUpPages: [SitePage] = clientPages + decisionPages + letterPages + reviewPages + ownPages

/// On a client: the decision recorded, what was said, what has happened.
private let clientPages: [SitePage] = [
    SitePage("/clients/{id}/decisions", method: .post, access: .permitted(.writeDecisions)) {
        try await recordDecision($0)
    },
    SitePage("/clients/{id}/notes", method: .post, access: .permitted(.requestReviews)) { try await keepNote($0) },
    SitePage("/clients/{id}/history", access: .permitted(.readClients)) { try await historyPage($0) },
]

/// A decision as it was taken.
private let decisionPages: [SitePage] = [
    SitePage("/decisions/{reference}", access: .permitted(.readClients)) { try await decisionPage($0) },
    SitePage("/decisions/{reference}/changes", access: .permitted(.readClients)) { try await changesPage($0) },
    SitePage("/decisions/{reference}/replay", access: .permitted(.readClients)) { try await replayPage($0) },
    SitePage("/decisions/{reference}/reviews", method: .post, access: .permitted(.requestReviews)) {
        try await askReview($0)
    },
    SitePage("/decisions/{reference}/notes", method: .post, access: .permitted(.requestReviews)) {
        try await keepDecisionNote($0)
    },
    SitePage("/decisions/{reference}/link", method: .post, access: .permitted(.writeDecisions)) {
        try await makeLink($0)
    },
]

/// What is written to the client.
private let letterPages: [SitePage] = [
    SitePage("/decisions/{reference}/letter", access: .permitted(.readClients)) { try await letterPage($0) },
    SitePage("/decisions/{reference}/letter.pdf", access: .permitted(.readClients)) { try await letterPDF($0) },
    SitePage("/decisions/{reference}/letters", method: .post, access: .permitted(.writeDecisions)) {
        try await markLetter($0)
    },
]

/// A person's second look.
private let reviewPages: [SitePage] = [
    SitePage("/reviews", access: .permitted(.requestReviews)) { try await reviewsPage($0) },
    SitePage("/reviews/{reference}", access: .permitted(.requestReviews)) { try await reviewPage($0) },
    SitePage("/reviews/{reference}/assignment", method: .post, access: .permitted(.decideReviews)) {
        try await takeReview($0)
    },
    SitePage("/reviews/{reference}/judgement", method: .post, access: .permitted(.decideReviews)) {
        try await judgeReview($0)
    },
]

/// The client's own page, which a link opens.
private let ownPages: [SitePage] = [
    SitePage("/mine/{token}", access: .anybody) { await minePage($0) },
    SitePage("/mine/{token}", method: .post, access: .anybody) { await contestPage($0) },
]
