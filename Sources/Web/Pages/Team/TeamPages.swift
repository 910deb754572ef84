import Access

/// A client's reasons and history in depth; the portfolio, the models and how they treat people.
let teamPages: [SitePage] = [
    SitePage("/clients/{id}/reasons", access: .permitted(.readClients)) { try await reasonsPage($0) },
    SitePage("/clients/{id}/reasons/{family}", access: .permitted(.readClients)) { try await familyPage($0) },
    SitePage("/clients/{id}/history-of-credit", access: .permitted(.readClients)) { try await creditHistoryPage($0) },
    SitePage("/portfolio", access: .permitted(.readModel)) { try await portfolioPage($0) },
    SitePage("/models", access: .permitted(.readModel)) { try await modelsPage($0) },
    SitePage("/models/{digest}/card", access: .permitted(.readModel)) { try await modelCardPage($0) },
    SitePage("/fairness", access: .permitted(.readModel)) { try await fairnessPage($0) },
]
