/// A client beside others, and what matters over all of them.
let comparisonPages: [SitePage] = []
