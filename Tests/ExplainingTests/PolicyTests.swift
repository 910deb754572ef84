import Catalog
import Credit
import Explaining
import Features
import Fixtures
import Modeling
import Testing

@Suite("The policy of a day")
struct PolicyTests {
    @Test("leaves every decision to the threshold before its first version, and within an empty band")
    func before() throws {
        let engine = try ApplicantLender.engine(), table = try ApplicantLender.trained.get().data.table
        let ages = [try #require(Day("2025-12-31")), ApplicantLender.early]
        for index in 0..<200 {
            for day in ages {
                let decision = try engine.decision(for: table.row(index), on: day)
                #expect(decision.band.isEmpty && decision.policy.reasons.isEmpty)
                #expect(decision.status == engine.model.threshold.status(of: decision.probability))
                #expect(decision.policy.version == (day == ages[0] ? nil : "first"))
            }
            #expect(
                try engine.decision(for: table.row(index)) == engine.decision(for: table.row(index), on: engine.today))
        }
    }

    @Test("reviews around the threshold and lets rules speak, from its first day on")
    func second() throws {
        let engine = try ApplicantLender.engine(), table = try ApplicantLender.trained.get().data.table
        let positions = table.schema.positions
        let birth = try #require(positions["DAYS_BIRTH"]), weight = try #require(positions["credit_to_income"])
        let threshold = engine.model.threshold.probability.value
        var seen: [Status: Int] = [:]
        for index in 0..<600 {
            let row = table.row(index)
            let decision = try engine.decision(for: row, on: try #require(Day("2026-07-01")))
            let p = decision.probability.value
            let score: Status = p >= threshold * 1.25 ? .refused : p >= threshold * 0.8 ? .referred : .granted
            #expect(decision.scoreStatus == score && decision.policy.version == "second")
            var codes: [String] = []
            if case .number(let days) = row.values[birth], days > -8_000 { codes.append("policy.minimum_age") }
            if case .number(let share) = row.values[weight], share > 5 { codes.append("policy.large_loan") }
            #expect(decision.policy.reasons.map(\.code) == codes)
            #expect(
                decision.status
                    == max(
                        score, codes.contains("policy.minimum_age") ? .refused : codes.isEmpty ? .granted : .referred))
            seen[decision.status, default: 0] += 1
            #expect(try engine.explanation(for: row, on: ApplicantLender.late).decision == decision)
        }
        #expect(Status.allCases.allSatisfy { seen[$0, default: 0] > 10 })
    }

    @Test("says the same of rows one by one and of a table")
    func together() throws {
        let (data, model) = try ApplicantLender.trained.get()
        let program = PolicyProgram(data.catalog.policies ?? [], schema: data.table.schema)
        let scored = try model.decisions(data.table, threads: 1)
        let table = program.decisions(scored, table: data.table, on: ApplicantLender.late)
        let rows = program.decisions(scored, rows: (0..<data.table.count).map(data.table.row), on: ApplicantLender.late)
        #expect(table == rows && Set(table.map(\.status)).count == 3)
    }

    @Test("takes its own cut-off where it names one")
    func cutoff() throws {
        let files = ApplicantLender.files(
            policy: "policy:\n  - {version: own, from: 2026-01-01, cutoff: 0.4, review: [0.5, 1]}\n")
        let catalog = try files.read(), table = try ApplicantLender.trained.get().data.table
        let program = PolicyProgram(catalog.policies ?? [], schema: table.schema)
        let scored = [0.19, 0.2, 0.39, 0.4, 0.41].map {
            Decision(probability: Probability(clamping: $0), threshold: Threshold(Probability(clamping: 0.1)))
        }
        let decided = program.decisions(scored, rows: scored.map { _ in table.row(0) }, on: ApplicantLender.early)
        #expect(decided.map(\.status) == [.granted, .referred, .referred, .refused, .refused])
        #expect(decided.allSatisfy { $0.threshold.probability.value == 0.4 && $0.policy.version == "own" })
    }

    @Test("gives the letter of a refusal the rule first, then the score's reasons")
    func letter() throws {
        let engine = try ApplicantLender.engine()
        var mixed = 0
        for seed in 1...40 as ClosedRange<UInt64> {
            let applicant = try engine.applicant(
                json: ApplicantLender.json(seed, changing: ["DAYS_BIRTH": -7_500, "SCORE": 0.05]))
            let explanation = try engine.assessment(of: applicant, on: ApplicantLender.late).explanation
            let stated = explanation.statedReasons
            #expect(stated.first?.code == "policy.minimum_age" && stated.count <= StatedReason.most)
            #expect(stated.first?.sentence.en == "One must be 22.")
            let adverse = explanation.reasons(.adverse).map(\.code)
            let fromScore = stated.filter { $0.source == .score }.map(\.code)
            #expect(fromScore == Array((explanation.decision.scoreStatus == .granted ? [] : adverse).prefix(3)))
            mixed += fromScore.isEmpty ? 0 : 1
        }
        #expect(mixed > 3)
    }
}
