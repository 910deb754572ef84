import Catalog
import Credit
import Explaining
import Features
import Hummingbird
import Markup
import Storage

/// A client beside others in one variable; the part that htmx swaps is the result alone.
func comparisonPage(_ visit: Visit) async throws -> Response {
    let client = try await visit.client(showing: "comparison")
    let question = try visit.call.comparisonQuestion(try await visit.usualVariable(of: client))
    let found = try await visit.site.comparison(client, question)
    if visit.isFragment { return visit.html(comparisonResult(visit.voice, found, client.id)) }
    let voice = visit.voice
    let title = voice(ComparisonText.pageTitle, ["number": voice.number(client.id)])
    return visit.page(
        title,
        content: Group(
            Element("header", .class("client")) {
                Element("h1") { title }
                Element("p") {
                    Element("a", .href("/clients/\(client.id)")) { voice(ComparisonText.backToClient) }
                }
            },
            comparisonCard(visit, found, client.id, variables: visit.site.comparing.families)
        )
    )
}

extension Visit {
    /// What a client is compared in when nothing is chosen: a fact of the strongest reason.
    func usualVariable(of client: StoredClient) async throws -> Comparing.Variable {
        guard call.query("variable") == nil else { return site.comparing.score }
        return usualVariable(of: try await site.explanation(of: client))
    }

    private func usualVariable(of explanation: Explanation) -> Comparing.Variable {
        let reasons = explanation.reasons.sorted {
            $0.contribution.value.magnitude > $1.contribution.value.magnitude
        }
        let facts = reasons.flatMap(\.evidence).map(\.feature)
        return facts.lazy.compactMap(site.comparing.variable).first ?? site.comparing.score
    }

    /// The comparison on a client's own page, with the variables that weigh most to choose from; nil when no load has kept what is
    /// needed.
    func comparisonSection(
        of client: StoredClient, _ explanation: Explanation
    ) async throws -> (some HTML)? {
        let question = ComparisonQuestion(variable: usualVariable(of: explanation))
        let found: FoundComparison?
        do {
            found = try await site.comparison(client, question)
        } catch Problem.noPortfolio, Problem.unknownComparison {
            found = nil
        }
        return found.map {
            comparisonCard(self, $0, client.id, variables: heaviestVariables(with: question.variable))
        }
    }

    /// The variables that weigh most over the portfolio, those that groups are made by, and the one that is shown.
    private func heaviestVariables(with chosen: Comparing.Variable) -> [(
        family: Family, variables: [Comparing.Variable]
    )] {
        let heaviest = Set((site.engine.importance?.features ?? []).prefix(60).map(\.name))
        let usual = Set(site.comparing.criteria.map(\.variable) + [chosen])
        return site.comparing.families.compactMap { family, variables in
            let shown = variables.filter { heaviest.contains($0.name) || usual.contains($0) }
            return shown.isEmpty ? nil : (family, shown)
        }
    }
}

/// The question and its answer.
func comparisonCard(
    _ visit: Visit, _ found: FoundComparison, _ client: ClientID,
    variables: [(family: Family, variables: [Comparing.Variable])]
) -> some HTML {
    let voice = visit.voice
    return Element("section", .class("card compare"), .id("compare"), .aria("labelledby", "compare-title")) {
        Element("h2", .id("compare-title")) { voice(ComparisonText.title) }
        Element("p", .class("lead")) { voice(ComparisonText.lead) }
        comparisonForm(visit, found.question, client, variables: variables)
        Element(
            "div", .id("compare-result"), .role("region"), .aria("live", "polite"),
            .aria("label", voice(ComparisonText.result))
        ) {
            comparisonResult(voice, found, client)
        }
    }
}
