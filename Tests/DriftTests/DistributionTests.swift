import Drift
import Foundation
import Testing

/// Chances that SciPy 1.17.1 gave.
private struct SciPyFile: Decodable {
    struct Table: Decodable {
        let rows: [[Double]]
    }

    let kolmogorov: Table
    let chi2: Table
    let ks: Table
    let fisher: Table

    static func read() throws -> SciPyFile {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/scipy-1.17.1.json")
        return try JSONDecoder().decode(SciPyFile.self, from: Data(contentsOf: file))
    }
}

/// Whether a chance is SciPy's, relatively, or to what doubles near 1 can tell.
private func agrees(_ ours: Double, _ theirs: Double, within tolerance: Double = 1e-9) -> Bool {
    abs(ours - theirs) <= tolerance * theirs + 2e-15
}

@Suite("Distributions against SciPy")
struct DistributionTests {
    @Test("Kolmogorov's law, by every method it is found by")
    func kolmogorov() throws {
        for row in try SciPyFile.read().kolmogorov.rows {
            let chance = kolmogorovExceedance(row[1], rows: Int(row[0]))
            #expect(agrees(chance, row[2]), "\(row): \(chance)")
        }
    }

    @Test("The chi-square law, into its far tail")
    func chiSquare() throws {
        for row in try SciPyFile.read().chi2.rows {
            let chance = chiSquareExceedance(row[1], degrees: Int(row[0]))
            #expect(agrees(chance, row[2]), "\(row): \(chance)")
        }
    }

    @Test("The two-sample Kolmogorov–Smirnov chance, exact and asymptotic")
    func kolmogorovSmirnov() throws {
        // Paths are counted step by step: in an unoptimised build the largest samples would take a minute.
        for row in try SciPyFile.read().ks.rows where row[0] * row[1] * row[2] < 2e6 || row[0] == row[1] || row[0] > 1e4
        {
            let test = KolmogorovSmirnov(
                distance: row[2], referenceCount: Int(row[0]), currentCount: Int(row[1]))
            #expect(agrees(test.probability, row[3]), "\(row): \(test.probability)")
        }
    }

    @Test("Fisher's exact chance")
    func fisher() throws {
        for row in try SciPyFile.read().fisher.rows {
            let chance = fisherExactProbability(Int(row[0]), of: Int(row[1]), and: Int(row[2]), of: Int(row[3]))
            #expect(agrees(chance, row[4]), "\(row): \(chance)")
        }
    }

    @Test("What has no answer says so, and the ends are 0 and 1")
    func ends() {
        #expect(chiSquareExceedance(3, degrees: 0).isNaN)
        #expect(chiSquareExceedance(.infinity, degrees: 4) == 0)
        #expect(chiSquareExceedance(0, degrees: 4) == 1)
        #expect(kolmogorovExceedance(0.2, rows: 0).isNaN)
        #expect(kolmogorovExceedance(0, rows: 9) == 1)
        #expect(kolmogorovExceedance(1, rows: 9) == 0)
        #expect(fisherExactProbability(0, of: 0, and: 3, of: 9) == 1)
    }
}
