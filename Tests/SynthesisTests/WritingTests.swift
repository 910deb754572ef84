import Statistics
import Testing

@testable import Synthesis

@Suite("Writing of synthetic records")
struct WritingTests {
    private func text(_ fill: (inout RecordBuffer) -> Void) -> String {
        var buffer = RecordBuffer()
        buffer.beginRecord()
        fill(&buffer)
        buffer.endRecord()
        return String(decoding: buffer.pending, as: UTF8.self)
    }

    @Test(
        "Decimals are written as pandas writes them",
        arguments: [
            (24_700.5, 3, "24700.5"), (0, 2, "0.0"), (-12.25, 2, "-12.25"), (0.0004, 3, "0.0"), (-0.0004, 3, "0.0"),
            (1_999.9996, 3, "2000.0"), (0.05, 2, "0.05"), (-0.5, 1, "-0.5"),
            (0.083036967391323, 15, "0.083036967391323"),
        ] as [(Double, Int, String)]
    )
    func decimals(value: Double, places: Int, expected: String) {
        #expect(text { $0.decimal(value, places: places) } == expected + "\n")
    }

    @Test("Integers of every length", arguments: [0, 7, -7, 10, 99, 100, -365_243, 1_000_000, 9_999_999_999])
    func integers(value: Int) {
        #expect(text { $0.integer(value) } == "\(value)\n")
        #expect(text { $0.whole(value) } == "\(value).0\n")
    }

    @Test("A missing value is an empty field, and a level with a comma is quoted")
    func fields() {
        let levels = Levels(names: ["Panel", "Stone, brick"])
        let record = text { row in
            row.whole(nil)
            row.decimal(nil, places: 2)
            row.level(nil, of: levels)
            row.level(1, of: levels)
            row.level(0, of: levels)
            row.letter(true)
            row.flag(false)
            row.missing()
        }
        #expect(record == ",,,\"Stone, brick\",Panel,Y,0,\n")
    }

    @Test("A buffer grows past its first size and keeps every record")
    func growth() {
        var buffer = RecordBuffer()
        for number in 0..<100_000 {
            buffer.beginRecord()
            buffer.integer(number)
            buffer.endRecord()
        }
        #expect(buffer.recordCount == 100_000)
        #expect(buffer.pending.count { $0 == UInt8(ascii: "\n") } == 100_000)
        #expect(String(decoding: buffer.pending.suffix(6), as: UTF8.self) == "99999\n")
        buffer.clear()
        #expect(buffer.pending.isEmpty)
    }

    @Test("Levels are drawn by their weights")
    func weights() {
        let levels = Levels(shares: [("a", 6), ("b", 3), ("c", 1)])
        var generator = SeededGenerator(seed: 1)
        var counts = [0, 0, 0]
        for _ in 0..<20_000 { counts[levels.draw(&generator)] += 1 }
        for (count, share) in zip(counts, [0.6, 0.3, 0.1]) { #expect(abs(Double(count) / 20_000 - share) < 0.015) }
    }
}

@Suite("Truth behind the synthetic lender")
struct TruthTests {
    private func applicants(_ count: Int) -> [Applicant] {
        let lender = SyntheticLender(clients: count, seed: 12)
        return (0..<count).map { number in
            var generator = SeededGenerator(seed: lender.seed, stream: UInt64(number) * 2 + 1)
            return Applicant(number: number, of: lender, using: &generator)
        }
    }

    @Test("The ceiling is the AUC and the cost of the true probabilities")
    func ceiling() throws {
        let known = applicants(6_000)
        var ceiling = Ceiling()
        for applicant in known { ceiling.add(probability: applicant.probability, isDefault: applicant.isDefault) }
        let probabilities = known.map(\.probability)
        let outcomes = known.map(\.isDefault)
        let auc = try #require(areaUnderROC(scores: probabilities, outcomes: outcomes))
        #expect(abs(try #require(ceiling.areaUnderROC) - auc) < 1e-4)
        let cost = try #require(
            meanCost(
                probabilities: probabilities,
                outcomes: outcomes,
                threshold: 1.0 / 11,
                missedPositive: 10,
                falseAlarm: 1
            )
        )
        #expect(abs(try #require(ceiling.costPerThousand) - 1_000 * cost) < 1e-9)
    }

    @Test("True probabilities are calibrated and no monotone part of them ranks better")
    func truth() throws {
        let known = applicants(20_000)
        let probabilities = known.map(\.probability)
        let outcomes = known.map(\.isDefault)
        #expect(try #require(expectedCalibrationError(probabilities: probabilities, outcomes: outcomes)) < 0.012)
        let best = try #require(areaUnderROC(scores: probabilities, outcomes: outcomes))
        let hidden = known.map { DefaultLink.hiddenRisk(of: $0.person) }
        let latent = try #require(areaUnderROC(scores: hidden, outcomes: outcomes))
        #expect(abs(best - 0.83) < 0.015)
        #expect(latent < best && latent > 0.76)
        let mean = hidden.reduce(0, +) / 20_000
        let variance = hidden.reduce(0) { $0 + $1 * $1 } / 20_000 - mean * mean
        #expect(abs(mean) < 0.03 && abs(variance - 1) < 0.05)
    }

    @Test("A person who returns is the same person, later")
    func identity() {
        let returning = applicants(3_000).filter { $0.elapsed > 0 }
        #expect(returning.count > 30 && returning.count < 150)
        for applicant in returning.prefix(20) {
            let first = Identity(number: applicant.number, seed: 12).number
            #expect(first < applicant.number)
            var generator = SeededGenerator(seed: 12, stream: UInt64(first) * 2)
            let person = Person(&generator)
            #expect(person.birth == applicant.person.birth && person.registration == applicant.person.registration)
        }
    }
}
