/// What would change the answer, and applicants who are not in the base.
let simulationPages: [SitePage] = []
