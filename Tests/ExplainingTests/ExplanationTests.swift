import Catalog
import Credit
import Explaining
import Features
import Fixtures
import Modeling
import Testing

@Suite("An explanation")
struct ExplanationTests {
    private static let rows = 0..<200

    @Test("adds up: the baseline and the contributions make the score, to 1e-9")
    func sum() throws {
        let engine = try engine(), table = try smallModel.get().data.table
        for index in Self.rows { #expect(abs(try engine.explanation(for: table.row(index)).residual) < 1e-9) }
    }

    @Test("is of the very decision that is given without it")
    func sameDecision() throws {
        let engine = try engine(), table = try smallModel.get().data.table
        for index in Self.rows {
            let row = table.row(index)
            let decision = try engine.decision(for: row), explained = try engine.explanation(for: row).decision
            #expect(abs(decision.probability.value - explained.probability.value) <= 1e-12)
            #expect(decision.status == explained.status && decision.threshold == explained.threshold)
        }
    }

    @Test("names every feature of the model once, strongest first, ties by name")
    func contributions() throws {
        let engine = try engine(), (data, bundle) = try smallModel.get()
        for index in Self.rows {
            let contributions = try engine.explanation(for: data.table.row(index)).contributions
            #expect(contributions.map(\.feature).sorted() == bundle.encoder.columns.map(\.name).sorted())
            let keys = contributions.map { (-$0.logOdds.value.magnitude, $0.feature) }
            #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
            for contribution in contributions {
                #expect(contribution.family == data.catalog.features.first { $0.name == contribution.feature }?.family)
            }
        }
    }

    @Test("gives at most four reasons each way, strongest first, each with the sign of its direction")
    func reasons() throws {
        let engine = try engine(), table = try smallModel.get().data.table
        var seen: [Direction: Int] = [:]
        for index in Self.rows {
            let explanation = try engine.explanation(for: table.row(index))
            #expect(explanation.reasons == explanation.reasons(.adverse) + explanation.reasons(.favourable))
            for direction in Direction.allCases {
                let reasons = explanation.reasons(direction)
                seen[direction] = max(seen[direction] ?? 0, reasons.count)
                #expect(reasons.count <= 4)
                #expect(Set(reasons.map(\.family)).count == reasons.count)
                let sizes = reasons.map(\.contribution.value.magnitude)
                #expect(sizes == sizes.sorted(by: >))
                for reason in reasons {
                    #expect((reason.contribution.value > 0) == (direction == .adverse))
                    #expect(!reason.evidence.isEmpty && reason.evidence.count <= 3)
                    for fact in reason.evidence { #expect((fact.contribution.value > 0) == (direction == .adverse)) }
                    let family = explanation.contributions.filter { $0.family == reason.family }
                    let sum = family.reduce(0) { $0 + $1.logOdds.value }
                    #expect(abs(reason.contribution.value - sum) < 1e-12)
                }
            }
        }
        // The law of four is put to the test only if some client has as many.
        #expect(seen[.adverse] == 4 && seen[.favourable] == 4)
    }

    @Test("of a client of whom nothing is known still adds up, and says so")
    func unknownClient() throws {
        let explanation = try engine().explanation(for: row([:]))
        #expect(abs(explanation.residual) < 1e-9)
        #expect(!explanation.reasons.isEmpty)
        for fact in explanation.reasons.flatMap(\.evidence) {
            #expect(fact.value == LocalizedText(fr: "inconnu", en: "unknown"))
        }
    }

    @Test("of rows that lack features is that of rows in which they are missing")
    func lackingSchema() throws {
        let (data, bundle) = try smallModel.get()
        let narrow = FeatureSchema(columns: [
            FeatureColumn(name: "JOB", isCategory: true), FeatureColumn(name: "SCORE", isCategory: false),
        ])
        let wide = try engine(), lacking = BundleDecisionEngine(try ScoringModel(bundle), digest: "abc", schema: narrow)
        let known: [String: FeatureValue] = ["JOB": .level("Cook"), "SCORE": .number(0.2)]
        let expected = try wide.explanation(for: row(known))
        #expect(try lacking.explanation(for: FeatureRow(values: [.level("Cook"), .number(0.2)])) == expected)
        #expect(abs(expected.residual) < 1e-9)
        #expect(data.table.schema.columns.count > narrow.columns.count)
    }

    @Test("of a level that training never saw is that of an unknown one, in the client's own word")
    func unseenLevel() throws {
        let engine = try engine()
        var known: [String: FeatureValue] = ["SCORE": .number(0.5), "INCOME": .number(50_000)]
        let missing = try engine.explanation(for: row(known))
        known["JOB"] = .level("Astronaut")
        let unseen = try engine.explanation(for: row(known))
        #expect(unseen.decision == missing.decision && unseen.contributions == missing.contributions)
        let facts = unseen.reasons.flatMap(\.evidence).filter { $0.feature == "JOB" }
        for fact in facts { #expect(fact.value == LocalizedText(fr: "Astronaut", en: "Astronaut")) }
    }

    @Test("moves with the client: a worse score speaks more against the loan")
    func direction() throws {
        let engine = try engine()
        func part(_ score: Float) throws -> Double {
            let explanation = try engine.explanation(for: row(["SCORE": .number(score), "INCOME": .number(50_000)]))
            return explanation.contributions.first { $0.feature == "SCORE" }?.logOdds.value ?? .nan
        }
        #expect(try part(0.05) > 0.2 && part(0.95) < -0.2)
    }

    @Test("comes from a model that says what it is")
    func summary() throws {
        let (_, bundle) = try smallModel.get()
        let summary = try engine().model
        #expect(summary.digest == "abc" && summary.learner == "LightGBM")
        #expect(summary.featureCount == bundle.encoder.columns.count)
        #expect(summary.trainingRows == bundle.training.trainingRows)
        #expect(
            summary.threshold.probability.value == bundle.decision.threshold && summary.cost == bundle.decision.cost)
        #expect(summary.testAUC == bundle.evaluation.auc.estimate)
        #expect(summary.testCostPerThousand == bundle.evaluation.costPerThousand.estimate)
    }
}
