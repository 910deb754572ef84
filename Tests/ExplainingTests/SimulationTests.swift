import Catalog
import Credit
import Explaining
import FeatureKernels
import Features
import Fixtures
import Foundation
import Testing

@Suite("A simulation and an application")
struct SimulationTests {
    private func messages(_ body: () throws -> Void) -> [FieldMessage] {
        do {
            try body()
            return []
        } catch let error as InvalidRecords {
            return error.messages
        } catch {
            Issue.record("another error: \(error)")
            return []
        }
    }

    @Test("that changes nothing is exactly the decision without it, from JSON or from what a load keeps")
    func nothing() throws {
        let engine = try ApplicantLender.engine(), coding = RecordCoding(engine.catalog)
        for seed in 1...20 as ClosedRange<UInt64> {
            let applicant = try engine.applicant(json: ApplicantLender.json(seed))
            let whole = try engine.assessment(of: applicant)
            let stored = try engine.applicant(stored: coding.encode(applicant.records))
            #expect(stored.client == applicant.client && stored.client?.rawValue == Int64(500 + seed))
            for one in [applicant, stored] {
                let same = try engine.simulation(of: one, changing: [:])
                #expect(same.before == whole.explanation.decision && same.after == same.before && same.changes.isEmpty)
                #expect(same.explanation == whole.explanation)
                guard
                    case .number(let income)? = try engine.simulation(
                        of: one, changing: ["INCOME": .number(90_000)]
                    ).changes.first?.before
                else { continue }
                #expect(try engine.simulation(of: one, changing: ["INCOME": .number(income)]).changes.isEmpty)
            }
            #expect(abs(whole.explanation.residual) < 1e-9)
            #expect(whole.row.values.count == whole.schema.columns.count)
        }
    }

    @Test("takes along what follows the amount, to a hundredth, and says so")
    func following() throws {
        let engine = try ApplicantLender.engine()
        let json = try ApplicantLender.json(3, changing: ["CREDIT": 300_000, "DEPOSIT": 31_234.5])
        let applicant = try engine.applicant(json: json)
        let half = try engine.simulation(of: applicant, changing: ["CREDIT": .number(150_000)])
        #expect(half.changes.map(\.field) == ["CREDIT", "DEPOSIT"])
        #expect(half.changes.map(\.isDependent) == [false, true])
        #expect(half.changes[1].after == .number(15_617.25) && half.changes[1].before == .number(31_234.5))
        #expect(half.changes[0].afterText.fr == "150\u{202F}000\u{A0}€" && half.changes[0].afterText.en == "€150,000")
        let changed = try engine.applicant(
            json: ApplicantLender.json(3, changing: ["CREDIT": 150_000, "DEPOSIT": 15_617.25]))
        #expect(try engine.assessment(of: changed).explanation.decision == half.after)
    }

    @Test("keeps a field that is named with its own value, though it follows one that changes")
    func kept() throws {
        let engine = try ApplicantLender.engine()
        let json = try ApplicantLender.json(3, changing: ["CREDIT": 300_000, "DEPOSIT": 31_234.5])
        let applicant = try engine.applicant(json: json)
        let half = try engine.simulation(
            of: applicant, changing: ["CREDIT": .number(150_000), "DEPOSIT": .number(31_234.5)])
        #expect(half.changes.map(\.field) == ["CREDIT"])
    }

    @Test(
        "refuses what cannot be changed, with the reason",
        arguments: [
            ("DAYS_BIRTH", RawValue.number(-15_000), FieldMessage.Kind.immutable, "(âge) ne peut pas être changé"),
            ("DEPOSIT", .number(1), .immutable, "suit un autre champ : montant du prêt"),
            ("INCOME", .number(1_000_000), .notOffered, "de 20 000 € à 110 000 €"),
            ("INCOME", .text("much"), .wrongType, "Il faut un nombre"),
            ("INCOME", .missing, .wrongType, "Il faut un nombre"),
            ("INCOM", .number(50_000), .unknownName, "Vouliez-vous dire INCOME"),
        ] as [(String, RawValue, FieldMessage.Kind, String)])
    func refused(field: String, value: RawValue, kind: FieldMessage.Kind, text: String) throws {
        let engine = try ApplicantLender.engine()
        let applicant = try engine.applicant(json: ApplicantLender.json(3))
        let found = messages { _ = try engine.simulation(of: applicant, changing: [field: value]) }
        #expect(found.map(\.kind) == [kind] && found.map(\.field) == [field] && found.allSatisfy(\.isProblem))
        let spaced = found.first?.text.fr.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
        #expect(spaced?.contains(text) == true, "\(found)")
    }

    @Test("names every problem of the records at once, by table, record and field")
    func problems() throws {
        let engine = try ApplicantLender.engine()
        let json =
            #"{"application": {"INCOM": 1, "SCORE": "high", "JOB": 3}, "loan": [], "loans": [{}, {"AMOUNT": true}]}"#
        let found = messages { _ = try engine.applicant(json: Data(json.utf8)) }
        let places = found.map {
            "\($0.table)[\($0.record.map(String.init) ?? "")].\($0.field ?? "") \($0.kind.rawValue)"
        }
        #expect(
            Set(places) == [
                "loan[]. unknown_name", "application[0].INCOM unknown_name", "application[0].SCORE wrong_type",
                "application[0].JOB wrong_type", "loans[1].AMOUNT wrong_type",
            ])
        #expect(found.first { $0.field == "INCOM" }?.text.en.contains("INCOME") == true)
        #expect(messages { _ = try engine.applicant(json: Data("[1]".utf8)) }.map(\.kind) == [.malformed])
        let twice = #"{"application": {}, "loans": [{"LOAN": 7}, {"LOAN": 7}]}"#
        let applicant = try engine.applicant(json: Data(twice.utf8))
        #expect(messages { _ = try engine.assessment(of: applicant) }.map(\.kind) == [.contradiction])
    }

    @Test("scores what is new or impossible, and says what it counts as")
    func notices() throws {
        let engine = try ApplicantLender.engine()
        let odd = try engine.applicant(
            json: ApplicantLender.json(
                4, changing: ["JOB": "Astronaut", "SCORE": 7, "OWNS_HOME": "maybe", "DAYS_HIRED": 365_243]))
        #expect(
            odd.messages.map { "\($0.field ?? "") \($0.kind.rawValue)" } == [
                "JOB unknown_category", "SCORE impossible", "OWNS_HOME impossible",
            ])
        #expect(odd.messages.allSatisfy { !$0.isProblem })
        #expect(odd.messages[1].text.fr.contains("possible de 0 à 1"))
        let unknown = try engine.applicant(
            json: ApplicantLender.json(
                4, changing: ["JOB": NSNull(), "SCORE": NSNull(), "OWNS_HOME": NSNull(), "DAYS_HIRED": NSNull()]))
        let assessed = try engine.assessment(of: odd), blank = try engine.assessment(of: unknown)
        #expect(assessed.messages == odd.messages)
        #expect(assessed.explanation.decision.probability == blank.explanation.decision.probability)
    }

    @Test("tells records that a load kept with another catalog, or that are damaged")
    func stored() throws {
        let engine = try ApplicantLender.engine()
        let other = RecordCoding(try ApplicantLenderFiles.other())
        let bytes = other.encode(ApplicantRecords(tables: [:], client: 1))
        #expect(throws: ExplainingError.self) { try engine.applicant(stored: bytes) }
        #expect(throws: ExplainingError.self) { try engine.applicant(stored: []) }
    }
}

private enum ApplicantLenderFiles {
    static func other() throws -> LenderCatalog { try smallModel.get().data.catalog }
}
