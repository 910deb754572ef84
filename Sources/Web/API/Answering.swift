import Catalog
import Credit
import Explaining
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

// How each answer is made from the site and a request.
extension Call {
    /// The client whose number stands in the address; that somebody looks is recorded.
    func client(showing what: String) async throws -> StoredClient {
        try await site.client(parameters.get("id"), showing: what, to: principal)
    }

    func score() async throws -> ScoreAnswer {
        let client = try await client(showing: "score")
        return ScoreAnswer(client: client.id, decision: try site.decision(on: client), model: site.engine.model.digest)
    }

    func clientList() async throws -> ClientListAnswer {
        let (start, after, limit) = (try searchedDigits(), try clientBefore("cursor"), try pageLength())
        let clients = try await site.store.search(start, after: after, limit: limit)
        return ClientListAnswer(
            clients: clients.map {
                ClientListAnswer.Client(
                    client: $0.id.rawValue, probability: $0.probability.value,
                    status: $0.status.label.fr, statusCode: $0.status.rawValue,
                    threshold: $0.threshold.probability.value
                )
            },
            next: OrNull(clients.count == limit ? clients.last?.id.rawValue : nil)
        )
    }

    func information() async throws -> InformationAnswer {
        let client = try await client(showing: "information")
        return InformationAnswer(
            client: client.id.rawValue,
            sections: site.information.sections(of: client).map { section in
                InformationAnswer.Section(
                    name: section.name, label: section.label,
                    items: section.items.map {
                        InformationAnswer.Item(name: $0.name, label: $0.label, value: JSON($0.value), text: $0.text)
                    }
                )
            }
        )
    }

    func explanation() async throws -> ExplanationAnswer {
        let client = try await client(showing: "explanation")
        return site.answer(try await site.explanation(of: client), client: client.id)
    }

    func model() -> ModelAnswer {
        let (model, catalog) = (site.engine.model, site.engine.catalog)
        return ModelAnswer(
            digest: model.digest, learner: model.learner, featureCount: model.featureCount,
            trainingRows: model.trainingRows, threshold: model.threshold.probability.value,
            cost: ModelAnswer.Cost(
                missedDefault: model.cost.missedDefault, refusedGoodClient: model.cost.refusedGoodClient
            ),
            test: ModelAnswer.Test(auc: model.testAUC, costPerThousand: model.testCostPerThousand),
            catalog: ModelAnswer.Catalog(name: catalog.name, version: catalog.version)
        )
    }

    func health() -> HealthAnswer { HealthAnswer(status: "ok", model: site.engine.model.digest) }

    /// Whether clients can be read; the store says so itself.
    func ready() async throws -> HealthAnswer {
        do { _ = try await site.store.count() } catch { throw Problem.unavailable }
        return health()
    }

    func metrics() -> Response {
        let text = PrometheusText(site.metrics, model: site.engine.model.digest, version: site.settings.version).text
        return Response(
            status: .ok, headers: [.contentType: PrometheusText.type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// The digits of a search, without the spaces that people put between groups.
    func searchedDigits() throws -> String {
        let digits = (query("q") ?? "").filter { !$0.isWhitespace && $0 != "+" }
        guard digits.count <= 18, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { throw Problem.malformedQuery }
        return String(digits)
    }

    /// The client after whom a list starts.
    func clientBefore(_ name: Substring) throws -> ClientID? {
        guard let text = query(name) else { return nil }
        guard let id = ClientID(text) else { throw Problem.malformedQuery }
        return id
    }

    private func pageLength() throws -> Int {
        guard let text = query("limit") else { return 50 }
        guard let limit = Int(text), (1...200).contains(limit) else { throw Problem.malformedQuery }
        return limit
    }
}

extension JSON {
    init(_ value: RawValue) {
        switch value {
        case .missing: self = .null
        case .number(let number): self = .number(number)
        case .text(let text): self = .text(text)
        }
    }
}

extension Site {
    func answer(_ explanation: Explanation, client: ClientID) -> ExplanationAnswer {
        let decision = explanation.decision
        return ExplanationAnswer(
            client: client.rawValue, logOdds: explanation.logOdds.value,
            baseline: ExplanationAnswer.Baseline(
                label: explanation.baseline.label, logOdds: explanation.baseline.logOdds.value
            ),
            contributions: explanation.contributions.map {
                ExplanationAnswer.Contribution(
                    feature: $0.feature, label: label(of: $0.feature), family: $0.family.rawValue,
                    logOdds: $0.logOdds.value
                )
            },
            sumCheck: ExplanationAnswer.SumCheck(
                sum: explanation.logOdds.value + explanation.residual, residual: explanation.residual
            ),
            reasons: explanation.reasons.map(Self.answer), probability: decision.probability.value,
            status: decision.status.label.fr, statusCode: decision.status.rawValue,
            threshold: decision.threshold.probability.value, model: engine.model.digest
        )
    }

    /// What a feature is called; a feature that the catalog lacks keeps its name.
    func label(of feature: String) -> LocalizedText {
        features[feature]?.label ?? LocalizedText(fr: feature, en: feature)
    }

    private static func answer(_ reason: Reason) -> ExplanationAnswer.Reason {
        ExplanationAnswer.Reason(
            code: reason.family.rawValue, direction: reason.direction.rawValue, label: reason.label,
            sentence: reason.sentence, contribution: reason.contribution.value,
            evidence: reason.evidence.map {
                ExplanationAnswer.Evidence(
                    feature: $0.feature, label: $0.label, value: $0.value, usual: OrNull($0.usual)
                )
            }
        )
    }
}
