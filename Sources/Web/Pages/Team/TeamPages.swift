/// The portfolio, the models and how they treat people.
let teamPages: [SitePage] = []
