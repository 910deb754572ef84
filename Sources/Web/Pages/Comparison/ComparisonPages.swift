import Access

/// A client beside others, and what matters over all of them.
let comparisonPages: [SitePage] = [
    SitePage("/clients/{id}/compare", access: .permitted(.readClients)) { try await comparisonPage($0) },
    SitePage("/clients/{id}/compare/pair", access: .permitted(.readClients)) { try await pairPage($0) },
    SitePage("/importance", access: .permitted(.readModel)) { try importancePage($0) },
]
