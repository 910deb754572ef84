import Access
import HTTPTypes

/// What would change the answer; what if; new applications.
let simulationPages: [SitePage] = [
    SitePage("/clients/{id}/changes", access: .permitted(.readClients)) { try await clientChangesPage($0) },
    SitePage("/clients/{id}/simulation", access: .permitted(.readClients)) { try await simulationPage($0) },
    SitePage("/clients/{id}/scenarios", method: .post, access: .permitted(.writeDecisions)) {
        try await keepScenario($0)
    },
    SitePage("/applications/new", access: .permitted(.writeDecisions), fillsForms: true) { newApplicationPage($0) },
    SitePage("/applications/new", method: .post, access: .permitted(.writeDecisions)) { try await apply($0) },
    SitePage("/applications/new/check", method: .post, access: .permitted(.writeDecisions), isAside: true) {
        checkField($0)
    },
]
