/// What is done with a decision: recorded, reviewed, told to the client.
let followUpPages: [SitePage] = []
